"""What each column means is guessed once, corrected once, and remembered."""

import json

import pytest

from convenant.locations.reading import FIELDS, Mapping, guess_mapping, read_table
from convenant.locations.reading.fields import match_header
from convenant.locations.reading.tests.makers import csv_text


def table_of(*rows):
    return read_table(csv_text(rows, ";").encode(), "list.csv")


def fields_of(*headers):
    """The fields guessed for headers over one row of neutral text."""
    return [guess.field for guess in guess_mapping(table_of(headers, ["x"] * len(headers))).guesses]


def test_open_supply_hub_headers():
    headers = [
        "country",
        "name",
        "address",
        "sector",
        "lat",
        "lng",
        "facility_type",
        "processing_type",
        "product_type",
        "number_of_workers",
        "parent_company",
        "native_language_name",
        "os_id",
    ]
    guesses = guess_mapping(table_of(headers, ["Peru", "A", "b", *[""] * 10])).guesses
    assert [guess.field for guess in guesses] == [
        "country", "name", "address", "sector", "lat", "lng", "facility_type", "processing_type",
        "product_type", "workers", "parent_company", "ignore", "os_id",
    ]  # fmt: skip
    assert {guess.reason for guess in guesses} == {"header"}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Naam fabriek", "name"), ("FACTORY NAME*", "name"), ("Factory name (as on licence)", "name"),
        ("Supplier", "name"), ("Fabrikname", "name"), ("Nom de l'usine", "name"), ("Fatory name", "name"),
        ("Volledig adres", "address"), ("Adress", "address"), ("Anschrift", "address"),
        ("Straat + huisnummer", "street"), ("Plaats", "locality"), ("City/Town", "locality"),
        ("Provincie", "region"), ("State/Province", "region"), ("Postcode", "postal_code"),
        ("ZIP", "postal_code"), ("Land", "country"), ("Country Code (ISO)", "country"), ("Pays", "country"),
        ("Productieland", "country"), ("Breedtegraad", "lat"), ("GPS Longitude", "lng"),
        ("Coördinaten", "coordinates"), ("OS-ID", "os_id"), ("OAR ID", "os_id"), ("LEI-code", "lei"),
        ("GLN", "gln"), ("KvK-nummer", "registry_number"), ("Business licence number", "registry_number"),
        ("Aantal medewerkers", "workers"), ("No. of employees", "workers"), ("# of workers", "workers"),
        ("Tier", "tier"), ("Schakel", "tier"), ("Productsoort", "product_type"), ("Products", "product_type"),
        ("Bewerkingen", "processing_type"), ("Type of factory", "facility_type"),
        ("Moederbedrijf", "parent_company"), ("Parent Company Name", "parent_company"),
        ("Aandeel in capaciteit", "capacity_share"), ("% of capacity", "capacity_share"),
        ("Branche", "sector"), ("Reason (Convenant)", "ignore"), ("Rij (Convenant)", "ignore"),
        ("Vrouwelijke werknemers: % vrouwen", "ignore"), ("Female workers", "ignore"),
    ],
)  # fmt: skip
def test_headers_in_several_tongues(header, field):
    assert match_header(header)[0] == field


@pytest.mark.parametrize("header", ["", "xyz", "Foo bar", "?", "a" * 300])
def test_headers_that_say_nothing(header):
    assert match_header(header) is None


@pytest.mark.parametrize(
    "header",
    [
        "Contact person",
        "Contactpersoon",
        "E-mail",
        "Factory manager",
        "Telefoonnummer",
        "Name contact",
    ],
)
def test_personal_data_are_left_out_and_said(header):
    mapping = guess_mapping(table_of(["name", "country", header], ["A", "NL", "x"]))
    assert (mapping.guesses[2].field, mapping.guesses[2].reason) == ("ignore", "personal")
    sentences = [note.sentence("nl") for note in mapping.notes()]
    assert any("Persoonsgegevens" in sentence and header in sentence for sentence in sentences)


def test_an_address_in_parts_keeps_its_parts():
    assert fields_of("Factory", "Street", "City", "State", "ZIP", "Country") == [
        "name", "street", "locality", "region", "postal_code", "country",
    ]  # fmt: skip


