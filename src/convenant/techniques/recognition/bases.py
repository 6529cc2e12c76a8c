"""On what something can be recognised: each legal basis with its source, as data (`bases.yaml`).

What a basis asks is never an `if` in the code. What nobody knows of it is None, and the pages say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ruamel.yaml import YAML

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Basis:
    """One basis; `decided` where somebody else decides on it, `by_authority` where that is a public authority.

    `words` are what may be printed of a state, with `{authority}` where its name stands; `labels` take the
    place of a state's own short name where that would say too much, such as "recognised" of an assessment.
    """

    id: str
    name: Mapping[str, str]
    act: str
    article: str
    who: Mapping[str, str]
    note: Mapping[str, str]
    decided: bool
    by_authority: bool
    full_alignment_needed: bool | None
    repair_months: tuple[int, int] | None
    words: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, Mapping[str, str]]
    source: str
    source_url: str
    as_of: str
    confidence: str

    def says(self, state: str, authority: str, language: str) -> str:
        """What may be printed of this state in one sentence; empty where nothing may."""
        found = self.words.get(state, {})
        return found.get(language, found.get("en", "")).replace("{authority}", authority)

    def label(self, state: str, language: str) -> str:
        """Its own short name of a state; empty where the usual one is right."""
        found = self.labels.get(state, {})
        return found.get(language, found.get("en", ""))

    def named(self, language: str) -> str:
        return self.name.get(language, self.name["en"])

    def whose(self, language: str) -> str:
        """Who decides on it."""
        return self.who.get(language, self.who["en"])

    def noted(self, language: str) -> str:
        """What to know before one begins."""
        return self.note.get(language, self.note["en"])


@cache
def bases() -> Mapping[str, Basis]:
    """All of them by their id, in the order of the file."""
    said = YAML(typ="safe").load(Path(__file__).with_name("bases.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({one["id"]: _basis(one) for one in said["bases"]})


def _basis(said: dict[str, Any]) -> Basis:
    months = said.get("repair_months")
    return Basis(
        id=said["id"],
        name=said["name"],
        act=said.get("act", ""),
        article=said.get("article", ""),
        who=said["who"],
        note=said["note"],
        decided=said["decided"],
        by_authority=said["by_authority"],
        full_alignment_needed=said["full_alignment_needed"],
        repair_months=(months["least"], months["most"]) if months else None,
        words=said.get("words", {}),
        labels=said.get("labels", {}),
        source=said["source"],
        source_url=said.get("source_url", ""),
        as_of=said["as_of"].isoformat(),
        confidence=said["confidence"],
    )
