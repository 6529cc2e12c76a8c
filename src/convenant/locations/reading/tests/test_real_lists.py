"""Every real list that lies beside the project loads."""

import pytest

from convenant.locations.reading import guess_mapping, read_table, understand
from convenant.locations.reading.tests.real import shared

pytestmark = pytest.mark.real


def load(path):
    table = read_table(path.read_bytes(), path.name)
    return table, understand(table, guess_mapping(table))


def plain(site):
    return (site.name, site.address, site.country, site.sector)


def test_every_list_as_it_was_uploaded_loads_whole():
    paths = sorted(shared("data/matching/as_uploaded").glob("*.csv"))
    assert len(paths) == 14
    total = 0
    for path in paths:
        table, found = load(path)
        assert table.headers == ["country", "name", "address", "sector"]
        assert [r.sentence() for r in found.rejected] == []
        assert {w.message.code for w in found.warnings} <= {"duplicate"}
        total += len(found.rows)
    assert total == 963


def test_list_12_says_the_same_in_its_three_file_types():
    folder = shared("data/matching/as_uploaded")
    lists = [load(folder / f"12.{kind}") for kind in ("csv", "xls", "xlsx")]
    assert [table.kind for table, _ in lists] == ["csv", "xls", "xlsx"]
    assert lists[0][1].rows == lists[1][1].rows == lists[2][1].rows
    # The workbooks were made on a Mac from the CSV and damaged one letter, which is put right.
    assert [len(table.rows) for table, _ in lists] == [15, 15, 15]


def test_geocoded_lists_repeat_the_lists_with_coordinates():
    folder = shared("data/matching/as_uploaded")
    for path in sorted((folder / "geocoded").glob("*.csv")):
        _, plain_list = load(folder / path.name)
        _, geocoded = load(path)
        assert geocoded.rejected == []
        known = {plain(site) for site in plain_list.rows}
        # The geocoded copy lacks a few rows and has none that the list lacks.
        assert [site for site in geocoded.rows if plain(site) not in known] == []
        assert all(site.lat is not None and site.lng is not None for site in geocoded.rows)


def test_lists_in_one_shape_lose_only_rows_without_a_country():
    paths = sorted(shared("data/matching/lists").glob("*.csv"))
    assert len(paths) == 36
    rows = rejected = 0
    for path in paths:
        _, found = load(path)
        rows, rejected = rows + len(found.rows), rejected + len(found.rejected)
        assert {fault.code for r in found.rejected for fault in r.faults} <= {"no_country"}
    assert rows + rejected > 1380
    assert rejected < 60


def test_the_standing_register_loads_whole():
    _, found = load(shared("data/matching/register_os_hub_2022.csv"))
    assert (len(found.rows), found.rejected) == (4316, [])
    assert all(site.os_id for site in found.rows)
    # Two sites carry an OS ID given out under another country; coordinates are all plausible.
    assert found.summary.warnings == {"duplicate": 8, "os_id_country": 2}
