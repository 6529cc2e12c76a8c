"""An index that rates countries, such as one on workers' rights or on corruption.

The scale is declared above the table, in lines that begin with `#`, because every index has its own:

    # title: Workers' rights index
    # publisher: An institute
    # modules: trade_unions_and_collective_bargaining
    # best: 1
    # worst: 5
    # said: how well workers' rights are kept
    country,rating
    Bangladesh,5
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from convenant.risks.sources.facts import (
    MODULES,
    Edition,
    Fact,
    Read,
    Rejected,
    Source,
    UnreadableSource,
)
from convenant.risks.sources.rows import country_of, rows_of


@dataclass(frozen=True, slots=True)
class _Scale:
    best: float
    worst: float
    modules: tuple[str, ...]
    said: dict[str, str]
    edition: Edition

    def worse(self, rating: float) -> float | None:
        """From 0 (best) to 1 (worst); None outside the scale."""
        place = (rating - self.best) / (self.worst - self.best)
        return place if 0 <= place <= 1 else None


def read(content: bytes, name: str) -> Read:
    """One fact per country that the index rates; a country without a rating stays unknown."""
    head, table = _parted(content)
    scale = _scale(head, name)
    found = Read(edition=scale.edition)
    for row in rows_of(table, name, (("country",), ("rating", "score", "value"))):
        text = row.get("rating", "score", "value")
        if text.lower() in {"", "n/a", "..", "-", "no data"}:
            continue
        country = country_of(row, "country")
        if isinstance(country, Rejected):
            found.rejected.append(country)
            continue
        rating = _number(text)
        worse = None if rating is None else scale.worse(rating)
        if worse is None:
            found.rejected.append(
                row.rejected(
                    f"Rij {row.number}, kolom rating: “{text}” ligt niet tussen {scale.best:g} en {scale.worst:g}. "
                    "Verbeter de rij, of de schaal bovenaan het bestand.",
                    f"Row {row.number}, column rating: “{text}” is not between {scale.best:g} and {scale.worst:g}. "
                    "Mend the row, or the scale at the top of the file.",
                )
            )
            continue
        of = f"{text} ({scale.best:g} – {scale.worst:g})"
        rating_words = {
            "nl": f"{of}; {scale.worst:g} is het slechtst",
            "en": f"{of}; {scale.worst:g} is worst",
        }
        found.facts.append(Fact("", country, scale.modules, scale.said, rating_words, worse))
    return found


def _parted(content: bytes) -> tuple[dict[str, str], bytes]:
    """What the lines with # say, and the table below; an empty line keeps each row's number."""
    head: dict[str, str] = {}
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    rest = []
    for line in lines:
        if line.lstrip().startswith(b"#"):
            key, _, value = line.decode("utf-8", "replace").lstrip().lstrip("#").partition(":")
            head[key.strip().lower().replace(" ", "_")] = value.strip()
            rest.append(b"\n")
        else:
            rest.append(line)
    return head, b"".join(rest)


def _scale(head: dict[str, str], name: str) -> _Scale:
    missing = [
        key for key in ("title", "publisher", "modules", "best", "worst") if not head.get(key)
    ]
    if missing:
        raise UnreadableSource(
            f"{name}: bovenaan ontbreekt {', '.join(f'“# {key}: …”' for key in missing)}. Zet die regels boven "
            "de tabel, zodat duidelijk is wat de cijfers betekenen.",
            f"{name}: at the top is missing {', '.join(f'“# {key}: …”' for key in missing)}. Put those lines "
            "above the table, so that it is clear what the figures mean.",
        )
    best, worst = _number(head["best"]), _number(head["worst"])
    if best is None or worst is None or best == worst:
        raise UnreadableSource(
            f"{name}: “best” en “worst” bovenaan moeten twee verschillende getallen zijn.",
            f"{name}: “best” and “worst” at the top must be two different numbers.",
        )
    modules = tuple(part.strip() for part in head["modules"].split(",") if part.strip())
    if unknown := [module for module in modules if module not in MODULES]:
        raise UnreadableSource(
            f"{name}: “{unknown[0]}” is geen module. De modules zijn: {', '.join(MODULES)}.",
            f"{name}: “{unknown[0]}” is no module. The modules are: {', '.join(MODULES)}.",
        )
    said = head.get("said") or head["title"]
    edition = Edition(
        title=head["title"],
        edition=head.get("edition", ""),
        published=None,
        licence=head.get("licence", ""),
        publisher=head["publisher"],
        address=head.get("address", ""),
    )
    words = {"nl": head.get("said_nl") or said, "en": head.get("said_en") or said}
    return _Scale(best, worst, modules, words, edition)


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


SOURCE = Source(
    key="country_index",
    name={"nl": "Een index van landen", "en": "An index of countries"},
    about={
        "nl": "Een CSV met een cijfer per land. De regels met # erboven zeggen wat de cijfers betekenen.",
        "en": "A CSV with a figure per country. The lines with # above it say what the figures mean.",
    },
    endings=(".csv",),
    read=read,
    edition=Edition("", "", None, "", ""),
)
