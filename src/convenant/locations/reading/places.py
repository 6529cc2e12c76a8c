"""Whether coordinates can be in a country at all, with a wide margin."""

import csv
import math
from functools import cache
from pathlib import Path
from typing import Literal

_BOXES = Path(__file__).with_name("data") / "country-boxes.csv"
# Coast, small islands, geocoders that answer with a province: doubt inside this is none.
_MARGIN_KM = 300

Verdict = Literal["inside", "far", "swapped", "null", "off_the_globe"]


@cache
def _boxes() -> dict[str, list[tuple[float, float, float, float]]]:
    boxes: dict[str, list[tuple[float, float, float, float]]] = {}
    with _BOXES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            south, west, north, east = (float(row[k]) for k in ("south", "west", "north", "east"))
            boxes.setdefault(row["country"], []).append((south, west, north, east))
    return boxes


def _within(lat: float, lng: float, country: str, margin_km: float) -> bool:
    """Inside a rectangle of the country widened by the margin; True where none is known."""
    boxes = _boxes().get(country)
    if boxes is None:
        return True
    up = margin_km / 111
    aside = margin_km / (111 * max(math.cos(math.radians(min(abs(lat), 85))), 0.05))
    for south, west, north, east in boxes:
        if south - up <= lat <= north + up:
            for turn in (-360, 0, 360):
                if west - aside <= lng + turn <= east + aside:
                    return True
    return False


def place(lat: float, lng: float, country: str | None) -> Verdict:
    """What coordinates are worth for a site in `country`.

    "null": 0/0, what software writes for unknown. "off_the_globe": no such place. "swapped": far
    outside the country, and inside it with latitude and longitude exchanged. "far": more than
    300 km outside every rectangle around the country's land. Else "inside".
    """
    if abs(lat) < 0.01 and abs(lng) < 0.01:
        return "null"
    on_globe = abs(lat) <= 90 and abs(lng) <= 180
    if on_globe and (country is None or _within(lat, lng, country, _MARGIN_KM)):
        return "inside"
    if (
        country in _boxes()
        and abs(lng) <= 90
        and abs(lat) <= 180
        and _within(lng, lat, country, 20)
    ):
        return "swapped"
    return "far" if on_globe else "off_the_globe"
