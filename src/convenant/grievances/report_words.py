"""The eight criteria and their indicators in the words of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.grievances.languages import language
from convenant.grievances.procedure.effectiveness import Criterion
from convenant.grievances.queries.stages import stage_names

CRITERIA = {
    Criterion.LEGITIMATE: gettext_lazy("Legitimate"),
    Criterion.ACCESSIBLE: gettext_lazy("Accessible"),
    Criterion.PREDICTABLE: gettext_lazy("Predictable"),
    Criterion.EQUITABLE: gettext_lazy("Equitable"),
    Criterion.TRANSPARENT: gettext_lazy("Transparent"),
    Criterion.RIGHTS_COMPATIBLE: gettext_lazy("Rights-compatible"),
    Criterion.CONTINUOUS_LEARNING: gettext_lazy("A source of continuous learning"),
    Criterion.DIALOGUE: gettext_lazy("Based on engagement and dialogue"),
}
INDICATORS = {
    "received": gettext_lazy("Cases received"),
    "panels_without_conflict": gettext_lazy("Panels without anybody who had a tie"),
    "appealed": gettext_lazy("Decisions that others were asked to look at again"),
    "anonymous": gettext_lazy("Cases of people who stayed anonymous"),
    "represented": gettext_lazy("Cases brought for a group or by somebody else"),
    "both_heard": gettext_lazy("Cases in which both sides were heard"),
    "reasons_given": gettext_lazy("Decisions whose reasons the complainant read"),
    "published": gettext_lazy("Ended cases in the public register"),
    "remedy_confirmed": gettext_lazy("Remedies that the people themselves confirmed"),
    "retaliation": gettext_lazy("Cases in which somebody was punished or threatened"),
    "lesson_passed_on": gettext_lazy("Decided cases from which a lesson was drawn"),
    "in_time": gettext_lazy("Kept within the promised term"),
    "languages": gettext_lazy("Cases by language"),
    "outcomes": gettext_lazy("Cases by how they ended"),
    "tracks": gettext_lazy("Cases by how they were dealt with"),
    "feedback": gettext_lazy("What complainants thought of it, from 0 to 100"),
}
CLOCKS = {
    "acknowledge_complaint": gettext_lazy("confirming receipt"),
    "safety_check": gettext_lazy("the urgent look at safety"),
    "scope_check": gettext_lazy("genuineness and scope"),
    "admissibility": gettext_lazy("admissibility"),
    "inform_parties": gettext_lazy("telling the parties"),
    "remedy_plan": gettext_lazy("the remedy plan"),
    "feedback": gettext_lazy("telling the complainant what was done"),
}


@dataclass(frozen=True)
class Told:
    """An indicator as the page shows it."""

    name: str
    part: str
    value: str
    base: int | None


def grouped(indicators: Iterable[dict[str, Any]]) -> list[tuple[str, list[Told]]]:
    """The indicators under their criteria, in the order of the principle."""
    by: dict[str, list[Told]] = {one.value: [] for one in Criterion}
    for one in indicators:
        name = str(INDICATORS.get(one["id"], one["id"]))
        by[one["criterion"]].append(Told(name, part_name(one), _value(one), one["base"]))
    return [(str(CRITERIA[Criterion(key)]), told) for key, told in by.items()]


def clock_name(clock: str) -> str:
    """A clock as the page says it; those of tracks are called as the track."""
    if clock.startswith("verification_"):
        return _("visit %(number)s") % {"number": clock.removeprefix("verification_")}
    return str(CLOCKS.get(clock) or stage_names().get(clock, clock))


def part_name(one: dict[str, Any]) -> str:
    """What an indicator is about where there are more."""
    part = one["part"]
    if not part:
        return ""
    if one["id"] == "languages":
        found = language(part)
        return found.name if found else part
    if one["id"] == "in_time":
        return clock_name(part)
    outcomes = {
        "founded": _("Founded"),
        "partly_founded": _("Partly founded"),
        "unfounded": _("Unfounded"),
    }
    return outcomes.get(part) or stage_names().get(part, part)


def _value(one: dict[str, Any]) -> str:
    if one["known"] == "not_known":
        return _("not known")
    if one["known"] == "too_few":
        return _("too few to show")
    if one["unit"] == "share":
        return f"{round(100 * one['value'])} %"
    return f"{one['value']:g}"
