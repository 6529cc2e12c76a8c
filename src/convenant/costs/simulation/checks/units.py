"""Units: known ones, of the kind their place asks for, and lines that multiply out to money."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.checks.schema import nearest
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document
from convenant.costs.simulation.checks.register import every_number, register, unit
from convenant.costs.simulation.units import SYMBOLS, Unit, UnknownUnit, product, unit_of

# The unit a place asks for; `money` stands for the currency of the file.
_PLACES = {
    "companies": "company",
    "sites": "site/company",
    "turnover": "money/company/year",
    "volume": "money/company/year",
    "share": "%",
    "usual": "%",
    "index": "%",
    "discount": "%",
    "reserve": "%",
    "at_most": "money/year",
    "hours": "h/year",
    "shared_sites": "%",
    "rate": "money/USD",
}


def known(document: Document) -> Iterator[Fault]:
    """Units nobody knows."""
    for number in every_number(document):
        try:
            unit_of(number.text("unit") or "1")
        except UnknownUnit as unknown:
            near = nearest(unknown.symbol, list(SYMBOLS))
            said = {"symbol": unknown.symbol or " ", "known": ", ".join(SYMBOLS)}
            if near:
                yield number.fault("unknown_unit_near", "unit", near=near, **said)
            else:
                yield number.fault("unknown_unit", "unit", **said)


def fitting(document: Document) -> Iterator[Fault]:
    """Numbers in a place that asks for another unit, and derived ones that do not add up."""
    top = Cursor(document)
    numbers = register(document)
    money = top.into("prices").text("currency") or "EUR"
    for place in _places(top):
        for key, asked in _PLACES.items():
            name = place.text(key)
            found = unit(numbers.get(name or ""))
            wanted = unit_of(asked.replace("money", money if money in SYMBOLS else "EUR"))
            if found is not None and not found.like(wanted):
                yield place.fault(
                    "unit_does_not_fit", key, name=name, found=str(found), asked=_said(asked, money)
                )
    for line in top.each("lines"):
        for position, name in line.names("savings"):
            found = unit(numbers.get(name))
            if found is not None and not found.like(Unit()):
                yield line.fault(
                    "unit_does_not_fit", "savings", position, name=name, found=str(found), asked="%"
                )


def _said(asked: str, money: str) -> str:
    return asked.replace("money", money)


def _places(top: Cursor) -> Iterator[Cursor]:
    yield from (top, top.into("prices"), top.into("financing"))
    for company_class in top.each("population"):
        yield company_class
        yield from company_class.each("takes_part")
    for rule in top.each("shares"):
        yield from rule.each("parts")
    yield from top.each("lines")
    yield from top.into("financing").each("income")
    yield from top.into("financing").each("tables")


def derived(document: Document) -> Iterator[Fault]:
    """Sums of unlike things, and products or quotients whose unit is another than is written."""
    numbers = register(document)
    for number in every_number(document):
        written = unit(number)
        if written is None:
            continue
        for way in ("product", "sum", "quotient"):
            units = [unit(numbers.get(name)) for _, name in number.names(way)]
            parts = [one for one in units if one is not None]
            if not parts or len(parts) < len(units):
                continue
            if way == "quotient" and len(parts) != 2:
                continue
            found = (
                product(parts)
                if way == "product"
                else parts[0] / parts[1]
                if way == "quotient"
                else next((one for one in parts if not one.like(written)), written)
            )
            if not found.like(written):
                yield number.fault(
                    "derived_unit", way, found=str(found), written=number.text("unit")
                )


def lines(document: Document) -> Iterator[Fault]:
    """Lines whose factors do not multiply out to money, or money a year."""
    numbers = register(document)
    top = Cursor(document)
    money = top.into("prices").text("currency")
    if money not in SYMBOLS:
        return
    for line in top.each("lines"):
        per = {"company": "company", "site": "site", "shared_site": "site", "agreement": "1"}
        counted = per.get(line.text("per") or "")
        timing = line.text("timing")
        wanted = {"recurring": f"{money}/year", "one_off": money}.get(timing or "")
        frequency = [unit(numbers.get(name)) for _, name in line.names("frequency")]
        if counted is None or wanted is None or None in frequency:
            continue
        quantity = product([unit_of(counted), *[one for one in frequency if one]])
        for key, price in _prices(line, numbers):
            found = price * quantity
            if not found.like(unit_of(wanted)):
                yield line.fault("line_unit", key, found=str(found), asked=wanted)


def _prices(line: Cursor, numbers: dict[str, Cursor]) -> Iterator[tuple[str, Unit]]:
    tariff = unit(numbers.get(line.text("tariff") or ""))
    time = unit(numbers.get(line.text("time") or ""))
    if tariff is not None and time is not None:
        yield "time", tariff * time
    external = unit(numbers.get(line.text("external") or ""))
    if external is not None:
        yield "external", external
