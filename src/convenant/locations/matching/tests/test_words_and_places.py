"""What words, places and numbers mean in the country they are written in. All firms are invented."""

import pytest

from convenant.locations.matching import Record, score_pairs
from convenant.locations.matching.candidates import find_candidates
from convenant.locations.matching.clean_addresses import clean_address
from convenant.locations.matching.clean_names import clean_name
from convenant.locations.matching.cleaning import clean
from convenant.locations.matching.comparing import compare
from convenant.locations.matching.towns import far_apart, join_towns


def levels(a, b, country="CN"):
    rows = [
        clean(Record(str(i), name, address, country)) for i, (name, address) in enumerate((a, b))
    ]
    found, mirrored = compare(*rows), compare(*reversed(rows))
    assert {k: v.name for k, v in found.items()} == {k: v.name for k, v in mirrored.items()}
    return {comparison: level.name for comparison, level in found.items()}


def decision(a, b, country="CN"):
    (score,) = score_pairs([(Record("a", *a, country), Record("b", *b, country))])
    return score.decision


def test_a_town_in_two_pieces_is_the_town_in_one():
    assert join_towns(["fo", "shan", "lane", "3"], "CN") == ["foshan", "lane", "3"]
    assert clean_address("Huai An", "CN").words == clean_address("Huaian", "CN").words


def test_syllables_are_little_words_only_where_the_language_is_written():
    assert "an" in clean_address("Duc An Ward", "VN").weights
    assert "de" not in clean_address("Rua de Oliva", "PT").weights


def test_an_abbreviation_of_one_language_is_left_alone_in_another():
    assert "sanayi" not in clean_address("San Juan Verde", "SV").weights
    assert "sanayi" in clean_address("Verde San. Bol.", "TR").weights
    assert "fang" in clean_name("San Fang Bicycle", "TW").core


def test_provinces_and_towns_weigh_less_than_villages():
    weights = clean_address("Velindo Village, Zhaoqing, Guangdong", "CN").weights
    assert weights["velindo"] > weights["zhaoqing"] == weights["guangdong"]


def test_a_street_named_after_a_town_is_not_the_town():
    assert "guangzhou" not in clean_address("12 Guangzhou Road, Yantai", "CN").towns
    assert clean_address("12 Guangzhou Road, Yantai", "CN").weights["guangzhou"] == 1.0


def test_towns_far_apart_speak_against():
    assert far_apart(["yantai"], ["zhaoqing"], "CN")
    assert not far_apart(["foshan"], ["guangzhou"], "CN")
    found = levels(("Velindra", "Oak Lane, Yantai"), ("Velindra", "Elm Lane, Zhaoqing"))
    assert found["towns"] == "apart"


@pytest.mark.parametrize("box", ["P.O. Box 54", "PO Box: 54", "p.o.box 54", "POB 54", "Box No. 54"])
def test_a_post_box_is_no_door(box):
    assert not clean_address(f"Harun Estate, {box}, Irbid", "JO").doors


def test_block_b_is_no_post_box():
    assert "12" in clean_address("Block B. 12, Harun Estate", "PK").doors


def test_vietnamese_and_english_say_the_same_road():
    a, b = ("12 Quoc Lo 1A, Phuong Hoa Sen", "12 National Highway 1A, Hoa Sen Ward")
    assert clean_address(a, "VN").words == clean_address(b, "VN").words


def test_parts_of_one_plot_are_other_doors():
    a = ("Velindra Garment", "Lot 226/8, Amata Park, Velmo")
    b = ("Velindra Garment", "Lot 226/4, Amata Park, Velmo")
    assert levels(a, b, "VN")["address"] == "numbers"


def test_a_plant_named_after_its_town_asks_or_joins_by_the_door_alone():
    firm = ("Rossavel SRL", "77 Strada Olmo, Virelu")
    plant = ("Virelu Plant", "77 Strada Olmo, Virelu")
    assert levels(firm, plant, "RO")["name"] == "silent"
    assert decision(firm, plant, "RO") == "same"
    without_door = (("Rossavel SRL", "Olmo Park, Virelu"), ("Virelu Plant", "Olmo Park, Virelu"))
    assert decision(*without_door, "RO") == "review"


def test_another_kind_of_work_is_another_hall():
    place = "Bahadur Village, Velpur"
    garments, washing = ("Velindra Garments", place), ("Velindra Washing", place)
    assert levels(garments, washing, "BD")["name"] == "works"
    assert decision(garments, washing, "BD") != "same"
    assert decision(garments, ("Velindra Apparels", place), "BD") == "same"


def test_a_hall_named_on_one_side_asks():
    place = "Bahadur Village, Olmo Mirza, Velpur"
    assert decision(("Velindra Rossa", place), ("Velindra Rossa Cutting", place), "BD") == "review"


def test_a_unit_of_one_firm_says_nothing_about_another_firm():
    found = levels(("Velindra Unit 3", "Oak Lane 4"), ("Rossavel Unit 3", "Oak Lane 4"))
    assert found["unit"] == "none"


def test_letters_in_brackets_that_abbreviate_the_name_are_dropped():
    assert (
        clean_name("Pou Velin Vietnam (PVN)", "VN").core
        == clean_name("Pou Velin Vietnam", "VN").core
    )
    assert "mkt" in clean_name("Pou Velin (MKT)", "VN").core


def test_names_two_slips_apart_are_candidates_without_an_address():
    rows = [
        clean(Record("a", "Kasturindo Garmindra", "", "ID")),
        clean(Record("b", "Kasturnido Garmindre", "Jl. Raya 5, Velmo", "ID")),
        clean(Record("c", "Sempurna Abadi", "Jl. Melati 9, Velmo", "ID")),
    ]
    assert [(p.a, p.b) for p in find_candidates(rows, 3)] == [(0, 1)]
