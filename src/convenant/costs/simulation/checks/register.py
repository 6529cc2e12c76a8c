"""The numbers of a file that may be wrong in places, by name, with the unit of each."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.reading import Document
from convenant.costs.simulation.units import Unit, UnknownUnit, unit_of


def every_number(document: Document) -> Iterator[Cursor]:
    """Each number of the register, and each that an alternative puts in its place."""
    top = Cursor(document)
    yield from top.each("numbers")
    for alternative in top.each("alternatives"):
        yield from alternative.each("numbers")


def register(document: Document) -> dict[str, Cursor]:
    """The numbers of the register by name; of two with one name the first."""
    found: dict[str, Cursor] = {}
    for number in Cursor(document).each("numbers"):
        name = number.text("id")
        if name is not None:
            found.setdefault(name, number)
    return found


def unit(number: Cursor | None) -> Unit | None:
    """A number's unit; None where it is not known, which is a fault of its own."""
    written = number.text("unit") if number else None
    try:
        return unit_of(written) if written is not None else None
    except UnknownUnit:
        return None
