"""Numbers that cannot be: in no way or two, out of order, negative, without a mark, in a circle."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document
from convenant.costs.simulation.checks.register import every_number, register, unit
from convenant.costs.simulation.parts.numbers import DERIVED, DRAWN
from convenant.costs.simulation.parts.numbers import Quantiles as QuantilesPart

_QUANTILES = [name for name in QuantilesPart.model_fields if name.startswith("p")]
_MOST_NAMED = 12  # of a circle; more do not fit in a sentence
_ROUNDING = 0.01  # three times 33.33 is meant to be 100


def ways(document: Document) -> Iterator[Fault]:
    """Numbers that are given in no way, or in two."""
    for number in every_number(document):
        given = [way for way in (*DRAWN, *DERIVED) if way in number]
        if not given:
            yield number.fault("way_missing", ways=", ".join((*DRAWN, *DERIVED)))
        elif len(given) > 1:
            yield number.fault("way_twice", given[1], first=given[0], second=given[1])
        if "quotient" in number and len(number.names("quotient")) != 2:
            yield number.fault("quotient_not_two", "quotient")


def order(document: Document) -> Iterator[Fault]:
    """Spreads whose values do not rise, quantiles that are not two, chances that are not 100."""
    for number in every_number(document):
        for way in ("triangular", "pert"):
            spread = number.into(way)
            low, mode, high = (spread.number(name) for name in ("low", "mode", "high"))
            if low is None or mode is None or high is None:
                continue
            if not low <= mode <= high or low == high:
                yield number.fault(
                    "not_in_order", way, low=f"{low:g}", mode=f"{mode:g}", high=f"{high:g}"
                )
        if "lognormal" in number:
            yield from _quantiles(number)
        yield from _chances(number)


def _quantiles(number: Cursor) -> Iterator[Fault]:
    part = number.into("lognormal")
    found = [value for name in _QUANTILES if (value := part.number(name)) is not None]
    if len(found) != 2:
        yield number.fault("not_two_quantiles", "lognormal", known=", ".join(_QUANTILES))
    elif not 0 < found[0] < found[1]:
        yield number.fault(
            "quantiles_not_rising", "lognormal", first=f"{found[0]:g}", second=f"{found[1]:g}"
        )


def _chances(number: Cursor) -> Iterator[Fault]:
    chances = [chance.number("percent") for chance in number.each("discrete")]
    known = [chance for chance in chances if chance is not None]
    if known and len(known) == len(chances) and abs(sum(known) - 100) > _ROUNDING * len(known):
        yield number.fault("chances_not_100", "discrete", sum=f"{sum(known):g}")


def negative(document: Document) -> Iterator[Fault]:
    """Values below nothing: negative hours, negative companies."""
    for number in every_number(document):
        places = [(number, "fixed")]
        places += [(number.into(way), "low") for way in ("triangular", "pert")]
        places += [(number.into("lognormal"), name) for name in _QUANTILES]
        places += [(chance, "value") for chance in number.each("discrete")]
        for part, name in places:
            value = part.number(name)
            if value is not None and value < 0:
                yield part.fault(
                    "negative", name, written=f"{value:g}", unit=number.text("unit") or "?"
                )


def marks(document: Document) -> Iterator[Fault]:
    """Numbers that do not say how they are known, or claim a source they do not name."""
    for number in every_number(document):
        derived = any(way in number for way in DERIVED)
        mark = number.text("mark")
        if mark is None and not derived:
            yield number.fault("mark_missing")
        if mark == "sourced" and not number.names("source"):
            yield number.fault("source_missing", "mark")


def price_years(document: Document) -> Iterator[Fault]:
    """Money without the year of its prices, or in another year's prices than there is an index for."""
    prices = Cursor(document).into("prices")
    for number in every_number(document):
        measured = unit(number)
        if measured is None or not measured.is_money or any(way in number for way in DERIVED):
            continue
        year, told = number.number("price_year"), prices.number("year")
        if "price_year" not in number:
            yield number.fault("price_year_missing")
        elif None not in (year, told) and year != told and "index" not in prices:
            yield number.fault("index_missing", "price_year", year=f"{year:g}", told=f"{told:g}")


def circles(document: Document) -> Iterator[Fault]:
    """Numbers that follow from themselves; each circle is told once, where it is met first."""
    numbers = register(document)
    yield from _circles(numbers, set(numbers))
    for alternative in Cursor(document).each("alternatives"):
        replaced = {number.text("id") or "": number for number in alternative.each("numbers")}
        yield from _circles(numbers | replaced, set(replaced))


def _circles(numbers: dict[str, Cursor], told: set[str]) -> Iterator[Fault]:
    leads = {
        name: [to for way in DERIVED for _, to in number.names(way) if to in numbers]
        for name, number in numbers.items()
    }
    for circle in _closing(leads):
        first = min(range(len(circle)), key=lambda place: numbers[circle[place]].line)
        circle = circle[first:] + circle[:first]
        where = next((name for name in circle if name in told), None)
        if where is not None:
            yield numbers[where].fault("circle", circle=_arrows([*circle, circle[0]]))


def _arrows(circle: list[str]) -> str:
    """A circle in words, its middle left out where it is long."""
    if len(circle) > _MOST_NAMED:
        circle = [*circle[: _MOST_NAMED - 2], "…", circle[-1]]
    return " → ".join(circle)


def _closing(leads: dict[str, list[str]]) -> Iterator[list[str]]:
    """The circles met on one walk over everything; each step is looked at once."""
    done: set[str] = set()
    for start in leads:
        path: dict[str, Iterator[str]] = {}
        if start not in done:
            path[start] = iter(leads[start])
        while path:
            here = next(reversed(path))
            onward = next(path[here], None)
            if onward is None:
                done.add(here)
                del path[here]
            elif onward in path:
                names = list(path)
                yield names[names.index(onward) :]
            elif onward not in done:
                path[onward] = iter(leads[onward])
