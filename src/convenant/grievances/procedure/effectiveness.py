"""How the mechanism does on the eight criteria of UN Guiding Principle 31. Plain: no Django.

Each criterion has indicators worked out from plain facts of cases: a number, the `base` it is
about, and a state. Nobody recorded it: `not_known`, never nought. Too few people stand behind it, now
or beside an earlier report: `too_few`, and no number.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import mean

from convenant.grievances.procedure.withholding import TOTAL, Published, Table, publishable


class Criterion(StrEnum):
    """The eight, in the order of the principle."""

    LEGITIMATE = "legitimate"
    ACCESSIBLE = "accessible"
    PREDICTABLE = "predictable"
    EQUITABLE = "equitable"
    TRANSPARENT = "transparent"
    RIGHTS_COMPATIBLE = "rights_compatible"
    CONTINUOUS_LEARNING = "continuous_learning"
    DIALOGUE = "dialogue"


class Known(StrEnum):
    """Whether there is a number, and if not why."""

    KNOWN = "known"
    NOT_KNOWN = "not_known"
    TOO_FEW = "too_few"


class Unit(StrEnum):
    """What the number is."""

    COUNT = "count"
    SHARE = "share"  # 0 to 1
    SCORE = "score"


@dataclass(frozen=True)
class CaseFacts:
    """What is recorded of one case; None where nothing was.

    `clocks_kept` tells per clock that ended whether it did so in time. `remedy_confirmed`: by the
    beneficiary, where a remedy was due. `outcome`: founded, partly_founded, unfounded, settled,
    not_admissible, withdrawn; None while open. `feedback`: the complainant's score.
    """

    language: str | None = None
    anonymous: bool | None = None
    represented: bool | None = None
    clocks_kept: Mapping[str, bool] = field(default_factory=dict)
    track: str | None = None
    outcome: str | None = None
    panel_without_conflict: bool | None = None
    both_heard: bool | None = None
    reasons_given: bool | None = None
    remedy_confirmed: bool | None = None
    retaliation: bool | None = None
    lesson_passed_on: bool | None = None
    published: bool | None = None
    appealed: bool | None = None
    feedback: float | None = None


@dataclass(frozen=True)
class Indicator:
    """One number; `part` names what it is of (a clock, a language, an outcome) where there are more."""

    criterion: Criterion
    id: str
    unit: Unit
    known: Known
    value: float | None = None
    base: int | None = None
    part: str = ""


@dataclass(frozen=True)
class Effectiveness:
    """The indicators, and the counts they show: keep these for `earlier` of the next report."""

    indicators: tuple[Indicator, ...]
    published: dict[str, dict[str, int | None]]

    def of(self, criterion: Criterion) -> tuple[Indicator, ...]:
        """The indicators of one criterion."""
        return tuple(i for i in self.indicators if i.criterion == criterion)


_C = Criterion
_SHARES: tuple[tuple[Criterion, str, Callable[[CaseFacts], bool | None]], ...] = (
    (_C.LEGITIMATE, "panels_without_conflict", lambda c: c.panel_without_conflict),
    (_C.LEGITIMATE, "appealed", lambda c: c.appealed),
    (_C.ACCESSIBLE, "anonymous", lambda c: c.anonymous),
    (_C.ACCESSIBLE, "represented", lambda c: c.represented),
    (_C.EQUITABLE, "both_heard", lambda c: c.both_heard),
    (_C.TRANSPARENT, "reasons_given", lambda c: c.reasons_given),
    (_C.TRANSPARENT, "published", lambda c: c.published),
    (_C.RIGHTS_COMPATIBLE, "remedy_confirmed", lambda c: c.remedy_confirmed),
    (_C.RIGHTS_COMPATIBLE, "retaliation", lambda c: c.retaliation),
    (_C.CONTINUOUS_LEARNING, "lesson_passed_on", lambda c: c.lesson_passed_on),
)
_TABLES: tuple[tuple[Criterion, str, Callable[[CaseFacts], str | None]], ...] = (
    (_C.ACCESSIBLE, "languages", lambda c: c.language),
    (_C.RIGHTS_COMPATIBLE, "outcomes", lambda c: c.outcome),
    (_C.DIALOGUE, "tracks", lambda c: c.track),
)
YES, NO = "yes", "no"


def effectiveness(
    cases: Iterable[CaseFacts], *, minimum: int = 3, earlier: Sequence[Published] = ()
) -> Effectiveness:
    """Every indicator of the eight criteria, with what may be shown of it.

    `minimum` is the smallest number of cases shown; `earlier` what former reports published.
    """
    every = list(cases)
    report = _Report(minimum, earlier)
    report.count(_C.ACCESSIBLE, "received", len(every))
    for criterion, name, tell in _SHARES:
        report.share(criterion, name, [tell(c) for c in every])
    for clock in sorted({clock for c in every for clock in c.clocks_kept}):
        kept = [c.clocks_kept.get(clock) for c in every]
        report.share(_C.PREDICTABLE, "in_time", kept, part=clock)
    if not any(c.clocks_kept for c in every):
        report.share(_C.PREDICTABLE, "in_time", [])
    for criterion, name, say in _TABLES:
        report.table(criterion, name, [say(c) for c in every])
    report.score(_C.DIALOGUE, "feedback", [c.feedback for c in every])
    order = list(Criterion)
    found = sorted(report.indicators, key=lambda i: order.index(i.criterion))
    return Effectiveness(tuple(found), report.published)


class _Report:
    """Collects indicators, and what of them is published."""

    def __init__(self, minimum: int, earlier: Sequence[Published]) -> None:
        self.minimum, self.earlier = minimum, earlier
        self.indicators: list[Indicator] = []
        self.published: dict[str, dict[str, int | None]] = {}

    def count(self, criterion: Criterion, name: str, number: int) -> None:
        """A number of cases."""
        shown = self._shown(name, {"cases": number})[TOTAL]
        known = Known.TOO_FEW if shown is None else Known.KNOWN
        self._add(criterion, name, Unit.COUNT, known, shown, shown)

    def share(
        self, criterion: Criterion, name: str, told: Iterable[bool | None], part: str = ""
    ) -> None:
        """The share of yes among the cases of which it is recorded."""
        answers = [answer for answer in told if answer is not None]
        if not answers:
            return self._add(criterion, name, Unit.SHARE, Known.NOT_KNOWN, None, 0, part)
        yes = sum(answers)
        key = f"{name}.{part}" if part else name
        shown = self._shown(key, {YES: yes, NO: len(answers) - yes})
        base, counted = shown[TOTAL], shown[YES]
        if not base or counted is None or shown[NO] is None:
            return self._add(criterion, name, Unit.SHARE, Known.TOO_FEW, None, base, part)
        return self._add(criterion, name, Unit.SHARE, Known.KNOWN, counted / base, base, part)

    def table(self, criterion: Criterion, name: str, told: Iterable[str | None]) -> None:
        """How many cases of each kind; the kinds of earlier reports stay, so that none is guessed."""
        counts = Counter(word for word in told if word is not None)
        if not counts:
            return self._add(criterion, name, Unit.COUNT, Known.NOT_KNOWN, None, 0)
        before = {cell for e in self.earlier for cell in e.get(name, {}) if cell != TOTAL}
        shown = self._shown(name, {cell: counts[cell] for cell in {*counts, *before}})
        for cell in sorted(c for c in shown if c != TOTAL):
            number = shown[cell]
            known = Known.TOO_FEW if number is None else Known.KNOWN
            self._add(criterion, name, Unit.COUNT, known, number, shown[TOTAL], cell)
        return None

    def score(self, criterion: Criterion, name: str, told: Iterable[float | None]) -> None:
        """The mean score; a mean beside an earlier one shows a newcomer's score, so its base counts."""
        scores = [score for score in told if score is not None]
        if not scores:
            return self._add(criterion, name, Unit.SCORE, Known.NOT_KNOWN, None, 0)
        base = self._shown(name, {"scores": len(scores)})[TOTAL]
        if base is None:
            return self._add(criterion, name, Unit.SCORE, Known.TOO_FEW, None, None)
        return self._add(criterion, name, Unit.SCORE, Known.KNOWN, round(mean(scores), 1), base)

    def _shown(self, key: str, cells: Mapping[str, int]) -> dict[str, int | None]:
        shown = publishable(Table(key, cells), self.minimum, self.earlier)
        self.published[key] = shown
        return shown

    def _add(
        self,
        criterion: Criterion,
        name: str,
        unit: Unit,
        known: Known,
        value: float | None,
        base: int | None,
        part: str = "",
    ) -> None:
        self.indicators.append(Indicator(criterion, name, unit, known, value, base, part))
