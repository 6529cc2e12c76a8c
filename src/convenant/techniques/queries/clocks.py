"""By when each member applies each version: worked out from what is recorded, and as it was stored."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition
from convenant.agreements.membership import members
from convenant.agreements.models import Party
from convenant.agreements.queries import running_definition
from convenant.assessments.models import SelfAssessment
from convenant.base.actors import Actor
from convenant.people.models import Kind
from convenant.techniques.content import Applicability
from convenant.techniques.models import Clock, ClockMove, Recognition, TechniqueVersion
from convenant.techniques.phase_in import (
    ApplyBy,
    Dates,
    Member,
    Period,
    Reason,
    Rule,
    apply_by,
    day_in_words,
    not_running,
    recognised_since,
    rule_of,
    why_not_asked,
    words,
)
from convenant.techniques.queries.recognised import BY_AUTHORITY, HOLDING
from convenant.techniques.queries.versions import in_force
from convenant.techniques.rules import may_read_readiness

Key = tuple[int, int]  # a version and an organisation


@dataclass(frozen=True)
class Recorded:
    """What clocks follow from, besides the rule: versions in force, members, recognitions."""

    versions: list[TechniqueVersion]
    members: dict[int, Member]
    names: dict[int, str]
    periods: dict[int | None, list[Period]]  # by technique; None: of the whole agreement


def recorded(organisations: Collection[int] | None = None) -> Recorded:
    """All of it, in five questions; of these organisations only where they are given."""
    versions = list(in_force())
    found = members() if versions else members().none()
    if organisations is not None:
        found = found.filter(organisation_id__in=organisations)
    parties = list(found)
    places = _places(organisations) if parties else {}
    periods: dict[int | None, list[Period]] = {}
    if parties:
        for one in Recognition.objects.filter(
            state__in=HOLDING, basis__in=BY_AUTHORITY, valid_from__isnull=False
        ):
            assert one.valid_from is not None  # noqa: S101 -- as just asked
            period = Period(one.valid_from, one.valid_to)
            periods.setdefault(one.technique_id, []).append(period)
    return Recorded(
        versions,
        {party.organisation_id: _member(party, places) for party in parties},
        {party.organisation_id: str(party.organisation) for party in parties},
        periods,
    )


def _places(organisations: Collection[int] | None) -> dict[int, tuple[list[str], list[int]]]:
    """What each company said of its place in the chain in its newest assessment."""
    found = SelfAssessment.objects.order_by("year")
    if organisations is not None:
        found = found.filter(organisation_id__in=organisations)
    rows = found.values_list("organisation_id", "chain_roles", "tiers")
    return {organisation: (roles, tiers) for organisation, roles, tiers in rows}


def _member(party: Party, places: dict[int, tuple[list[str], list[int]]]) -> Member:
    roles, tiers = places.get(party.organisation_id, ([], []))
    return Member(
        party.joined,
        party.member_class,
        frozenset(str(role) for role in roles or ()),
        frozenset(int(tier) for tier in tiers or ()),
    )


def worked_out(rule: Rule, known: Recorded, today: date) -> dict[Key, ApplyBy]:
    """The clock of every member for every version in force, under this rule."""
    found = {}
    for version in known.versions:
        to = Applicability.model_validate(version.content.get("applicability") or {})
        dates = _dates(version, known, today)
        for organisation, member in known.members.items():
            reason = why_not_asked(to, member)
            found[version.pk, organisation] = (
                apply_by(rule, dates, member)
                if reason is None
                else not_running(rule, reason, applies=False)
            )
    return found


def _dates(version: TechniqueVersion, known: Recorded, today: date) -> Dates:
    periods = known.periods.get(None, []) + known.periods.get(version.technique_id, [])
    held = recognised_since(periods, today)
    return Dates(
        version.published_on,
        version.adopted_on,
        held.since if held else None,
        held.until if held else None,
    )


def why_it_stopped(rule: Rule, version: TechniqueVersion) -> ApplyBy:
    """What a clock says whose version is in force no more, or else whose company is no member."""
    for code, day in (("withdrawn", version.withdrawn_on), ("superseded", version.superseded_on)):
        if day is not None:
            return not_running(rule, Reason(code, {"day": day.isoformat()}), applies=False)
    return not_running(rule, Reason("left"), applies=False)


def running_rule() -> Rule:
    """The rule of the running definition."""
    return rule_of(running_definition().techniques)


# As stored ------------------------------------------------------------------------------------


def stored(organisations: Collection[int] | None = None) -> QuerySet[Clock]:
    """Every clock that was worked out, of these organisations only where they are given."""
    found = Clock.objects.select_related("version__technique", "organisation")
    return found if organisations is None else found.filter(organisation_id__in=organisations)


def clocks_in_force(organisations: Collection[int] | None = None) -> QuerySet[Clock]:
    """The clocks of versions in force, soonest first and those that stand still last."""
    found = stored(organisations).filter(
        version__superseded_on=None, version__withdrawn_on=None, organisation__in=_members()
    )
    return found.order_by("version__technique__number", "organisation__name")


def _members() -> QuerySet[Any]:
    return members().order_by().values("organisation")


def own_clocks(by: Actor) -> QuerySet[Clock]:
    """The clocks of the company this person speaks for."""
    return clocks_in_force(by.organisations(Kind.COMPANY))


def own_clock(by: Actor, number: int) -> Clock | None:
    """The one for the version in force of this technique."""
    return own_clocks(by).filter(version__technique__number=number).first()


def moves_for(by: Actor, number: int | None = None) -> QuerySet[ClockMove]:
    """The clocks that moved: all for the desk, one's own for a company; newest first."""
    found = ClockMove.objects.select_related("version__technique", "organisation")
    if number is not None:
        found = found.filter(version__technique__number=number)
    if may_read_readiness(by):
        return found
    return found.filter(organisation_id__in=by.organisations(Kind.COMPANY))


