"""Each party is heard, minutes are approved by the panel; what proves a case has a number and a chain of hands."""

from datetime import timedelta
from typing import Any

import pytest

from convenant.base.verbs import Refused
from convenant.grievances import keeping
from convenant.grievances.actions import coming_back, evidence, hearings, panel, routing, safety
from convenant.grievances.models import (
    Case,
    CustodyStep,
    Evidence,
    Hearing,
    Notice,
    NoticeWord,
    Respondent,
)
from convenant.grievances.queries.evidence import is_unchanged, register
from convenant.grievances.queries.hearings import parties_heard
from convenant.grievances.queries.opened import as_if, room_of, said_in, today
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import Complained, Handled, complain
from convenant.grievances.tests.test_panel import at, with_key


@pytest.fixture
def made(handled: Handled) -> Complained:
    """A case about Bilal's company, which was told of it, and its panel."""
    found = complain()
    firm = handled.world.organisations["bilal"]
    Respondent.objects.create(case=found.case, organisation=firm, since=today())
    panel.compose_panel(found.case, handled.keys["leila"], by=handled.by("leila"))
    return found


def tell(handled: Handled, made: Complained) -> None:
    by = handled.by("leila")
    safety.look_at_safety(made.case, by=by, level="low", why="Unknown there.")
    release = routing.propose_release(made.case, by=by, text="Wages are late.")
    routing.answer_release(made.back(), release, True, by=COMPLAINANT)
    routing.tell(release, by=by)
    Notice.objects.update(told_on=today())


def invite(handled: Handled, case: Case, party: str, **more: Any) -> Hearing:
    key, by = handled.keys["rosa"], handled.by("rosa")
    return hearings.invite(case, key, by=by, party=party, on=today(), text="By phone.", **more)


def states(case: Case) -> list[str]:
    return [one.state.value for one in parties_heard(case)]


def test_each_party_is_heard_where_it_reads(handled: Handled, made: Complained) -> None:
    assert states(made.case) == ["lacking", "lacking"]
    firm = handled.world.organisations["bilal"]
    with pytest.raises(Refused, match="has not read of this case"):
        invite(handled, made.case, "respondent", organisation=firm)
    tell(handled, made)
    invite(handled, made.case, "respondent", organisation=firm)
    one = invite(handled, made.case, "complainant")
    witness = invite(handled, made.case, "witness", organisation=firm)
    assert witness.organisation is None and states(made.case) == ["invited", "invited"]
    own = [said.words.get("text", "") for said in said_in(room_of(made.case, "case"), made.back())]
    assert sum("By phone." in text for text in own) == 1
    notice = Notice.objects.get()
    page = handled.world.client("bilal").get(at(handled, "notices", notice.code)).content.decode()
    assert "Invitation to a hearing" in page and "By phone." in page and "Rosa" not in page
    assert NoticeWord.objects.get().kind == "hearing"
    for name in ("rosa", "farid", "petra"):
        assert states(made.case)[0] == ("invited" if name == "rosa" else "minutes")
        if name == "rosa":
            hearings.write_minutes(one, handled.keys["rosa"], by=handled.by("rosa"), text="So.")
        hearings.approve_minutes(one, by=handled.by(name))
    assert states(made.case) == ["heard", "invited"]
    with pytest.raises(Refused, match="already"):
        hearings.approve_minutes(one, by=handled.by("farid"))
    with pytest.raises(Refused, match="Only who sits"):
        hearings.approve_minutes(one, by=handled.by("leila"))
    hearings.write_minutes(one, handled.keys["rosa"], by=handled.by("rosa"), text="So it was.")
    assert states(made.case)[0] == "minutes"  # written anew, approved anew
    assert "So it was." in str(said_in(room_of(made.case, "case"), made.back())[-1].words)


def test_who_does_not_wish_to_be_heard_was_asked(handled: Handled, made: Complained) -> None:
    one = invite(handled, made.case, "complainant")
    key, by = handled.keys["rosa"], handled.by("rosa")
    with pytest.raises(Refused, match="Say how"):
        hearings.note_declined(one, key, by=by, why=" ")
    hearings.note_declined(one, key, by=by, why="She wrote so.")
    assert states(made.case) == ["declined", "lacking"]
    with pytest.raises(Refused, match="does not take place"):
        hearings.write_minutes(one, key, by=by, text="x")


