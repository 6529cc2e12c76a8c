"""What a secretariat would say about two rows, and what the matcher says."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.locations.matching import Record, differences, distance_km, score_pairs
from convenant.locations.matching.cleaning import clean
from convenant.locations.matching.model import M_U


def record(name, address="", country="", key="a", **more):
    return Record(key, name, address, country, **more)


def verdict(a, b):
    return score_pairs([(a, b)])[0]


SAME = {
    "legal form and case": (
        record("ABC Garments Co., Ltd.", "12 Tran Phu Street, Di An, Binh Duong", "VN"),
        record("ABC GARMENTS COMPANY LIMITED", "12 Tran Phu St, Di An, Binh Duong", "vn"),
    ),
    "turkish legal form and abbreviations": (
        record("Özanteks Tekstil San. ve Tic. A.Ş.", "Bozburun Mah. 7042. Sok. No:6 Denizli", "TR"),
        record("OZANTEKS TEKSTIL", "Bozburun Mahallesi 7042 Sokak No 6, Denizli, Turkey", "Turkey"),
    ),
    "letters spaced by a PDF": (
        record("Bandara Lingerie Nittam", "Lot 14, Wathupitiwala, Nittambuwa", "LK"),
        record("b and ar a l i ng e r i e ni tt am", "Lot 14 Wathupitiwala Nittambuwa", "LK"),
    ),
    "text decoded twice": (
        record("Kılıç Örme", "Fatih Mah. Bağcılar Cad. No:37, Istanbul", "TR"),
        record("KÄ±lÄ±Ã§ Ã–rme", "Fatih Mah. BaÄŸcÄ±lar Cad. No:37, Istanbul", "TR"),
    ),
    "another script": (
        record("Текстиль Заря", "ул. Ленина 15, Иваново", "RU"),
        record("Tekstil Zarya", "ul. Lenina 15, Ivanovo", "RU"),
    ),
    "a newline in the address": (
        record("Marsoni Shirts", "Plot 77\nSector 21\nKorangi, Karachi", "PK"),
        record("Marsoni Shirts (Pvt) Ltd", "Plot # 77, Sector 21, Korangi Industrial Area", "PK"),
    ),
    "the words of an area in the local language": (
        record("Hoa Sen Footwear", "Lot B4, KCN Song Than 2, Di An, Binh Duong", "VN"),
        record("Hoa Sen Footwear JSC", "Lot B4, Song Than 2 Industrial Zone, Di An", "VN"),
    ),
    "the group in front of the factory": (
        record("Velindra Trimcot Fashions", "Divulapitiya Road, Marandagaha, Gampaha", "LK"),
        record("Orissa - Velindra Trimcot", "Divulapitiya Road, Marandagaha, Gampaha", "LK"),
    ),
}

DIFFERENT = {
    "sister units": (
        record("Soraya Denim Unit 2", "Plot 8, Sector 15, Korangi, Karachi", "PK"),
        record("Soraya Denim (Unit-III)", "Plot 8, Sector 15, Korangi, Karachi", "PK"),
    ),
    "neighbours in one compound": (
        record("Nora Garments", "Pantelejska 58, Nis", "RS"),
        record("Tessil Industry", "Pantelejska 58, 18000 Nis", "RS"),
    ),
    "one firm in two towns": (
        record("Reha Tekstil", "Cakmakli Mah. Katip Sk. No 1, Buyukcekmece, Istanbul", "TR"),
        record("Reha Tekstil", "1. Kisim 4. Cadde No 10, Tokat Organize Sanayi, Tokat", "TR"),
    ),
    "one syllable further": (
        record("Zhucheng Rili Garments", "Mianzhi Street 4, Zhucheng, Shandong", "CN"),
        record("Zhucheng Yuli Garments", "Xianshi Road 9, Zhucheng, Shandong", "CN"),
    ),
    "only the trade in common": (
        record("Dhaka Knitting Industries Ltd", "Plot 3, Tongi, Gazipur", "BD"),
        record("Meghna Knitting Industries Ltd", "Plot 90, Tongi, Gazipur", "BD"),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_one_site_written_down_twice_is_the_same(case):
    result = verdict(*SAME[case])
    assert result.decision == "same", result


@pytest.mark.parametrize("case", DIFFERENT)
def test_two_sites_are_different_however_alike(case):
    result = verdict(*DIFFERENT[case])
    assert result.decision == "different", result


def test_a_unit_on_one_side_only_is_for_a_person_or_the_address_to_settle():
    with_unit = record("Soraya Denim Unit 2", "Sector 15, Korangi, Karachi", "PK")
    without = record("Soraya Denim", "Korangi, Karachi", "PK")
    assert verdict(with_unit, without).decision == "review"


def test_an_equal_os_id_decides_and_is_said():
    a = record("Old Name Ltd", "Somewhere 1, Dhaka", "BD", os_id="BD2020021QK28YZ")
    b = record("New Name Ltd", "Elsewhere 2, Dhaka", "BD", os_id="bd2020021 qk28yz")
    result = verdict(a, b)
    assert result.decision == "same"
    assert result.reasons[0].sentence("en") == "same OS ID (BD2020021QK28YZ)"
    assert result.reasons[0].sentence("nl") == "zelfde OS ID (BD2020021QK28YZ)"


def test_an_equal_lei_is_a_company_and_not_a_site():
    a = record("Kardem Tekstil", "Fatih Mah. 4, Bursa", "TR", lei="5493001KJTIIGC8Y1R12")
    b = record(
        "Kardem Tekstil", "Sanayi Cad. 90, Corlu, Tekirdag", "TR", lei="5493001KJTIIGC8Y1R12"
    )
    assert verdict(a, b).decision != "same"


def test_the_same_place_on_the_map_does_not_make_two_firms_one():
    a = record("Alpha Wear", "Dhaka", "BD", lat=23.8103, lng=90.4125)
    b = record("Meghna Mills", "Dhaka", "BD", lat=23.8103, lng=90.4125)
    assert verdict(a, b).decision == "different"


def test_another_country_needs_a_person():
    a = record("Casabella Apparel", "Plot 675, Wadi Al Dulayl Industrial Park", "JO")
    b = record("Casabella Apparel", "Plot 675, Wadi Al Dulayl Industrial Park", "IL")
    result = verdict(a, b)
    assert result.decision == "review"
    assert "countries differ: JO / IL" in [r.sentence("en") for r in result.reasons]


def test_reasons_say_what_differs_in_dutch_and_english():
    result = verdict(*DIFFERENT["sister units"])
    assert "unit 2 against unit 3" in [r.sentence("en") for r in result.reasons]
    assert "unit 2 tegenover unit 3" in [r.sentence("nl") for r in result.reasons]
    far = verdict(
        record("Orma", "Road 1, Savar", "BD", lat=23.8583, lng=90.2667),
        record("Orma", "Road 1, Savar", "BD", lat=23.9999, lng=90.4203),
    )
    assert any("km apart" in r.sentence("en") for r in far.reasons)


def test_every_comparison_shares_out_all_of_its_probability():
    for comparison, levels in M_U.items():
        for which, name in enumerate(("m", "u")):
            total = sum(values[which] for values in levels.values())
            assert total == pytest.approx(1.0, abs=1e-6), f"{name} of {comparison}"


def test_nothing_to_compare_still_gets_an_answer():
    for a, b in [
        (record("", ""), record("", "")),
        (record("ABC", ""), record("", "12 Road")),
        (record("&", "#"), record("...", "—", "??")),
    ]:
        assert verdict(a, b).decision in ("review", "different")


words = st.sampled_from(
    [
        *[
            "ABC",
            "Nora",
            "Velindra",
            "garments",
            "Ltd",
            "Co.,",
            "Unit 2",
            "unit-3",
            "tekstil",
            "ve",
        ],
        *["Plot", "12", "14A", "Sector 15", "Road", "Dhaka", "Savar", "1340", "KCN", "ho chi minh"],
        *[
            "m e r c u r y",
            "Şti.",
            "заря",
            "布",
            "#3",
            "s.a. de c.v.",
            "No:",
            "km",
            "",
            "sang",
            "woo",
        ],
        *["sangwoo", "samroungtong", "samrong", "tong", "II", "n0.4", "&", "vorsor", "vor", "sar"],
    ]
)
texts = st.lists(words, max_size=7).map(" ".join) | st.text(max_size=25)
points = st.none() | st.floats(allow_nan=True, allow_infinity=True)
countries = st.sampled_from(["BD", "vn", "Turkey", "", "??"])
records = st.builds(
    Record,
    key=st.just("k"),
    name=texts,
    address=texts,
    country=countries,
    lat=points,
    lng=points,
    os_id=st.sampled_from(["", "BD2020021QK28YZ", "BD2020052SV22HT"]),
    lei=st.sampled_from(["", "x"]),
    gln=st.sampled_from(["", "1234567890128"]),
)


# The same text read under another country has other postcodes, doors and localities.
same_text = st.builds(lambda row, country: (row, replace(row, country=country)), records, countries)


@settings(deadline=None, max_examples=300)
@given(st.tuples(records, records) | same_text)
def test_which_row_comes_first_makes_no_difference(pair):
    a, b = pair
    there, back = score_pairs([(a, b), (b, a)])
    assert there.probability == back.probability
    assert there.decision == back.decision
    assert {r.code for r in there.reasons} == {r.code for r in back.reasons}
    assert 0 <= there.probability <= 1
    assert all(r.sentence("nl") and r.sentence("en") for r in there.reasons)


@settings(deadline=None, max_examples=150)
@given(records, records)
def test_differences_lose_no_letter(a, b):
    for difference in differences(a, b):
        for side, row in ((difference.a, a), (difference.b, b)):
            assert "".join(span.text for span in side) == getattr(row, difference.field)
    assert all(d.equal for d in differences(a, a))


def test_differences_mark_what_is_not_in_the_other():
    a = record("Nora Garments Unit 2", "12 Main Rd., Savar", "BD")
    b = record("NORA garments unit 3", "12 Main Road, Tongi", "BD")
    name, address, country = differences(a, b)
    assert [s.text.strip() for s in name.a if not s.equal] == ["2"]
    assert [s.text.strip() for s in name.b if not s.equal] == ["3"]
    assert [s.text.strip(" ,") for s in address.a if not s.equal] == ["Savar"]
    assert country.equal


def test_distance_is_known_only_between_points_on_the_globe():
    amsterdam = record("a", lat=52.3676, lng=4.9041)
    rotterdam = record("b", lat=51.9244, lng=4.4777)
    assert distance_km(amsterdam, rotterdam) == pytest.approx(57.3, abs=0.5)
    assert distance_km(amsterdam, record("c")) is None
    assert distance_km(amsterdam, record("d", lat=0.0, lng=0.0)) is None
    assert distance_km(amsterdam, record("e", lat=float("nan"), lng=4.0)) is None
    assert distance_km(amsterdam, record("e", lat=120.0, lng=4.0)) is None


@pytest.mark.parametrize(
    ("country", "address", "wanted"),
    [
        ("SG", "6B, 2A Street, Vietnam Singapore Industrial Park, Binh Duong, Vietnam", "VN"),
        ("India", "D-8 & 9, Industrial Area, Selaqui, Dehradun (U.K.)", "IN"),
        ("TW", "No. 5, Taoyuan, China", "TW"),
        ("", "12 Strand Road, Halishahar, Bangladesh", "BD"),
        ("TR", "", "TR"),
    ],
)
def test_a_site_is_in_the_country_its_address_ends_with(country, address, wanted):
    assert clean(Record("k", "Nora", address, country)).country == wanted


def test_an_address_that_only_goes_on_is_the_same_address():
    a = record(
        "Nora Knit Co. Ltd.", "No. 2 Industrial Area Economic Development Zone, Tongxiang", "CN"
    )
    b = record("Nora Knit Co. Ltd.", f"{a.address} Hangzhou, Zhejiang Province", "CN")
    assert score_pairs([(a, b)])[0].decision == "same"