def reasons_in_words(because: dict[str, Any], ended: date | None = None) -> list[str]:
    """Why a clock stands where it stands, in the language of the page; `ended`: its recognition did, that day."""
    language = "nl" if get_language() == "nl" else "en"
    names = class_names(running_definition())
    reasons = [Reason(code, values) for code, values in because.get("reasons", [])]
    if ended is not None:
        reasons.append(Reason("recognition_ended", {"day": ended.isoformat()}))
    return [words(one, language, lambda each: names.get(each, each)) for one in reasons]


def after_the_end(day: date | None) -> str:
    """What the agreement says of a day after its own last day; empty where it runs until then, or no end is known."""
    term, language = running_definition().term, get_language() or "nl"
    if day is None or term.end is None or day <= term.end:
        return ""
    end = day_in_words(term.end, language)
    if term.tail is None or "clocks" not in term.tail.covers:
        return _(
            "The agreement ends on %(end)s, before this day. It does not say that terms run on after that."
        ) % {"end": end}
    until = term.tail_end
    if until is None:
        return _("The agreement ends on %(end)s; its terms run on after that.") % {"end": end}
    if day <= until:
        text = _("The agreement ends on %(end)s; its terms run on until %(until)s.")
    else:
        text = _(
            "The agreement ends on %(end)s and its terms run on until %(until)s, which is before this day."
        )
    return text % {"end": end, "until": day_in_words(until, language)}


def class_names(definition: Definition) -> dict[str, str]:
    """The member classes by their ids, in the language of the page."""
    language = get_language() or "nl"
    return {one.id: one.name.get(language) for one in definition.classes}


def ended_recognition(because: dict[str, Any], today: date | None = None) -> date | None:
    """The day the recognition ended that a clock rests on, where it ended by its date alone."""
    until = because.get("holds_until")
    day = date.fromisoformat(until) if until else None
    return day if day is not None and day < (today or timezone.localdate()) else None


def title_of(version: TechniqueVersion) -> str:
    """What the version is called, in the language of the page where it has one."""
    titles = version.content.get("title") or {}
    language = get_language() or "nl"
    return titles.get(language) or next(iter(titles.values()), version.technique.title)


def asked_at_all(clocks: Iterable[Clock]) -> list[Clock]:
    """Without the clocks of techniques that are not meant for the company."""
    return [clock for clock in clocks if clock.because.get("applies", True)]
