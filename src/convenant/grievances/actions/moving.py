"""A case goes from stage to stage, each time with reasons that the complainant reads."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record, record_many
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.phases import begin
from convenant.grievances.actions.rooms import put
from convenant.grievances.models import Case, Entry, Respondent, Room, Verification
from convenant.grievances.procedure.clocks import due_date
from convenant.grievances.procedure.stages import Outcome, Reason, Stage, Step, Track, why_not
from convenant.grievances.procedure_words import WHY_NOT
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import room_of, today
from convenant.grievances.queries.panel import panel_of
from convenant.grievances.queries.procedure import (
    place_of,
    procedure,
    road,
    standing_of,
    step_named,
)
from convenant.grievances.queries.remedies import ledger
from convenant.grievances.queries.routing import to_be_told
from convenant.grievances.queries.rulings import adopted_now
from convenant.grievances.rules import handles_cases
from convenant.locations.models import Site
from convenant.people.models import Organisation

# What the case is about may still be changed.
_BEFORE_PARTIES_KNOW = frozenset({Stage.RECEIVED, Stage.ACKNOWLEDGED, Stage.SCOPE, Stage.REOPENED})


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


@verb(_of_case)
def move(
    case: Case,
    *,
    by: Actor,
    to: str,
    why: str,
    outcome: str = "",
    in_public: str = "",
    unconfirmed: str = "",
    criteria: Mapping[str, tuple[bool, str]] | None = None,
) -> Case:
    """The case is in another stage or track; the complainant reads why. What follows from it happens with it.

    `in_public` is one sentence without names for the companies' risk registers, where it was founded;
    `unconfirmed` the reason for closing though the people have not said that they got their remedy;
    `criteria` tells of each criterion of admissibility whether it is met, and why.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    step = _step(case, to, outcome)
    if not why.strip():
        raise Refused(_("Say why: the complainant reads it."))
    words: dict[str, Any] = {"text": why.strip(), "stage": place_of(step)}
    if _about_nobody(case) and step.stage != Stage.NOT_ADMISSIBLE:
        raise Refused(_("Set the site, or name the company that the case is about, first."))
    if case.stage == Stage.ADMISSIBILITY:
        words["criteria"] = _judged(criteria or {}, admitted=step.stage != Stage.NOT_ADMISSIBLE)
    if step.stage == Stage.FINDING:
        if outcome != Outcome.UNFOUNDED and not in_public.strip():
            raise Refused(
                _("Say in one sentence without names what the companies must weigh as a risk.")
            )
        _as_the_panel_ruled(case, outcome)
        case.outcome, words["outcome"] = outcome, outcome
    if step.stage == Stage.CLOSED and ledger(case).unconfirmed:
        if not unconfirmed.strip():
            raise Refused(
                _(
                    "The people have not said that they got all of their remedy. Wait for that, or give the "
                    "reason for closing without it."
                )
            )
        words["unconfirmed"] = unconfirmed.strip()
    put(
        room_of(case, Room.Kind.CASE),
        Entry.Kind.DECISION,
        words,
        author=by.person_id,
        to_complainant=True,
    )
    old = case.stage
    begin(case, step.stage, step.track)
    case.save(update_fields=["outcome"])
    record("grievance.moved", by=by, on=case, old={"stage": old}, new={"stage": place_of(step)})
    if step.stage == Stage.FINDING and outcome != Outcome.UNFOUNDED:
        _found(case, in_public.strip(), by)
    if step.stage == Stage.VERIFICATION:
        _plan_verification(case)
    return case


def _step(case: Case, to: str, outcome: str) -> Step:
    """The step that was asked for, where it may be taken."""
    try:
        step = step_named(to)
    except ValueError:
        raise Refused(WHY_NOT[Reason.NOT_FROM_HERE]) from None
    if reason := why_not(standing_of(case), step.stage, step.track):
        raise Refused(WHY_NOT[reason])
    if step not in road(case).steps:
        raise Refused(WHY_NOT[Reason.NOT_FROM_HERE])
    if step.stage == Stage.FINDING and outcome not in set(Outcome):
        raise Refused(_("Choose whether it is founded."))
    return step


def _about_nobody(case: Case) -> bool:
    if case.kind == Case.Kind.DISPUTE:  # with a party, or with the secretariat
        return False
    return case.stage == Stage.SCOPE and case.site_id is None and not case.respondents.exists()


