"""Which figures of members' answers may be shown to members, who each know their own. Plain: no database.

Quartiles only, rounded, once enough answered that each member faces five others, and only where those others
differ: whoever knows one answer and reads the release can then give nobody a figure, for what one of the
others answered may as well be what another of them did. `docs/techniques.md` says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import quantiles
from typing import Any

from convenant.assessments.queries.standing import FEWEST_OTHERS
from convenant.protection.thresholds import shown_count

STEPS_IN_A_FIGURE = 20  # a figure is rounded to about a twentieth of what is usual
STEPS_APART = 2  # as far as the others of each member must lie apart


@dataclass(frozen=True)
class Release:
    """What is let out: figures, or that fewer than so many answered, or only how many there are.

    How many answered is not told below that number: not even by saying how many more it takes.
    Why figures are held back is not told apart: that the others answered alike is a figure too.
    """

    count: int | None = None
    fewer_than: int = 0
    low: Decimal | None = None
    middle: Decimal | None = None
    high: Decimal | None = None
    step: Decimal | None = None
    held_back: bool = False

    @property
    def has_figures(self) -> bool:
        return self.middle is not None

    def as_kept(self) -> dict[str, Any]:
        """As it is stored with the question: only what is shown, so that nothing else can leak later."""
        kept: dict[str, Any] = {}
        if self.count is not None:
            kept["count"] = self.count
        if self.fewer_than:
            kept["fewer_than"] = self.fewer_than
        for name in ("low", "middle", "high", "step"):
            if (value := getattr(self, name)) is not None:
                kept[name] = f"{value:f}"
        if self.held_back:
            kept["held_back"] = True
        return kept


def as_released(kept: dict[str, Any]) -> Release:
    """The release as it was stored."""
    figures = {
        name: Decimal(kept[name]) for name in ("low", "middle", "high", "step") if name in kept
    }
    return Release(
        count=kept.get("count"),
        fewer_than=kept.get("fewer_than", 0),
        held_back=bool(kept.get("held_back")),
        **figures,
    )


def enough(minimum: int | None) -> int:
    """How many must answer: the definition's minimum, and never fewer than leave each member five others."""
    return max(minimum or 0, FEWEST_OTHERS + 1)


def released(values: Sequence[Decimal], minimum: int | None, *, again: bool = False) -> Release:
    """What may be shown of these answers; `again` where nearly the same members' figures were shown before."""
    least = enough(minimum)
    count = shown_count(len(values), least)
    if count is None:
        return Release(fewer_than=least)
    if again:
        return Release(count=count, held_back=True)
    found = quantiles(values, n=4, method="inclusive")
    step = step_of(max(abs(found[0]), abs(found[2])))
    if not _differ(values, STEPS_APART * step):
        return Release(count=count, held_back=True)
    low, middle, high = (_rounded(each, step) for each in found)
    return Release(count=count, low=low, middle=middle, high=high, step=step)


def step_of(size: Decimal) -> Decimal:
    """What figures of this size are rounded to: 1, 2 or 5 of the decimal place, at least a twentieth."""
    wanted = size / STEPS_IN_A_FIGURE
    if wanted == 0:
        return Decimal(1)
    place = Decimal(1).scaleb(wanted.adjusted())
    return next(
        (place * lead for lead in (1, 2, 5) if place * lead >= wanted),
        place * 10,
    )


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    found = (value / step).to_integral_value(ROUND_HALF_EVEN) * step
    return found + 0  # no minus zero


def _differ(values: Sequence[Decimal], apart: Decimal) -> bool:
    """Whether, whoever looks, the others lie at least so far apart."""
    known = sorted(values)
    # Leaving out one answer only narrows the rest where it is the lowest or the highest.
    return min(known[-1] - known[1], known[-2] - known[0]) >= apart
