"""Best available techniques of the demo: one that applies, one open for comments, one on trial."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from convenant.agreements.membership import members
from convenant.base.actors import Actor, Held
from convenant.decisions.actions.meetings import (
    add_item,
    confirm_statement,
    convene,
    plan_meeting,
)
from convenant.decisions.actions.positions import close_decision, take_position
from convenant.decisions.actions.proposals import put
from convenant.decisions.competition import competition_statement
from convenant.decisions.models import Proposal
from convenant.decisions.queries.tables import table_for
from convenant.home.demo.techniques_said import COMMITTEE, ORDERING, TRIAL
from convenant.people.models import Kind, Organisation, Person
from convenant.people.queries import actor_for
from convenant.techniques.actions.comments import answer_comment, comment
from convenant.techniques.actions.data import answer_data, ask_members, close_question
from convenant.techniques.actions.drafts import propose_technique, write_draft
from convenant.techniques.actions.group import add_to_group, answer_issue, form_group, kick_off
from convenant.techniques.actions.pilots import begin_pilot, join_pilot
from convenant.techniques.actions.publication import publish_technique
from convenant.techniques.actions.stages import (
    plan_final_meeting,
    put_out_first_draft,
    put_out_second_draft,
    record_final_meeting,
)
from convenant.techniques.actions.tabling import put_before_body
from convenant.techniques.models import Technique

BODY = "steering_group"
GROUP = (
    ("companies", "Iris"),
    ("unions", "Chantal"),
    ("civil_society", "Daan"),
    ("government", "Greet"),
)
# Per cent of invoices that members pay within 60 days; invented.
PAID = (91, 62, 78, 84, 55, 88, 70, 95, 81)


def make_techniques(
    people: dict[str, Person], organisations: dict[str, Organisation], say: Callable[[str], None]
) -> None:
    """The whole road of one technique, and the beginnings of two others."""
    say("best available techniques")
    by = {name: actor_for(person) for name, person in people.items()}
    ordering = propose_technique(
        ORDERING,
        by=by["Chantal"],
        because="Leden van de bond melden overwerk na late wijzigingen van bestellingen. Verzonnen voor de demo.",
    )
    _collected(ordering, by, people)
    _commented(ordering, by)
    _adopted(ordering, by, people)
    publish_technique(ordering, by=by["Anna"])
    committee = propose_technique(
        COMMITTEE,
        by=by["Daan"],
        because="Waar werknemers zelf kiezen worden gebreken eerder gemeld. Verzonnen voor de demo.",
    )
    _begun(committee, by, people)
    put_out_first_draft(committee, by=by["Anna"], until=timezone.localdate() + timedelta(days=28))
    comment(
        committee,
        by=by["Iris"],
        text="Wat doen wij waar de wet alleen een benoemde commissie kent?",
        place="applicability",
    )
    trial = propose_technique(
        TRIAL,
        by=by["Chantal"],
        because="Een klein onderzoek liet zien dat strookjes vaak niet kloppen. Verzonnen voor de demo.",
    )
    today = timezone.localdate()
    begin_pilot(
        trial,
        by=by["Anna"],
        question="Vinden werknemers meer fouten dan controles, en worden die hersteld?",
        start=today,
        until=today + timedelta(days=300),
    )
    join_pilot(trial, by=by["Iris"])


def _begun(technique: Technique, by: dict[str, Actor], people: dict[str, Person]) -> None:
    form_group(
        technique,
        by=by["Anna"],
        mandate="Een concept waar elke geleding achter kan staan, voor de zomer.",
        output="Een concept met niveaus, bewijs en kosten per klasse",
    )
    for side, name in GROUP:
        add_to_group(technique, people[name], by=by["Anna"], side=side)
    kick_off(
        technique,
        by=by["Anna"],
        on=timezone.localdate(),
        scope="Eerste en tweede lijn; niet de logistiek.",
        issues=["Wat halen deelnemers nu?", "Wat kost het een klein bedrijf?"],
    )


def _collected(technique: Technique, by: dict[str, Actor], people: dict[str, Person]) -> None:
    _begun(technique, by, people)
    question = ask_members(
        technique,
        by=by["Anna"],
        name_nl="Aandeel facturen dat u binnen 60 dagen betaalt",
        name_en="Share of invoices you pay within 60 days",
        unit="%",
        until=timezone.localdate() + timedelta(days=14),
    )
    for party, value in zip(members(), PAID, strict=False):
        company = party.organisation
        actor = Actor(None, str(company), (Held(Kind.COMPANY, company.pk),))
        answer_data(
            question, by=actor, value=Decimal(value), method="Uit de boekhouding (verzonnen)"
        )
    question.until = timezone.localdate() - timedelta(days=1)  # as if the weeks had gone by
    question.save()
    close_question(question, by=by["Anna"])


def _commented(technique: Technique, by: dict[str, Actor]) -> None:
    until = timezone.localdate() + timedelta(days=28)
    put_out_first_draft(technique, by=by["Anna"], until=until)
    first = comment(
        technique,
        by=by["Iris"],
        text="Een half jaar vooruit is voor kleine bedrijven niet te overzien.",
        place="what",
    )
    answer_comment(
        first,
        by=by["Anna"],
        state="partly",
        answer="De prognose mag een bandbreedte zijn; dat staat nu in het concept.",
    )
    said = {**ORDERING["what"]}
    said["nl"] = said["nl"].replace("een prognose en", "een prognose, desnoods als bandbreedte, en")
    said["en"] = said["en"].replace("a forecast half", "a forecast, as a range if need be, half")
    _comments_are_over(technique)
    write_draft(technique, {**ORDERING, "what": said}, by=by["Anna"], note="Na de eerste ronde")
    put_out_second_draft(technique, by=by["Anna"], until=until)
    _comments_are_over(technique)
    for issue in technique.issues.all():
        answer_issue(
            issue, by=by["Anna"], answer="Zie de verzamelde cijfers en de kosten per klasse."
        )
    plan_final_meeting(technique, by=by["Anna"], on=timezone.localdate())
    record_final_meeting(technique, by=by["Anna"], text="De groep legt het concept zo voor.")


def _comments_are_over(technique: Technique) -> None:
    """As if the four weeks for comments had gone by; a demo cannot wait."""
    technique.comment_until = timezone.localdate() - timedelta(days=1)
    technique.save()


def _adopted(technique: Technique, by: dict[str, Actor], people: dict[str, Person]) -> None:
    put_before_body(technique, by=by["Anna"], body=BODY)
    proposal = technique.proposal
    assert isinstance(proposal, Proposal)  # noqa: S101 -- it was put before the body just now
    now: datetime = timezone.now()
    meeting = plan_meeting(
        BODY,
        by=by["Anna"],
        title="Stuurgroep over technieken (demo)",
        starts=now - timedelta(minutes=1),
        ends=now + timedelta(hours=2),
        place="Utrecht",
        in_writing=False,
    )
    item = add_item(meeting, by=by["Anna"], title=technique.title, text="Verzonnen voor de demo.")
    convene(meeting, by=by["Anna"])
    put(proposal, item, by=by["Anna"])
    stands = {
        "Chantal": ("support", ""),
        "Daan": ("support", ""),
        "Greet": ("support", ""),
        "Iris": (
            "stand_aside",
            "Voor wie via agenten koopt is 60 dagen niet altijd in eigen hand.",
        ),
    }
    for name, (stand, reason) in stands.items():
        confirm_statement(meeting, by=by[name], digest=competition_statement().digest)
        seat = next(o.seat for o in table_for(proposal) if o.capacity_of(people[name].pk))
        take_position(proposal, seat, by=by[name], stand=stand, reason=reason)
    close_decision(proposal, by=by["Anna"])
    technique.refresh_from_db()
