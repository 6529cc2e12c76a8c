"""What the sector itself knows: a table with product, country, module, what is known, source and date."""

from __future__ import annotations

from datetime import date

from convenant.risks.sources.facts import MODULES, Edition, Fact, Read, Rejected, Source
from convenant.risks.sources.rows import Row, country_of, rows_of

NEEDED = (("module", "theme"), ("known", "said"), ("source",), ("date",))


def read(content: bytes, name: str) -> Read:
    """One fact per row; a row without a country or a product speaks of all of them."""
    found = Read()
    for row in rows_of(content, name, NEEDED):
        fact = _fact(row)
        if isinstance(fact, Rejected):
            found.rejected.append(fact)
        else:
            found.facts.append(fact)
    return found


def _fact(row: Row) -> Fact | Rejected:
    country = country_of(row, "country") if row.get("country") else ""
    if isinstance(country, Rejected):
        return country
    modules = tuple(part.strip() for part in row.get("module", "theme").split(";") if part.strip())
    if not modules or any(module not in MODULES for module in modules):
        return row.rejected(
            f"Rij {row.number}, kolom module: “{row.get('module', 'theme')}” is geen module. De modules zijn: "
            f"{', '.join(MODULES)}.",
            f"Row {row.number}, column module: “{row.get('module', 'theme')}” is no module. The modules are: "
            f"{', '.join(MODULES)}.",
        )
    known, source, day = row.get("known", "said"), row.get("source"), row.get("date")
    for column, value in (("known", known), ("source", source), ("date", day)):
        if not value:
            return row.rejected(
                f"Rij {row.number}, kolom {column}: is leeg. Wat bekend is, heeft een bron en een datum.",
                f"Row {row.number}, column {column}: is empty. What is known has a source and a date.",
            )
    try:
        date.fromisoformat(day)
    except ValueError:
        return row.rejected(
            f"Rij {row.number}, kolom date: “{day}” is geen datum. Schrijf jaar-maand-dag, zoals 2026-11-23.",
            f"Row {row.number}, column date: “{day}” is no date. Write year-month-day, such as 2026-11-23.",
        )
    said = {"nl": row.get("known_nl") or known, "en": row.get("known_en") or known}
    return Fact(row.get("product"), country, modules, said, page=f"{source}, {day}")


SOURCE = Source(
    key="sector_list",
    name={"nl": "Een lijst van de sector zelf", "en": "A list of the sector itself"},
    about={
        "nl": "Een tabel met de kolommen product, country, module, known, source en date.",
        "en": "A table with the columns product, country, module, known, source and date.",
    },
    endings=(".csv", ".xlsx", ".ods"),
    read=read,
    edition=Edition("", "", None, "", ""),
)
