"""Companies are told what the complainant released, each blind to the others, on a day that tells nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.grievances.actions import routing, safety
from convenant.grievances.models import Notice
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.routing import (
    group_leverage,
    next_batch,
    notice_of,
    notices_of,
    told_in,
    waiting_for,
)
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import Complained, Handled, complain
from convenant.locations.tests.making_sites import list_site

TEXT = "Workers at this site say they were not paid for three months."


def at_a_site(handled: Handled, *companies: str) -> Complained:
    """A case at a site where these members source, past the look at safety."""
    made = complain()
    for name in companies:
        row = list_site(handled.world.organisations[name], site=made.case.site)
        made.case.site = row.site
    made.case.stage = "scope"
    made.case.save()
    look(handled, made)
    return made


def look(handled: Handled, made: Complained) -> None:
    """The complainant's safety is looked at."""
    by = handled.by("leila")
    safety.look_at_safety(made.case, by=by, level="low", why="Nobody knows them there.")


def told(handled: Handled, made: Complained) -> list[Notice]:
    by = handled.by("leila")
    release = routing.propose_release(made.case, by=by, text=TEXT)
    routing.answer_release(made.back(), release, True, by=COMPLAINANT)
    return routing.tell(release, by=by)


def pass_days(days: int = 8) -> None:
    """The batch day comes."""
    for notice in Notice.objects.all():
        notice.told_on -= timedelta(days=days)
        notice.save()


def test_nobody_is_told_what_the_complainant_did_not_release(handled: Handled) -> None:
    made = at_a_site(handled, "bilal")
    by = handled.by("leila")
    release = routing.propose_release(made.case, by=by, text=TEXT)
    with pytest.raises(Refused, match="has not agreed"):
        routing.tell(release, by=by)
    routing.answer_release(made.back(), release, False, by=COMPLAINANT)
    with pytest.raises(Refused, match="has not agreed"):
        routing.tell(release, by=by)
    with pytest.raises(Refused, match="answered this already"):
        routing.answer_release(made.back(), release, True, by=COMPLAINANT)
    other = complain()
    with pytest.raises(Refused, match="another case"):
        routing.answer_release(other.back(), release, True, by=COMPLAINANT)


def test_each_company_at_the_site_reads_its_own_notice_from_the_same_day(handled: Handled) -> None:
    made = at_a_site(handled, "bilal", "iris")
    notices = told(handled, made)
    assert {n.told_on for n in notices} == {next_batch(today(), 7)}
    assert next_batch(today(), 7) > today()
    assert not notices_of(handled.by("bilal"))  # not before its day
    pass_days()
    (own,) = notices_of(handled.by("bilal"))
    (other,) = notices_of(handled.by("iris"))
    assert own.release.text == other.release.text == TEXT
    assert notice_of(handled.by("bilal"), other.code) is None
    for name in ("anna", "chantal", "eva", "greet", "hugo", "jamila"):
        assert not notices_of(handled.by(name))


@pytest.mark.parametrize("others", [(), ("iris",)])
def test_a_company_cannot_tell_whether_another_is_there(handled: Handled, others: Any) -> None:
    made = at_a_site(handled, "bilal", *others)
    told(handled, made)
    pass_days()
    if others:
        (theirs,) = notices_of(handled.by("iris"))
        routing.answer(theirs, by=handled.by("iris"), text="We buy there too.")
    own = handled.world.organisations["bilal"].pk
    seen = [
        (e.verb, e.subject_label, e.old, e.new)
        for e in Event.objects.filter(concerns_id=own, verb__startswith="notice")
    ]
    assert seen == [("notice.planned", "notice of a case", None, None)]
    (notice,) = notices_of(handled.by("bilal"))
    assert list(notice.words.all()) == []
    assert len(notice.code) == 9 and notice.code != str(notice.pk)


