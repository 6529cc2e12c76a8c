"""What leaves for the yearly report says of how many it speaks, and opens in any spreadsheet."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.monitoring.actions.commitments import (
    finalise_commitment,
    judge_commitment,
    reply_to_judgement,
)
from convenant.monitoring.actions.outcomes import enter_value
from convenant.monitoring.queries.report import Table, yearly_tables
from convenant.monitoring.queries.report_files import as_csv, as_workbook
from convenant.monitoring.tests.standing import YEAR, an_indicator, of_ministry


def tables(year: int = YEAR) -> dict[str, Table]:
    return {table.key: table for table in yearly_tables(year)}


def test_each_number_says_how_many_are_behind_it_not_only_its_row(inside) -> None:
    world, eva = inside, inside.by("eva")
    found = of_ministry(world)
    judge_commitment(found, by=eva, judgement="met", reason="Both took place.")
    reply_to_judgement(found, by=world.by("greet"), text="We agree.")
    finalise_commitment(found, by=eva)
    table = tables()["commitments"]
    row = next(n for n, row in enumerate(table.rows) if row[0] == "Government")
    assert table.rows[row][1:] == [1, 0, 0, 0, 0]
    assert table.behind[row] == [None, 1, 0, 0, 0, 0]


def test_every_table_has_the_shape_of_its_headings(inside) -> None:
    an_indicator(inside)
    for table in yearly_tables(YEAR):
        assert len(table.behind) == len(table.rows), table.key
        for row, behind in zip(table.rows, table.behind, strict=True):
            assert len(row) == len(behind) == len(table.headings), table.key


def test_countries_stand_beside_the_sector_without_its_target(inside) -> None:
    eva, found = inside.by("eva"), an_indicator(inside)
    enter_value(found, by=eva, year=YEAR - 2, value=Decimal(20), source="x", observations=40)
    enter_value(found, by=eva, year=YEAR, value=Decimal(31), source="x", organisations=9)
    enter_value(
        found, by=eva, year=YEAR, value=Decimal(12), source="x", country="BD", organisations=2
    )
    sector, country = tables()["outcomes"].rows
    assert sector[1] == "The whole sector" and sector[3:8] == [20, YEAR - 2, 31, 60, YEAR + 3]
    assert country[1] == "Bangladesh" and country[3:8] == [None, YEAR - 2, 12, None, None]
    assert [row[5] for row in tables()["outcomes"].behind] == [9, 2]


def test_the_page_shows_the_numbers_of_a_year_and_the_downloads(world) -> None:
    with within(world.agreement):
        found = an_indicator(world)
        said = {"year": YEAR, "value": Decimal(31), "source": "Visits", "organisations": 9}
        enter_value(found, by=world.by("eva"), **said)
    for who in ("anna", "eva"):
        page = reverse("monitoring:tables", args=[world.agreement.slug])
        html = world.client(who).get(page).content.decode()
        assert "9 organisations" in html and "Download as a workbook" in html


def test_the_pages_of_outcomes_show_each_line_as_a_table_too(world) -> None:
    with within(world.agreement):
        found = an_indicator(world, source_kinds=["visits", "workers"])
        for year, value in ((YEAR - 2, 20), (YEAR, 31)):
            said = {"year": year, "value": Decimal(value), "source": "Visits"}
            enter_value(found, by=world.by("eva"), **said)
    for name, args in (("outcomes", []), ("outcome", [found.pk])):
        page = reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])
        html = world.client("chantal").get(page).content.decode()
        assert "As a table" in html and "outcome-aim" in html
    assert "Site visits, Workers and their representatives" in html and "entered by Eva" in html


def test_a_kind_of_source_is_one_of_the_list(inside) -> None:
    with pytest.raises(Refused, match="none"):
        an_indicator(inside, source_kinds=["hearsay"])


TEXT = st.text(max_size=40) | st.sampled_from(
    ["=cmd()", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "a\x0bb", "x\x00"]
)


@given(st.lists(st.tuples(TEXT, st.none() | st.integers(0, 10**6)), max_size=6))
def test_whatever_a_text_holds_no_spreadsheet_runs_it(rows) -> None:
    table = Table(
        "t",
        "=title",
        ["=heading", "@number"],
        [list(row) for row in rows],
        "public",
        [[None, number] for _text, number in rows],
    )
    lines = list(
        csv.reader(io.StringIO(as_csv([table]).decode("utf-8-sig"), newline=""), delimiter=";")
    )
    assert not [
        cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]
    book = load_workbook(io.BytesIO(as_workbook([table])))
    cells = [cell for row in book["t"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert book["t"].max_row >= 3
