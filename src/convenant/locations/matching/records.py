"""What goes into the matcher and what comes out, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from convenant.locations.matching.reasons import Reason
from convenant.locations.matching.relations import Relation

LinkDecision = Literal["same", "review", "new"]
PairDecision = Literal["same", "review", "different"]


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list: a site as somebody wrote it down.

    `key` names the row and is unique among all rows of one call. `country` is an ISO 3166 alpha-2
    code or a country's name; blank where unknown. `lat` and `lng` are WGS 84 degrees.
    """

    key: str
    name: str
    address: str
    country: str
    lat: float | None = None
    lng: float | None = None
    os_id: str = ""
    lei: str = ""
    gln: str = ""
    registry_number: str = ""


@dataclass(frozen=True, slots=True)
class RegisterSite:
    """A standing site with every spelling it already holds."""

    site_id: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Where one row ended.

    - `same`: joined to a site of the register, or to the row that founded a new one;
    - `new`: founded a site and nothing came near it;
    - `review`: founded a site of its own, but `candidate_site_id` may be the same one.

    `score` is the probability (0–1) that the row is the same site as the best other row that it
    was compared with: the one it joined (`same`), the one to look at (`review`), or the nearest
    miss (`new`; 0 where there was none).
    """

    key: str
    site_id: str
    score: float
    decision: LinkDecision
    candidate_site_id: str | None
    reasons: tuple[Reason, ...]
    relation: Relation = "different"  # of a `new` row to the site nearest to it
    related_site_id: str | None = None  # that site, where the relation says more than "different"


@dataclass(frozen=True, slots=True)
class PairScore:
    """How likely two rows are the same site (0–1), what follows, why, and how they are related."""

    probability: float
    decision: PairDecision
    reasons: tuple[Reason, ...]
    relation: Relation


class ContradictingDecisions(ValueError):
    """Two remembered decisions cannot both be honoured; the keys say which rows they are about."""

    def __init__(self, keys: Sequence[str]):
        self.keys = tuple(keys)
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """What is wrong and what to do, in Dutch (`nl`) or English."""
        keys = ", ".join(self.keys)
        if language == "nl":
            return (
                f"De genomen besluiten over {keys} spreken elkaar tegen: volgens het ene zijn het "
                "dezelfde locatie, volgens het andere niet. Trek er een in."
            )
        return (
            f"The decisions taken on {keys} contradict each other: one says that they are the same "
            "site, another that they are not. Withdraw one of them."
        )
