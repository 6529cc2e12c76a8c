"""A country is recognised by whatever a list calls it."""

import pycountry
import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.locations.reading import country_at_end, country_name, read_country

CODES = sorted(country.alpha_2 for country in pycountry.countries)


@settings(deadline=None)
@given(st.sampled_from(CODES), st.sampled_from(["alpha_2", "alpha_3", "numeric", "name"]))
def test_every_iso_code_and_name_comes_back(code, attribute):
    text = getattr(pycountry.countries.get(alpha_2=code), attribute)
    for spelling in (text, text.upper(), text.lower(), f"  {text}. "):
        assert read_country(spelling).code == code


LANGUAGES = ["nl", "en", "de", "fr", "es", "pt", "it", "tr", "pl", "zh", "ar", "ja", "vi"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_other_languages_come_back(language):
    for code in CODES:
        name = Locale.parse(language).territories.get(code)
        if name and not pycountry.countries.get(alpha_3=name.upper()):  # "Nga" is Nigeria's code
            # Two languages may give one name to two countries; then neither is assumed.
            assert read_country(name).code in (code, None), name
            if language in ("nl", "en"):
                assert read_country(name).code == code, name


@pytest.mark.parametrize(("text", "code"), [("Mỹ", "US"), ("Bỉ", "BE"), ("Áo", "AT"), ("Ý", "IT")])
def test_a_short_name_with_accents_is_not_another_countrys_code(text, code):
    assert read_country(text).code == code
    assert read_country(text.upper()).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Burma", "MM"), ("Viet Nam", "VN"), ("VIETNAM", "VN"), ("Türkiye", "TR"), ("Turkey", "TR"),
        ("Turkije", "TR"), ("Macedonia", "MK"), ("UK", "GB"), ("U.K.", "GB"), ("USA", "US"),
        ("U.S.A.", "US"), ("United States of America", "US"), ("South Korea", "KR"),
        ("Korea, Republic of", "KR"), ("P.R. China", "CN"), ("PR China", "CN"), ("中国", "CN"),
        ("Hong Kong", "HK"), ("HONG KONG SAR", "HK"), ("Taiwan", "TW"), ("Taiwan, R.O.C.", "TW"),
        ("Ivory Coast", "CI"), ("Côte d'Ivoire", "CI"), ("Czech Republic", "CZ"), ("Tsjechië", "CZ"),
        ("Holland", "NL"), ("The Netherlands", "NL"), ("Deutschland", "DE"), ("Allemagne", "DE"),
        ("España", "ES"), ("Ελλάδα", "GR"), ("EL", "GR"), ("Macau", "MO"), ("Slovak Republic", "SK"),
        ("Swaziland", "SZ"), ("Moldova", "MD"), ("UAE", "AE"), ("Kosovo", "XK"), ("050", "BD"),
        ("50", "BD"), ("156", "CN"), ("CN - China", "CN"), ("China (CN)", "CN"), ("C H I N A", "CN"),
        ("Myanmar (Burma)", "MM"), ("India.", "IN"), ("BANGLADESH ", "BD"), ("Sri  Lanka", "LK"),
        ("Bangladesch", "BD"), ("Marokko", "MA"), ("Maroc", "MA"), ("Việt Nam", "VN"),
    ],
)  # fmt: skip
def test_what_lists_write(text, code):
    reading = read_country(text)
    assert (reading.code, reading.near) == (code, False)


@pytest.mark.parametrize(
    "text", ["", "-", "Europe", "Asia", "123456", "XX", "ZZZ", "Dhaka", "Other", "EU", "x" * 500]
)
def test_what_is_no_country_is_none(text):
    assert read_country(text).code is None


def test_a_slip_gives_a_suggestion_and_only_a_long_name_is_corrected():
    assert read_country("Bangladseh").code is None
    assert read_country("Bangladseh").suggestion == "BD"
    assert read_country("United Kingdon").near and read_country("United Kingdon").code == "GB"
    # One letter between two countries is never bridged.
    assert read_country("Nigerr").code is None
    assert read_country("Austrlia").code is None


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Plot 5, Savar, Dhaka, Bangladesh", "BD"),
        ("Plot 5, Dhaka-1340 Bangladesh.", "BD"),
        ("Road 1, Hanoi, Viet Nam 10000", "VN"),
        ("Weg 1, Utrecht, Nederland", "NL"),
        ("12 Moo 4, PathumthaniThailand", "TH"),
        ("Street 1, Springfield, USA", "US"),
        ("100 Main St, Albuquerque, New Mexico", None),
        ("5 Peach St, Atlanta, Georgia", None),
        ("27 Washington, Blue Island", None),
        ("1 Street, Los Angeles, CA", None),
        ("Bangladesh", None),
        ("", None),
    ],
)
def test_a_country_at_the_end_of_an_address(address, code):
    assert country_at_end(address) == code


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    reading = read_country(text)
    assert reading.code is None or reading.suggestion is None
    country_at_end(text)


def test_a_code_is_shown_by_its_name():
    assert (country_name("BD", "nl"), country_name("DE", "nl")) == ("Bangladesh", "Duitsland")
