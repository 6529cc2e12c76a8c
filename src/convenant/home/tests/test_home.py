"""The first page of each role: what must I do, by when, and what did my last work change?"""

from datetime import date

import pytest
from django.urls import reverse

from convenant.base.tests.pages import INSIDE
from convenant.base.walls import within
from convenant.home.duties import duties
from convenant.locations.actions.introductions import ask_introduction
from convenant.locations.models import Site
from convenant.locations.tests.some_lists import BILAL, IRIS, handed_in, matched


def today(world):
    return reverse("today:role", args=[world.agreement.slug])


def test_a_stranger_reads_what_this_is_and_which_agreements_run_here(world, elsewhere) -> None:
    page = world.client("koen").get("/").content.decode()
    assert "Where a sector runs its agreement" in page
    assert "/stitch/public/" in page and "/stone/public/" in page


def test_anna_finds_her_agreement_first_and_the_other_among_the_rest(world, elsewhere) -> None:
    page = world.client("anna").get("/").content.decode()
    assert page.index("/stitch/today/") < page.index("Other agreements here")
    assert "/stone/today/" not in page


def test_a_company_sees_its_next_duty_with_its_date(world) -> None:
    with within(world.agreement):
        dated = [
            duty for duty in duties(world.by("bilal"), "stitch", date(2026, 1, 15)) if duty.day
        ]
    assert dated, "the definition gives members duties with dates"
    assert all(duty.day >= date(2026, 1, 15) for duty in dated)
    assert [duty.day for duty in dated] == sorted(duty.day for duty in dated)
    page = world.client("bilal").get(today(world)).content.decode()
    assert "Next, by" in page


def test_what_waits_now_comes_before_what_has_a_date(world) -> None:
    with within(world.agreement):
        handed_in(world, "bilal", BILAL)
        first = duties(world.by("bilal"), "stitch", date(2026, 1, 15))[0]
        assert first.day is None and "1 list waits" in first.text
        desk = duties(world.by("anna"), "stitch", date(2026, 1, 15))
        assert desk[0].overdue and "edition" in desk[0].text
        assert any("1 list waits" in duty.text for duty in desk)


def test_a_request_to_be_introduced_shows_to_the_other_member_without_a_name(world) -> None:
    with within(world.agreement):
        matched(world, "bilal", BILAL)
        matched(world, "iris", IRIS)
        ask_introduction(Site.objects.get(member_count=2), by=world.by("iris"))
    page = world.client("bilal").get(today(world)).content.decode()
    assert "1 request to be introduced" in page and "Brand I" not in page


def test_bilal_reads_what_his_last_work_changed(world) -> None:
    with within(world.agreement):
        matched(world, "bilal", BILAL)
    page = world.client("bilal").get(today(world)).content.decode()
    assert "list.csv (2026)" in page


@pytest.mark.parametrize("name", sorted(INSIDE))
def test_each_role_has_a_first_page_of_few_queries(
    world, name, django_assert_max_num_queries
) -> None:
    client = world.client(name)
    # Each room asks one or two; on PostgreSQL four are the walls' own.
    with django_assert_max_num_queries(45):
        assert client.get(today(world)).status_code == 200
