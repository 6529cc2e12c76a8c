"""How far countries came against the worst forms of child labour, as the US Department of Labor assesses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convenant.risks.sources.facts import Edition, Fact, Read, Rejected, Source
from convenant.risks.sources.rows import Row, country_of, rows_of
from convenant.risks.sources.xml import is_xml, tree_of

# The assessment's own words, best first.
LEVELS = (
    (
        "significant advancement",
        {"nl": "aanzienlijke vooruitgang", "en": "significant advancement"},
    ),
    ("moderate advancement", {"nl": "matige vooruitgang", "en": "moderate advancement"}),
    ("minimal advancement", {"nl": "minimale vooruitgang", "en": "minimal advancement"}),
    ("no advancement", {"nl": "geen vooruitgang", "en": "no advancement"}),
)
_SAID = {
    "nl": "inzet van de overheid tegen de ergste vormen van kinderarbeid",
    "en": "what the government does against the worst forms of child labour",
}
_NOT_ASSESSED = {"", "no assessment", "n/a"}


def read(content: bytes, name: str) -> Read:
    """One fact per country that was assessed; those that were not stay unknown."""
    found = Read()
    for row in _from_xml(content, name) if is_xml(content) else _from_table(content, name):
        level = _plain(row.get("advancement_level"))
        if level in _NOT_ASSESSED:
            continue
        country = country_of(row, "country", "name")
        position = next((n for n, (key, _) in enumerate(LEVELS) if level.startswith(key)), None)
        if isinstance(country, Rejected):
            found.rejected.append(country)
        elif position is None:
            known = ", ".join(key for key, _ in LEVELS)
            found.rejected.append(
                row.rejected(
                    f"Rij {row.number}, kolom advancement_level: “{level}” is geen van de niveaus {known}.",
                    f"Row {row.number}, column advancement_level: “{level}” is none of the levels {known}.",
                )
            )
        else:
            found.facts.append(
                Fact(
                    product="",
                    country=country,
                    modules=("child_labour",),
                    said=_SAID,
                    rating=LEVELS[position][1],
                    worse=position / (len(LEVELS) - 1),
                    page=row.get("webpage"),
                )
            )
    return found


def _plain(level: str) -> str:
    return re.sub(r"\s+", " ", level.lower()).strip()


def _from_xml(content: bytes, name: str) -> Iterator[Row]:
    for number, country in enumerate(tree_of(content, name, "Countries").iter("Country"), 1):
        cells = {child.tag.lower(): (child.text or "").strip() for child in country}
        if "advancement_level" in cells:  # a part of a country is assessed with it
            yield Row(number, cells)


def _from_table(content: bytes, name: str) -> Iterator[Row]:
    return rows_of(content, name, (("country", "name"), ("advancement_level",)))


SOURCE = Source(
    key="ilab_country",
    name={
        "nl": "Kinderarbeid per land (VS)",
        "en": "Child labour by country (US)",
    },
    about={
        "nl": "De landenbeoordelingen van het Amerikaanse ministerie van Arbeid, als XML of als tabel.",
        "en": "The country assessments of the US Department of Labor, as XML or as a table.",
    },
    endings=(".xml", ".csv", ".xlsx"),
    read=read,
    edition=Edition(
        title="Findings on the Worst Forms of Child Labor",
        edition="",
        published=None,
        licence="US government work (public domain)",
        publisher="US Department of Labor, Bureau of International Labor Affairs",
        address="https://www.dol.gov/agencies/ilab/resources/reports/child-labor/findings",
    ),
)
