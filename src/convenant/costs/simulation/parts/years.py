"""The years of a scenario, their phases, and the prices everything is told in."""

from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.parts.values import Currency
from convenant.costs.simulation.parts.values import CalendarYear, NumberId, Phase, Span


class Years(Part):
    """First and last year; the year of recognition, and how long its phase-in takes."""

    start: CalendarYear
    end: CalendarYear
    recognition: CalendarYear | None = None
    phase_in_years: Span | None = None

    @property
    def all(self) -> list[int]:
        """Every year, in order."""
        return list(range(self.start, self.end + 1))

    def phase(self, year: int) -> Phase:
        """The first year is the start; from recognition on the phase-in, and then recognised."""
        if self.recognition is not None and year >= self.recognition:
            in_phase = year < self.recognition + (self.phase_in_years or 0)
            return "phase_in" if in_phase else "recognised"
        return "start" if year == self.start else "running"


class Prices(Part):
    """The currency and price level of the results, and what later money is worth now."""

    currency: Currency
    year: CalendarYear
    index: NumberId | None = None
    discount: NumberId | None = None
