"""The members' lists as files, each in its member's own habit: kind, headers, language, encoding."""

import csv
import io
from dataclasses import dataclass

from openpyxl import Workbook

from convenant.home.demo.places import DemoRow

DUTCH = (
    "Naam fabriek",
    "Adres",
    "Land",
    "Breedtegraad",
    "Lengtegraad",
    "Aantal werknemers",
    "Schakel (tier)",
    "Producten",
    "Processen",
    "Aandeel in capaciteit",
)
ENGLISH = (
    "Factory name",
    "Address",
    "Country",
    "Latitude",
    "Longitude",
    "Number of workers",
    "Tier",
    "Product type",
    "Processing type",
    "Share of capacity",
)
OPEN_SUPPLY_HUB = (
    "name",
    "address",
    "country",
    "lat",
    "lng",
    "number_of_workers",
    "tier",
    "product_type",
    "processing_type",
    "capacity_share",
)

# kind of file, headers, order of the columns
HABITS = (
    ("csv-utf8-comma", OPEN_SUPPLY_HUB, "2013456789"),
    ("csv-cp1252-semicolon", DUTCH, "0123456789"),
    ("xlsx-title", ENGLISH, "0125678934"),
    ("csv-utf16-tab", ENGLISH, "0213456789"),
    ("xlsx", DUTCH, "2016789345"),
    ("csv-utf8-semicolon", DUTCH, "0123567894"),
)


@dataclass(frozen=True)
class DemoFile:
    """A file as a member hands it in."""

    name: str
    content: bytes


def file_of(member: int, firm: str, rows: list[DemoRow]) -> DemoFile:
    """The member's list in its habit; some hold a bad row or two, as lists do."""
    kind, headers, order = HABITS[member % len(HABITS)]
    columns = [int(digit) for digit in order]
    cells = [_cells(row) for row in rows]
    if member % 3 == 1:
        cells.insert(
            min(7, len(cells)), ["", "Industrial Road 1", "BD", "", "", "", "1", "", "", ""]
        )
    if member % 4 == 2:
        cells.insert(
            min(11, len(cells)), ["Totaal", "", "", "", "", str(len(rows)), "", "", "", ""]
        )
    table = [[headers[column] for column in columns]] + [
        [row[column] for column in columns] for row in cells
    ]
    stem = "".join(letter if letter.isalnum() else "-" for letter in firm.lower()).strip("-")
    if kind.startswith("xlsx"):
        return DemoFile(f"{stem}.xlsx", _workbook(table, firm if kind == "xlsx-title" else ""))
    separator = {"comma": ",", "semicolon": ";", "tab": "\t"}[kind.rsplit("-", 1)[1]]
    encoding = {"utf8": "utf-8-sig", "cp1252": "cp1252", "utf16": "utf-16"}[kind.split("-")[1]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(table)
    return DemoFile(f"{stem}.csv", text.getvalue().encode(encoding, errors="replace"))


def _cells(row: DemoRow) -> list[str]:
    return [
        row.name,
        row.address,
        row.country,
        row.lat,
        row.lng,
        row.workers,
        row.tier,
        row.products,
        row.processes,
        row.capacity,
    ]


def _workbook(table: list[list[str]], title: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 -- a new workbook has one
    sheet.title = "Production locations"
    if title:
        sheet.append([f"{title}: production locations"])
        sheet.append([])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=4)
    for line in table:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
