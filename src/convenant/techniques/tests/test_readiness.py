"""The desk reads how far each company is; members read a quarter, and only where it tells of no single one."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convenant.agreements.models import Party
from convenant.base.actors import SYSTEM
from convenant.people.models import Organisation
from convenant.techniques.actions.clocks import retime
from convenant.techniques.actions.measures import judge_measure
from convenant.techniques.actions.uptake import plan_uptake, show_document
from convenant.techniques.models import Clock, EquivalentMeasure
from convenant.techniques.queries.readiness import member_rows, readiness_of, rows_for
from convenant.techniques.tests.applying import (
    REQUIRED,
    a_claim,
    a_document,
    a_granted,
    a_recognition,
    clock_of,
    clocks_running,
)
from convenant.techniques.tests.published import a_published

PAGE = "/stitch/techniques/readiness/"


def others(number: int) -> None:
    """So many more members."""
    names = [f"Member {each:03}" for each in range(number)]
    Organisation.objects.bulk_create([Organisation(name=name) for name in names])
    said = {"side": "companies", "member_class": "small", "joined": date(2025, 1, 1)}
    Party.objects.bulk_create(
        [Party(organisation=one, **said) for one in Organisation.objects.filter(name__in=names)]
    )


def equal_for(number: int) -> None:
    """The monitor found that so many of them have equal effect, as it is stored."""
    for clock in Clock.objects.filter(organisation__name__startswith="Member")[:number]:
        EquivalentMeasure.objects.create(
            version=clock.version,
            organisation=clock.organisation,
            text="x",
            effect="x",
            state=EquivalentMeasure.State.EQUAL,
            judged_at=timezone.now(),
        )


def counts(world: Any) -> dict[str, int]:
    (row,) = rows_for(world.by("anna"))
    return dict(row.counts)


def test_the_secretariat_sees_how_many_are_how_far_and_who(inside: Any) -> None:
    others(3)
    clock = clock_of(inside)
    assert list(counts(inside).values()) == [0, 0, 0, 0, 5]
    plan_uptake(clock, by=inside.by("bilal"), plan="Soon")
    a_granted(inside, "iris")
    assert (counts(inside)["planned"], counts(inside)["derogation"]) == (1, 1)
    judge_measure(a_claim(inside, "iris"), by=inside.by("eva"), equal=True, reason="Shown.")
    for asked in REQUIRED:
        show_document(clock, asked, a_document(inside, asked), by=inside.by("bilal"))
    assert list(counts(inside).values()) == [1, 1, 0, 0, 3]
    text = inside.client("anna").get(f"{PAGE}1/").content.decode()
    assert "Brand B" in text and "Member 001" in text and "Now 2 of 5 show it." in text
    assert "What this assumes" in text
    # The companies can read that somebody looked.
    assert (
        "how far companies are"
        in inside.client("bilal").get("/stitch/people/looks/").content.decode()
    )


def test_with_no_progress_it_says_how_little_is_known(inside: Any) -> None:
    clocks_running()
    text = inside.client("anna").get(f"{PAGE}1/").content.decode()
    assert "hardly known" in text
    with time_machine.travel(timezone.now() + timedelta(days=2000)):
        text = inside.client("anna").get(f"{PAGE}1/").content.decode()
        assert "Every day has passed: 0 of 2 show it." in text


def test_before_recognition_nothing_is_projected(inside: Any) -> None:
    a_published()
    retime(by=SYSTEM)
    found = readiness_of(inside.by("anna"), 1)
    assert found is not None and found.row.projection is None
    assert "Nothing can be said yet" in inside.client("anna").get(f"{PAGE}1/").content.decode()


@pytest.mark.parametrize(
    ("members", "shown", "band"),
    [
        (10, 5, None),  # the reader among five leaves four
        (10, 0, None),  # that nobody shows it tells of everybody
        (10, 10, None),
        (14, 6, (25, 50)),
        (14, 8, (50, 75)),  # six have not: five besides a reader
        (14, 9, None),
    ],
)
def test_a_member_reads_a_quarter_only_where_it_tells_of_no_single_company(
    inside: Any, members: int, shown: int, band: Any
) -> None:
    others(members - 2)
    clocks_running()
    equal_for(min(shown, members - 2))
    if shown == members:
        for who in ("bilal", "iris"):
            judge_measure(a_claim(inside, who), by=inside.by("eva"), equal=True, reason="Shown.")
    (row,) = member_rows()
    assert (None if row.band is None else (row.band.low, row.band.high)) == band
    for who in ("iris", "chantal", "greet"):
        text = inside.client(who).get(PAGE).content.decode()
        assert ("too few to say" in text) == (band is None)
        assert "Member 0" not in text and "Brand B" not in text and "Expected" not in text
        assert inside.client(who).get(f"{PAGE}1/").status_code == 403


def test_what_one_company_does_seldom_moves_what_another_reads(inside: Any) -> None:
    others(28)
    clocks_running()
    seen = []
    for _step in range(7):
        equal = EquivalentMeasure.objects.count()
        EquivalentMeasure.objects.all().delete()
        equal_for(equal + 1 if equal else 8)
        (row,) = member_rows()
        seen.append(row.band)
    assert len(set(seen)) == 1  # from 8 to 14 of 30, always between a quarter and half


def test_members_cannot_ask_the_desk_s_figures(inside: Any) -> None:
    clocks_running()
    assert rows_for(inside.by("iris")) == [] and readiness_of(inside.by("iris"), 1) is None


def test_a_hundred_members_and_ten_techniques_in_few_questions(inside: Any) -> None:
    others(98)
    for number in range(1, 11):
        a_published(number=number)
    a_recognition()
    retime(by=SYSTEM)
    anna = inside.client("anna")
    for page in (PAGE, "/stitch/techniques/clocks/", "/stitch/techniques/derogations/"):
        with CaptureQueriesContext(connection) as asked:
            assert anna.get(page).status_code == 200
        assert len(asked) <= 30, (page, len(asked))
    with CaptureQueriesContext(connection) as asked:
        assert anna.get(f"{PAGE}3/").status_code == 200
    assert len(asked) <= 40, len(asked)  # each company's note that it was looked at, in bites
