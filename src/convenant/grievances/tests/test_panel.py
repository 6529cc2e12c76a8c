"""Who decides a case: composed by seats, looked at for conflicts, changed by stepping back with another key."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from convenant.agreements.actions import end_seat, seat
from convenant.agreements.queries import seats
from convenant.base.actors import SYSTEM
from convenant.base.verbs import Refused
from convenant.grievances.actions import panel, rooms
from convenant.grievances.models import Case, ConflictCheck, PanelSeat, Recusal, Respondent, Tie
from convenant.grievances.queries.opened import as_if, room_key, room_of, said_in, today
from convenant.grievances.queries.panel import ownership_groups, panel_of, verdict_on
from convenant.grievances.tests.making import SECRET, Complained, Handled, complain, make_key
from convenant.locations.tests.making_sites import list_site
from convenant.people.actions import assign_role
from convenant.people.models import Kind, Person


@pytest.fixture
def made(handled: Handled) -> Complained:
    """A case, and Dewi as the deputy of Farid, who sits for the companies."""
    give_deputy(handled, "farid", "dewi")
    return complain()


def give_deputy(handled: Handled, member: str, name: str) -> None:
    world = handled.world
    person = world.people[name] = Person.objects.create_user(
        f"{name}@{world.agreement.slug}.example.org",
        "a long enough password",
        name=name.capitalize(),
        language="en",
    )
    assign_role(person, Kind.COMMITTEE, by=SYSTEM)
    held = seats().get(person=world.people[member])
    end_seat(held, by=SYSTEM)
    seat(
        world.people[member],
        by=SYSTEM,
        body=held.body,
        side=held.side,
        deputy=person,
        since=date(2025, 9, 1),
    )
    handled.keys[name] = make_key(world, name)


def compose(handled: Handled, case: Case, name: str = "leila") -> list[PanelSeat]:
    return panel.compose_panel(case, handled.keys[name], by=handled.by(name))


def names(case: Case) -> list[str]:
    return sorted(str(one.person).lower() for one in panel_of(case))


def reads(handled: Handled, case: Case, name: str) -> bool:
    room = room_of(Case.objects.get(pk=case.pk), "case")
    return bool(said_in(room, handled.keys[name]))


def at(handled: Handled, *parts: str) -> str:
    return "/" + "/".join([handled.world.agreement.slug, "grievances", *parts]) + "/"


def with_key(handled: Handled, name: str) -> Client:
    client = handled.world.client(name)
    page = client.post(at(handled, "keys"), {"deed": "open", "secret": SECRET})
    assert page.status_code == 302
    return client


def test_a_chair_and_one_member_a_side_decide_and_only_they_read(
    handled: Handled, made: Complained
) -> None:
    compose(handled, made.case)
    assert names(made.case) == ["farid", "petra", "rosa"]
    for name in ("farid", "petra", "rosa", "leila", "omar"):
        assert reads(handled, made.case, name)
    for name in ("dewi", "quirijn", "maarten", "noor"):
        assert not reads(handled, made.case, name)
    told = [one.words["text"] for one in said_in(room_of(made.case, "case"), made.back())[1:]]
    assert len(told) == 1 and "Farid" in told[0] and "Petra" in told[0] and "Rosa" in told[0]
    compose(handled, made.case)  # looked at again, nothing changes, and nobody is told twice
    assert len(said_in(room_of(made.case, "case"), made.back())) == 2


def test_who_steps_back_reads_nothing_new_and_a_deputy_steps_in(
    handled: Handled, made: Complained
) -> None:
    compose(handled, made.case)
    old = room_key(room_of(made.case, "case"), handled.keys["farid"])
    panel.recuse(
        made.case,
        handled.world.people["farid"],
        handled.keys["farid"],
        by=handled.by("farid"),
        ground="own_wish",
        why="I know the owner.",
    )
    assert names(made.case) == ["dewi", "petra", "rosa"]
    room = room_of(Case.objects.get(pk=made.case.pk), "case")
    assert room.generation == 2
    rooms.write(room, handled.keys["dewi"], by=handled.by("dewi"), kind="note", words={"text": "x"})
    assert not reads(handled, made.case, "farid") and reads(handled, made.case, "dewi")
    assert old != room_key(room, handled.keys["leila"])
    assert said_in(room, made.back())[0].words["what"]  # the complainant reads on
    with pytest.raises(Refused, match="does not sit"):
        rooms.let_in(
            room, handled.keys["farid"].holder, handled.keys["leila"], by=handled.by("leila")
        )


def test_nobody_of_the_committee_is_let_in_beside_the_panel(
    handled: Handled, made: Complained
) -> None:
    room = room_of(made.case, "case")
    leila, by = handled.keys["leila"], handled.by("leila")
    rooms.let_in(room, handled.keys["quirijn"].holder, leila, by=by)  # not of the committee's seats
    rooms.let_in(room, handled.keys["dewi"].holder, leila, by=by)  # before there is a panel
    compose(handled, made.case)
    assert not reads(handled, made.case, "dewi") and not reads(handled, made.case, "quirijn")
    for name in ("dewi", "quirijn"):
        with pytest.raises(Refused, match="does not sit"):
            room = room_of(Case.objects.get(pk=made.case.pk), "case")
            rooms.let_in(room, handled.keys[name].holder, leila, by=by)


def test_a_tie_with_a_respondent_keeps_one_out_and_nobody_is_told_why(
    handled: Handled, made: Complained
) -> None:
    world = handled.world
    firm = world.organisations["bilal"]
    Tie.objects.create(
        person=world.people["farid"],
        organisation=firm,
        kind="family",
        declared_on=today() - timedelta(days=30),
    )
    Respondent.objects.create(case=made.case, organisation=firm, since=today())
    compose(handled, made.case)
    assert names(made.case) == ["dewi", "petra", "rosa"]
    page = with_key(handled, "leila").get(at(handled, "cases", made.case.number, "panel"))
    text = page.content.decode()
    assert "Cannot sit in this case" in text and "family" not in text.lower()
    assert firm.name not in text


def test_who_sources_at_the_site_counts_and_a_group_counts_as_one(
    handled: Handled, made: Complained
) -> None:
    world = handled.world
    site = list_site(world.organisations["bilal"]).site
    Case.objects.filter(pk=made.case.pk).update(site=site)
    case = Case.objects.get(pk=made.case.pk)
    farid = world.people["farid"]
    with as_if(today() - timedelta(days=30)):
        panel.declare_tie(world.organisations["iris"], by=handled.by("farid"), kind="advice")
    assert verdict_on(case, farid.pk).may_sit
    link = panel.note_ownership(
        world.organisations["iris"],
        world.organisations["bilal"],
        by=handled.by("anna"),
        source="Annual report 2025",
    )
    assert len(set(ownership_groups().values())) == 1
    assert not verdict_on(case, farid.pk).may_sit
    panel.end_ownership(link, by=handled.by("anna"))
    assert verdict_on(case, farid.pk).may_sit


def test_a_tie_declared_late_keeps_one_out_whatever_it_is_with(
    handled: Handled, made: Complained
) -> None:
    tie = panel.declare_tie(
        handled.world.organisations["chantal"], by=handled.by("petra"), kind="former"
    )
    assert not verdict_on(made.case, handled.world.people["petra"].pk).may_sit
    panel.end_tie(tie, by=handled.by("petra"))
    with pytest.raises(Refused, match="Too few"):  # Petra has no deputy
        compose(handled, made.case)
    assert not PanelSeat.objects.exists() and not ConflictCheck.objects.exists()


def test_an_objection_is_decided_by_others_with_a_reason(
    handled: Handled, made: Complained
) -> None:
    compose(handled, made.case)
    petra = handled.world.people["petra"]
    for name, ground, why, says in (
        ("petra", "objection", "No.", "Others decide"),
        ("leila", "own_wish", "Asked.", "Only they themselves"),
        ("leila", "objection", " ", "Say why"),
        ("leila", "other", "So.", "Say whether"),
    ):
        with pytest.raises(Refused, match=says):
            panel.recuse(
                made.case,
                petra,
                handled.keys[name],
                by=handled.by(name),
                ground=ground,
                why=why,
            )
    panel.recuse(
        made.case,
        petra,
        handled.keys["rosa"],
        by=handled.by("rosa"),
        ground="objection",
        why="The union's own member is concerned.",
    )
    assert names(made.case) == ["farid", "rosa"]  # nobody can step in yet
    page = with_key(handled, "rosa").get(at(handled, "cases", made.case.number, "panel"))
    assert "nobody sits here now" in page.content.decode()
    assert Recusal.objects.get().ground == "objection"


def test_the_panel_is_composed_and_left_on_the_page(handled: Handled, made: Complained) -> None:
    where = at(handled, "cases", made.case.number, "panel")
    leila = with_key(handled, "leila")
    assert handled.world.client("farid").get(where).status_code == 404
    assert leila.post(where, {"deed": "compose"}).status_code == 302
    farid = with_key(handled, "farid")
    assert farid.get(where).status_code == 200
    person = handled.world.people["farid"].pk
    step = {"deed": "recuse", "person": person, "ground": "own_wish", "why": ""}
    assert farid.post(where, step).status_code == 422
    left = farid.post(where, {**step, "why": "A friend."})
    assert left.status_code == 302 and left.headers["Location"] == at(handled, "cases")
    assert farid.get(where).status_code == 404
    assert "A friend" not in farid.get(at(handled, "cases")).content.decode()


def test_ties_and_groups_are_kept_on_their_pages(handled: Handled) -> None:
    firms = handled.world.organisations
    farid, anna = handled.world.client("farid"), handled.world.client("anna")
    tie = {"deed": "declare", "organisation": firms["iris"].pk, "kind": "mandate"}
    assert farid.post(at(handled, "ties"), tie).status_code == 302
    again = farid.post(at(handled, "ties"), tie)
    assert again.status_code == 422 and "declared this already" in again.content.decode()
    made: Any = Tie.objects.get()
    petra = handled.world.client("petra").post(
        at(handled, "ties"), {"deed": "end", "which": made.pk}
    )
    assert petra.status_code == 422
    assert farid.post(at(handled, "ties"), {"deed": "end", "which": made.pk}).status_code == 302
    group = {
        "deed": "note",
        "organisation": firms["iris"].pk,
        "other": firms["bilal"].pk,
        "source": "Register, 1 March 2026",
    }
    assert anna.post(at(handled, "keeping", "ownership"), group).status_code == 302
    assert "Register, 1 March" in anna.get(at(handled, "keeping", "ownership")).content.decode()
