"""A company sees its own clock, shows its documents, and what is there, missing or out of date."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.agreements.actions import amend
from convenant.agreements.queries import running_version
from convenant.assessments.actions.evidence import withdraw_evidence
from convenant.base.actors import SYSTEM
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.techniques.actions.clocks import retime
from convenant.techniques.actions.uptake import plan_uptake, show_document, take_off_document
from convenant.techniques.models import EvidenceShown, Uptake
from convenant.techniques.queries.uptake import own_standings, own_standings_due, standing_of
from convenant.techniques.tests.applying import (
    APPLY_BY,
    REQUIRED,
    a_document,
    a_recognition,
    clock_of,
    clocks_running,
)
from convenant.techniques.tests.published import a_published, some_content


def shown(world: Any, *asked: str, who: str = "bilal", **more: Any) -> None:
    clock = clock_of(world, who)
    for one in asked:
        show_document(clock, one, a_document(world, one, who, **more), by=world.by(who))


def test_a_company_sees_by_when_and_how_much_is_there(inside: Any) -> None:
    shown(inside, "terms", "ledger", "forecast", "review")
    text = inside.client("bilal").get("/stitch/techniques/ours/").content.decode()
    assert "apply by 12 March 2031" in text and "3 of 5 evidence items present" in text
    page = inside.client("bilal").get("/stitch/techniques/ours/1/").content.decode()
    assert "3 of 5 evidence items present" in page
    assert "Counted from the recognition, which took effect on 12 March 2027." in page
    assert "The agreement gives 4 years." in page
    # What a company shows is its own: its competitor sees its own clock only.
    other = inside.client("iris").get("/stitch/techniques/ours/1/").content.decode()
    assert "0 of 5 evidence items present" in other and "terms.txt" not in other


def test_before_recognition_the_page_says_why_no_clock_runs(inside: Any) -> None:
    a_published()
    retime(by=SYSTEM)
    text = inside.client("bilal").get("/stitch/techniques/ours/").content.decode()
    assert "The clock starts with recognition" in text and "apply by" not in text


def test_it_is_applied_the_day_all_required_evidence_is_first_there(inside: Any) -> None:
    shown(inside, *REQUIRED[:4])
    clock = clock_of(inside)
    assert standing_of(clock).state == "planned" and Uptake.objects.get().applied_on is None
    shown(inside, REQUIRED[4])
    assert standing_of(clock).state == "applied"
    assert Uptake.objects.get().applied_on == date.today()
    assert Event.objects.filter(verb="uptake.applied").count() == 1


def test_evidence_that_runs_out_is_out_of_date_and_no_longer_counts(inside: Any) -> None:
    soon = date.today() + timedelta(days=30)
    shown(inside, *REQUIRED[:4])
    shown(inside, "policy", valid_until=soon)
    clock = clock_of(inside)
    assert standing_of(clock).state == "applied"
    with time_machine.travel(datetime.now(UTC) + timedelta(days=40)):
        later = standing_of(clock)
        assert (later.state, later.present, later.out_of_date) == ("planned", 4, 1)
        text = inside.client("bilal").get("/stitch/techniques/ours/1/").content.decode()
        assert "out of date" in text and "4 of 5 evidence items present" in text
    assert Uptake.objects.get().applied_on == date.today()  # since when it once was, stays known


def test_a_document_taken_off_or_withdrawn_is_missing_again(inside: Any) -> None:
    shown(inside, *REQUIRED)
    clock = clock_of(inside)
    one = EvidenceShown.objects.get(asked="terms")
    take_off_document(clock, one, by=inside.by("bilal"))
    assert standing_of(clock).present == 4 and Uptake.objects.get().applied_on is None
    withdraw_evidence(EvidenceShown.objects.get(asked="ledger").item, by=inside.by("bilal"))
    assert standing_of(clock).present == 3


def test_a_company_shows_only_its_own_documents_and_for_itself(inside: Any) -> None:
    clock = clock_of(inside)
    with pytest.raises(Refused, match="not among yours"):
        show_document(clock, "terms", a_document(inside, "x", "iris"), by=inside.by("bilal"))
    with pytest.raises(Refused, match="does not ask"):
        show_document(clock, "nothing", a_document(inside, "y"), by=inside.by("bilal"))
    with pytest.raises(PermissionDenied):
        plan_uptake(clock, by=inside.by("iris"), plan="Sabotage")
    with pytest.raises(PermissionDenied):
        plan_uptake(clock, by=inside.by("anna"), plan="For them")


def test_a_plan_makes_it_planned_and_what_is_refused_stays_typed(inside: Any) -> None:
    clock = clock_of(inside)
    bilal, deed = inside.client("bilal"), "/stitch/techniques/ours/1/deed/"
    refused = bilal.post(deed, {"deed": "plan", "plan": "Pay earlier", "planned_by": "soon"})
    assert refused.status_code == 422 and "Pay earlier" in refused.content.decode()
    assert bilal.post(deed, {"deed": "plan"}).status_code == 422
    bilal.post(deed, {"deed": "plan", "plan": "Pay earlier", "planned_by": "2028-01-31"})
    assert standing_of(clock).state == "planned"
    assert Uptake.objects.get().planned_by == date(2028, 1, 31)
    text = bilal.get("/stitch/techniques/ours/1/").content.decode()
    assert "Pay earlier" in text


def test_a_document_is_chosen_and_taken_off_on_the_page(inside: Any) -> None:
    clock_of(inside)
    item = a_document(inside, "terms")
    bilal, deed = inside.client("bilal"), "/stitch/techniques/ours/1/deed/"
    bilal.post(deed, {"deed": "show-terms", "item": item.pk})
    found = EvidenceShown.objects.get()
    assert (found.asked, found.item) == ("terms", item)
    twice = bilal.post(deed, {"deed": "show-terms", "item": item.pk})
    assert twice.status_code == 422 and "already shown" in twice.content.decode()
    assert bilal.post(deed, {"deed": "show-terms", "item": "999"}).status_code == 422
    bilal.post(deed, {"deed": "take_off", "shown": str(found.pk)})
    assert not EvidenceShown.objects.exists()
    bilal.post(deed, {"deed": "take_off", "shown": "x"})  # too late, or nonsense: said, not broken


def test_a_superseded_version_takes_no_more_evidence(inside: Any) -> None:
    old = clock_of(inside)
    clocks_running(a_published(version=2, on=date(2028, 1, 1)))
    old = clock_of(inside, version=old.version.__class__.objects.get(pk=old.version_id))
    with pytest.raises(Refused, match="no longer in force"):
        show_document(old, "terms", a_document(inside, "terms"), by=inside.by("bilal"))


def test_the_soonest_comes_first_and_the_home_page_hears_of_it_a_year_ahead(inside: Any) -> None:
    a_published()
    a_published(number=2, on=date(2028, 5, 1))
    a_published(number=3, content=some_content(applicability={"classes": ["large"]}))
    a_recognition()
    retime(by=SYSTEM)
    found = own_standings(inside.by("bilal"))
    assert [one.day for one in found] == [APPLY_BY, date(2032, 5, 1)]
    assert own_standings_due(inside.by("bilal")) == []
    with time_machine.travel(datetime(2030, 6, 1, tzinfo=UTC)):
        (due,) = own_standings_due(inside.by("bilal"))
        assert due.day == APPLY_BY and not due.is_late
    with time_machine.travel(datetime(2031, 6, 1, tzinfo=UTC)):
        assert own_standings_due(inside.by("bilal"))[0].is_late


def test_a_hundred_techniques_are_listed_without_a_question_each(inside: Any) -> None:
    for number in range(1, 101):
        a_published(number=number)
    a_recognition()
    retime(by=SYSTEM)
    bilal = inside.client("bilal")
    with CaptureQueriesContext(connection) as asked:
        assert bilal.get("/stitch/techniques/ours/").status_code == 200
    assert len(asked) <= 30, len(asked)


def test_a_day_after_the_agreement_s_end_says_what_holds_then(inside: Any) -> None:
    clock_of(inside)
    page = "/stitch/techniques/ours/1/"
    said = "The agreement ends on 30 June 2030; its terms run on until 30 June 2032."
    assert said in inside.client("bilal").get(page).content.decode()
    text = running_version().text  # type: ignore[union-attr]
    amend(text.replace("data_duties, clocks]", "data_duties]"), by=inside.by("anna"), file_name="n")
    said = "It does not say that terms run on after that."
    assert said in inside.client("bilal").get(page).content.decode()
