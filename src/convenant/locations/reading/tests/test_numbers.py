"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.locations.reading import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("350", (350, 350)), ("1.234", (1234, 1234)), ("1,234", (1234, 1234)), ("1 234", (1234, 1234)),
        ("1'234", (1234, 1234)), ("12.345.678", None), ("350.0", (350, 350)), ("350,00", (350, 350)),
        ("1,001-5,000", (1001, 5000)), ("1001–5000", (1001, 5000)), ("1.001 - 5.000", (1001, 5000)),
        ("Less than 1000", (None, 999)), ("minder dan 1.000", (None, 999)), ("< 50", (None, 49)),
        ("More than 10000", (10001, None)), ("meer dan 10.000", (10001, None)), (">500", (501, None)),
        (">=500", (500, None)), ("≥ 500", (500, None)), ("<=500", (None, 500)), ("500+", (500, None)),
        ("500 +", (500, None)), ("max. 250", (None, 250)), ("up to 250", (None, 250)),
        ("tot 250", (None, 250)), ("at least 100", (100, None)), ("ca. 300", (300, 300)),
        ("± 300", (300, 300)), ("ongeveer 1.200", (1200, 1200)), ("251 t/m 500", (251, 500)),
        ("251 tot 500", (251, 500)), ("251 to 500 workers", (251, 500)), ("between 10 and 20", (10, 20)),
        ("tussen 10 en 20", (10, 20)), ("300 werknemers", (300, 300)), ("0", (0, 0)),
        ("10-5", None), ("12,5", None), ("many", None), ("", None), ("-5", None), ("1950-01-01", None),
        ("10 - 20 - 30", None), ("99999999", None), ("0612345678", None),
    ],
)  # fmt: skip
def test_workers(text, expected):
    assert numbers.workers(text) == expected


@pytest.mark.parametrize("text", ["jan-50", "1950-01-01", "10-nov", "mei-20", "Jan 2050"])
def test_ranges_that_excel_made_dates_are_seen(text):
    assert numbers.looks_like_date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,5%", (12.5, 12.5)), ("12.5 %", (12.5, 12.5)), ("30", (30, 30)), ("10-20%", (10, 20)),
        ("10% - 20%", (10, 20)), ("10 tot 20 procent", (10, 20)), ("<5%", (None, 5)), (">50%", (50, None)),
        ("ca. 30%", (30, 30)), ("100%", (100, 100)), ("101%", None), ("-5%", None), ("veel", None),
        ("0", (0, 0)), ("20-10", None), ("up to 15%", (None, 15)),
    ],
)  # fmt: skip
def test_shares(text, expected):
    assert numbers.share(text) == expected


def test_shares_stored_as_fractions():
    assert numbers.share("0.25", fraction=True) == (25, 25)
    assert numbers.share("0,125", fraction=True) == (12.5, 12.5)
    assert numbers.share("25%", fraction=True) == (25, 25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tier 1", (1,)), ("1", (1,)), ("T2", (2,)), ("tier1/2", (1, 2)), ("Tier 1, Tier 3", (1, 3)),
        ("tier-2", (2,)), ("Schakel 3", (3,)), ("second tier", (2,)), ("Tier 1 (final assembly)", (1,)),
        ("Tier 2: fabric", (2,)), ("eerste schakel", (1,)), ("0", (0,)), ("direct", None), ("12", None),
        ("", None),
    ],
)  # fmt: skip
def test_tiers(text, expected):
    assert numbers.tiers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("51.92", 51.92), ("51,92", 51.92), ("-6.2", -6.2), ("−6,2", -6.2), ("4.48 E", 4.48),
        ("4,48° W", -4.48), ("S 6.2", -6.2), ("Z 6,2", -6.2), ("4.48 O", 4.48),
        ("52°22'12\"N", 52.37), ("52° 22′ 12″ Z", -52.37), ("10", 10.0), ("52.123.456", None),
        ("52°75'", None), ("N/A", None), ("", None), ("1e5", None), ("nan", None), ("inf", None),
    ],
)  # fmt: skip
def test_coordinates(text, expected):
    found = numbers.coordinate(text)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-6))


@pytest.mark.parametrize(
    "text",
    ["51.92, 4.48", "51.92,4.48", "51,92; 4,48", "51.92 4.48", "(51.92, 4.48)", "51,92, 4,48",
     "51.92 N, 4.48 E", "51.92N 4.48E"],
)  # fmt: skip
def test_coordinates_in_one_cell(text):
    assert numbers.coordinate_pair(text) == pytest.approx((51.92, 4.48))


@given(st.integers(0, 1_000_000), st.sampled_from([",", ".", " ", "'", ""]))
def test_thousands_come_back_whatever_parts_them(number, mark):
    assert numbers.whole(f"{number:,}".replace(",", mark)) == number


@given(
    st.integers(0, 999_999), st.integers(1, 999_999), st.sampled_from(["-", " – ", " t/m ", " to "])
)
def test_ranges_come_back(low, more, mark):
    assert numbers.workers(f"{low}{mark}{low + more}") == (low, low + more)


@given(st.floats(-180, 180), st.sampled_from([".", ","]))
def test_degrees_come_back(value, mark):
    text = f"{value:.7f}".replace(".", mark)
    assert numbers.coordinate(text) == pytest.approx(value, abs=1e-6)


@given(st.text(max_size=40))
def test_any_text_is_answered_or_refused(text):
    for parse in (
        numbers.workers,
        numbers.share,
        numbers.tiers,
        numbers.coordinate,
        numbers.coordinate_pair,
    ):
        parse(text)
