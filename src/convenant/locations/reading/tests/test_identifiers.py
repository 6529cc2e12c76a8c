"""Identifiers prove themselves, and a wrong character shows."""

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.locations.reading.identifiers import gln, lei, os_id, os_id_check_character
from convenant.locations.reading.tests.real import shared

BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
bodies = st.builds(
    lambda country, year, day, tail: f"{country}{year}{day:03}{tail}",
    st.sampled_from(["BD", "CN", "NL", "US", "IN", "LK", "UA"]),
    st.integers(2019, 2030),
    st.integers(1, 365),
    st.text(BASE_32, min_size=5, max_size=5),
)


@given(bodies)
def test_an_os_id_with_its_check_character_is_taken_in_any_spelling(body):
    code = body + os_id_check_character(body)
    for spelling in (code, code.lower(), f" {code[:2]}-{code[2:9]}-{code[9:14]}-{code[14]} "):
        assert os_id(spelling) == code


@given(bodies, st.data())
def test_one_wrong_character_is_always_found(body, data):
    code = body + os_id_check_character(body)
    place = data.draw(st.integers(9, 14))
    other = data.draw(st.sampled_from([c for c in BASE_32 if c != code[place]]))
    assert os_id(code[:place] + other + code[place + 1 :]) is None


@pytest.mark.parametrize(
    "text",
    [
        "CN 2019067 NZ95A M", "IN 2019067 X1K87 E",  # printed in guides, and wrong
        "BD2020021QK28Y", "BD2020021QK28YZZ", "", "BD2020000QK28YZ", "BD2020400QK28YZ", "1D2020021QK28YZ",
    ],
)  # fmt: skip
def test_what_is_no_os_id(text):
    assert os_id(text) is None


def test_day_366_exists_in_leap_years_only():
    leap, common = "BD202036600000", "BD202136600000"
    assert os_id(leap + os_id_check_character(leap)) is not None
    assert os_id(common + os_id_check_character(common)) is None


@pytest.mark.real
def test_every_os_id_the_register_gave_out_is_valid():
    with shared("data/matching/register_os_hub_2022.csv").open(encoding="utf-8") as file:
        codes = [row["os_id"] for row in csv.DictReader(file)]
    readme = shared("data/README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\b[A-Z]{2}20\d{5}[0-9A-Z]{6}\b", readme)
    assert (len(codes), len(listed)) == (4316, 35)
    assert [code for code in codes + listed if os_id(code) != code] == []


def test_lei_and_gln_by_their_check_digits():
    assert lei("5493001KJTIIGC8Y1R12") == "5493001KJTIIGC8Y1R12"
    assert lei("5493001kjtiigc8y1r12 ") == "5493001KJTIIGC8Y1R12"
    assert lei("5493001KJTIIGC8Y1R13") is None
    body = "871234500000"
    digits = [int(d) for d in body]
    check = (10 - sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10) % 10
    assert gln(f"{body[:7]} {body[7:]}{check}") == f"{body}{check}"
    assert gln(f"{body}{(check + 1) % 10}") is None
    assert gln("4012345") is None
