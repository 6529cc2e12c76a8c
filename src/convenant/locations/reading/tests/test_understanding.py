"""Rows become sites; what is wrong is named and nothing is lost."""

import pytest

from convenant.locations.reading import SiteRow, guess_mapping, read_table, understand
from convenant.locations.reading.identifiers import os_id_check_character
from convenant.locations.reading.tests.makers import csv_text

OS_ID = "BD2020021QK28YZ"


def understood(*rows):
    table = read_table(csv_text(rows, ";").encode(), "list.csv")
    return understand(table, guess_mapping(table))


def site(**cells):
    """The one site, and the codes of what was said about it."""
    cells = {"name": "Firm", "address": "Road 1", "country": "BD"} | cells
    found = understood(list(cells), list(cells.values()))
    assert len(found.rows) == 1, found.rejected
    return found.rows[0], [warned.message.code for warned in found.warnings]


def rejected(**cells):
    cells = {"name": "Firm", "address": "Road 1", "country": "BD"} | cells
    found = understood(list(cells), list(cells.values()))
    assert not found.rows
    return [fault.code for fault in found.rejected[0].faults]


def test_a_full_row():
    row, warnings = site(
        name="Émile  Textiles", address="Road 1", country="Bangladesh", lat="23,8103", lng="90.4125",
        os_id="BD-2020021-QK28Y-Z", lei="5493001KJTIIGC8Y1R12", registry_number="C-1234",
        number_of_workers="1,001-5,000", tier="Tier 2", product_type="Shirts|Trousers",
        processing_type="cutting, Sewing", facility_type="final product assembly",
        parent_company="Group", sector="Apparel", capacity_share="10-12,5%",
    )  # fmt: skip
    assert warnings == []
    assert row == SiteRow(
        row=1, name="Émile Textiles", address="Road 1", country="BD", lat=23.8103, lng=90.4125,
        os_id=OS_ID, lei="5493001KJTIIGC8Y1R12", gln=None, registry_number="C-1234",
        workers_low=1001, workers_high=5000, tier=2, product_types=("Shirts", "Trousers"),
        processing_types=("Cutting", "Sewing"), facility_type="Final Product Assembly",
        parent_company="Group", sector="Apparel", capacity_low=10, capacity_high=12.5,
    )  # fmt: skip


def test_an_address_in_parts_is_joined_and_not_repeated():
    row, _ = site(address="Road 1, Savar", city="Savar", region="Dhaka", postal_code="1340")
    assert row.address == "Road 1, Savar, Dhaka, 1340"
    found = understood(
        ["name", "street", "postcode", "city", "country"], ["A", "Weg 1", "3511", "Utrecht", "NL"]
    )
    assert found.rows[0].address == "Weg 1, Utrecht, 3511"
    found = understood(
        ["naam", "straat", "huisnr", "plaats", "land"], ["A", "Weg", "12a", "Utrecht", "NL"]
    )
    assert found.rows[0].address == "Weg 12a, Utrecht"


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"name": ""}, ["no_name"]),
        ({"name": "n/a"}, ["no_name"]),
        ({"name": "???"}, ["name_without_letters"]),
        ({"country": ""}, ["no_country"]),
        ({"country": "Bangladseh"}, ["country_suggestion"]),
        ({"country": "Atlantis"}, ["country_unknown"]),
        ({"name": "", "country": "Atlantis"}, ["no_name", "country_unknown"]),
    ],
)
def test_a_row_without_name_or_country_is_rejected_with_every_fault(cells, codes):
    assert rejected(**cells) == codes


def test_a_rejection_says_where_what_and_what_to_do():
    found = understood(["naam", "land"], ["A", "NL"], ["B", "Bangladseh"])
    assert found.rejected[0].row == 2
    assert found.rejected[0].sentence("nl") == (
        "Rij 3: Land “Bangladseh” is niet herkend. Bedoelt u Bangladesh? Schrijf het dan zo."
    )
    assert found.rejected[0].sentence("en").startswith("Row 3: Country “Bangladseh” was not")


def test_a_missing_country_follows_from_proof_or_the_address():
    assert site(country="", os_id=OS_ID)[0].country == "BD"
    row, warnings = site(country="-", address="Road 1, Hanoi, Vietnam")
    assert (row.country, warnings) == ("VN", ["country_from_address"])


def test_na_is_namibia_among_codes_and_unknown_among_names():
    codes = understood(["name", "country"], ["A", "NL"], ["B", "NA"], ["C", "BD"], ["D", "CN"])
    assert [r.country for r in codes.rows] == ["NL", "NA", "BD", "CN"]
    names = understood(["name", "country"], ["A", "Nederland"], ["B", "NA"], ["C", "China"])
    assert [r.row for r in names.rejected] == [2]


def test_a_list_without_country_column_still_finds_them():
    found = understood(["name", "address"], ["A", "Road 1, Hanoi, Vietnam"], ["B", "Road 2"])
    assert ([r.country for r in found.rows], len(found.rejected)) == (["VN"], 1)
    assert "column_missing" in [note.code for note in found.notes]


