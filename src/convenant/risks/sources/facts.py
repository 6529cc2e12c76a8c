"""What a source says, in one form whatever file it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from convenant.agreements.definition.parts.themes import OecdModule

MODULES: tuple[str, ...] = get_args(OecdModule)

Words = dict[str, str]  # language → text, "nl" and "en"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known: of a product (any, where empty), in a country (ISO 3166 alpha-2; any, where
    empty), on a theme.

    `modules` are the OECD modules it belongs to. `rating` is the source's own rating in its own words;
    `worse` puts ratings of one source in order, from 0 (best) to 1 (worst), None where it does not
    rate. Not being named by a source is never a fact.
    """

    product: str
    country: str
    modules: tuple[str, ...]
    said: Words
    rating: Words = field(default_factory=dict)
    worse: float | None = None
    page: str = ""  # where in the source, for who wants to read on


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that says nothing we understand: where, what is wrong and what to do."""

    row: int
    said: Words
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of a source: what it is called, its day, whose it is and how it may be used."""

    title: str
    edition: str
    published: date | None
    licence: str
    publisher: str
    address: str = ""


@dataclass(slots=True)
class Read:
    """What was understood of a file, and what was not."""

    facts: list[Fact] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    edition: Edition | None = None  # as far as the file itself says


class UnreadableSource(Exception):
    """A file that is not of this source; the sentences say what is wrong and what to do."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.said = {"nl": nl, "en": en}


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of official file that the secretariat downloads and loads."""

    key: str
    name: Words
    about: Words
    endings: tuple[str, ...]
    read: Callable[[bytes, str], Read]
    edition: Edition  # what is the same for every edition; the rest is asked when loading
