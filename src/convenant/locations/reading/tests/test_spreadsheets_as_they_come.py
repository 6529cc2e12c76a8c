"""A member uploads a workbook: titles, merged cells, groups, other sheets, dates and numbers."""

import datetime

import pytest

from convenant.locations.reading import guess_mapping, read_table, understand
from convenant.locations.reading.tests.makers import ROWS, ods, xls, xlsx


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_plain_sheet_reads_as_it_is(make):
    rows = [[cell.replace("\n", " ") for cell in row] for row in ROWS]
    table = read_table(make(("List", rows)), "list")
    assert [table.headers, *table.rows] == rows
    assert (table.kind, table.sheet, table.header_row) == (make.__name__, "List", 1)
    assert (table.row_numbers, table.data_rows) == ([2, 3, 4], [1, 2, 3])


def test_a_workbook_of_excel_97_reads_as_it_is():
    table = read_table(
        xls([["name", "country", "workers"], ["Şişli", "TR", 350], ["B", "NL", 12.5]]), "l"
    )
    assert (table.kind, table.sheet) == ("xls", "List")
    assert [table.headers, *table.rows] == [
        ["name", "country", "workers"], ["Şişli", "TR", "350"], ["B", "NL", "12.5"],
    ]  # fmt: skip


def test_numbers_and_dates_come_as_a_person_types_them():
    row = ["A", 350.0, 8712345000004, 12.5, 0.1 + 0.2, datetime.datetime(2025, 7, 4), True, 1e20]
    head = ["name", "workers", "gln", "lat", "lng", "date", "remarks", "tier"]
    table = read_table(xlsx(("List", [head, row])), "list.xlsx")
    assert table.rows[0][:7] == ["A", "350", "8712345000004", "12.5", "0.3", "2025-07-04", "TRUE"]
    assert float(table.rows[0][7]) == 1e20


def test_empty_rows_and_columns_go_and_row_numbers_stay():
    rows = [
        [],
        [None, "name", None, "country"],
        [],
        [None, "A", None, "NL"],
        [],
        [None, "B", None, "BE"],
    ]
    table = read_table(xlsx(("List", rows)), "list.xlsx")
    assert (table.headers, table.rows) == (["name", "country"], [["A", "NL"], ["B", "BE"]])
    assert (table.header_row, table.row_numbers, table.data_rows) == (2, [4, 6], [2, 4])
    assert "empty_rows" in [note.code for note in table.notes]


def test_a_title_and_a_header_of_two_rows_with_groups():
    rows = [
        ["Production sites 2025"],
        [],
        ["Factory", None, None, "Contact", None, "Workers", None],
        ["Name", "Address", "Country", "Name", "Email", "Total", "Female"],
        ["A", "Road 1", "BD", "Jo", "jo@example.org", 350, 200],
    ]
    merged = ("A1:G1", "A3:C3", "D3:E3", "F3:G3")
    table = read_table(xlsx(("List", rows), merged=merged), "list.xlsx")
    assert table.headers[:3] == ["Name", "Address", "Country"]
    assert table.headers[3:] == ["Contact Name", "Contact Email", "Workers Total", "Workers Female"]
    mapping = guess_mapping(table)
    assert [g.field for g in mapping.guesses] == [
        "name", "address", "country", "ignore", "ignore", "workers", "ignore",
    ]  # fmt: skip
    assert [g.reason for g in mapping.guesses][3:5] == ["personal", "personal"]
    assert understand(table, mapping).rows[0].workers_low == 350


def test_a_second_header_row_below_merged_cells():
    rows = [
        ["Name", "Address", "Country", "Workers", None, "Tier"],
        [None, None, None, "Total", "Female", None],
        ["A", "Road 1", "BD", 350, 200, 1],
    ]
    table = read_table(xlsx(("List", rows)), "list.xlsx")
    assert table.headers == [
        "Name",
        "Address",
        "Country",
        "Workers Total",
        "Workers Female",
        "Tier",
    ]
    assert (table.header_row, table.row_numbers) == (2, [3])


def test_a_country_merged_over_rows_belongs_to_all_of_them():
    rows = [["name", "country"], ["A", "Vietnam"], ["B", None], ["C", None], ["D", "China"]]
    table = read_table(xlsx(("List", rows), merged=("B2:B4",)), "list.xlsx")
    assert [row[1] for row in table.rows] == ["Vietnam", "Vietnam", "Vietnam", "China"]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_the_sheet_with_the_list_is_chosen_and_the_others_named(make):
    data = make(
        ("Read me", [["Fill in the second sheet"], ["and send it back"]]),
        ("Sites", [["fabriek", "adres", "land"], ["A", "Weg 1", "NL"]]),
        ("Codes", [["code", "meaning"], ["1", "one"]]),
    )
    table = read_table(data, "list")
    assert table.sheet == "Sites"
    sentence = table.notes[0].sentence("en")
    assert "Sites" in sentence and "Read me, Codes" in sentence


def test_a_workbook_without_any_known_header_still_reads():
    table = read_table(
        xlsx(("One", [["Foo Ltd", "Road 1", "China"], ["Bar Co", "Road 2", "China"]])), "l"
    )
    assert (table.headers, len(table.rows)) == (["A", "B", "C"], 2)
