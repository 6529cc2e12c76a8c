"""A company scopes, judges and ranks its risks; others read what is theirs to read."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.locations.tests.some_lists import BILAL, matched
from convenant.risks.actions.register import carry_over, drop_risk, rate_risk, scope_risk
from convenant.risks.models import Risk, RiskSignal
from convenant.risks.queries import register as queries
from convenant.risks.queries.sector import shared_risks
from convenant.risks.ranking import Rated

YEAR = date.today().year
JUDGED = {
    "scale": "5", "scope": "2", "irremediability": "4", "likelihood": "3", "involvement": "linked",
    "reason": "Two mills recruit in the poorest districts.", "decision": "now",
}  # fmt: skip


def put(
    world, who: str = "bilal", theme: str = "child_labour", country: str = "IN", **more
) -> Risk:
    return scope_risk(
        world.organisations[who],
        by=world.by(who),
        year=more.pop("year", YEAR),
        theme=theme,
        country=country,
        title=more.pop("title", f"{theme} in {country}"),
        why="Known from a report.",
        **more,
    )


def judge(
    world, risk: Risk, who: str = "bilal", parts=(5, 2, 4, 3), decision="now", **more
) -> Risk:
    return rate_risk(
        risk,
        by=world.by(who),
        rated=Rated(*parts),
        involvement="linked",
        reason="Because.",
        decision=decision,
        **more,
    )


def address(world, name: str, *args) -> str:
    return reverse(f"risks:{name}", args=[world.agreement.slug, *args])


def test_a_company_scopes_a_risk_judges_it_and_sees_it_ranked(world) -> None:
    bilal = world.client("bilal")
    own = world.organisations["bilal"].pk
    scoped = bilal.post(
        address(world, "scope", own),
        {"theme": "child_labour", "country": "IN", "title": "Spinning mills", "why": "A report."},
    )
    assert scoped.status_code == 302
    page = bilal.get(scoped["Location"])
    assert b"Judge it" in page.content
    assert b"made with child labour" in page.content  # the built-in source, beside the form
    assert bilal.post(scoped["Location"], JUDGED).status_code == 302
    html = bilal.get(address(world, "overview")).content.decode()
    assert "Spinning mills" in html and "Tackle now" in html
    with within(world.agreement):
        (line,) = queries.prioritised_risks(own, YEAR)
        assert (line.place, line.severity) == (1, 5)


def test_severity_leads_in_the_list_and_unjudged_risks_come_last(inside) -> None:
    world = inside
    likely = judge(world, put(world, theme="safety_and_health"), parts=(2, 2, 2, 5))
    grave = judge(world, put(world, theme="forced_labour"), parts=(5, 1, 1, 1))
    scoped = put(world, theme="living_wage")
    lines = queries.ranked(world.organisations["bilal"].pk, YEAR)
    assert [line.risk.pk for line in lines] == [grave.pk, likely.pk, scoped.pk]
    assert [line.place for line in lines] == [1, 2, None]
    squares = [s for row in queries.picture(lines) for s in row if s.lines]
    assert {(s.severity, s.likelihood) for s in squares} == {(5, 1), (2, 5)}


@pytest.mark.parametrize(
    "change, told",
    [
        ({"reason": ""}, "reason"),
        ({"scale": "6"}, "scale"),
        ({"decision": "later"}, "later_on"),
        ({"decision": "later", "later_on": str(date.today() - timedelta(days=1))}, "later_on"),
        ({"involvement": "none"}, "involvement"),
    ],
)
def test_a_judgement_that_is_not_whole_is_handed_back_and_nothing_is_stored(
    world, change, told
) -> None:
    with within(world.agreement):
        risk = put(world)
    answer = world.client("bilal").post(address(world, "risk", risk.pk), {**JUDGED, **change})
    assert answer.status_code == 422
    assert told in answer.context["form"].errors
    with within(world.agreement):
        assert Risk.objects.get(pk=risk.pk).rated is None


def test_a_later_wave_has_a_day(inside) -> None:
    world = inside
    risk = put(world)
    with pytest.raises(Refused, match="date"):
        judge(world, risk, decision="later")
    day = date.today() + timedelta(days=200)
    assert judge(world, risk, decision="later", later_on=day).later_on == day
    assert queries.prioritised_risks(world.organisations["bilal"].pk, YEAR) == []
    assert judge(world, risk, decision="watch", later_on=day).later_on is None


def test_the_same_area_is_on_the_list_once_and_an_unknown_theme_is_refused(inside) -> None:
    put(inside)
    with pytest.raises(Refused, match="already on the list"):
        put(inside)
    with pytest.raises(Refused, match="no theme"):
        put(inside, theme="weather")


def test_last_year_s_risks_are_taken_over_once_as_they_were_judged(inside) -> None:
    world, own = inside, inside.organisations["bilal"]
    judge(world, put(world, year=YEAR - 1), parts=(4, 4, 4, 4))
    put(world, year=YEAR - 1, theme="living_wage")
    put(world, theme="living_wage")
    assert carry_over(own, by=world.by("bilal"), year=YEAR) == 1
    (copied,) = Risk.objects.filter(year=YEAR).exclude(carried_from=None)
    assert copied.rated == Rated(4, 4, 4, 4) and copied.carried_from.year == YEAR - 1
    with pytest.raises(Refused, match="nothing that is not already here"):
        carry_over(own, by=world.by("bilal"), year=YEAR)


def test_a_competitor_neither_reads_nor_writes_a_register(inside) -> None:
    risk = put(inside)
    iris = inside.by("iris")
    assert queries.risk_for(iris, risk.pk) is None
    assert queries.company_for(iris, inside.organisations["bilal"].pk) is None
    with pytest.raises(PermissionDenied):
        drop_risk(risk, by=iris)
    with pytest.raises(PermissionDenied):
        judge(inside, risk, who="anna")


def test_who_looked_at_a_company_s_risks_stands_in_its_log(world) -> None:
    with within(world.agreement):
        risk = put(world)
    for name in ("anna", "eva", "bilal"):
        world.client(name).get(address(world, "company", world.organisations["bilal"].pk))
        world.client(name).get(address(world, "risk", risk.pk))
    with within(world.agreement):
        looks = Event.objects.filter(verb="looked.risks")
        assert {look.actor_name for look in looks} == {"Anna", "Eva"}
        assert {look.concerns_id for look in looks} == {world.organisations["bilal"].pk}


def test_the_countries_of_own_sites_are_proposed_and_unknown_is_said(world) -> None:
    with within(world.agreement):
        matched(world, "bilal", BILAL)
        found = queries.suggestions(world.organisations["bilal"].pk, YEAR)
        assert found and {s.country for s in found} <= set(
            queries.ListedSite.objects.values_list("site__country", flat=True)
        )
        assert any(s.known for s in found) and any(not s.known for s in found)
        first = found[0]
        put(world, theme=first.theme_id, country=first.country)
        left = queries.suggestions(world.organisations["bilal"].pk, YEAR)
        assert len(left) == len(found) - 1
    html = world.client("bilal").get(address(world, "overview")).content.decode()
    assert "unknown" in html


def test_the_secretariat_sees_what_members_share_with_sites(inside) -> None:
    world = inside
    matched(world, "bilal", BILAL)
    matched(world, "iris", BILAL)
    judge(world, put(world, country="BD"), parts=(5, 3, 3, 2))
    judge(
        world,
        put(world, who="iris", country="BD"),
        who="iris",
        parts=(3, 3, 3, 2),
        decision="watch",
    )
    put(world, who="iris", theme="living_wage")  # scoped only: not judged, so not shared
    (shared,) = shared_risks(YEAR)
    assert (len(shared.members), len(shared.now), shared.severest, shared.middle) == (2, 1, 5, 3)
    assert shared.sites == shared.shared_sites >= 1


def test_the_register_of_many_risks_costs_few_queries(world, django_assert_max_num_queries) -> None:
    with within(world.agreement):
        for n in range(20):
            judge(world, put(world, product=f"product {n}"), parts=(1 + n % 5, 2, 3, 1 + n % 4))
    bilal, anna = world.client("bilal"), world.client("anna")
    own = world.organisations["bilal"].pk
    for client, url in (
        (bilal, address(world, "overview")),
        (anna, address(world, "company", own)),
        (anna, address(world, "overview")),
        (anna, address(world, "sector")),
    ):
        client.get(url)
        with django_assert_max_num_queries(40):
            assert client.get(url).status_code == 200


def test_a_founded_grievance_shows_beside_the_risks_of_every_company_at_the_site(inside) -> None:
    from convenant.base.actors import SYSTEM
    from convenant.base.journal import record
    from convenant.locations.models import Site

    world = inside
    matched(world, "bilal", BILAL)
    matched(world, "iris", BILAL)
    site = Site.objects.filter(member_count=2).first()
    record(
        "grievance.founded",
        by=SYSTEM,
        new={"theme": "living_wage", "country": "BD", "site": site.code, "said": "Wages unpaid."},
    )
    told = set(RiskSignal.objects.values_list("organisation_id", "said"))
    assert told == {(world.organisations[n].pk, "Wages unpaid.") for n in ("bilal", "iris")}
    assert "Wages unpaid." in world.client("bilal").get(address(world, "overview")).content.decode()
