"""Frozen frameworks, the sector's spread, and published results of earlier years."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from convenant.agreements.actions import admit
from convenant.assessments.actions.frameworks import enter_cohort, freeze_framework
from convenant.assessments.models import SelfAssessment
from convenant.assessments.queries import frameworks as queries
from convenant.assessments.queries import standing
from convenant.assessments.tests.years import YEAR, amended, begun, frozen, submitted
from convenant.base.actors import SYSTEM
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.people.actions import add_organisation


def address(world, name: str, *args) -> str:
    return reverse(f"assessments:{name}", args=[world.agreement.slug, *args])


def others(world, count: int, found: SelfAssessment, total: float = 50.0) -> None:
    """So many other members with a result under the same framework."""
    for n in range(count):
        company = add_organisation(name=f"Other {n}", by=SYSTEM)
        admit(company, by=SYSTEM, side="companies", joined=date(2025, 9, 1), member_class="small")
        result = {
            **found.result,
            "total": total + n,
            "sections": dict.fromkeys(found.result["sections"], total + n),
        }
        SelfAssessment.objects.create(
            organisation=company,
            year=found.year,
            framework=found.framework,
            state="submitted",
            result=result,
        )


def test_a_framework_stays_as_it_was_when_the_definition_changes(inside) -> None:
    world = inside
    first = frozen(world)
    with pytest.raises(Refused, match="already the framework"):
        freeze_framework(YEAR, by=world.by("anna"))
    before = begun(world)
    amended(world, "{year: 1, percent: 20}", "{year: 1, percent: 30}")
    second = freeze_framework(YEAR, by=world.by("anna"), note="Stricter")
    assert (first.version, second.version) == (1, 2)
    assert queries.asks(first).pass_marks[0].percent == 20
    assert queries.asks(second).pass_marks[0].percent == 30
    assert begun(world, "iris").framework == second  # who begins now
    before.refresh_from_db()
    assert before.framework == first  # who had begun
    html = world.client("anna").get(address(world, "framework", second.pk) + f"?since={first.pk}")
    text = html.content.decode()
    assert "What changed since" in text and "20" in text and "30" in text


def test_results_of_other_frameworks_are_not_compared(inside) -> None:
    world = inside
    found = submitted(world)
    others(world, 6, found)
    assert standing.compared(found).others == 6
    amended(world, "{year: 1, percent: 20}", "{year: 1, percent: 30}")
    later = freeze_framework(YEAR, by=world.by("anna"))
    SelfAssessment.objects.exclude(pk=found.pk).update(framework=later)
    assert standing.compared(found).others == 0


@pytest.mark.parametrize("count, shown", [(4, False), (5, True)])
def test_quartiles_show_from_five_others_and_never_a_neighbour(world, count, shown) -> None:
    with within(world.agreement):
        found = submitted(world)
        others(world, count, found, total=51.7)
        compared = standing.compared(found)
    html = world.client("bilal").get(address(world, "result", found.pk)).content.decode()
    assert (compared.total is not None) == shown
    if shown:
        assert (compared.total.low, compared.total.middle, compared.total.high) == (55, 55, 55)
        assert "rounded to 5 points" in html
    assert "Other 0" not in html and "51.7" not in html
    assert ("from five on" in html) != shown


def test_a_definition_may_ask_for_more_others_or_show_nothing(inside) -> None:
    world = inside
    found = submitted(world)
    others(world, 6, found)
    held = SimpleNamespace(
        publication=SimpleNamespace(
            assessment=SimpleNamespace(members_see="nothing", minimum_others=None)
        )
    )
    original = standing.running_definition
    try:
        standing.running_definition = lambda: held
        assert standing.compared(found).total is None
        held.publication.assessment = SimpleNamespace(members_see="quartiles", minimum_others=7)
        assert standing.compared(found).total is None
    finally:
        standing.running_definition = original


def test_the_secretariat_sees_the_sector_and_a_member_does_not(world) -> None:
    with within(world.agreement):
        found = submitted(world)
        others(world, 5, found)
    html = world.client("anna").get(address(world, "sector")).content.decode()
    assert "Brand B" in html and "Middle" in html and "of 7 members began" in html
    assert world.client("bilal").get(address(world, "sector")).status_code == 403
    assert world.client("chantal").get(address(world, "sector")).status_code == 403


AGT = {
    # Sharewise as published; facts.md §1.2 names the source of each.
    2018: ({"fully": 8, "on_the_way": 78, "behind": 14}, None),
    2019: ({"fully": 63}, 57),
    2020: ({"fully": 80}, None),
}


def test_published_results_are_entered_as_a_cohort_and_shown_as_they_were(world) -> None:
    anna = world.client("anna")
    for year, (shares, assessed) in AGT.items():
        fields = {
            "year": year, "assessed": assessed or "", "source": "Yearly report (as an example)",
            "as_of": "2026-11-22", **{f"share_{k}": v for k, v in shares.items()},
        }  # fmt: skip
        assert anna.post(address(world, "shares"), fields).status_code == 302
    html = world.client("chantal").get(address(world, "shares")).content.decode()
    for said in ("8%", "78%", "14%", "63%", "80%", "57"):
        assert f">{said}<" in html
    with within(world.agreement):
        years = standing.years_of_shares()
        assert [(y.year, y.assessed) for y in years] == [(2018, None), (2019, 57), (2020, None)]
        assert [s.percent for s in years[1].shares] == [
            63,
            None,
            None,
        ]  # not published is not nought


@pytest.mark.parametrize(
    "shares, told",
    [
        ({}, "at least one"),
        ({"fully": 8, "on_the_way": 78, "behind": 4}, "not 100"),
        ({"fully": 80, "behind": 30}, "not 100"),
        ({"excellent": 8}, "no status"),
        ({"fully": -1}, "from 0 to 100"),
    ],
)
def test_shares_that_cannot_be_are_refused(inside, shares, told) -> None:
    with pytest.raises(Refused, match=told):
        enter_cohort(
            2018, by=inside.by("anna"), shares=shares, source="A report", as_of=date(2026, 1, 1)
        )


def test_the_platform_s_own_results_make_the_same_kind_of_table(inside) -> None:
    world = inside
    found = submitted(world)
    others(world, 3, found)
    for each in SelfAssessment.objects.all():
        each.final, each.state = each.result, "final"
        each.save()
    shares = standing.shares_of(YEAR)
    assert shares.assessed == 4 and sum(s.count for s in shares.shares) == 4


def test_parties_read_what_the_tier_allows_and_a_competitor_nothing(world) -> None:
    with within(world.agreement):
        found = submitted(world)
    listed = world.client("chantal").get(address(world, "overview")).content.decode()
    assert "Brand B" in listed and "100%" in listed
    html = world.client("chantal").get(address(world, "result", found.pk)).content.decode()
    assert "The pass mark of this year is" in html
    assert (
        f'href="{address(world, "assessment", found.pk)}"' not in html + listed
    )  # not the answers
    assert world.client("chantal").get(address(world, "assessment", found.pk)).status_code != 200
    assert "Brand B" not in world.client("iris").get(address(world, "overview")).content.decode()
    with within(world.agreement):
        amended(
            world,
            "data: assessment_result, tier: parties",
            "data: assessment_result, tier: secretariat_and_monitor",
        )
    assert world.client("chantal").get(address(world, "result", found.pk)).status_code == 403
