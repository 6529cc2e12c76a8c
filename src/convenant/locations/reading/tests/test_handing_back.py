"""The rejected rows come back as a file that a person repairs and uploads again."""

import io

import openpyxl
import pytest

from convenant.locations.reading import (
    guess_mapping,
    handed_back,
    handed_back_csv,
    read_table,
    understand,
)
from convenant.locations.reading.tests.makers import csv_text

ROWS = [
    ["Fabriek", "Adres", "Land", "Werknemers"],
    ["Goed BV", "Weg 1", "NL", "10"],
    ["=HYPERLINK(1)", "@weg 2", "Bangladseh", "-5"],
    ["", "+31 weg", "BE", "1.234"],
    ["Ctrl", 'Say "hi"; there', "", "12"],
]


def read(data: bytes, name: str):
    table = read_table(data, name)
    return table, understand(table, guess_mapping(table))


@pytest.fixture
def bad():
    return read(csv_text(ROWS, ";").encode(), "lijst.csv")


@pytest.mark.parametrize("make", [handed_back, handed_back_csv])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_bad_rows_come_back_as_they_came_and_upload_again(bad, make, language):
    table, found = bad
    again, found_again = read(make(found, table, language), "terug")
    assert again.headers[:4] == ROWS[0]
    assert [row[:4] for row in again.rows] == ROWS[2:]
    assert [row[4] for row in again.rows] == ["3", "4", "5"]
    assert [row[5] for row in again.rows] == [r.reason(language) for r in found.rejected]
    mapping = guess_mapping(again)
    assert [g.field for g in mapping.guesses] == [
        "name", "address", "country", "workers", "ignore", "ignore",
    ]  # fmt: skip
    assert [r.faults for r in found_again.rejected] == [r.faults for r in found.rejected]


def test_handing_back_twice_does_not_pile_up_reasons(bad):
    table, found = bad
    again, found_again = read(handed_back(found, table, "nl"), "terug.xlsx")
    twice = read_table(handed_back(found_again, again, "en"), "terug2.xlsx")
    assert len(twice.headers) == len(again.headers)


def test_nothing_in_the_workbook_is_a_formula(bad):
    table, found = bad
    sheet = openpyxl.load_workbook(io.BytesIO(handed_back(found, table, "nl"))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    # Marked as text, so that Excel leaves it so when a person edits the cell.
    assert {cell.number_format for cell in cells} == {"@"}


def test_nothing_in_the_csv_runs_when_it_is_opened(bad):
    table, found = bad
    data = handed_back_csv(found, table, "nl")
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK(1);'@weg 2;Bangladseh;-5;" in text
    assert ";'+31 weg;" in text


def test_shifted_rows_and_control_characters_come_back_whole():
    table, found = read(b"name,country\nA,Road,NL\nB\x1b,Atlantis\nC,NL\nD,NL\n", "list.csv")
    again = read_table(handed_back(found, table, "en"), "again.xlsx")
    assert [row[:3] for row in again.rows] == [["A", "Road", "NL"], ["B", "Atlantis", ""]]


def test_a_list_without_header_comes_back_readable():
    table, found = read(
        b"A Ltd,Road 1,China\nB Ltd,Road 2,China\nC Ltd,Road 3,Atlantis\n", "list.csv"
    )
    assert table.header_row is None and len(found.rejected) == 1
    again, found_again = read(handed_back(found, table, "en"), "again.xlsx")
    assert again.rows[0][:3] == ["C Ltd", "Road 3", "Atlantis"]
    assert len(found_again.rows) + len(found_again.rejected) == 1
