"""Two cleaned rows side by side: a level for every kind of evidence, and the reasons in words.

Every function here is symmetric in its two rows: the level is the same whichever comes first.
"""

from __future__ import annotations

from convenant.locations.matching.cleaning import Clean
from convenant.locations.matching.compare_addresses import compare_addresses, compare_postcodes
from convenant.locations.matching.compare_names import compare_names, compare_units
from convenant.locations.matching.geo import distance_km
from convenant.locations.matching.levels import Level
from convenant.locations.matching.reasons import Reason
from convenant.locations.matching.towns import far_apart

NEAR_KM, SOME_KM, FAR_KM = 2.0, 15.0, 100.0


def compare(a: Clean, b: Clean, name: Level | None = None) -> dict[str, Level]:
    """The level of every comparison that the model knows weights for.

    `name` may hold what `compare_names` said about the two already.
    """
    return {
        **compare_beside_addresses(a, b, name or compare_names(a, b)),
        "address": compare_addresses(a.address, b.address),
    }


def compare_beside_addresses(a: Clean, b: Clean, name: Level) -> dict[str, Level]:
    """All levels but the one that costs most to find."""
    return {
        "os_id": _identifier(a.os_id, b.os_id, "os_id"),
        "gln": _identifier(a.gln, b.gln, "gln"),
        "lei": _identifier(a.lei, b.lei, "lei"),
        "registry": _identifier(a.registry, b.registry, "registry"),
        "country": _country(a, b),
        "name": name,
        "unit": _unit(a, b, name),
        "towns": _towns(a, b),
        "postcode": compare_postcodes(a, b),
        "distance": _distance(a, b),
    }


def _unit(a: Clean, b: Clean, name: Level) -> Level:
    """A number tells the units of one firm apart: between two firms it says nothing, and where one
    name does not say which firm it is, an equal number is no evidence either."""
    if name.name == "differs":
        return Level("none", None)
    unit = compare_units(a, b)
    return Level("none", None) if name.name == "silent" and unit.name == "same" else unit


def _country(a: Clean, b: Clean) -> Level:
    if not a.country or not b.country:
        return Level("missing", None)
    if a.country == b.country:
        return Level("same", None)
    return Level("differs", Reason("country_differs", (a.country, b.country)))


def _towns(a: Clean, b: Clean) -> Level:
    """Whether the addresses name towns that lie apart; a shared one is the address's own evidence."""
    towns_a, towns_b = a.address.towns, b.address.towns
    if a.country != b.country or towns_a & towns_b or not far_apart(towns_a, towns_b, a.country):
        return Level("none", None)
    named = tuple(sorted((", ".join(sorted(towns_a)), ", ".join(sorted(towns_b)))))
    return Level("apart", Reason("towns_apart", named))


def _distance(a: Clean, b: Clean) -> Level:
    if not (a.has_point and b.has_point):
        return Level("missing", None)
    km = distance_km(a.record, b.record) or 0.0
    said = (f"{km:.1f}" if km < 10 else f"{km:.0f}",)
    if not (a.precise and b.precise):
        # Two decimals or fewer: a town or a province, so only another region says something.
        return Level("far", Reason("far", said)) if km > FAR_KM else Level("missing", None)
    if km <= NEAR_KM:
        return Level("near", Reason("near", said))
    if km <= SOME_KM:
        return Level("some", None)
    return Level("far" if km <= FAR_KM else "very_far", Reason("far", said))


def _identifier(a: str, b: str, kind: str) -> Level:
    if not a or not b:
        return Level("missing", None)
    if a == b:
        return Level("same", Reason(f"same_{kind}", (a,)))
    return Level("differs", Reason(f"other_{kind}", (a, b)))