@pytest.mark.parametrize(
    ("lat", "lng", "expected", "code"),
    [
        ("23.8", "90.4", (23.8, 90.4), None),
        ("90.4", "23.8", (23.8, 90.4), "coordinates_swapped"),
        ("0", "0", (None, None), "coordinates_null"),
        ("238103", "904125", (None, None), "coordinates_off_the_globe"),
        ("52.1", "5.1", (None, None), "coordinates_far"),
        ("23.8", "", (None, None), "bad_coordinates"),
        ("here", "there", (None, None), "bad_coordinates"),
        # Just over the border, as geocoders do: no clear impossibility.
        ("22.5", "87.5", (22.5, 87.5), None),
    ],
)
def test_coordinates_are_dropped_only_when_they_cannot_be(lat, lng, expected, code):
    row, warnings = site(lat=lat, lng=lng)
    assert (row.lat, row.lng) == expected
    assert warnings == ([code] if code else [])


def test_islands_across_the_date_line_are_in_their_country():
    for country, lat, lng in (("FJ", "-17", "179.9"), ("FJ", "-17", "-179.9"), ("US", "52", "179")):
        assert site(country=country, lat=lat, lng=lng)[1] == []


def test_coordinates_in_one_column():
    row, warnings = site(coordinates="23.8103, 90.4125")
    assert ((row.lat, row.lng), warnings) == ((23.8103, 90.4125), [])


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"os_id": "BD2020021QK28YA"}, "bad_os_id"),
        ({"os_id": "CN2019303BQ3FZP"}, "os_id_country"),
        ({"lei": "5493001KJTIIGC8Y1R13"}, "bad_lei"),
        ({"gln": "8.71E+12"}, "bad_gln"),
        ({"workers": "lots"}, "bad_workers"),
        ({"workers": "jan-50"}, "excel_date"),
        ({"tier": "direct"}, "bad_tier"),
        ({"tier": "1/2"}, "several_tiers"),
        ({"capacity_share": "130%"}, "bad_capacity_share"),
        ({"address": ""}, "no_address"),
        ({"address": "Road 1 " * 200}, "too_long"),
        ({"name": "Nora " * 120}, "too_long"),
        ({"country": "United Kingdon"}, "country_near"),
    ],
)
def test_a_bad_value_is_named_and_the_row_kept(cells, code):
    _, warnings = site(**cells)
    assert warnings == [code]


def test_an_os_id_of_another_country_is_kept_for_a_person_to_look_at():
    assert site(os_id="CN2019303BQ3FZP")[0].os_id == "CN2019303BQ3FZP"


def test_duplicates_stay_and_are_named():
    found = understood(
        ["name", "address", "country"],
        ["A Ltd.", "Road 1", "BD"],
        ["a ltd", "road 1", "Bangladesh"],
    )
    assert len(found.rows) == 2
    assert [w.sentence("en") for w in found.warnings] == [
        "Row 3: Same name, address and country as row 2. Remove one if it is the same site."
    ]


def test_a_percentage_column_from_a_spreadsheet_is_read_as_percent():
    found = understood(["name", "country", "capacity_share"], ["A", "NL", "0.25"], ["B", "NL", "1"])
    assert [r.capacity_high for r in found.rows] == [25, 100]
    assert "capacity_fractions" in [note.code for note in found.notes]
    found = understood(["name", "country", "capacity_share"], ["A", "NL", "0.5"], ["B", "NL", "10"])
    assert [r.capacity_high for r in found.rows] == [0.5, 10]


def test_shifted_rows_are_rejected_whole():
    table = read_table(b"name,address,country\nA,Road 1, Dhaka,BD\nB,Road 2,BD\n", "list.csv")
    found = understand(table, guess_mapping(table))
    assert [r.name for r in found.rows] == ["B"]
    assert found.rejected[0].faults[0].code == "shifted"
    assert found.rejected[0].cells == ("A", "Road 1", "Dhaka", "BD")


def test_the_summary_counts():
    found = understood(
        ["name", "address", "country"],
        ["A", "x", "NL"],
        ["B", "", "NL"],
        ["C", "x", "BE"],
        ["", "x", "BE"],
    )
    summary = found.summary.as_dict()
    assert (summary["total"], summary["understood"], summary["rejected"]) == (4, 3, 1)
    assert summary["countries"] == {"NL": 2, "BE": 1}
    assert (summary["filled"]["name"], summary["filled"]["address"]) == (1, 0.6667)
    assert summary["warnings"] == {"no_address": 1}


def test_a_mapping_of_another_table_is_refused():
    one = read_table(b"name,country\nA,NL\n", "one.csv")
    other = read_table(b"name,country,tier\nA,NL,1\n", "other.csv")
    with pytest.raises(ValueError, match=r"one\.csv"):
        understand(one, guess_mapping(other))


def test_taxonomy_values_are_recognised_even_with_their_own_commas():
    row, _ = site(
        facility_type="Printing, Product Dyeing and Laundering", processing_type="washing; Own name"
    )
    assert row.facility_type == "Printing, Product Dyeing and Laundering"
    assert row.processing_types == ("Washing", "Own name")


def test_the_example_os_id_is_right():
    assert os_id_check_character(OS_ID[:14]) == OS_ID[14]
