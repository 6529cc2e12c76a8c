"""Visits are planned, made or not possible; each reader finds what is theirs to read."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from convenant.agreements.models import DefinitionVersion
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.locations.actions.sites import merge_sites
from convenant.locations.models import ListedSite
from convenant.locations.tests.making_sites import list_site
from convenant.monitoring.actions.findings import correct_finding, propose_action, record_finding
from convenant.monitoring.actions.visits import (
    move_visit,
    plan_visit,
    record_not_possible,
    record_visit,
)
from convenant.monitoring.models import DrawnSite, Finding, Visit
from convenant.monitoring.queries.actions import action_for
from convenant.monitoring.queries.visits import finding_for, visit_for, visits_for
from convenant.monitoring.tests.making_visits import (
    EARLIER,
    LATER,
    TODAY,
    action_at,
    drawn,
    found_at,
    planned,
    some_sites,
    visited,
)


def address(world, name: str, *args) -> str:
    return reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])


def open_to_parties(world) -> None:
    """The definition says now that parties read findings."""
    version = DefinitionVersion.objects.order_by("-number").first()
    before, after = "data: finding, tier: secretariat_and_monitor", "data: finding, tier: parties"
    assert before in version.text
    DefinitionVersion.objects.create(
        number=version.number + 1,
        text=version.text.replace(before, after),
        loaded_by=version.loaded_by,
    )


def test_the_monitor_plans_a_visit_records_it_and_what_was_found(world) -> None:
    with within(world.agreement):
        some_sites(world)
        first = drawn(world).drawn.first()
    eva = world.client("eva")
    said = {"planned_on": str(TODAY), "visitors": "Eva", "announced": "on"}
    answer = eva.post(address(world, "plan_visit", first.pk), said)
    assert answer.status_code == 302
    url = answer["Location"]
    assert f'value="{TODAY.isoformat()}"' in eva.get(url).content.decode()  # as browsers read it
    assert eva.post(url, {"deed": "done", "done_on": str(TODAY)}).status_code == 422
    done = {"deed": "done", "done_on": str(TODAY), "outcome": "Two halls seen."}
    assert eva.post(url, done).status_code == 302
    with within(world.agreement):
        pk = Visit.objects.get().pk
    found = {"theme": "safety_and_health", "severity": "critical", "found": "The exit is locked."}
    answer = eva.post(address(world, "new_finding", pk), found)
    assert answer.status_code == 302
    action = {"deed": "propose", "what": "Unlock it", "who": "site", "deadline": str(LATER)}
    assert eva.post(answer["Location"], action).status_code == 302
    html = eva.get(url).content.decode()
    for text in ("The exit is locked.", "Critical", "Unlock it", "Two halls seen."):
        assert text in html
    with within(world.agreement):
        verbs = list(Event.objects.order_by("number").values_list("verb", flat=True))
    wanted = ["visit.planned", "visit.done", "finding.recorded", "action.proposed"]
    assert [verb for verb in verbs if verb in wanted] == wanted


def test_a_site_in_reserve_takes_the_place_of_one_that_cannot_be_visited(inside) -> None:
    some_sites(inside)
    draw = drawn(inside, size=2, reserve=2)
    first, second, third, fourth = draw.drawn.all()
    eva = inside.by("eva")
    with pytest.raises(Refused, match="in reserve"):
        plan_visit(third, by=eva, planned_on=TODAY, visitors="Eva")
    visit = plan_visit(first, by=eva, planned_on=TODAY, visitors="Eva")
    with pytest.raises(Refused, match="why"):
        record_not_possible(visit, by=eva, reason="")
    assert record_not_possible(visit, by=eva, reason="It was shut down.") == third
    with pytest.raises(Refused, match="took its place"):
        plan_visit(first, by=eva, planned_on=TODAY, visitors="Eva")
    again = plan_visit(third, by=eva, planned_on=TODAY, visitors="Eva")
    assert record_not_possible(again, by=eva, reason="A flood.") == fourth
    assert DrawnSite.objects.get(pk=fourth.pk).instead_of == third
    last = plan_visit(fourth, by=eva, planned_on=TODAY, visitors="Eva")
    assert record_not_possible(last, by=eva, reason="Nobody let us in.") is None
    plan_visit(second, by=eva, planned_on=TODAY, visitors="Eva")


def test_a_plan_can_change_until_the_visit_is_made(inside) -> None:
    some_sites(inside)
    visit, eva = planned(inside), inside.by("eva")
    with pytest.raises(Refused, match="planned already"):
        plan_visit(visit.drawn, by=eva, planned_on=TODAY, visitors="Eva")
    moved = move_visit(visit, by=eva, planned_on=LATER, visitors="Mo", announced=False)
    assert (moved.planned_on, moved.visitors, moved.announced) == (LATER, "Mo", False)
    with pytest.raises(Refused, match="still to come"):
        record_visit(visit, by=eva, done_on=TODAY + timedelta(days=1), outcome="x")
    record_visit(visit, by=eva, done_on=TODAY, outcome="Nothing wrong.")
    with pytest.raises(Refused, match="not planned any more"):
        move_visit(visit, by=eva, planned_on=TODAY, visitors="Eva")


def test_a_company_learns_of_an_unannounced_visit_once_it_was_made(inside) -> None:
    some_sites(inside)
    visit = planned(inside, announced=False)
    bilal = inside.by("bilal")
    assert visit_for(bilal, visit.pk) is None
    record_visit(visit, by=inside.by("eva"), done_on=TODAY, outcome="Seen.")
    assert visit_for(bilal, visit.pk) == visit


def test_a_company_reads_visits_at_its_own_sites_and_at_no_others(inside) -> None:
    some_sites(inside)
    visit = visited(inside)
    finding = found_at(inside, visit)
    for name, reads in (("anna", True), ("eva", True), ("bilal", True), ("iris", False)):
        by = inside.by(name)
        assert (visit_for(by, visit.pk) is not None) is reads, name
        assert (finding_for(by, finding.pk) is not None) is reads, name
    for name in ("chantal", "daan", "greet", "hugo", "farid", "jamila"):
        assert not visits_for(inside.by(name)).exists(), name
    ListedSite.objects.filter(organisation=inside.organisations["bilal"]).update(current=False)
    assert visit_for(inside.by("bilal"), visit.pk) is None  # it left


def test_a_visit_stays_with_its_companies_when_the_site_is_merged(inside) -> None:
    some_sites(inside)
    visit = visited(inside)
    other = some_sites(inside, who="iris", count=1)[0]
    merge_sites(visit.site, other, "The same yard.", by=inside.by("anna"))
    assert visit_for(inside.by("bilal"), visit.pk) and visit_for(inside.by("iris"), visit.pk)


def test_parties_read_what_the_definition_and_the_monitor_allow(inside) -> None:
    world = inside
    some_sites(world)
    visit = visited(world)
    closed = found_at(world, visit)
    with pytest.raises(Refused, match="keeps findings"):
        found_at(world, visit, tier="parties")
    open_to_parties(world)
    opened = found_at(world, visit, tier="parties", theme="living_wage", found="Paid too late.")
    company = world.organisations["bilal"]
    given = action_at(world, opened, what="Pay on time", organisation=company)
    for name in ("chantal", "daan", "greet", "iris"):
        by = world.by(name)
        assert visit_for(by, visit.pk) is not None, name
        assert finding_for(by, opened.pk) and not finding_for(by, closed.pk), name
    assert not visits_for(world.by("hugo")).exists()  # a supervisor is no party
    assert action_for(world.by("chantal"), given.pk)
    assert action_for(world.by("iris"), given.pk) is None  # that of another company


def test_pages_name_no_company_to_other_parties(world) -> None:
    with within(world.agreement):
        some_sites(world)
        open_to_parties(world)
        visit = visited(world)
        finding = found_at(world, visit, tier="parties")
        company = world.organisations["bilal"]
        action = action_at(world, finding, organisation=company)
    for url in (address(world, "visit", visit.pk), address(world, "action", action.pk)):
        assert "Brand B" in world.client("anna").get(url).content.decode()
        html = world.client("daan").get(url).content.decode()
        assert "Brand B" not in html and "a company that sources there" in html


def test_companies_read_who_looked_and_never_another_company_there(world) -> None:
    with within(world.agreement):
        site = some_sites(world, count=1)[0]
        list_site(world.organisations["iris"], site=site)
        visit = visited(world, drawn(world, size=1, reserve=0))
    for name in ("anna", "eva", "bilal", "iris"):
        assert world.client(name).get(address(world, "visit", visit.pk)).status_code == 200
    with within(world.agreement):
        looks = Event.objects.filter(verb="looked.visit")
        assert {look.actor_name for look in looks} == {"Anna", "Eva"}
        both = {world.organisations[name].pk for name in ("bilal", "iris")}
        assert {look.concerns_id for look in looks} == both


def test_who_looked_does_not_give_an_unannounced_visit_away(world) -> None:
    with within(world.agreement):
        some_sites(world)
        visit = planned(world, announced=False)
    for name in ("anna", "eva"):
        assert world.client(name).get(address(world, "visit", visit.pk)).status_code == 200
    with within(world.agreement):
        assert not Event.objects.filter(verb="looked.visit").exists()
        assert not Event.objects.filter(concerns_id=world.organisations["bilal"].pk).filter(
            verb__startswith="visit."
        )


def test_a_finding_is_whole_and_can_be_corrected(inside) -> None:
    some_sites(inside)
    visit, eva = visited(inside), inside.by("eva")
    for change, told in (
        ({"theme": "weather"}, "no theme"),
        ({"severity": "bad"}, "how severe"),
        ({"found": " "}, "what was found"),
    ):
        with pytest.raises(Refused, match=told):
            found_at(inside, visit, **change)
    finding = found_at(inside, visit)
    said = {"theme": "living_wage", "severity": "slight", "found": "Paid a day late."}
    correct_finding(finding, by=eva, **said)
    finding.refresh_from_db()
    assert (finding.theme, finding.found) == ("living_wage", "Paid a day late.")
    event = Event.objects.get(verb="finding.corrected")
    assert event.old["found"] == "The back exit is locked."
    with pytest.raises(Refused, match="visit that was made"):
        record_finding(planned(inside), by=eva, **said)
    with pytest.raises(PermissionDenied):
        correct_finding(finding, by=inside.by("anna"), **said)


def test_an_action_goes_to_who_sources_there_with_a_deadline_ahead(inside) -> None:
    some_sites(inside)
    finding, eva = found_at(inside), inside.by("eva")
    with pytest.raises(Refused, match="lies ahead"):
        propose_action(finding, by=eva, what="Unlock", deadline=EARLIER)
    with pytest.raises(Refused, match="does not source"):
        propose_action(
            finding,
            by=eva,
            what="Unlock",
            deadline=LATER,
            organisation=inside.organisations["iris"],
        )


def test_two_hundred_visits_cost_few_queries(world, django_assert_max_num_queries) -> None:
    with within(world.agreement):
        some_sites(world, count=200)
        draw = drawn(world, size=200, reserve=0)
        visits = Visit.objects.bulk_create(
            Visit(drawn=one, visitors="Eva", planned_on=TODAY, done_on=TODAY, state="done")
            for one in draw.drawn.all()
        )
        findings = Finding.objects.bulk_create(
            Finding(visit=visit, theme="living_wage", severity="slight", found="x")
            for visit in visits
        )
        for finding in findings[:60]:
            action_at(world, finding)
            action_at(world, finding, organisation=world.organisations["bilal"])
    overview, draw_page = address(world, "visits"), address(world, "draw", draw.pk)
    visit_page = address(world, "visit", visits[0].pk)
    for name, readable in (
        ("anna", (overview, draw_page, visit_page)),
        ("eva", (overview, draw_page, visit_page)),
        ("bilal", (overview, draw_page, visit_page)),
        ("chantal", (overview, draw_page)),
    ):
        client = world.client(name)
        client.get(overview)
        for url in readable:
            with django_assert_max_num_queries(40):
                assert client.get(url).status_code == 200
