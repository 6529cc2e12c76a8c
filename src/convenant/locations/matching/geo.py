"""Distances, and how much a coordinate can be trusted."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from convenant.locations.matching.records import Record

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def distance_km(a: Record, b: Record) -> float | None:
    """Great-circle distance in kilometres; None where a row has no usable coordinates."""
    if not (has_point(a) and has_point(b)):
        return None
    return kilometres((a.lat, a.lng), (b.lat, b.lng))  # type: ignore[arg-type]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    lat_a, lng_a, lat_b, lng_b = map(radians, (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lng_b - lng_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def has_point(record: Record) -> bool:
    """True for coordinates on the globe. 0,0 is what broken geocoding returns, not a place."""
    if record.lat is None or record.lng is None:
        return False
    on_globe = -90 <= record.lat <= 90 and -180 <= record.lng <= 180
    return on_globe and not (record.lat == 0 and record.lng == 0)


def is_precise(record: Record) -> bool:
    """True where both coordinates carry three decimals or more (about 100 m).

    A geocoder that only found the town often gives many decimals too, so precise is never taken
    to mean right; but two decimals or fewer are certainly coarse.
    """
    return has_point(record) and _decimals(record.lat) >= 3 and _decimals(record.lng) >= 3


def _decimals(value: float | None) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text) - text.index(".") - 1
