"""A row as the matcher sees it: transliterated, split into words that mean something.

Cleaning looks at one row only, so a row is always cleaned the same way whatever else is in the
lists. It never throws information away that tells sites apart: numbers and units stay, and what is
general (legal forms, "garments", "road") is kept beside what is distinctive, at a lower weight.
"""

from __future__ import annotations

from dataclasses import dataclass

from convenant.locations.matching.clean_addresses import CleanAddress, clean_address
from convenant.locations.matching.clean_names import CleanName, clean_name
from convenant.locations.matching.geo import has_point, is_precise
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
            r.name,
            r.address,
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
    return Clean(
        record=record,
        country=country,
        name=clean_name(record.name, country),
        address=clean_address(record.address, country),
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
    says_enough = bool(row.address.squashed or row.os_id or row.gln)
    key = "" if says_enough and not alone else row.record.key
    return (*row.content, key)
