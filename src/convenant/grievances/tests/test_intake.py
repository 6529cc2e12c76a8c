"""A case comes in once, however often it is sent, and is read by those it is for."""

import json
from typing import Any

import pytest

from convenant.agreements.actions import end_seat
from convenant.agreements.queries import seats
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.grievances import sealing
from convenant.grievances.actions import coming_back, door, intake, rooms
from convenant.grievances.models import Case, Entry, Room
from convenant.grievances.queries.door import is_open, lacking
from convenant.grievances.queries.opened import case_by_receipt, room_of, said_in
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.sealing import receipts
from convenant.grievances.tests.making import NAME, WORDS, Handled, complain
from convenant.people.actions import end_role
from convenant.people.models import Kind, Role


def test_the_officers_read_it_and_the_others_do_not(handled: Handled) -> None:
    made = complain(name=NAME)
    room, identity = room_of(made.case, "case"), room_of(made.case, "identity")
    for name in ("leila", "omar"):
        (said,) = said_in(room, handled.keys[name])
        assert said.words == WORDS
        assert said_in(identity, handled.keys[name]) == []
    for name in ("farid", "petra", "rosa", "maarten", "noor"):
        assert said_in(room, handled.keys[name]) == []
    (who,) = said_in(identity, handled.keys["maarten"])
    assert who.words == NAME


def test_the_complainant_comes_back_and_reads_what_is_for_them(handled: Handled) -> None:
    made = complain(name=NAME)
    assert case_by_receipt(made.receipt) == made.case
    assert case_by_receipt(receipts.new()) is None
    room = room_of(made.case, "case")
    leila = handled.keys["leila"]
    rooms.write(
        room, leila, by=handled.by("leila"), kind=Entry.Kind.NOTE, words={"text": "call Omar"}
    )
    rooms.write(
        room,
        leila,
        by=handled.by("leila"),
        kind=Entry.Kind.QUESTION,
        words={"text": "Since when?"},
        to_complainant=True,
    )
    coming_back.add(
        made.case, by=COMPLAINANT, words={"text": "Since March."}, kind=Entry.Kind.ANSWER
    )
    read = [said.words for said in said_in(room, made.back())]
    assert read == [WORDS, {"text": "Since when?"}, {"text": "Since March."}]
    assert [s.words["text"] for s in said_in(room, handled.keys["omar"])[1:]] == [
        "call Omar",
        "Since when?",
        "Since March.",
    ]
    assert said_in(room, complain().back()) == []  # another's receipt opens nothing here


def test_the_same_receipt_twice_is_one_case(handled: Handled) -> None:
    first = complain()
    again = complain(receipt=first.receipt)
    assert again.case == first.case
    assert Case.objects.count() == 1


def test_somebody_sent_away_reads_no_further(handled: Handled) -> None:
    made = complain()
    room = room_of(made.case, "case")
    leila, omar, farid = (handled.keys[name] for name in ("leila", "omar", "farid"))
    rooms.let_in(room, farid.holder, leila, by=handled.by("leila"))
    assert said_in(room, farid)[0].words == WORDS
    old = sealing.open_grant(
        bytes(room.grants.get(holder=omar.holder).sealed),
        omar.private,
        sealing.place(made.case.complainant["public"], "case", "grant"),
    )
    rooms.send_away(room, [omar.holder], leila, by=handled.by("leila"))
    coming_back.add(made.case, by=COMPLAINANT, words={"text": "They threatened me."})
    assert said_in(room, omar) == []
    for entry in room.entries.all():  # nor with the key they had
        with pytest.raises(sealing.NotHere):
            about = sealing.place(made.case.complainant["public"], "case", str(entry.number))
            sealing.open_entry(bytes(entry.key), bytes(entry.body), old, about)
    assert [s.words for s in said_in(room, farid)] == [WORDS, {"text": "They threatened me."}]
    assert len(said_in(room, made.back())) == 2


def test_who_cannot_read_cannot_write_or_let_in(handled: Handled) -> None:
    room = room_of(complain().case, "case")
    farid = handled.keys["farid"]
    with pytest.raises(Refused, match="cannot read"):
        rooms.write(room, farid, by=handled.by("farid"), kind="note", words={})
    with pytest.raises(Refused, match="cannot read"):
        rooms.let_in(room, farid.holder, farid, by=handled.by("farid"))
    with pytest.raises(Refused, match="cannot read"):
        rooms.send_away(room, [handled.keys["leila"].holder], farid, by=handled.by("farid"))


def test_somebody_can_always_read_a_case(handled: Handled) -> None:
    room = room_of(complain().case, "case")
    everyone = [handled.keys[name].holder for name in ("leila", "omar")]
    with pytest.raises(Refused, match="Somebody must be able"):
        rooms.send_away(room, everyone, handled.keys["leila"], by=handled.by("leila"))


def test_the_journal_and_the_rows_hold_no_word(handled: Handled) -> None:
    made = complain(name=NAME)
    coming_back.add(made.case, by=COMPLAINANT, words={"text": "They threatened me."})
    kept: list[Any] = [json.dumps(e.new or {}) + e.actor_name for e in Event.objects.all()]
    for model in (Case, Entry, Room):
        for row in model.objects.values():
            kept.extend(
                bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v)
                for v in row.values()
            )
    everything = "\n".join(kept)
    for word in ("paid", "wages", "Jamila", "aunt", "threatened", made.receipt):
        assert word not in everything


def test_a_door_that_nobody_would_answer_is_closed(handled: Handled) -> None:
    assert is_open() and lacking() == []
    end_seat(seats().get(side="unions", body="complaints_committee"), by=handled.by("anna"))
    assert not is_open()
    with pytest.raises(Refused, match="The door is closed"):
        complain()
    door.close_the_door(by=handled.by("anna"), why="The union's member left.")
    with pytest.raises(Refused, match="Nobody sits"):
        door.open_the_door(by=handled.by("anna"))


def test_an_empty_house_cannot_open_its_door(inside: Any) -> None:
    with pytest.raises(Refused, match="complaints officers have a key"):
        door.open_the_door(by=inside.by("anna"))
    assert {one.where for one in lacking()} == {
        "people:people",
        "grievances:circle",
        "agreements:agreement",
    }


def test_a_case_that_is_not_sealed_to_its_readers_is_refused(handled: Handled) -> None:
    envelope = sealing.seal_intake(receipts.new(), {"case": WORDS}, [], [], sealing.Cost(8192, 1))
    told = intake.Intake("complaint", "anonymous", "self", "bn", "browser")
    with pytest.raises(Refused, match="those who read it now"):
        intake.receive(envelope, told, by=COMPLAINANT)


def test_who_left_at_that_very_moment_is_given_no_case(
    handled: Handled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaves(
        *readers: Any,
    ) -> bool:  # between the question whether the door is open and the write
        role = Role.objects.get(person=handled.world.people["omar"], kind=Kind.OFFICER)
        end_role(role, by=handled.by("anna"))
        return True

    monkeypatch.setattr(intake, "is_open", leaves)
    with pytest.raises(Refused, match="Others read complaints now"):
        complain()
    assert not Case.objects.exists()


def test_what_does_not_open_is_shown_without_words_and_breaks_nothing(handled: Handled) -> None:
    made = complain()
    room = room_of(made.case, "case")
    Entry.objects.filter(room=room).update(body=b"nonsense")
    (said,) = said_in(room, handled.keys["leila"])
    assert said.words is None
    room.grants.update(sealed=b"nonsense")
    assert said_in(room, handled.keys["leila"]) == []
