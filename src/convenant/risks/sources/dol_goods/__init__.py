"""Goods made with child or forced labour, as the US Department of Labor lists them.

The XML and the spreadsheet that its site offers, and a table with the same columns as text.
"""

from __future__ import annotations

from collections.abc import Iterator

from convenant.risks.sources.facts import Edition, Fact, Read, Rejected, Source
from convenant.risks.sources.rows import Row, country_of, rows_of
from convenant.risks.sources.xml import is_xml, tree_of

CHILD = ("child_labour",)
FORCED = ("forced_labour",)
_SAID: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "child_labor": (CHILD, {"nl": "gemaakt met kinderarbeid", "en": "made with child labour"}),
    "forced_labor": (FORCED, {"nl": "gemaakt met dwangarbeid", "en": "made with forced labour"}),
    "forced_child_labor": (
        CHILD + FORCED,
        {
            "nl": "gemaakt met dwangarbeid door kinderen",
            "en": "made with forced labour of children",
        },
    ),
    "derived_labor_exploitation": (
        CHILD + FORCED,
        {
            "nl": "gemaakt met grondstoffen van elders die met kinder- of dwangarbeid zijn gemaakt",
            "en": "made with inputs from elsewhere that were made with child or forced labour",
        },
    ),
}
_YES, _NO = {"yes", "x", "y", "1", "true"}, {"", "no", "n", "0", "false", "n/a"}


def read(content: bytes, name: str) -> Read:
    """What the list says of every good in every country; one fact for each kind of labour."""
    found = Read()
    for row in _from_xml(content, name) if is_xml(content) else _from_table(content, name):
        country = country_of(row, "country", "country_name")
        good = row.get("good", "good_name")
        if isinstance(country, Rejected):
            found.rejected.append(country)
        elif not good:
            found.rejected.append(
                row.rejected(
                    f"Rij {row.number}, kolom good: er staat geen product. Vul de naam in.",
                    f"Row {row.number}, column good: there is no product. Fill in its name.",
                )
            )
        else:
            found.facts += _facts(row, good, country, found.rejected)
    return found


def _facts(row: Row, good: str, country: str, rejected: list[Rejected]) -> Iterator[Fact]:
    for column, (modules, said) in _SAID.items():
        mark = row.get(column).lower()
        if mark in _YES:
            yield Fact(good, country, modules, said)
        elif mark not in _NO:
            rejected.append(
                row.rejected(
                    f"Rij {row.number}, kolom {column}: “{mark}” is geen ja of nee. Schrijf Yes of No.",
                    f"Row {row.number}, column {column}: “{mark}” is no yes or no. Write Yes or No.",
                )
            )


def _from_xml(content: bytes, name: str) -> Iterator[Row]:
    number = 0
    for good in tree_of(content, name, "Goods").iter("Good"):
        for country in good.iter("Country"):
            number += 1
            cells = {child.tag.lower(): (child.text or "").strip() for child in country}
            yield Row(number, {"good": (good.findtext("Good_Name") or "").strip(), **cells})


def _from_table(content: bytes, name: str) -> Iterator[Row]:
    needed = (
        ("good", "good_name"),
        ("country", "country_name"),
        ("child_labor",),
        ("forced_labor",),
    )
    return rows_of(content, name, needed)


SOURCE = Source(
    key="dol_goods",
    name={
        "nl": "Goederen gemaakt met kinder- of dwangarbeid (VS)",
        "en": "Goods made with child or forced labour (US)",
    },
    about={
        "nl": "De lijst van het Amerikaanse ministerie van Arbeid, als XML of als spreadsheet. Wat er niet op "
        "staat, is daarmee niet goed: het is onbekend.",
        "en": "The list of the US Department of Labor, as XML or as a spreadsheet. What is not on it is not "
        "good for that: it is unknown.",
    },
    endings=(".xml", ".xlsx", ".xls", ".csv"),
    read=read,
    edition=Edition(
        title="List of Goods Produced by Child Labor or Forced Labor",
        edition="",
        published=None,
        licence="US government work (public domain)",
        publisher="US Department of Labor, Bureau of International Labor Affairs",
        address="https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-goods",
    ),
)
