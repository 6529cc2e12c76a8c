"""The statement on competition law that every participant of a meeting confirms.

Kept as data with its sources (`competition.yaml`); what was confirmed is known by the digest of both texts,
so that a later change of words cannot be taken for something somebody agreed to.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Source:
    """A law or guideline the statement rests on."""

    name: dict[str, str]
    url: str


@dataclass(frozen=True)
class CompetitionStatement:
    """The text in both languages, where it comes from, and its digest (SHA-256, hex)."""

    text: dict[str, str]
    sources: tuple[Source, ...]

    @property
    def digest(self) -> str:
        both = "\n\n".join(self.text[language] for language in sorted(self.text))
        return hashlib.sha256(both.encode()).hexdigest()


@cache
def competition_statement() -> CompetitionStatement:
    """The statement that holds now."""
    said = YAML(typ="safe").load(
        Path(__file__).with_name("competition.yaml").read_text(encoding="utf-8")
    )
    return CompetitionStatement(
        said["statement"], tuple(Source(each["name"], each["url"]) for each in said["sources"])
    )
