"""Fee tables of real agreements, to set beside one's own: the definitions' and that of the Accord.

Nothing in them is invented; a scenario says which row each of its classes would fall in.
"""

from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import Field
from ruamel.yaml import YAML

from convenant.agreements.definition import load as load_definition
from convenant.agreements.definition import preset_text
from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.sources import Source
from convenant.agreements.definition.parts.values import Amount, Currency, Text
from convenant.costs.simulation.parts.financing import Fee, TableUse
from convenant.costs.simulation.parts.values import FEE_TABLES

_ACCORD = "accord-2013"


class Row(Named):
    """What a company in this row pays each year."""

    amount: Amount


class FeeTable(Part):
    """The rows of a table, what is paid once on joining, and where it says so."""

    name: Text
    currency: Currency
    sources: list[Source]
    rows: Annotated[list[Row], Field(min_length=1)]
    entry: Amount | None = None


@cache
def fee_table(name: str) -> FeeTable:
    """The table of that name; KeyError where there is none."""
    if name not in FEE_TABLES:
        raise KeyError(name)
    return _accord() if name == _ACCORD else _of_definition(name)


def _accord() -> FeeTable:
    text = (
        resources.files("convenant.costs.simulation.presets")
        .joinpath("fees", f"{_ACCORD}.yaml")
        .read_text(encoding="utf-8")
    )
    plain = YAML(typ="safe").load(text)
    for source in plain["sources"]:
        source["as_of"] = str(source["as_of"])
    return FeeTable.model_validate(plain)


def _of_definition(name: str) -> FeeTable:
    definition = load_definition(preset_text(name), name)
    fees = definition.fees
    if fees is None:
        raise KeyError(name)
    named = {source for item in fees.items for source in item.source} | set(fees.source)
    entry = [item.amount for item in fees.items if item.per == "once" and not item.classes]
    return FeeTable(
        name=definition.title,
        currency=fees.currency,
        sources=[source for source in definition.sources if source.id in named],
        rows=[
            Row(id=item.id, name=item.name, amount=item.amount, source=item.source)
            for item in fees.items
            if item.per == "year"
        ],
        entry=entry[0] if entry else None,
    )


def fees_by(use: TableUse, rate: float = 1.0) -> list[Fee]:
    """The fees the classes of a scenario would pay by a table, at a rate of exchange."""
    table = fee_table(use.table)
    rows = {row.id: row for row in table.rows}
    found = [
        Fee(
            id=each.of,
            name=rows[each.row].name,
            model="by_class",
            classes=[each.of],
            amount=rows[each.row].amount * rate,
        )
        for each in use.rows
    ]
    if table.entry is not None:
        classes = [each.of for each in use.rows]
        found.append(
            Fee(
                id="entry",
                name=table.name,
                model="entry",
                classes=classes,
                amount=table.entry * rate,
            )
        )
    return found
