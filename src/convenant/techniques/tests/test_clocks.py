"""Clocks follow from what is recorded, and every move says whose and by which deed."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.agreements.actions import admit, amend, change_party, let_leave
from convenant.agreements.definition import load
from convenant.agreements.foretelling import foretold
from convenant.agreements.queries import party_of, running_definition, running_version
from convenant.base.actors import SYSTEM
from convenant.base.journal import record
from convenant.base.models import Event
from convenant.people.actions import add_organisation
from convenant.people.models import Organisation
from convenant.techniques.actions.clocks import retime
from convenant.techniques.actions.recognition import correct_decision
from convenant.techniques.models import Clock, ClockMove, Recognition
from convenant.techniques.tests import recognising
from convenant.techniques.tests.applying import (
    APPLY_BY,
    RECOGNISED,
    a_recognition,
    clock_of,
    clocks_running,
)
from convenant.techniques.tests.published import a_published, some_content


def amended(world: Any, old: str, new: str) -> None:
    text = running_version().text  # type: ignore[union-attr]
    assert old in text
    amend(text.replace(old, new, 1), by=world.by("anna"), file_name="next.yaml")


def days(name: str = "Brand B") -> list[tuple[date | None, date | None, str]]:
    return [
        (move.was, move.now, move.verb)
        for move in ClockMove.objects.filter(organisation__name=name).order_by("pk")
    ]


def test_no_clock_runs_before_recognition_and_all_run_once_it_is_recorded(inside: Any) -> None:
    version = a_published()
    event = record("technique.published", by=SYSTEM, on=version)
    assert set(Clock.objects.values_list("apply_by", flat=True)) == {None}
    assert not ClockMove.objects.exists()
    event = record("recognition.moved", by=SYSTEM, on=a_recognition())
    clock = clock_of(inside, version=version)
    assert clock.apply_by == APPLY_BY
    move = ClockMove.objects.get(organisation__name="Brand I")
    assert (move.was, move.now, move.verb) == (None, APPLY_BY, "recognition.moved")
    assert move.event_number == event.number


def test_a_change_in_the_definition_moves_every_clock_and_says_whose(inside: Any) -> None:
    clocks_running()
    amended(inside, "within_years: 4", "within_years: 5")
    moved = date(2032, 3, 12)
    assert set(Clock.objects.values_list("apply_by", flat=True)) == {moved}
    assert days()[-1] == (APPLY_BY, moved, "agreement.amended")
    told = Event.objects.filter(verb="clock.moved").values_list("concerns_id", flat=True)[:2]
    assert set(told) == {inside.organisations["bilal"].pk, inside.organisations["iris"].pk}
    amended(inside, "applies_from: 2029-07-26", "applies_from: 2033-07-26")
    assert days()[-1] == (moved, date(2033, 7, 26), "agreement.amended")


def test_what_a_definition_would_move_is_told_before_it_counts(inside: Any) -> None:
    clocks_running()
    running = running_definition()
    text = running_version().text  # type: ignore[union-attr]
    wanted = load(text.replace("within_years: 4", "within_years: 5", 1), "next")
    assert foretold(running, running) == []
    (line,) = foretold(running, wanted)
    assert line.startswith("Technique 1, Paying within 60 days")
    assert line.endswith("Brand B, Brand I from 12 March 2031 to 12 March 2032.")
    assert clock_of(inside).apply_by == APPLY_BY


def test_the_page_on_which_one_amends_says_whose_clocks_move(inside: Any) -> None:
    clocks_running()
    text = running_version().text  # type: ignore[union-attr]
    anna = inside.client("anna")
    page = f"/{inside.agreement.slug}/definition/amend/"
    shown = anna.post(page, {"text": text.replace("within_years: 4", "within_years: 5", 1)})
    assert "Brand B, Brand I from 12 March 2031 to 12 March 2032." in shown.content.decode()
    other = anna.post(page, {"text": text.replace("at_most_years: 2", "at_most_years: 1", 1)})
    assert "What this moves" not in other.content.decode()


def test_members_that_join_change_or_leave_have_their_own_clock_moved(inside: Any) -> None:
    clocks_running()
    late = add_organisation(name="Late Brand", by=SYSTEM)
    with_class = {"side": "companies", "member_class": "large", "joined": date(2025, 10, 1)}
    admit(late, by=inside.by("anna"), **with_class)
    assert days("Late Brand") == [(None, date(2030, 3, 12), "party.admitted")]
    party = party_of(late.pk)
    change_party(party, by=inside.by("anna"), member_class="small")  # type: ignore[arg-type]
    assert days("Late Brand")[-1] == (date(2030, 3, 12), APPLY_BY, "party.changed")
    let_leave(party, by=inside.by("anna"))  # type: ignore[arg-type]
    assert days("Late Brand")[-1] == (APPLY_BY, None, "party.left")
    clock = Clock.objects.get(organisation=late)
    assert clock.because["reasons"] == [["left", {}]]
    assert len(days()) == 1  # nobody else's moved


def test_a_later_version_starts_a_new_clock_and_stops_that_of_the_one_before(inside: Any) -> None:
    first = clocks_running()
    second = a_published(version=2, on=date(2028, 1, 1))
    record("technique.published", by=SYSTEM, on=second)
    old, new = clock_of(inside, version=first), clock_of(inside, version=second)
    assert old.apply_by is None and old.because["reasons"][0][0] == "superseded"
    assert new.apply_by == date(2032, 1, 1)


def test_withdrawn_recognition_stops_the_clocks(inside: Any) -> None:
    clocks_running()
    found = Recognition.objects.get()
    found.state = Recognition.State.WITHDRAWN
    found.save()
    record("recognition.moved", by=SYSTEM, on=found)
    assert days()[-1] == (APPLY_BY, None, "recognition.moved")


def test_a_technique_for_another_class_has_no_clock_for_this_company(inside: Any) -> None:
    content = some_content(applicability={"classes": ["large"]})
    version = clocks_running(a_published(content=content))
    clock = clock_of(inside, version=version)
    assert clock.apply_by is None and clock.because["applies"] is False


def test_nobody_moves_a_clock_by_hand(inside: Any) -> None:
    with pytest.raises(PermissionDenied):
        retime(by=inside.by("anna"))


def _many(members: int, techniques: int) -> None:
    names = [f"Member {number:03}" for number in range(members)]
    Organisation.objects.bulk_create([Organisation(name=name) for name in names])
    from convenant.agreements.models import Party

    Party.objects.bulk_create(
        [
            Party(
                organisation=each,
                side="companies",
                member_class="small",
                joined=date(2025, 1, 1),
            )
            for each in Organisation.objects.filter(name__in=names)
        ]
    )
    for number in range(techniques):
        a_published(number=number + 1)
    a_recognition(RECOGNISED)


def test_300_members_and_50_techniques_are_worked_out_in_few_questions(inside: Any) -> None:
    _many(298, 50)
    retime(by=SYSTEM)
    assert Clock.objects.count() == 300 * 50
    with CaptureQueriesContext(connection, ) as asked:  # fmt: skip
        assert retime(by=SYSTEM) == 0
    assert len(asked) <= 12
    text = running_version().text  # type: ignore[union-attr]
    with CaptureQueriesContext(connection) as asked:
        amended(inside, "within_years: 4", "within_years: 5")
    writes = [one for one in asked if one["sql"].startswith("INSERT")]
    # Every clock, its move and one event per company, in as large bites as the database takes.
    assert len(asked) - len(writes) <= 40 and len(writes) <= 15_000 * 14 / 900 + 20
    assert text and ClockMove.objects.filter(verb="agreement.amended").count() == 15_000


@pytest.mark.parametrize("basis", ["oecd_alignment", "other_agreement"])
def test_no_clock_starts_with_what_no_authority_recognised(inside: Any, basis: str) -> None:
    version = a_published()
    said = {"basis": basis, "authority": "Assessor A (invented)"}
    recognising.recognised(inside, technique=version.technique, **said)
    moved = recognising.recognised(inside, **said)
    assert moved.state == "recognised"
    assert set(Clock.objects.values_list("apply_by", flat=True)) == {None}
    for page in ("", "1/versions/1/"):
        text = inside.client("koen").get(f"/stitch/techniques/{page}").content.decode()
        assert "Recognised by" not in text and "Assessor A" not in text


def test_recognition_that_ended_by_its_date_is_no_later_deed_s_doing(inside: Any) -> None:
    held = date(2029, 3, 31)
    version = a_published()
    a_recognition(valid_to=held)
    clocks_running(version)
    with time_machine.travel(date(2029, 6, 1)):
        bilal = inside.client("bilal")
        said = "The recognition held until 31 March 2029; since then the clock stands still."
        for page in ("ours/", "ours/1/"):
            assert bilal.get(f"/stitch/techniques/{page}").content.decode().count(said) == 1
        party = party_of(inside.organisations["bilal"].pk)
        change_party(party, by=inside.by("anna"), member_class="large")  # type: ignore[arg-type]
        assert days()[-1] == (APPLY_BY, None, "")
        page = inside.client("anna").get("/stitch/techniques/clocks/").content.decode()
        assert said in page and "changed" not in page.split("<table")[1]
        record("recognition.moved", by=SYSTEM, on=a_recognition(date(2029, 5, 1)))
        # As of that day again; Brand I's clock had stood still since March too.
        assert days()[-1] == (None, date(2032, 5, 1), "recognition.moved")
        assert days("Brand I")[-2:] == [
            (APPLY_BY, None, ""),
            (None, date(2033, 5, 1), "recognition.moved"),
        ]


def test_a_company_that_comes_back_has_the_term_of_who_joins_then(inside: Any) -> None:
    clocks_running()
    own = inside.organisations["bilal"]
    let_leave(party_of(own.pk), by=inside.by("anna"))  # type: ignore[arg-type]
    assert inside.client("bilal").get("/stitch/techniques/ours/1/").status_code in (403, 404)
    with time_machine.travel(date(2029, 1, 1)):
        again = {"side": "companies", "member_class": "small", "joined": date(2029, 1, 1)}
        admit(own, by=inside.by("anna"), **again)
        moved = days()[-1]
        assert moved[0] is None and moved[2] == "party.admitted"
        assert moved[1] == clock_of(inside).apply_by


def test_a_correction_moves_the_clocks_and_a_second_recognition_does_not(inside: Any) -> None:
    a_published()
    found = recognising.recognised(inside, basis="national", authority="Ministry X", valid_to=None)
    first = clock_of(inside).apply_by
    record("recognition.moved", by=SYSTEM, on=a_recognition(date(2027, 5, 1)))
    assert clock_of(inside).apply_by == first and len(days()) == 1
    correct_decision(
        found,
        by=inside.by("anna"),
        reason="The letter says March.",
        decided_on=found.decided_on,
        decision=found.decision,
        authority=found.authority,
        valid_from=date(2027, 3, 1),
    )
    assert days()[-1] == (first, date(2031, 3, 1), "recognition.corrected")
    recognising.moved(inside, found, "withdrawn")
    assert days()[-1] == (date(2031, 3, 1), date(2031, 5, 1), "recognition.moved")
