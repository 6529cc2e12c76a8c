"""What outsiders get to see of the pooled list, and what they must not."""

import csv
import hashlib
import io
import json
from datetime import date

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from convenant.base.actors import SYSTEM
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.locations.models import ListedSite, Site, SiteNotice
from convenant.publishing import queries
from convenant.publishing.actions import publish
from convenant.publishing.rows import BANDS, public_row, workers_band
from convenant.publishing.tests.pool import fill, published


def address(world, name, *arguments):
    return reverse(f"publishing:{name}", args=[world.agreement.slug, *arguments])


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def test_an_outsider_finds_the_newest_edition_with_its_own_address_and_files(world) -> None:
    with within(world.agreement):
        edition = published(world)
    koen = world.client("koen")
    page = koen.get(address(world, "list")).content.decode()
    assert "Mill 00000" in page
    assert address(world, "edition", edition.number) in page
    assert edition.digest in page
    text = koen.get(address(world, "csv", edition.number)).content
    assert hashlib.sha256(text).hexdigest() == edition.digest
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    assert len(rows) == 6
    features = json.loads(koen.get(address(world, "geojson", edition.number)).content)["features"]
    assert [f["id"] for f in features] == [row["site_id"] for row in rows]
    assert features[0]["geometry"]["coordinates"] == [float(rows[0]["lng"]), float(rows[0]["lat"])]


def test_no_member_can_be_read_from_anything_public(world) -> None:
    with within(world.agreement):
        edition = published(world)
        sites = [site.code for site in Site.objects.all()]
    koen = world.client("koen")
    addresses = [
        address(world, name, edition.number) for name in ("edition", "csv", "geojson", "points")
    ]
    addresses += [address(world, "list"), *(address(world, "site", code) for code in sites)]
    for where in addresses:
        said = koen.get(where).content.decode()
        for firm in ("Brand B", "Brand I", "Secretive Brand"):
            assert firm not in said, where


def test_the_number_of_members_shows_from_three_up_only(world) -> None:
    with within(world.agreement):
        edition = published(world)
        shown = {site.code: site.members for site in edition.sites.all()}
        true = dict(Site.objects.values_list("code", "member_count"))
    assert {n for n in shown.values() if n is not None} == {3, 4}
    assert all(shown[code] == (n if n >= 3 else None) for code, n in true.items())
    text = world.client("koen").get(address(world, "csv", edition.number)).content.decode()
    assert {row["members"] for row in csv.DictReader(io.StringIO(text))} == {"", "3", "4"}


def test_a_pool_of_two_members_is_not_published(world) -> None:
    with within(world.agreement):
        fill(world, sites=4, members=2)
        with pytest.raises(Refused, match="Only 2 members"):
            publish(by=world.by("anna"))
    anna = world.client("anna")
    answer = anna.post(address(world, "desk"), follow=True)
    assert b"Only 2 members" in answer.content


def test_an_edition_stays_as_it_was_when_the_register_moves_on(world) -> None:
    with within(world.agreement):
        first = published(world)
        site = Site.objects.get(name="Mill 00003")
        site.name = "Renamed"
        site.save()
        second = publish(by=world.by("anna"))
        assert (first.number, second.number) == (1, 2)
        assert queries.sites(first, words="renamed").count() == 0
        assert queries.sites(second, words="renamed").count() == 1
    page = world.client("koen").get(address(world, "edition", 1)).content.decode()
    assert "Mill 00003" in page and "Renamed" not in page


def test_filters_narrow_by_word_product_and_country(world) -> None:
    with within(world.agreement):
        published(world)
    koen = world.client("koen")
    assert koen.get(address(world, "list"), {"words": "denim"}).context["page"].paginator.count == 3
    assert (
        koen.get(address(world, "list"), {"words": "mill 00004"}).context["page"].paginator.count
        == 1
    )
    assert koen.get(address(world, "list"), {"country": "TR"}).context["page"].paginator.count == 2
    assert b"No location fits" in koen.get(address(world, "list"), {"words": "' OR 1=1"}).content


def test_a_notice_from_outside_reaches_the_secretariat_and_says_nothing_of_members(world) -> None:
    with within(world.agreement):
        code = published(world).sites.first().code
    koen = world.client("koen")
    answer = koen.post(
        address(world, "site", code),
        {"text": "The fire exits are locked at night.", "contact": ""},
        follow=True,
    )
    assert b"The secretariat has your notice" in answer.content
    with within(world.agreement):
        notice = SiteNotice.objects.get()
        assert notice.site.code == code and "fire exits" in notice.text


