"""The monitor announces a draw, draws from the published seed, and anyone inside repeats it."""

import csv
import io
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convenant.base.actors import OUTSIDER
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.locations.actions.notices import close_notice, receive_notice
from convenant.locations.models import Site
from convenant.locations.tests.making_sites import list_site
from convenant.monitoring.actions.draws import draw_sites, withdraw_draw
from convenant.monitoring.drawing import draw as plain_draw
from convenant.monitoring.models import DrawnSite, Frame
from convenant.monitoring.queries.draws import severe_themes, sites_to_draw_from
from convenant.monitoring.tests.making_visits import (
    EARLIER,
    SEED,
    TODAY,
    announced,
    drawn,
    planned,
    some_sites,
)
from convenant.risks.actions.register import rate_risk, scope_risk
from convenant.risks.ranking import Rated


def address(world, name: str, *args) -> str:
    return reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])


def test_a_draw_is_announced_before_its_seed_is_public_and_drawn_after(world) -> None:
    with within(world.agreement):
        some_sites(world)
    eva = world.client("eva")
    said = {
        "year": TODAY.year, "method": "by_risk", "size": 2, "reserve": 2,
        "seed_source": "Six numbers", "seed_place": "https://lottery.example",
        "seed_on": str(TODAY + timedelta(days=1)),
    }  # fmt: skip
    answer = eva.post(address(world, "announce_draw"), said)
    assert answer.status_code == 302
    html = eva.get(answer["Location"]).content.decode()
    assert "Draw the sites" not in html and "Six numbers" in html
    early = eva.post(answer["Location"], {"deed": "seed", "seed": SEED}, follow=True)
    assert "draw from that day on" in early.content.decode()
    with within(world.agreement):
        assert not DrawnSite.objects.exists()


@pytest.mark.parametrize(
    "change, told",
    [
        ({"seed_on": EARLIER}, "after today"),
        ({"size": 0}, "Draw 1 to"),
        ({"size": 7}, "There are 6 sites"),
        ({"seed_place": " "}, "where anyone can read it"),
        ({"method": "by eye"}, "at random or by risk"),
    ],
)
def test_a_draw_that_could_be_steered_is_refused(inside, change, told) -> None:
    some_sites(inside)
    with pytest.raises(Refused, match=told):
        announced(inside, **change)


def test_nobody_but_the_monitor_draws(inside) -> None:
    some_sites(inside)
    draw = announced(inside)
    for name in ("anna", "bilal", "chantal", "greet", "jamila"):
        with pytest.raises(PermissionDenied):
            draw_sites(draw, by=inside.by(name), seed=SEED)


def test_a_draw_is_made_once_and_what_was_drawn_is_not_taken_back(inside) -> None:
    some_sites(inside)
    draw = drawn(inside)
    assert [d.rank for d in draw.drawn.all()] == [1, 2, 3]
    assert [d.reserve for d in draw.drawn.all()] == [False, False, True]
    eva = inside.by("eva")
    with pytest.raises(Refused, match="made once"):
        draw_sites(draw, by=eva, seed="another")
    with pytest.raises(Refused, match="cannot be taken back"):
        withdraw_draw(draw, by=eva, reason="It does not please.")
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"draw.announced", "draw.drawn"} <= verbs


def test_a_withdrawn_draw_stays_to_be_seen_and_is_never_drawn(world) -> None:
    with within(world.agreement):
        some_sites(world)
        draw = announced(world)
        with pytest.raises(Refused, match="reason"):
            withdraw_draw(draw, by=world.by("eva"), reason=" ")
    url = address(world, "draw", draw.pk)
    world.client("eva").post(url, {"deed": "withdraw", "reason": "The lottery was cancelled."})
    assert "The lottery was cancelled." in world.client("chantal").get(url).content.decode()
    with within(world.agreement), pytest.raises(Refused, match="withdrawn"):
        draw_sites(draw, by=world.by("eva"), seed=SEED)


def test_a_frame_that_was_changed_afterwards_is_not_drawn_from(inside) -> None:
    some_sites(inside)
    draw = announced(inside)
    frame = Frame.objects.get(draw=draw)
    frame.units[0][2] = 13
    frame.save()
    with pytest.raises(Refused, match="not the one that was announced"):
        draw_sites(draw, by=inside.by("eva"), seed=SEED)


def test_sites_that_come_on_a_list_later_are_not_in_the_frame(inside) -> None:
    some_sites(inside)
    draw = announced(inside, size=6, reserve=9)
    assert (draw.frame_size, draw.reserve) == (6, 0)
    new = some_sites(inside, who="iris", count=1)
    draw_sites(draw, by=inside.by("eva"), seed=SEED)
    assert new[0].pk not in set(DrawnSite.objects.values_list("site", flat=True))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("0123456789 ", min_size=1, max_size=20).filter(str.strip), st.booleans())
