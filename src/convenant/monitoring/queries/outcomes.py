"""Indicators with their line from baseline to target."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.base.templatetags.house import country_name
from convenant.monitoring.models import Indicator, IndicatorValue

WIDTH, HEIGHT, RIM = 320, 90, 10  # of the picture, in its own units


@dataclass
class Point:
    """One year in the picture."""

    year: int
    value: Decimal
    x: float
    y: float


@dataclass
class Line:
    """An indicator with its current values of the sector as a whole, and the picture of them.

    `elsewhere` holds those of single countries.
    """

    indicator: Indicator
    values: list[IndicatorValue] = field(default_factory=list)
    elsewhere: dict[str, list[IndicatorValue]] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    target: Point | None = None

    @property
    def name(self) -> str:
        return name_of(self.indicator)

    def in_year(self, year: int, country: str = "") -> IndicatorValue | None:
        """The value of a year, of the sector as a whole or one country."""
        held = self.elsewhere.get(country, []) if country else self.values
        return next((value for value in held if value.year == year), None)

    @property
    def baseline(self) -> IndicatorValue | None:
        """The value everything is compared with; None where it was not entered yet."""
        return self.in_year(self.indicator.baseline_year)

    @property
    def latest(self) -> IndicatorValue | None:
        """The newest value."""
        return self.values[-1] if self.values else None

    @property
    def aim(self) -> tuple[Point, Point] | None:
        """The way from the baseline to the target, for the picture."""
        if self.target is None or not self.points:
            return None
        begin = next((p for p in self.points if p.year == self.indicator.baseline_year), None)
        return (begin, self.target) if begin else None

    @property
    def path(self) -> str:
        """The line for the picture."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)

    @property
    def moved(self) -> str | None:
        """Whether it moved the right way since the baseline: "better", "worse", "same" or unknown."""
        first, last = self.baseline, self.latest
        if first is None or last is None or first.pk == last.pk:
            return None
        if first.value == last.value:
            return "same"
        rose = last.value > first.value
        return "better" if rose == (self.indicator.better == Indicator.Better.UP) else "worse"


def lines() -> list[Line]:
    """Every indicator with its line; two queries."""
    current = IndicatorValue.objects.filter(superseded_at=None).order_by("year", "country")
    found = Indicator.objects.prefetch_related(Prefetch("values", queryset=current))
    return [_line(each, list(each.values.all())) for each in found]


def _line(indicator: Indicator, every: list[IndicatorValue]) -> Line:
    values = [value for value in every if not value.country]
    line = Line(indicator, values)
    for value in every:
        if value.country:
            line.elsewhere.setdefault(value.country, []).append(value)
    line.elsewhere = dict(sorted(line.elsewhere.items()))
    known = [(v.year, v.value) for v in values]
    ends = list(known)
    if indicator.target is not None and indicator.target_year is not None:
        ends.append((indicator.target_year, indicator.target))
    if len(ends) < 2:
        return line
    years, levels = [year for year, _v in ends], [level for _y, level in ends]
    low, high = min(levels), max(levels)
    first, last = min(years), max(years)

    def place(year: int, value: Decimal) -> Point:
        x = RIM + (WIDTH - 2 * RIM) * (year - first) / max(1, last - first)
        y = RIM + (HEIGHT - 2 * RIM) * float((high - value) / (high - low) if high != low else 0.5)
        return Point(year, value, round(x, 1), round(y, 1))

    line.points = [place(year, value) for year, value in known]
    if len(ends) > len(known):
        line.target = place(*ends[-1])
    return line


def indicator(pk: int) -> Indicator | None:
    """One indicator."""
    return Indicator.objects.filter(pk=pk).first()


def line_of(found: Indicator) -> Line:
    """Its line."""
    current = found.values.filter(superseded_at=None).order_by("year", "country")
    return _line(found, list(current))


def history(found: Indicator) -> QuerySet[IndicatorValue]:
    """Every value entered, corrected ones too, newest year first."""
    return found.values.select_related("entered_by").order_by("-year", "country", "-entered_at")


def place_name(country: str) -> str:
    """A country in the reader's language; the sector as a whole where there is none."""
    return country_name(country) if country else _("The whole sector")


def name_of(found: Indicator) -> str:
    """The indicator's name in the reader's language."""
    return found.name_nl if (get_language() or "nl").startswith("nl") else found.name_en