def _as_the_panel_ruled(case: Case, outcome: str) -> None:
    """Where a panel rules, the finding waits for its ruling and says the same."""
    if case.track != Track.RULING or not panel_of(case):
        return
    ruling = adopted_now(case)
    if ruling is None:
        raise Refused(_("The panel has not adopted a ruling yet."))
    if ruling.outcome != outcome:
        raise Refused(_("The panel ruled otherwise."))


def _judged(given: Mapping[str, tuple[bool, str]], *, admitted: bool) -> list[dict[str, Any]]:
    """Each criterion of the agreement with whether it is met and why; refused where they tell otherwise."""
    said = []
    for criterion in procedure().admissibility:
        met, reason = given.get(criterion.id, (None, ""))
        if met is None or not reason.strip():
            raise Refused(_("Say of each criterion whether it is met, and why."))
        said.append({"id": criterion.id, "met": met, "why": reason.strip()})
    if said and admitted != all(one["met"] for one in said):
        raise Refused(
            _("A criterion is not met, so the case is not admissible.")
            if admitted
            else _("Every criterion is met, so the case is admissible.")
        )
    return said


@verb(_of_case)
def note_informed(case: Case, *, by: Actor, how: str) -> Case:
    """The other parties were told outside the platform: a supplier by letter, for one."""
    if not how.strip():
        raise Refused(_("Say who was told, how and when."))
    if not case.safety_checks.exists():
        raise Refused(WHY_NOT[Reason.SAFETY_FIRST])
    words = {"text": how.strip()}
    put(room_of(case, Room.Kind.CASE), Entry.Kind.NOTE, words, author=by.person_id)
    if case.informed_on is None:
        case.informed_on = today()
        case.save(update_fields=["informed_on"])
    record("grievance.parties_informed", by=by, on=case)
    return case


@verb(_of_case)
def join(case: Case, into: Case, *, by: Actor, why: str) -> Case:
    """The case goes on as part of another; its complainant reads why, and keeps their own page."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if into.pk == case.pk or not cases_for(by).filter(pk=into.pk).exists():
        raise Refused(_("Choose another case that you read."))
    if into.closed_on is not None:
        raise Refused(_("That case has ended."))
    if reason := why_not(standing_of(case), Stage.JOINED):
        raise Refused(WHY_NOT[reason])
    if not why.strip():
        raise Refused(_("Say why: the complainant reads it."))
    words = {"text": why.strip(), "stage": Stage.JOINED.value}
    put(
        room_of(case, Room.Kind.CASE),
        Entry.Kind.DECISION,
        words,
        author=by.person_id,
        to_complainant=True,
    )
    begin(case, Stage.JOINED)
    case.joined_to = into
    case.save(update_fields=["joined_to"])
    record("grievance.joined", by=by, on=case, new={"into": into.number})
    return case


def _found(case: Case, said: str, by: Actor) -> None:
    """An identified impact for every company concerned (CSDDD Article 14(3)); other rooms hear of it."""
    told = {
        "theme": case.theme,
        "country": case.country,
        "site": case.site.code if case.site is not None else "",
        "said": said[:300],
    }
    concerned = sorted(to_be_told(case))
    if case.site is not None:  # who sources there is found by who hears it
        concerned = sorted(case.respondents.values_list("organisation_id", flat=True))
    if concerned:
        record_many("grievance.founded", by=by, concerns=concerned, new=told, label=_("a case"))
    else:
        record("grievance.founded", by=by, label=_("a case"), new=told)


def _plan_verification(case: Case) -> None:
    """When somebody goes and looks, counted from today."""
    promises = procedure().promises
    for number in range(1, procedure().verifications + 1):
        clock = promises[f"verification_{number}"].started(today())
        Verification.objects.get_or_create(
            case=case, number=number, defaults={"due": due_date(clock, today())}
        )


@verb(_of_case)
def set_scope(
    case: Case,
    *,
    by: Actor,
    site: Site | None,
    country: str,
    theme: str,
    respondents: Sequence[Organisation] = (),
) -> Case:
    """What the case is about: site, country, theme, and the companies that it names."""
    if case.stage not in _BEFORE_PARTIES_KNOW:
        raise Refused(
            _("The parties are known by now; open the case again to change what it is about.")
        )
    case.site, case.theme = site, theme[:60]
    case.country = site.country if site is not None else country[:2]
    case.save(update_fields=["site", "country", "theme"])
    case.respondents.all().delete()
    Respondent.objects.bulk_create(
        Respondent(case=case, organisation=one, since=today()) for one in respondents
    )
    record("grievance.scoped", by=by, on=case, new={"theme": theme})
    return case