def test_the_same_frame_and_seed_give_the_same_sites_through_the_database(
    inside, seed, by_risk
) -> None:
    if not Site.objects.exists():
        shared = some_sites(inside, count=12)
        for site in shared[:5]:
            list_site(inside.organisations["iris"], site=site)
    method = "by_risk" if by_risk else "random"
    first = announced(inside, method=method, size=4, reserve=3)
    second = announced(inside, method=method, size=4, reserve=3)
    salt = Frame.objects.get(draw=first).salt
    Frame.objects.filter(draw=second).delete()
    Frame.objects.create(draw=second, salt=salt, units=Frame.objects.get(draw=first).units)
    second.frame_digest = first.frame_digest
    second.save()
    eva = inside.by("eva")
    one, other = (draw_sites(d, by=eva, seed=seed) for d in (first, second))
    assert [(d.site_id, d.key) for d in one] == [(d.site_id, d.key) for d in other]
    weights = {mark: weight for _c, mark, weight, *_ in Frame.objects.get(draw=first).units}
    by_hand = plain_draw(sorted(weights), 7, seed.strip(), weights)
    assert [d.mark for d in one] == [d.name for d in by_hand]


def test_anyone_inside_downloads_the_frame_and_the_keys_and_only_the_desk_learns_the_sites(
    world,
) -> None:
    with within(world.agreement):
        sites = some_sites(world)
        draw = drawn(world, method="by_risk")
        marks = [d.mark for d in draw.drawn.all()]
        first = draw.drawn.first().site.name
    chantal = world.client("chantal")
    frame = chantal.get(address(world, "draw_frame", draw.pk))
    assert sha256(frame.content).hexdigest() == draw.frame_digest
    keys = list(csv.DictReader(io.StringIO(
        chantal.get(address(world, "draw_keys", draw.pk)).content.decode()
    )))  # fmt: skip
    html = chantal.get(address(world, "draw", draw.pk)).content.decode()
    assert [row["mark"] for row in keys[:3]] == marks
    assert draw.frame_digest in html and SEED in html and keys[0]["mark"] in html
    for site in sites:
        assert site.code not in html + frame.content.decode() and site.name not in html
    desk = world.client("anna").get(address(world, "draw", draw.pk)).content.decode()
    assert first in desk and "Weighs" in desk
    text = world.client("anna").get(address(world, "draw_sites", draw.pk)).content.decode()
    assert all(site.code in text for site in sites)


def test_a_company_reads_a_drawn_site_by_name_once_it_may_read_the_visit(world) -> None:
    with within(world.agreement):
        some_sites(world)
        draw = drawn(world)
        visit = planned(world, draw, announced=False)
    url = address(world, "draw", draw.pk)
    assert visit.site.name not in world.client("bilal").get(url).content.decode()
    with within(world.agreement):
        visit.announced = True
        visit.save()
    assert visit.site.name in world.client("bilal").get(url).content.decode()
    assert visit.site.name not in world.client("iris").get(url).content.decode()


def test_weights_come_from_members_notices_and_known_risks(inside) -> None:
    world = inside
    shared, alone = some_sites(world, count=2, country="PT")
    list_site(world.organisations["iris"], site=shared)
    notice = receive_notice(shared, "The exits are blocked.", "", by=OUTSIDER)
    why = sites_to_draw_from(TODAY.year)
    assert (why[shared.code].members, why[shared.code].notices) == (2, 1)
    assert (why[alone.code].members, why[alone.code].notices) == (1, 0)
    assert why[alone.code].themes == 0  # nothing is known of Portugal
    close_notice(notice, "Solved.", by=world.by("anna"))
    assert sites_to_draw_from(TODAY.year)[shared.code].notices == 0
    risk = scope_risk(
        world.organisations["bilal"],
        by=world.by("bilal"),
        year=TODAY.year,
        theme="living_wage",
        country="PT",
        why="A report.",
    )
    for parts, expected in (((3, 3, 3, 3), set()), ((4, 3, 3, 3), {"living_wage"})):
        rate_risk(
            risk,
            by=world.by("bilal"),
            rated=Rated(*parts),
            involvement="linked",
            reason="Because.",
            decision="now",
        )
        assert severe_themes({"PT"}, TODAY.year) == {"PT": expected}
    assert "child_labour" in severe_themes({"IN"}, TODAY.year)["IN"]  # by the built-in source


def test_setting_up_a_draw_asks_few_questions_however_many_sites(
    inside, django_assert_max_num_queries
) -> None:
    some_sites(inside, count=60)
    with django_assert_max_num_queries(40):
        draw = announced(inside, size=40, reserve=20)
    with django_assert_max_num_queries(40):
        draw_sites(draw, by=inside.by("eva"), seed=SEED)
