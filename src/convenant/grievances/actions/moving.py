"""A case goes from stage to stage, each time with reasons that the complainant reads."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record, record_many
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.phases import begin
from convenant.grievances.actions.rooms import put
from convenant.grievances.models import (
    Case,
    Entry,
    Extension,
    Pause,
    Phase,
    Respondent,
    Room,
    Verification,
)
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import room_of, today
from convenant.grievances.queries.remedies import ledger
from convenant.grievances.queries.routing import to_be_told
from convenant.grievances.rules import handles_cases
from convenant.grievances.steps import CLOCK, OVER, TRACKS, VERIFY_AFTER, may_follow
from convenant.locations.models import Site
from convenant.people.models import Organisation

FOUND = ("founded", "partly", "unfounded")


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
) -> Case:
    """The case is in another stage; the complainant reads why. What follows from the stage happens with it.

    `in_public` is one sentence without names for the companies' risk registers, where it was founded;
    `unconfirmed` the reason for closing though the people have not said that they got their remedy.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_follow(case.stage, to):
        raise Refused(_("This case cannot go from where it is to there. Load the page again."))
    if not why.strip():
        raise Refused(_("Say why: the complainant reads it."))
    if case.stage == "safety" and not case.safety_checks.exists():
        raise Refused(_("Look at the complainant’s safety first, on the page “Safety”."))
    if case.stage == "scope" and case.site_id is None and not case.respondents.exists():
        raise Refused(_("Set the site, or name the company that the case is about, first."))
    words = {"text": why.strip(), "stage": to}
    if to == "finding":
        if outcome not in FOUND:
            raise Refused(_("Choose whether it is founded."))
        if outcome != "unfounded" and not in_public.strip():
            raise Refused(
                _("Say in one sentence without names what the companies must weigh as a risk.")
            )
        case.outcome, words["outcome"] = outcome, outcome
    if to == "closed" and ledger(case).unconfirmed:
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
    begin(case, to, CLOCK.get(to, ""))
    if to in TRACKS:
        case.track = to
    case.closed_on = today() if to in OVER else None
    case.save(update_fields=["track", "outcome", "closed_on"])
    record("grievance.moved", by=by, on=case, old={"stage": old}, new={"stage": to})
    if to == "finding" and outcome != "unfounded":
        _found(case, in_public.strip(), by)
    if to in ("verification",):
        _plan_verification(case)
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
    for months in VERIFY_AFTER:
        Verification.objects.get_or_create(
            case=case, months=months, defaults={"due": months_after(today(), months)}
        )


def months_after(start: date, months: int) -> date:
    """The same day so many months later; the month's last where it has fewer days."""
    year, month = divmod(start.month - 1 + months, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return date(start.year + year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


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
    if case.stage not in ("received", "acknowledged", "safety", "scope", "reopened"):
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


def _running(case: Case) -> Phase:
    phase = case.phases.filter(ended_on=None).order_by("-pk").first()
    if phase is None or phase.days is None:
        raise Refused(_("No clock runs in this stage."))
    return phase


@verb(_of_case)
def pause(case: Case, *, by: Actor, why: str) -> Pause:
    """The clock stands still from today, for a reason both sides read."""
    phase = _running(case)
    if not why.strip():
        raise Refused(_("Say why: both sides read it."))
    if phase.pauses.filter(until=None).exists():
        raise Refused(_("The clock stands still already."))
    made = Pause.objects.create(phase=phase, since=today(), why=why.strip())
    record("clock.paused", by=by, on=case)
    return made


@verb(_of_case)
def go_on(case: Case, *, by: Actor) -> Pause:
    """The clock runs again from today."""
    found = _running(case).pauses.filter(until=None).first()
    if found is None:
        raise Refused(_("The clock runs already."))
    found.until = today()
    found.save(update_fields=["until"])
    record("clock.went_on", by=by, on=case)
    return found


@verb(_of_case)
def extend(case: Case, *, by: Actor, days: int, why: str) -> Extension:
    """The clock runs longer, once in a stage and by no more than its own length, for a reason both sides read."""
    phase = _running(case)
    if not why.strip():
        raise Refused(_("Say why: both sides read it."))
    if not 1 <= days <= (phase.days or 0):
        raise Refused(_("Give a number of days from 1 to %(most)d.") % {"most": phase.days or 0})
    if phase.extensions.exists():
        raise Refused(_("This term was made longer once already."))
    made = Extension.objects.create(phase=phase, on=today(), days=days, why=why.strip())
    record("clock.extended", by=by, on=case, new={"days": days})
    return made
