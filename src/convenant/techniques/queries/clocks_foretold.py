"""Which clocks another definition would move, and whose, before it is applied."""

from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition
from convenant.techniques.phase_in import day_in_words, rule_of
from convenant.techniques.queries.clocks import recorded, title_of, worked_out

NAMED = 5  # as many names as a line carries


def what_moves(running: Definition, wanted: Definition) -> list[str]:
    """A line for each technique, old day and new day, with whose clocks they are; none where none moves."""
    before, after = rule_of(running.techniques), rule_of(wanted.techniques)
    if before == after:
        return []
    known, today = recorded(), timezone.localdate()
    old, new = worked_out(before, known, today), worked_out(after, known, today)
    lines = []
    for version in known.versions:
        groups: dict[tuple[date | None, date | None], list[str]] = {}
        for organisation, name in known.names.items():
            key = (version.pk, organisation)
            if old[key].day != new[key].day:
                groups.setdefault((old[key].day, new[key].day), []).append(name)
        for (was, now), names in sorted(groups.items(), key=lambda one: str(one[0])):
            lines.append(
                _("Technique %(number)s, %(title)s: %(names)s from %(was)s to %(now)s.")
                % {
                    "number": version.technique.number,
                    "title": title_of(version),
                    "names": _some(names),
                    "was": _day(was),
                    "now": _day(now),
                }
            )
    return lines


def _day(day: date | None) -> str:
    return (
        _("a clock that stands still") if day is None else day_in_words(day, get_language() or "nl")
    )


def _some(names: list[str]) -> str:
    more = len(names) - NAMED
    said = ", ".join(names[:NAMED])
    if more <= 0:
        return said
    return ngettext("%(names)s and %(number)d more", "%(names)s and %(number)d more", more) % {
        "names": said,
        "number": more,
    }
