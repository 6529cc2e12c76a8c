"""What is known on the first day: goods of garments, stone and metals from a public-domain list.

A part of one edition of `dol_goods`, kept in this folder, so that a look-up works before the secretariat
loads anything. It says no more than that list does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from convenant.risks.sources import dol_goods
from convenant.risks.sources.facts import Edition, Fact

EDITION = Edition(
    title="List of Goods Produced by Child Labor or Forced Labor (garments, stone and metals)",
    edition="2022, data of August 2023",
    published=None,  # the day of the edition was not found
    licence="US government work (public domain)",
    publisher="US Department of Labor, Bureau of International Labor Affairs",
    address="https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-goods",
)


@cache
def built_in_editions() -> tuple[tuple[Edition, tuple[Fact, ...]], ...]:
    """Each edition that comes with the platform, with its facts."""
    return tuple(_editions())


def _editions() -> Iterator[tuple[Edition, tuple[Fact, ...]]]:
    table = files(__package__).joinpath("dol_goods_2022.csv")
    read = dol_goods.read(table.read_bytes(), table.name)
    if read.rejected:
        raise ValueError(f"{table.name}: {read.rejected[0].said['en']}")
    yield EDITION, tuple(read.facts)
