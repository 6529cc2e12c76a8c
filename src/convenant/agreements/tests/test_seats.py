"""Seats: given to who may have them, refused with the reason, ended, and free again."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from convenant.agreements.actions import end_seat, seat
from convenant.agreements.queries import running_definition, seats
from convenant.base.models import Event
from convenant.base.tests.at_once import at_once
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.people.actions import assign_role, end_role
from convenant.people.models import Kind, Person, Role


def person(world: Any, name: str, kind: str, organisation: str | None = None) -> Person:
    made = Person.objects.create_user(f"{name}@example.org", name=name)
    where = world.organisations[organisation] if organisation else None
    assign_role(made, kind, by=world.by("anna"), organisation=where)
    return made


def take(world: Any, who: Person, body: str = "steering_group", side: str = "", **more: Any) -> Any:
    return seat(who, by=world.by("anna"), body=body, side=side, **more)


def test_a_person_and_a_deputy_take_a_seat_for_their_side(inside: Any) -> None:
    deputy = person(inside, "Dirk", Kind.UNION, "chantal")
    answer = inside.client("anna").post(
        reverse("agreements:seat", args=[inside.agreement.slug])
        + "?body=steering_group&side=unions",
        {"person": inside.chantal.pk, "deputy": deputy.pk, "since": "2026-01-01"},
    )
    assert answer.status_code == 302
    held = seats().get()
    assert (held.person, held.deputy, held.side) == (inside.chantal, deputy, "unions")
    assert Event.objects.filter(verb="seat.taken").count() == 1


def test_only_people_of_the_side_are_offered(inside: Any) -> None:
    text = (
        inside.client("anna")
        .get(
            reverse("agreements:seat", args=[inside.agreement.slug])
            + "?body=steering_group&side=unions"
        )
        .content.decode()
    )
    assert "Chantal" in text and "Bilal" not in text and "Daan" not in text


def test_who_does_not_speak_for_the_side_is_refused(inside: Any) -> None:
    with pytest.raises(Refused, match="does not speak for"):
        take(inside, inside.bilal, side="unions")
    with pytest.raises(Refused, match="does not speak for"):
        take(inside, inside.chantal, side="unions", deputy=inside.bilal)


def test_no_more_people_than_seats(inside: Any) -> None:
    take(inside, inside.greet, side="government")
    another = person(inside, "Gerda", Kind.GOVERNMENT, "greet")
    with pytest.raises(Refused, match="1 of 1 are filled"):
        take(inside, another, side="government")
    end_seat(seats().get(), by=inside.by("anna"))
    take(inside, another, side="government")


def test_one_person_has_one_place_in_a_body(inside: Any) -> None:
    deputy = person(inside, "Dirk", Kind.UNION, "chantal")
    take(inside, inside.chantal, side="unions", deputy=deputy)
    for again in (inside.chantal, deputy):
        with pytest.raises(Refused, match="already has a seat"):
            take(inside, again, side="unions")
    take(inside, inside.chantal, "general_assembly", "unions")


def test_nobody_is_their_own_deputy(inside: Any) -> None:
    with pytest.raises(Refused, match="their own deputy"):
        take(inside, inside.chantal, side="unions", deputy=inside.chantal)


def test_the_chair_is_independent(inside: Any) -> None:
    for name in ("chantal", "anna", "jamila"):
        with pytest.raises(Refused, match="not an independent chair"):
            take(inside, inside.people[name])
    coen = person(inside, "Coen", Kind.CHAIR)
    take(inside, coen)
    with pytest.raises(Refused, match="already has a chair"):
        take(inside, person(inside, "Cora", Kind.CHAIR))


def test_the_complaints_committee_has_no_stake(inside: Any) -> None:
    for name in ("chantal", "anna", "eva"):
        with pytest.raises(Refused, match="has a stake"):
            take(inside, inside.people[name], "complaints_committee", "unions")
    with pytest.raises(Refused, match="not a member of the complaints committee"):
        take(inside, inside.jamila, "complaints_committee", "unions")
    take(inside, inside.farid, "complaints_committee", "unions")


@pytest.mark.parametrize(
    ("body", "side", "reason"),
    [
        ("moon", "unions", "no such body"),
        ("steering_group", "moon", "no seat in"),
        ("complaints_committee", "government", "no seat in"),
    ],
)
def test_a_seat_the_definition_does_not_have_is_refused(
    inside: Any, body: str, side: str, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        take(inside, inside.farid, body, side)


def test_a_seat_ends_once_and_only_by_the_secretariat(inside: Any) -> None:
    held = take(inside, inside.chantal, side="unions")
    with pytest.raises(PermissionDenied):
        end_seat(held, by=inside.by("chantal"))
    with pytest.raises(PermissionDenied):
        seat(inside.bilal, by=inside.by("bilal"), body="steering_group", side="companies")
    end_seat(held, by=inside.by("anna"))
    with pytest.raises(Refused, match="already ended"):
        end_seat(held, by=inside.by("anna"))


def test_a_role_ends_only_after_the_seat_that_rests_on_it(inside: Any) -> None:
    held = take(inside, inside.chantal, side="unions")
    role = Role.objects.get(person=inside.chantal)
    answer = inside.client("anna").post(
        reverse("people:end", args=[inside.agreement.slug, role.pk]), follow=True
    )
    assert "still has a seat that rests on this role" in answer.content.decode()
    assert Role.objects.get(pk=role.pk).until is None
    end_seat(held, by=inside.by("anna"))
    end_role(role, by=inside.by("anna"))
    assert Role.objects.get(pk=role.pk).until is not None


def test_a_second_role_ends_while_its_holder_sits(inside: Any) -> None:
    second = person(inside, "Dirk", Kind.UNION, "chantal")
    assign_role(
        second, Kind.CIVIL_SOCIETY, by=inside.by("anna"), organisation=inside.organisations["daan"]
    )
    take(inside, second, side="unions")
    end_role(Role.objects.get(person=second, kind=Kind.CIVIL_SOCIETY), by=inside.by("anna"))
    assert Role.objects.filter(person=second, until=None).count() == 1


def test_a_deputy_keeps_the_role_too(inside: Any) -> None:
    deputy = person(inside, "Dirk", Kind.UNION, "chantal")
    take(inside, inside.chantal, side="unions", deputy=deputy)
    with pytest.raises(Refused, match="still has a seat"):
        end_role(Role.objects.get(person=deputy), by=inside.by("anna"))


@pytest.mark.django_db(transaction=True)
def test_two_who_give_the_last_free_seat_at_once_fill_it_once(world: Any) -> None:
    body, side = "steering_group", "unions"
    with within(world.agreement):
        free = next(
            places.count
            for one in running_definition().bodies
            if one.id == body
            for places in one.seats
            if places.side == side
        )
        assert free is not None
        people = [person(world, f"u{n}", Kind.UNION, "chantal") for n in range(free + 1)]
        for one in people[: free - 1]:
            take(world, one, side=side)

    def last(one: Person) -> None:
        with within(world.agreement):
            take(world, one, side=side)

    faults = at_once(lambda: last(people[-1]), lambda: last(people[-2]))
    assert [type(fault) for fault in faults if fault] == [Refused], faults
    with within(world.agreement):
        assert seats().filter(body=body, side=side).count() == free
