"""A technique is published, withdrawn, or another takes its place; no version is ever erased or changed."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from pydantic import ValidationError

from convenant.agreements.queries import running_definition, running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.changes import link_change
from convenant.decisions.models import Proposal
from convenant.techniques.models import Technique, TechniqueVersion
from convenant.techniques.queries import publication as queries
from convenant.techniques.queries.log import key_of
from convenant.techniques.rules import may_keep

Stage = Technique.Stage


def _held(technique: Technique) -> Technique:
    technique.refresh_from_db(from_queryset=Technique.objects.select_for_update())
    return technique


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


@verb(may_keep)
def publish_technique(
    technique: Technique, *, by: Actor, translations: queries.Translations | None = None
) -> TechniqueVersion:
    """What was adopted stands at an address that stays, and the version before it is superseded.

    Only words in other languages than the decided one can still be added, for nobody adopted those.
    """
    running_version(to_change=True)  # the lock: two at once would take the same number
    _held(technique)
    proposal = technique.proposal
    if technique.stage != Stage.ADOPTED:
        raise Refused(
            _("Only an adopted technique is published. This one stands at: %(stage)s.")
            % {"stage": technique.get_stage_display()}
        )
    if proposal is None or proposal.state != Proposal.State.CLOSED or proposal.result != "adopted":
        raise Refused(_("There is no decision that adopted it. Put it before the body first."))
    draft = queries.adopted_draft(technique)
    if draft is None:
        raise Refused(_("There is no draft of this round to publish."))
    try:
        content = queries.with_translations(
            queries.content_of(draft.content), translations or {}, technique.language
        )
    except ValidationError as fault:
        raise Refused(_("A translation does not fit: %(fault)s") % {"fault": fault}) from fault
    if waiting := queries.lacking(content, technique):
        raise Refused(_what_is_lacking(waiting))
    if not queries.says_what_was_adopted(content, technique):
        raise Refused(
            _(
                "The words of the newest draft are not the words that were adopted. Only those are "
                "published: write a draft with exactly the adopted words, or put the new ones before "
                "the body."
            )
        )
    today = timezone.localdate()
    before = queries.version_in_force(technique)
    newest = queries.newest_version(technique)
    stored = content.model_dump(mode="json")
    made = TechniqueVersion.objects.create(
        technique=technique,
        number=newest.number + 1 if newest else 1,
        content=stored,
        text=queries.adopted_text(technique),
        digest=queries.digest_of(stored),
        proposal=proposal,
        adopted_on=timezone.localdate(proposal.closed_at) if proposal.closed_at else today,
        published_on=today,
    )
    if before is not None:
        before.superseded_on = today
        before.save(update_fields=["superseded_on"])
    rules = running_definition().techniques
    years = rules.review_after_years if rules else None
    technique.stage, technique.kind = Stage.PUBLISHED, content.kind
    technique.review_on = _years_after(today, years) if years else None
    technique.review_because = ""
    # One that had ended, or given its place to another, holds again.
    technique.replaced_by, technique.ended_on, technique.ended_because = None, None, ""
    technique.save(
        update_fields=[
            "stage",
            "kind",
            "review_on",
            "review_because",
            "replaced_by",
            "ended_on",
            "ended_because",
        ]
    )
    with override(technique.language):
        label = _("%(title)s, version %(number)d") % {
            "title": content.title.get(technique.language),
            "number": made.number,
        }
    link_change(proposal, by=by, kind=Proposal.About.TECHNIQUE, key=key_of(made), label=label)
    record(
        "technique.published",
        by=by,
        on=made,
        label=label,
        old=before.number if before else None,
        new={
            "technique": technique.number,
            "version": made.number,
            "digest": made.digest,
            "decision": proposal.number,
            "review_on": technique.review_on,
        },
    )
    return made


def _what_is_lacking(waiting: Iterable[queries.Lacking]) -> str:
    by_place: dict[str, list[str]] = {}
    for one in waiting:
        by_place.setdefault(one.place, []).append(one.language)
    said = "; ".join(f"{place} ({', '.join(found)})" for place, found in by_place.items())
    return _(
        "Every text is published in every language of the agreement. Still missing: %(what)s."
    ) % {"what": said}


@verb(may_keep)
def withdraw_version(version: TechniqueVersion, *, by: Actor, reason: str) -> TechniqueVersion:
    """It holds no longer, and everyone reads why; the page and its words stay."""
    running_version(to_change=True)
    technique = _held(version.technique)
    version.refresh_from_db(from_queryset=TechniqueVersion.objects.select_for_update())
    if not version.is_in_force:
        raise Refused(_("This version is not in force; there is nothing to withdraw."))
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn; everyone reads that."))
    version.withdrawn_on, version.withdrawn_because = timezone.localdate(), tidy(reason)[:1000]
    version.save(update_fields=["withdrawn_on", "withdrawn_because"])
    _end(technique, version.withdrawn_on, version.withdrawn_because)
    record(
        "technique.withdrawn",
        by=by,
        on=version,
        label=str(technique),
        new={
            "technique": technique.number,
            "version": version.number,
            "reason": version.withdrawn_because,
        },
    )
    return version


@verb(may_keep)
def replace_technique(technique: Technique, other: Technique, *, by: Actor) -> Technique:
    """Another technique takes its place: the version in force is superseded, and leads to the other."""
    running_version(to_change=True)  # the lock: the other must not be withdrawn meanwhile
    _held(technique)
    before = queries.version_in_force(technique)
    if before is None:
        raise Refused(_("No version of this technique is in force; nothing can take its place."))
    if other.pk == technique.pk or queries.version_in_force(other) is None:
        raise Refused(_("Choose another technique that is in force."))
    today = timezone.localdate()
    before.superseded_on = today
    before.save(update_fields=["superseded_on"])
    technique.replaced_by = other
    technique.save(update_fields=["replaced_by"])
    _end(technique, today, "")
    record(
        "technique.replaced",
        by=by,
        on=technique,
        old={"version": before.number},
        new={"technique": technique.number, "by": other.number},
    )
    return technique


def _end(technique: Technique, day: date, because: str) -> None:
    """A technique whose making is over ends with its last version; one under review goes on."""
    if technique.stage != Stage.PUBLISHED:
        return
    technique.stage, technique.ended_on = Stage.ENDED, day
    technique.ended_because, technique.review_on = because[:1000], None
    technique.save(update_fields=["stage", "ended_on", "ended_because", "review_on"])
