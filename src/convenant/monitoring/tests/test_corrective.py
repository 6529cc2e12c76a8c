"""A corrective action on its way: companies report and show, the monitor closes with evidence only."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.locations.models import ListedSite
from convenant.locations.tests.making_sites import list_site
from convenant.monitoring.actions.corrective import (
    MOST_BYTES,
    add_evidence,
    close_action,
    move_deadline,
    reopen_action,
    report_progress,
)
from convenant.monitoring.actions.workers import (
    answer_for_workers,
    name_representative,
    withdraw_code,
)
from convenant.monitoring.models import ActionEvidence, CorrectiveAction
from convenant.monitoring.queries.actions import (
    action_for,
    evidence_file_for,
    evidence_for,
    steps_for,
    waiting_for_company,
    waiting_for_monitor,
)
from convenant.monitoring.rules import why_not_closed
from convenant.monitoring.tests.making_visits import (
    LATER,
    TODAY,
    action_at,
    done_action,
    drawn,
    found_at,
    some_sites,
    visited,
)


def address(world, name: str, *args) -> str:
    return reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])


def shared_visit(world):
    """A visit at a site where Bilal and Iris both source."""
    site = some_sites(world, count=1)[0]
    list_site(world.organisations["iris"], site=site)
    return visited(world, drawn(world, size=1, reserve=0))


def test_a_company_reports_shows_a_photograph_and_the_monitor_closes(world) -> None:
    with within(world.agreement):
        some_sites(world)
        action = action_at(world)
    url = address(world, "action", action.pk)
    bilal, eva = world.client("bilal"), world.client("eva")
    assert (
        bilal.post(url, {"deed": "report", "stage": "in_progress", "text": ""}).status_code == 302
    )
    file = SimpleUploadedFile("door.jpg", b"\xff\xd8 a door")
    assert bilal.post(url, {"deed": "evidence", "file": file, "name": "Door"}).status_code == 302
    assert bilal.post(url, {"deed": "report", "stage": "done", "text": "Open."}).status_code == 302
    assert bilal.post(url, {"deed": "close", "reason": "x"}).status_code == 404  # the monitor's
    html = eva.get(url).content.decode()
    assert "Door" in html and "Brand B" in html and "Done, to be verified" in html
    assert eva.post(url, {"deed": "close", "reason": "Seen on the spot."}).status_code == 302
    html = bilal.get(url).content.decode()
    assert "Verified and closed" in html and "Seen on the spot." in html
    with within(world.agreement):
        pk = ActionEvidence.objects.get().pk
    got = eva.get(address(world, "action_evidence", pk))
    assert got.content == b"\xff\xd8 a door" and "attachment" in got["Content-Disposition"]
    with within(world.agreement):
        look = Event.objects.get(verb="looked.action_evidence")
        assert look.concerns_id == world.organisations["bilal"].pk


def test_without_evidence_nothing_is_closed(inside) -> None:
    some_sites(inside)
    action, eva = action_at(inside), inside.by("eva")
    with pytest.raises(Refused, match="said to be done"):
        close_action(action, by=eva)
    report_progress(action, by=eva, text="They say so.", stage="done")
    with pytest.raises(Refused, match="no evidence"):
        close_action(action, by=eva, reason="I believe it.")
    add_evidence(action, by=eva, name="", file_name="photo.jpg", content=b"x")
    close_action(action, by=eva)
    assert CorrectiveAction.objects.get(pk=action.pk).closed_on == TODAY
    with pytest.raises(Refused, match="closed"):
        add_evidence(action, by=eva, name="", file_name="more.jpg", content=b"y")


@pytest.mark.parametrize(
    "is_done, evidence, disputes, reason, told",
    [
        (False, 1, 0, "", "said to be done"),
        (True, 0, 0, "Trust me.", "no evidence"),
        (True, 1, 1, "  ", "A worker representative"),
        (True, 1, 1, "Seen by two of us.", None),
        (True, 1, 0, "", None),
    ],
)
def test_the_closing_rule(is_done, evidence, disputes, reason, told) -> None:
    fault = why_not_closed(is_done=is_done, evidence=evidence, disputes=disputes, reason=reason)
    assert fault is None if told is None else told in fault


def test_over_a_dispute_an_action_is_closed_with_a_written_reason_only(inside) -> None:
    some_sites(inside)
    action, eva = done_action(inside), inside.by("eva")
    visit = action.finding.visit
    first, code = name_representative(visit, by=eva, name="Speaker of the sewing hall")
    _second, other = name_representative(visit, by=eva, name="Night shift")
    answer_for_workers(other, action.pk, by=inside.by("jamila"), word="confirms")
    answer_for_workers(code, action.pk, by=inside.by("jamila"), word="disputes", text="At night it is locked.")  # fmt: skip
    with pytest.raises(Refused, match="Write why"):
        close_action(action, by=eva)
    withdraw_code(first, by=eva)  # whoever disputed does not stop counting
    with pytest.raises(Refused, match="Write why"):
        close_action(action, by=eva)
    close_action(action, by=eva, reason="Seen open on three nights.")


def test_an_action_that_is_opened_again_needs_a_new_word_of_the_workers(inside) -> None:
    some_sites(inside)
    action, eva = done_action(inside), inside.by("eva")
    _rep, code = name_representative(action.finding.visit, by=eva, name="Speaker")
    answer_for_workers(code, action.pk, by=eva, word="disputes")
    with pytest.raises(Refused, match="reason"):
        reopen_action(action, by=eva, deadline=LATER, reason="")
    reopen_action(action, by=eva, deadline=LATER, reason="Locked at night.")
    action.refresh_from_db()
    assert (action.stage, action.turn) == ("in_progress", 2)
    report_progress(action, by=inside.by("bilal"), text="Open at night too.", stage="done")
    close_action(action, by=eva)  # the dispute was about the first time
    reopen_action(action, by=eva, deadline=LATER, reason="Locked again.")
    action.refresh_from_db()
    assert action.closed_on is None


def test_stages_go_forward_and_only_the_monitor_turns_back(inside) -> None:
    some_sites(inside)
    action, bilal = done_action(inside), inside.by("bilal")
    with pytest.raises(Refused, match="goes forward"):
        report_progress(action, by=bilal, text="x", stage="agreed")
    with pytest.raises(Refused, match="goes forward"):
        report_progress(action, by=bilal, text="x", stage="closed")
    for verb in (close_action, reopen_action, move_deadline):
        with pytest.raises(PermissionDenied):
            verb(action, by=bilal, reason="x")
    with pytest.raises(PermissionDenied):
        report_progress(action, by=inside.by("iris"), text="x")
    with pytest.raises(PermissionDenied):
        report_progress(action, by=inside.by("anna"), text="x")


def test_overdue_is_known_and_a_deadline_is_moved_with_a_reason(inside) -> None:
    some_sites(inside)
    action, eva = action_at(inside, deadline=TODAY + timedelta(days=1)), inside.by("eva")
    after = TODAY + timedelta(days=2)
    assert not action.overdue(TODAY) and action.overdue(after)
    assert waiting_for_company(inside.by("bilal"), after) == (1, 1)
    with pytest.raises(Refused, match="reason"):
        move_deadline(action, by=eva, deadline=LATER, reason="")
    move_deadline(action, by=eva, deadline=LATER, reason="The smith is ill.")
    assert waiting_for_company(inside.by("bilal"), after) == (1, 0)
    done_action(inside, action)
    assert waiting_for_company(inside.by("bilal"), after) == (0, 0)
    assert waiting_for_monitor() == 1
    (said,) = steps_for(inside.by("bilal"), action).filter(text="The smith is ill.")
    assert said.deadline == LATER


def test_two_companies_at_one_site_learn_nothing_of_each_other(world) -> None:
    with within(world.agreement):
        visit = shared_visit(world)
        finding = found_at(world, visit)
        joint = action_at(world, finding)
        of_bilal = action_at(
            world, finding, what="Pay for the door", organisation=world.organisations["bilal"]
        )
        done_action(world, joint)
        report_progress(of_bilal, by=world.by("bilal"), text="Paid.", stage="in_progress")
        pk = ActionEvidence.objects.get().pk
        iris = world.by("iris")
        assert action_for(iris, of_bilal.pk) is None
        assert not evidence_for(iris, joint).exists()
        assert evidence_file_for(iris, pk) is None
        assert [step.organisation for step in steps_for(iris, joint)] == [None]
        # the same file from the other company is no news to it
        add_evidence(joint, by=iris, name="", file_name="door.jpg", content=b"\xff\xd8 a door")
        with pytest.raises(Refused, match="there already"):
            add_evidence(joint, by=iris, name="", file_name="d.jpg", content=b"\xff\xd8 a door")
    client = world.client("iris")
    for url in (
        address(world, "visits"),
        address(world, "visit", visit.pk),
        address(world, "action", joint.pk),
    ):
        html = client.get(url).content.decode()
        assert "Brand B" not in html and "Pay for the door" not in html
        assert "Open the back exit" in html
    assert client.get(address(world, "action", of_bilal.pk)).status_code == 404
    assert client.get(address(world, "action_evidence", pk)).status_code == 404


def test_a_company_that_left_the_site_keeps_its_own_action_only(inside) -> None:
    some_sites(inside)
    visit = visited(inside)
    first, second = found_at(inside, visit), found_at(inside, visit, theme="living_wage")
    own = action_at(inside, first, organisation=inside.organisations["bilal"])
    joint = action_at(inside, second)
    ListedSite.objects.filter(organisation=inside.organisations["bilal"]).update(current=False)
    bilal = inside.by("bilal")
    assert action_for(bilal, own.pk) and action_for(bilal, joint.pk) is None
    report_progress(own, by=bilal, text="Still ours.", stage="agreed")
    with pytest.raises(PermissionDenied):
        report_progress(joint, by=bilal, text="x")


def test_a_file_that_is_empty_or_too_large_is_refused_with_what_to_do(inside) -> None:
    some_sites(inside)
    action, bilal = action_at(inside), inside.by("bilal")
    for content, told in ((b"", "empty"), (b"x" * (MOST_BYTES + 1), "20 MB")):
        with pytest.raises(Refused, match=told):
            add_evidence(action, by=bilal, name="", file_name="x.pdf", content=content)