def test_invitations_that_cannot_be(handled: Handled, made: Complained) -> None:
    key, by = handled.keys["rosa"], handled.by("rosa")
    other = handled.world.organisations["iris"]
    for given, says in (
        ({"party": "witness", "on": today() - timedelta(days=1), "text": "x"}, "This day is over"),
        ({"party": "nobody", "on": today(), "text": "x"}, "Choose who"),
        ({"party": "witness", "on": today(), "text": " "}, "Say how"),
        ({"party": "respondent", "on": today(), "text": "x", "organisation": other}, "one of the"),
    ):
        with pytest.raises(Refused, match=says):
            hearings.invite(made.case, key, by=by, **given)
    later = hearings.invite(
        made.case, key, by=by, party="witness", on=today() + timedelta(days=3), text="x"
    )
    with pytest.raises(Refused, match="still to come"):
        hearings.write_minutes(later, key, by=by, text="x")
    with as_if(today() + timedelta(days=3)):
        hearings.write_minutes(later, key, by=by, text="x")


def test_hearings_on_the_page(handled: Handled, made: Complained) -> None:
    rosa, where = with_key(handled, "rosa"), at(handled, "cases", made.case.number, "hearings")
    day = today().isoformat()
    given = {"deed": "invite", "party": "complainant", "on": day, "text": "At the union."}
    assert rosa.post(where, given).status_code == 302
    one = Hearing.objects.get().pk
    assert rosa.post(where, {"deed": "minutes", "which": one, "text": ""}).status_code == 422
    rosa.post(where, {"deed": "minutes", "which": one, "text": "She told it again."})
    page = rosa.get(where).content.decode()
    assert "She told it again." in page and "Waits for" in page
    for name in ("rosa", "farid", "petra"):
        with_key(handled, name).post(where, {"deed": "approve", "which": one})
    assert "Approved by" in rosa.get(where).content.decode()
    assert states(made.case) == ["heard", "lacking"]
    assert with_key(handled, "quirijn").get(where).status_code == 404


def test_a_file_has_a_number_and_every_hand_is_put_down(handled: Handled, made: Complained) -> None:
    room = room_of(made.case, "case")
    kept = keeping.keep(
        "slip.txt", b"Paid: nothing.", bytes(room.public), made.case.complainant["public"]
    )
    coming_back.add(made.case, by=COMPLAINANT, words={"text": "See this."}, files=[kept])
    farid, where = with_key(handled, "farid"), at(handled, "cases", made.case.number, "evidence")
    assert "File (text)" in farid.get(where).content.decode()
    piece = Evidence.objects.get()
    assert piece.number == 1 and piece.digest == kept.digest
    file = at(handled, "cases", made.case.number, "files", str(piece.file_id))
    assert farid.get(file).content == b"Paid: nothing."
    assert (
        farid.post(where, {"deed": "describe", "which": "1", "text": "No pay."}).status_code == 302
    )
    assert [one.what for one in piece.custody.all()] == ["downloaded", "described"]
    assert farid.post(where, {"deed": "check"}).status_code == 302
    (keeping.folder() / kept.path).write_bytes(b"something else")
    changed = farid.post(where, {"deed": "check"})
    assert changed.status_code == 422 and "Changed or gone" in changed.content.decode()
    page = with_key(handled, "rosa").get(where).content.decode()
    assert "No pay." in page and "Farid" in page and "downloaded a copy" in page


def test_a_statement_is_taken_in_and_stays_the_same_under_another_key(
    handled: Handled, made: Complained
) -> None:
    key, by = handled.keys["farid"], handled.by("farid")
    entry = room_of(made.case, "case").entries.get(number=1)
    piece = evidence.take_in(made.case, entry, key, by=by, about="No wages for three months.")
    with pytest.raises(Refused, match="already"):
        evidence.take_in(made.case, entry, key, by=by, about="Again.")
    people = handled.world.people
    panel.recuse(
        made.case,
        people["petra"],
        handled.keys["petra"],
        by=handled.by("petra"),
        ground="own_wish",
        why="Ill.",
    )
    assert is_unchanged(Evidence.objects.get(pk=piece.pk))
    found, left = register(Case.objects.get(pk=made.case.pk), key)
    assert found[0].about == "No wages for three months." and not left
    rosa = with_key(handled, "rosa")
    for _twice in range(2):  # once a day is enough
        assert rosa.get(at(handled, "cases", made.case.number)).status_code == 200
    steps = CustodyStep.objects.filter(person=people["rosa"])
    assert [one.what for one in steps] == ["opened"]
