"""A row as the matcher sees it: transliterated, split into words that mean something.

Cleaning looks at one row only, so a row is always cleaned the same way whatever else is in the
lists. It never throws information away that tells sites apart: numbers and units stay, and what is
general (legal forms, "garments", "road") is kept beside what is distinctive, at a lower weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from operator import attrgetter
from typing import Any

from convenant.locations.matching.clean_addresses import CleanAddress, clean_address
from convenant.locations.matching.clean_names import CleanName, clean_name
from convenant.locations.matching.fields_in_place import fields_in_place
from convenant.locations.matching.geo import has_point, is_precise
from convenant.locations.matching.on_cores import shared_out
from convenant.locations.matching.records import Record
from convenant.locations.matching.text import letters_of, plain
from convenant.locations.reading import country_at_end, read_country


@dataclass(frozen=True, slots=True)
class Clean:
    """A whole row, cleaned."""

    record: Record
    country: str
    name: CleanName
    address: CleanAddress
    os_id: str
    lei: str
    gln: str
    registry: str
    has_point: bool
    precise: bool

    @property
    def content(self) -> tuple[str, ...]:
        """What the row says, without its key: the order in which rows are looked at."""
        return (*self.read, self.record.name, self.record.address)

    @property
    def read(self) -> tuple[str, ...]:
        """The part of `content` that takes work."""
        r = self.record
        return (
            self.country,
            plain(r.name),
            plain(r.address),
            self.os_id,
            self.lei,
            self.gln,
            self.registry,
            f"{r.lat:.5f},{r.lng:.5f}" if self.has_point else "",
        )


# An address there may go on with "China", and lists name the two apart.
_ALSO_CHINA = {"HK", "MO", "TW"}


def _country(record: Record) -> str:
    """Where the site is: the address's last word where it is a country, else the country given.

    The country column is at times that of the head office. Abbreviations do not overrule it ("U.K."
    ends addresses in Uttarakhand).
    """
    given, at_end = read_country(record.country).code or "", country_at_end(record.address) or ""
    if not given or not at_end or given == at_end:
        return given or at_end
    if at_end == "CN" and given in _ALSO_CHINA:
        return given
    last = record.address.split()[-1]
    return at_end if sum(c.isalpha() for c in last) > 3 else given


def clean(record: Record) -> Clean:
    """The row in words, numbers and identifiers."""
    country = _country(record)
    name, address = fields_in_place(record.name, record.address, country)
    return Clean(
        record=record,
        country=country,
        name=clean_name(name, country),
        address=clean_address(address, country),
        os_id=letters_of(record.os_id),
        lei=letters_of(record.lei),
        gln=letters_of(record.gln),
        registry=letters_of(record.registry_number),
        has_point=has_point(record),
        precise=is_precise(record),
    )


def identity_of(row: Clean, alone: bool) -> tuple[str, ...]:
    """Rows with equal identity are one node: equal text that says enough to be one site.

    A name without an address can be two plants of one firm however equal the text, and a row
    that a person decided on is looked at by itself.
    """
    return _identity(row, row.read, alone)


def _identity(row: Clean, read: tuple[str, ...], alone: bool) -> tuple[str, ...]:
    says_enough = bool(row.address.squashed or row.os_id or row.gln)
    key = "" if says_enough and not alone else row.record.key
    return (*read, row.record.name, row.record.address, key)


# Rows cleaned at once by a helper, where there is more than one core.
ROWS_AT_ONCE = 10_000


def clean_all(
    records: Sequence[Record], alone: set[str], cores: int = 1
) -> Iterator[tuple[Clean, tuple[str, ...]]]:
    """Every record cleaned, with its identity, in order; `alone` are the keys of rows by themselves.

    A helper sends back what it worked out, and not the record that is here already.
    """

    def work(piece: int) -> list[tuple[tuple[Any, ...], tuple[str, ...]]]:
        start = piece * ROWS_AT_ONCE
        rows = (clean(record) for record in records[start : start + ROWS_AT_ONCE])
        return [(_worked_out(row), row.read) for row in rows]

    found = shared_out(work, -(-len(records) // ROWS_AT_ONCE), cores)
    for record, (values, read) in zip(records, chain.from_iterable(found), strict=True):
        row = Clean(record, *values)
        yield row, _identity(row, read, record.key in alone)


_worked_out = attrgetter(*[field.name for field in fields(Clean) if field.name != "record"])
