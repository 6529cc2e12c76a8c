"""Lists put the address into the name, the name into the address, or one for the other."""

import pytest

from convenant.locations.matching import Record, match, score_pairs
from convenant.locations.matching.fields_in_place import fields_in_place

NAME, ADDRESS = "Nora Garments Ltd", "12 Strand Road, Halishahar, Chattogram 4216"


@pytest.mark.parametrize(
    "name, address",
    [
        (f"{NAME}, {ADDRESS}", ""),
        (f"{NAME} {ADDRESS}", "Bangladesh"),
        (f"{NAME} - {ADDRESS}", "Chattogram"),
        (f"{NAME}\n{ADDRESS}", ""),
        ("Nora Garments (12 Strand Road, Halishahar)", "Chattogram 4216"),
        ("", f"{NAME}, {ADDRESS}"),
        (ADDRESS, NAME),
    ],
)
def test_a_row_with_its_fields_mixed_up_is_the_site_it_means(name, address) -> None:
    as_it_should_be, mixed = Record("a", NAME, ADDRESS, "BD"), Record("b", name, address, "BD")
    (score,) = score_pairs([(as_it_should_be, mixed)])
    assert score.decision == "same"
    assert len({link.site_id for link in match([as_it_should_be, mixed])}) == 1


@pytest.mark.parametrize(
    "name, address, country",
    [
        (NAME, ADDRESS, "BD"),
        ("Nora Garments, Unit 2", "", "BD"),
        ("Road King Garments Ltd", "Dhaka", "BD"),
        ("Sector 7 Denim Ltd", "Dhaka", "BD"),
        ("2nd Street Apparel Inc", "12 Main Street, Los Angeles", "US"),
        ("Village Weavers Cooperative", "", "IN"),
        ("12 Strand Road", "Dhaka", "BD"),
        ("", "12 Strand Road, Dhaka", "BD"),
        ("", "", ""),
    ],
)
def test_a_row_with_its_fields_in_place_is_read_as_it_stands(name, address, country) -> None:
    assert fields_in_place(name, address, country) == (name, address)


def test_another_firm_or_another_gate_in_the_name_is_another_site() -> None:
    as_it_should_be = Record("a", NAME, ADDRESS, "BD")
    for name in (f"Kailan Knit Ltd, {ADDRESS}", f"{NAME}, 77 Tejgaon Road, Dhaka"):
        (score,) = score_pairs([(as_it_should_be, Record("b", name, "", "BD"))])
        assert score.decision != "same"
