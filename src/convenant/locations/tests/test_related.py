"""Other units, sister sites and new names of a site: kept apart, and still found from each other."""

import pytest
from django.urls import reverse

from convenant.locations.actions.sites import merge_sites
from convenant.locations.models import ListedSite, Site
from convenant.locations.queries.related import related_sites
from convenant.locations.tests.some_lists import HEADER, matched

UNIT_2 = 'Shonali Knit Wear Ltd. (Unit 2),"Plot 12, Konabari, Gazipur 1700",BD\n'
UNIT_3 = 'Shonali Knit Wear Ltd. (Unit 3),"Plot 12, Konabari, Gazipur 1700",BD\n'
CHATTOGRAM = 'Shonali Knit Wear Ltd.,"77 Strand Road, Halishahar, Chattogram 4216",BD\n'


@pytest.fixture
def units(inside):
    matched(inside, "bilal", HEADER + UNIT_2)
    matched(inside, "iris", HEADER + UNIT_3 + CHATTOGRAM)
    return inside


def site(end: str) -> Site:
    return ListedSite.objects.get(name__contains=end, address__contains="Plot").site


def test_another_unit_of_the_same_compound_is_another_site_that_knows_the_first(units) -> None:
    two, three = site("Unit 2"), site("Unit 3")
    assert two != three
    assert ("same_compound", two) in related_sites(three)
    assert ("same_compound", three) in related_sites(two)


def test_the_secretariat_sees_what_a_site_is_related_to_and_a_member_does_not(units) -> None:
    three = site("Unit 3")
    address = reverse("locations:site", args=["stitch", three.code])
    said = units.client("anna").get(address, headers={"accept-language": "en"}).content.decode()
    assert "same compound, other unit" in said and "(Unit 2)" in said
    own = units.client("iris").get(address, headers={"accept-language": "en"}).content.decode()
    assert "(Unit 2)" not in own


def test_a_relation_outlives_a_merge_and_ends_where_the_two_become_one(units) -> None:
    two, three = site("Unit 2"), site("Unit 3")
    far = ListedSite.objects.get(address__contains="Strand").site
    assert ("same_company", far) in related_sites(two) + related_sites(three)
    merge_sites(two, three, reason="one compound after all", by=units.by("anna"))
    two.refresh_from_db()
    kept = two if two.merged_into_id is None else Site.objects.get(pk=two.merged_into_id)
    assert [other for _kind, other in related_sites(kept)] == [far]