def test_while_somebody_is_in_danger_nobody_is_told(handled: Handled) -> None:
    made = at_a_site(handled, "bilal")
    by = handled.by("leila")
    told(handled, made)
    routing.hold(made.case, by=by, why="Her foreman asked who complained.")
    assert not Notice.objects.exists()  # its day had not come: taken back
    release = made.case.releases.get()
    with pytest.raises(Refused, match="safety comes first"):
        routing.tell(release, by=by)
    with pytest.raises(Refused, match="already"):
        routing.hold(made.case, by=by, why="Again.")
    routing.lift(made.case, by=by, why="She works elsewhere now.")
    assert len(routing.tell(release, by=by)) == 1


def test_safety_is_looked_at_before_a_company_hears_anything(handled: Handled) -> None:
    made = at_a_site(handled, "bilal")
    made.case.safety_checks.all().delete()
    with pytest.raises(Refused, match="safety first"):
        told(handled, made)


def test_only_who_was_let_into_the_case_routes_it(handled: Handled) -> None:
    made = at_a_site(handled, "bilal")
    for name in ("farid", "anna", "bilal", "maarten", "noor", "eva"):
        with pytest.raises(PermissionDenied):
            routing.propose_release(made.case, by=handled.by(name), text=TEXT)
        with pytest.raises(PermissionDenied):
            routing.hold(made.case, by=handled.by(name), why="?")


def test_a_company_answers_and_the_handlers_see_all_beside_each_other(handled: Handled) -> None:
    made = at_a_site(handled, "bilal", "iris")
    told(handled, made)
    pass_days()
    bilal, leila = handled.by("bilal"), handled.by("leila")
    (own,) = notices_of(bilal)
    assert list(waiting_for(bilal)) == [own]
    said = routing.answer(
        own, by=bilal, text="We asked the site.", files=[("payroll.pdf", b"%PDF of a payroll")]
    )
    file = said.files.get()
    assert routing.file_content(file) == b"%PDF of a payroll"
    assert b"payroll" not in bytes(file.content)
    assert not waiting_for(bilal)
    routing.ask_company(own, by=leila, text="Since when do you know?")
    both = told_in(made.case)
    assert [(t.notice.organisation.name, t.answered) for t in both] == [
        ("Brand B", True),
        ("Brand I", False),
    ]
    with pytest.raises(PermissionDenied):
        routing.answer(own, by=handled.by("iris"), text="For them.")
    with pytest.raises(PermissionDenied):
        routing.ask_company(own, by=handled.by("farid"), text="?")
    assert group_leverage(made.case) is None


def test_an_answer_that_cannot_be_kept_says_why(handled: Handled) -> None:
    made = at_a_site(handled, "bilal")
    told(handled, made)
    pass_days()
    bilal = handled.by("bilal")
    (own,) = notices_of(bilal)
    for text, files, why in (
        ("  ", (), "Write something"),
        ("x" * 20_001, (), "too long"),
        ("x", [("a.pdf", b"")], "is empty"),
    ):
        with pytest.raises(Refused, match=why):
            routing.answer(own, by=bilal, text=text, files=files)


def test_a_case_without_companies_says_so(handled: Handled) -> None:
    made = complain()
    look(handled, made)
    with pytest.raises(Refused, match="no company to tell"):
        told(handled, made)


@pytest.mark.parametrize("days", range(8))
def test_batch_days_are_the_same_whatever_the_case(days: int) -> None:
    start = date(2026, 11, 2) + timedelta(days=days)
    day = next_batch(start, 7)
    assert 1 <= (day - start).days <= 7
    assert day.toordinal() % 7 == 0


def test_what_companies_read_and_write_lies_sealed(handled: Handled) -> None:
    from django.db import connection

    made = at_a_site(handled, "bilal")
    told(handled, made)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM grievances_release")
        (sealed,) = cursor.fetchone()
    assert b"paid" not in bytes(sealed)
    assert made.case.releases.get().text == TEXT
