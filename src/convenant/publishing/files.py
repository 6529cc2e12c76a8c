"""An edition as a file: CSV and GeoJSON, written row by row."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from convenant.publishing.models import PublishedSite

HEADER = (
    "site_id",
    "os_id",
    "name",
    "address",
    "country",
    "lat",
    "lng",
    "product_types",
    "processing_types",
    "workers_from",
    "workers_to",
    "members",
)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _cells(site: PublishedSite) -> list[Any]:
    return [
        site.code,
        site.os_id,
        _as_text(site.name),
        _as_text(site.address),
        site.country,
        site.lat,
        site.lng,
        _as_text("; ".join(site.product_types)),
        _as_text("; ".join(site.processing_types)),
        site.workers_from,
        site.workers_to,
        site.members,
    ]


def _as_text(value: str) -> str:
    """A spreadsheet must not run what a stranger typed as a name."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def csv_lines(sites: Iterable[PublishedSite]) -> Iterator[str]:
    """The edition as CSV, line by line, with the house's fixed header."""
    writer = csv.writer(_Echo())
    yield writer.writerow(HEADER)
    for site in sites:
        yield writer.writerow(_cells(site))


def geojson_parts(sites: Iterable[PublishedSite]) -> Iterator[str]:
    """The edition as one GeoJSON FeatureCollection (RFC 7946); a site without a place has null."""
    yield '{"type":"FeatureCollection","features":['
    for number, site in enumerate(sites):
        placed = site.lat is not None and site.lng is not None
        feature = {
            "type": "Feature",
            "id": site.code,
            "geometry": {"type": "Point", "coordinates": [site.lng, site.lat]} if placed else None,
            "properties": {
                "os_id": site.os_id or None,
                "name": site.name,
                "address": site.address or None,
                "country": site.country,
                "product_types": site.product_types,
                "processing_types": site.processing_types,
                "workers_from": site.workers_from,
                "workers_to": site.workers_to,
                "members": site.members,
            },
        }
        yield ("," if number else "") + json.dumps(
            feature, ensure_ascii=False, separators=(",", ":")
        )
    yield "]}"