def test_one_column_takes_a_field_and_the_other_is_named():
    mapping = guess_mapping(table_of(["Supplier", "Factory name", "country"], ["A", "B", "NL"]))
    assert sorted(g.field for g in mapping.guesses[:2]) == ["ignore", "name"]
    assert [g.reason for g in mapping.guesses if g.field == "ignore"] == ["second"]


def test_columns_without_a_telling_header_are_known_by_content():
    rows = [
        ["Wa", "Wb", "Wc", "Wd", "We", "Wf", "Wg"],
        *[
            [f"Firm {i} Ltd", f"Road {i}, Ward {i}, Dhaka", "Bangladesh", "BD2020021QK28YZ",
             f"23.{i}1", f"90.{i}2", f"p{i}@example.org"]
            for i in range(1, 9)
        ],
    ]  # fmt: skip
    guesses = guess_mapping(table_of(*rows)).guesses
    assert [g.field for g in guesses] == [
        "name",
        "address",
        "country",
        "os_id",
        "lat",
        "lng",
        "ignore",
    ]
    assert {g.reason for g in guesses} == {"content", "personal"}
    assert all(0 < g.confidence < 1 for g in guesses)


def test_a_header_is_not_believed_against_its_content():
    rows = [["name", "country", "lat"], *[[f"A{i}", "NL", "see map"] for i in range(6)]]
    assert guess_mapping(table_of(*rows)).guesses[2].field == "ignore"


def test_what_a_person_corrected_is_remembered_by_header():
    table = table_of(["Fabriek", "Firma", "Land"], ["A", "B", "NL"])
    corrected = guess_mapping(table).corrected({1: "name", 0: "parent_company"})
    assert [g.field for g in corrected.guesses] == ["parent_company", "name", "country"]
    stored = json.loads(json.dumps(corrected.as_dict()))
    later = table_of(["land", "Tier", "FIRMA", "fabriek "], ["NL", "1", "B", "A"])
    again = guess_mapping(later, Mapping.from_dict(stored))
    assert [g.field for g in again.guesses] == ["country", "tier", "name", "parent_company"]
    assert [g.reason for g in again.guesses] == ["remembered", "header", "remembered", "remembered"]


def test_personal_data_are_named_every_time():
    table = table_of(["name", "country", "email"], ["A", "NL", "a@example.org"])
    again = guess_mapping(table, guess_mapping(table))
    assert [g.reason for g in again.guesses] == ["remembered", "remembered", "personal"]


def test_memory_of_a_headerless_list_needs_the_same_columns():
    first = table_of(["A Ltd", "x", "China"], ["B Ltd", "y", "China"])
    chosen = guess_mapping(first).corrected({1: "locality"})
    assert guess_mapping(first, chosen).columns("locality") == (1,)
    wider = table_of(["A Ltd", "x", "China", "1"], ["B Ltd", "y", "China", "2"])
    assert guess_mapping(wider, chosen).columns("locality") == ()
    headed = table_of(["name", "B", "country"], ["A", "b", "NL"])
    assert guess_mapping(headed, chosen).columns("locality") == ()


def test_correcting_moves_a_field_and_refuses_nonsense():
    mapping = guess_mapping(table_of(["name", "supplier", "country"], ["A", "B", "NL"]))
    assert mapping.corrected({1: "name"}).columns("name") == (1,)
    assert mapping.corrected({0: "ignore"}).missing == ("name",)
    for wrong in ({0: "nonsense"}, {0: "country", 1: "country"}):
        with pytest.raises(ValueError, match="Choose"):
            mapping.corrected(wrong)


def test_a_mapping_survives_a_field_that_no_longer_exists():
    stored = guess_mapping(table_of(["name", "country"], ["A", "NL"])).as_dict()
    stored["columns"][0]["field"] = "gone"
    assert Mapping.from_dict(stored).guesses[0].field == "ignore"


def test_every_field_has_both_labels_and_every_reason_a_sentence():
    assert list(FIELDS)[:2] == ["name", "address"]
    for field in FIELDS.values():
        assert field.label("nl") and field.label("en")
    for guess in guess_mapping(table_of(["name", "country", "email"], ["A", "NL", "x"])).guesses:
        assert guess.sentence("nl") != guess.sentence("en")