def test_an_empty_or_automatic_notice_is_handed_back_with_a_sentence(world) -> None:
    with within(world.agreement):
        code = published(world).sites.first().code
    koen = world.client("koen")
    assert koen.post(address(world, "site", code), {"text": ""}).status_code == 422
    spam = {"text": "Buy our watches now!", "website": "http://spam.example"}
    assert koen.post(address(world, "site", code), spam).status_code == 422
    with within(world.agreement):
        assert not SiteNotice.objects.exists()


def test_one_connection_cannot_flood_the_secretariat(world) -> None:
    with within(world.agreement):
        code = published(world).sites.first().code
    koen = world.client("koen")
    for _ in range(12):
        koen.post(address(world, "site", code), {"text": "A problem that is said again."})
    with within(world.agreement):
        assert SiteNotice.objects.count() == 10


def test_a_merged_site_code_leads_to_the_site_that_stands_for_it(world) -> None:
    with within(world.agreement):
        published(world)
        gone, stays = Site.objects.order_by("pk")[:2]
        gone.merged_into = stays
        gone.save()
    answer = world.client("koen").get(address(world, "site", gone.code))
    assert answer.status_code == 302 and answer["Location"].endswith(f"{stays.code}/")


def test_a_name_that_a_spreadsheet_would_run_is_text(world) -> None:
    with within(world.agreement):
        site = fill(world)[0]
        site.name = "=HYPERLINK(1)"
        site.save()
        edition = publish(by=SYSTEM)
    text = world.client("koen").get(address(world, "csv", edition.number)).content.decode()
    assert "'=HYPERLINK" in text


def test_what_the_definition_does_not_name_stays_inside(world) -> None:
    site = {
        "code": "S-1",
        "name": "Mill",
        "country": "BD",
        "address": "Road 1",
        "lat": 1.0,
        "lng": 2.0,
        "member_count": 9,
        "product_types": ["Denim"],
        "os_id": "",
        "workers_low": 5,
        "workers_high": 5,
    }
    assert public_row(site, ["name", "country"], 3) == {
        "code": "S-1",
        "name": "Mill",
        "country": "BD",
    }


def test_the_secretariat_sees_when_an_edition_is_due(world) -> None:
    with within(world.agreement):
        assert queries.due(date(2025, 7, 3)) is None
        assert queries.due(date(2026, 11, 22)) == date(2025, 7, 4)
        fill(world)
        publish(by=SYSTEM, on=date(2026, 7, 4))
        assert queries.due(date(2026, 11, 22)) is None
        assert queries.due(date(2027, 7, 4)) == date(2027, 7, 4)


def test_the_timer_publishes_the_yearly_edition_once(world, capsys) -> None:
    with within(world.agreement):
        fill(world)
    call_command("due")
    assert "edition 1" in capsys.readouterr().out
    call_command("due")
    assert "nothing is due" in capsys.readouterr().out
    with within(world.agreement):
        assert queries.editions().count() == 1


def test_twenty_thousand_sites_cost_no_more_queries(world, django_assert_max_num_queries) -> None:
    with within(world.agreement):
        fill(world, sites=20_000, members=3)
        publish(by=SYSTEM)
    koen = world.client("koen")
    with django_assert_max_num_queries(12):
        assert koen.get(address(world, "list")).status_code == 200


def test_no_list_of_anyone_is_touched_by_publishing(world) -> None:
    with within(world.agreement):
        fill(world)
        before = list(ListedSite.objects.values())
        publish(by=SYSTEM)
        assert list(ListedSite.objects.values()) == before


counts = st.none() | st.integers(0, 100_000)


@given(counts, counts)
def test_a_workers_band_holds_the_reported_numbers(low, high) -> None:
    start, end = workers_band(low, high)
    known = [number for number in (low, high) if number is not None]
    if not known:
        assert (start, end) == (None, None)
        return
    assert start in {1, *(edge + 1 for edge in BANDS)}
    assert start <= max(1, known[0])
    assert end is None or end >= known[-1]


@given(st.integers(0, 50), st.integers(3, 10))
def test_a_number_below_the_minimum_never_leaves(count, minimum) -> None:
    site = {"code": "S", "name": "n", "country": "BD", "member_count": count}
    row = public_row(site, ["member_count"], minimum)
    assert row["members"] == (count if count >= minimum else None)
