"""Lines that cannot be counted: without a price, without companies, or in no year."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document


def prices(document: Document) -> Iterator[Fault]:
    """Lines without a price, and hours that nothing says the cost of."""
    for line in Cursor(document).each("lines"):
        if "tariff" not in line and "time" not in line and "external" not in line:
            yield line.fault("price_missing")
        elif "time" in line and "tariff" not in line:
            yield line.fault("tariff_missing", "time")
        elif "tariff" in line and "time" not in line:
            yield line.fault("time_missing", "tariff")


def companies(document: Document) -> Iterator[Fault]:
    """Lines per company without companies, per site without sites, and the other way round."""
    top = Cursor(document)
    with_sites = {each.text("id") for each in top.each("population") if "sites" in each}
    known = {each.text("id") for each in top.each("population")}
    for line in top.each("lines"):
        per, classes = line.text("per"), line.names("classes")
        if per in ("company", "site", "shared_site") and not classes:
            yield line.fault("classes_missing", "per", per=per)
        if per == "agreement" and classes:
            yield line.fault("classes_left_over", "classes")
        if per in ("site", "shared_site"):
            for position, name in classes:
                if name in known and name not in with_sites:
                    yield line.fault("sites_missing", "classes", position, name=name)
        if per == "shared_site" and "shared_sites" not in top:
            yield line.fault("shared_sites_missing", "per")


def years(document: Document) -> Iterator[Fault]:
    """Years that are the wrong way round or outside the scenario."""
    top = Cursor(document)
    spans = [top.into("years"), *[each.into("years") for each in top.each("alternatives")]]
    for span in spans:
        start, end, recognition = (span.number(k) for k in ("start", "end", "recognition"))
        if start is not None and end is not None and (end < start or end - start > 60):
            yield span.fault("years_reversed", "end", start=f"{start:g}", end=f"{end:g}")
        elif None not in (start, end, recognition) and not start <= recognition <= end:  # type: ignore[operator]
            yield span.fault("recognition_outside", "recognition", year=f"{recognition:g}")
        if "phase_in_years" in span and "recognition" not in span:
            yield span.fault("phase_in_of_nothing", "phase_in_years")
    policies = [*top.each("policy")]
    for alternative in top.each("alternatives"):
        policies += alternative.each("policy")
    for place in [*policies, *top.each("lines")]:
        first, last = place.number("from_year"), place.number("until_year")
        if first is not None and last is not None and first > last:
            yield place.fault("span_reversed", "until_year", first=f"{first:g}", last=f"{last:g}")
    for each in top.each("population"):
        steps = [step.number("year") for step in each.each("takes_part")]
        if None not in steps and steps != sorted(steps):  # type: ignore[type-var]
            yield each.fault("years_not_rising", "takes_part")


def alternatives(document: Document) -> Iterator[Fault]:
    """Alternatives that put a number in the place of none, or of one in another unit."""
    top = Cursor(document)
    units = {each.text("id"): each.text("unit") for each in top.each("numbers")}
    for alternative in top.each("alternatives"):
        for number in alternative.each("numbers"):
            name, unit = number.text("id"), number.text("unit")
            if name is not None and name not in units:
                yield number.fault("replaces_nothing", "id", name=name)
            elif unit is not None and units.get(name) not in (None, unit):
                yield number.fault("unit_changed", "unit", before=units[name], after=unit)
