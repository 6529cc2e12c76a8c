"""A technique that a body adopted and nobody published yet; every word is invented."""

from typing import Any

from django.utils import timezone

from convenant.decisions.models import Proposal, ProposalText
from convenant.techniques.content.rendering import rendered
from convenant.techniques.models import Draft, Technique
from convenant.techniques.queries.versions import content_of
from convenant.techniques.tests.published import some_content

APART = {
    "side": "companies",
    "holder": "Bilal",
    "observer": False,
    "recused": False,
    "present": True,
    "stand": "stand_aside",
    "reason": "Sixty days is late for small firms.",
    "person": "Bilal",
    "capacity": "holder",
}


def an_adopted(
    number: int = 1, content: dict[str, Any] | None = None, text: str | None = None, **more: Any
) -> Technique:
    """Adopted in its present round by a decision with exactly these words, or with `text`."""
    content = content or some_content()
    technique, _made = Technique.objects.get_or_create(
        number=number,
        defaults={
            "title": content["title"]["nl"],
            "kind": content["kind"],
            "language": "nl",
            "proposed_because": "Leveranciers melden dat zij laat worden betaald.",
        },
    )
    newest, last = Proposal.objects.first(), Draft.objects.filter(technique=technique).first()
    proposal = Proposal.objects.create(
        number=newest.number + 1 if newest else 1,
        title=content["title"]["nl"],
        body="steering_group",
        about_kind=Proposal.About.TECHNIQUE,
        about_key=str(number),
        tier=more.get("tier", Proposal.Tier.PUBLIC),
        state=Proposal.State.CLOSED,
        result=more.get("result", "adopted"),
        how="consensus",
        table=more.get("table", [APART]),
        closed_at=timezone.now(),
    )
    said = rendered(content_of(content), "nl") if text is None else text
    ProposalText.objects.create(proposal=proposal, number=1, text=said)
    technique.round += technique.versions.exists()
    technique.stage, technique.proposal = Technique.Stage.ADOPTED, proposal
    technique.save()
    Draft.objects.create(
        technique=technique,
        number=last.number + 1 if last else 1,
        round=technique.round,
        stage=Technique.Stage.FINAL,
        content=content,
    )
    return technique


def a_trial(number: int = 9) -> Technique:
    """An emerging technique that members try."""
    content = some_content(title={"nl": "Proef met betaalpas", "en": "Trial with a payment card"})
    technique = Technique.objects.create(
        number=number,
        title=content["title"]["nl"],
        kind=content["kind"],
        language="nl",
        stage=Technique.Stage.PILOT,
        proposed_because="Het lijkt te werken.",
        pilot_from=timezone.localdate(),
    )
    Draft.objects.create(
        technique=technique, number=1, stage=Technique.Stage.PILOT, content=content
    )
    return technique
