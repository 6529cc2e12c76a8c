"""Roles that must not mix cannot mix: refused when given, with the reason, in either order."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from convenant.base.actors import SYSTEM, Held
from convenant.base.models import Agreement, Event
from convenant.base.tests.at_once import at_once
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.people.actions import (
    accept_invitation,
    add_organisation,
    assign_role,
    end_role,
    invite,
)
from convenant.people.models import PARTY_KINDS, Kind, Organisation, Person, Role
from convenant.people.queries import actor_for, held_by
from convenant.people.rules import why_not

pytestmark = pytest.mark.django_db

# one role, another role, a piece of the reason; "x" and "y" are organisations
FORBIDDEN = [
    (("adviser", None, "x"), ("assessor", None, "x"), "advise and assess the same company"),
    (("government", "x", None), ("supervisor", "x", None), "kept apart"),
    (("government", "x", None), ("supervisor", "y", None), "kept apart"),
    *[
        (("committee", None, None), (kind, "x", None), "stake")
        for kind in (*PARTY_KINDS, Kind.SUPERVISOR)
    ],
    (("committee", None, None), ("secretariat", None, None), "stake"),
    (("committee", None, None), ("monitor", None, None), "stake"),
    (("committee", None, None), ("adviser", None, "x"), "stake"),
    (("committee", None, None), ("assessor", None, "x"), "stake"),
    *[(("monitor", None, None), (kind, "x", None), "independent") for kind in PARTY_KINDS],
    *[(("assessor", None, "y"), (kind, "x", None), "independent") for kind in PARTY_KINDS],
    (("monitor", None, None), ("secretariat", None, None), "independent"),
    (("assessor", None, "x"), ("secretariat", None, None), "independent"),
    (("monitor", None, None), ("adviser", None, "x"), "independent"),
    *[(("chair", None, None), (kind, "x", None), "belongs to no side") for kind in PARTY_KINDS],
    (("company", "x", None), ("company", "y", None), "another company"),
    (("company", "x", None), ("adviser", None, "x"), "own organisation"),
    (("association", "x", None), ("adviser", None, "x"), "own organisation"),
]
ALLOWED = [
    (("adviser", None, "x"), ("adviser", None, "y")),
    (("adviser", None, "x"), ("assessor", None, "y")),
    (("monitor", None, None), ("assessor", None, "x")),
    (("secretariat", None, None), ("adviser", None, "x")),
    (("company", "x", None), ("association", "y", None)),
    (("company", "x", None), ("adviser", None, "y")),
]
IDS = [f"{one[0]} {one[1:]} and {other[0]} {other[1:]}" for one, other, _ in FORBIDDEN]
both_orders = pytest.mark.parametrize("swap", [False, True], ids=["this order", "the other order"])


@pytest.fixture(autouse=True)
def reasons_in_english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def agreement(db: None) -> Any:
    agreement = Agreement.objects.create(slug="ours", title="Ours")
    with within(agreement):
        yield agreement


def organisation(name: str | None) -> Organisation | None:
    if name is None:
        return None
    return Organisation.objects.filter(name=name).first() or add_organisation(name=name, by=SYSTEM)


def give(person: Person, role: tuple) -> Role:
    kind, organisation_name, about = role
    return assign_role(
        person,
        kind,
        by=SYSTEM,
        organisation=organisation(organisation_name),
        about=organisation(about),
    )


@both_orders
@pytest.mark.parametrize("one, other, reason", FORBIDDEN, ids=IDS)
def test_a_forbidden_pair_is_refused_with_the_reason(
    one: tuple, other: tuple, reason: str, swap: bool, agreement: Agreement
) -> None:
    first, second = (other, one) if swap else (one, other)
    person = Person.objects.create_user("p@example.org")
    give(person, first)
    with pytest.raises(Refused, match=reason):
        give(person, second)
    assert Role.objects.filter(person=person).count() == 1


@both_orders
@pytest.mark.parametrize("one, other, reason", FORBIDDEN, ids=IDS)
def test_a_forbidden_pair_is_refused_by_invitation_too(
    one: tuple, other: tuple, reason: str, swap: bool, agreement: Agreement
) -> None:
    first, second = (other, one) if swap else (one, other)
    person = Person.objects.create_user("p@example.org")
    anna = Person.objects.create_user("anna@example.org")
    give(anna, ("secretariat", None, None))
    by = actor_for(anna)
    about, speaks_for = organisation(second[2]), organisation(second[1])

    # Invited before the first role was held: refused at acceptance.
    _, token = invite(person.email, second[0], by=by, organisation=speaks_for, about=about)
    give(person, first)
    with pytest.raises(Refused, match=reason):
        accept_invitation(token, person, by=actor_for(person))
    # Invited after: refused at once.
    with pytest.raises(Refused, match=reason):
        invite(person.email.upper(), second[0], by=by, organisation=speaks_for, about=about)
    assert [held.kind for held in held_by(person.pk)] == [first[0]]


@both_orders
@pytest.mark.parametrize("one, other", ALLOWED)
def test_a_pair_without_conflict_is_given(
    one: tuple, other: tuple, swap: bool, agreement: Agreement
) -> None:
    first, second = (other, one) if swap else (one, other)
    person = Person.objects.create_user("p@example.org")
    give(person, first), give(person, second)
    assert len(held_by(person.pk)) == 2


@both_orders
def test_one_ministry_is_not_party_and_supervisor_through_two_people(
    swap: bool, agreement: Agreement
) -> None:
    pair = [("government", "x", None), ("supervisor", "x", None)]
    first, second = reversed(pair) if swap else pair
    give(Person.objects.create_user("p@example.org"), first)
    with pytest.raises(Refused, match="kept apart"):
        give(Person.objects.create_user("q@example.org"), second)


@both_orders
def test_one_firm_does_not_advise_and_assess_a_company_through_two_people(
    swap: bool, agreement: Agreement
) -> None:
    pair = [("adviser", "firm", "x"), ("assessor", "firm", "x")]
    first, second = reversed(pair) if swap else pair
    give(Person.objects.create_user("p@example.org"), first)
    with pytest.raises(Refused, match="colleague"):
        give(Person.objects.create_user("q@example.org"), second)
    give(Person.objects.create_user("r@example.org"), (second[0], "firm", "y"))


def test_a_role_that_ended_stands_in_nobodys_way(agreement: Agreement) -> None:
    person = Person.objects.create_user("p@example.org")
    end_role(give(person, ("company", "x", None)), by=SYSTEM)
    give(person, ("committee", None, None))
    assert [held.kind for held in held_by(person.pk)] == ["committee"]


def test_a_role_in_another_agreement_stands_in_nobodys_way(agreement: Agreement) -> None:
    person = Person.objects.create_user("p@example.org")
    give(person, ("company", "x", None))
    with within(Agreement.objects.create(slug="theirs", title="Theirs")):
        give(person, ("committee", None, None))


@pytest.mark.parametrize("kind", [*PARTY_KINDS, Kind.SUPERVISOR])
def test_a_role_for_an_organisation_names_it(kind: str) -> None:
    assert "Choose the organisation" in (why_not(Held(kind), []) or "")


@pytest.mark.parametrize("kind", [Kind.ADVISER, Kind.ASSESSOR])
def test_a_role_about_a_company_names_it(kind: str) -> None:
    assert "Choose the company" in (why_not(Held(kind), []) or "")


def test_the_same_role_twice_is_refused_and_leaves_no_event(agreement: Agreement) -> None:
    person = Person.objects.create_user("p@example.org")
    give(person, ("monitor", None, None))
    before = Event.objects.count()
    with pytest.raises(Refused, match="already holds"):
        give(person, ("monitor", None, None))
    assert Event.objects.count() == before


def test_the_last_of_the_secretariat_stays(agreement: Agreement) -> None:
    anna, other = (Person.objects.create_user(f"{name}@example.org") for name in ("a", "b"))
    role = give(anna, ("secretariat", None, None))
    with pytest.raises(Refused, match="Someone must keep the secretariat"):
        end_role(role, by=SYSTEM)
    give(other, ("secretariat", None, None))
    end_role(role, by=SYSTEM)
    with pytest.raises(Refused, match="already ended"):
        end_role(role, by=SYSTEM)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "one, other, same_person",
    [
        (("committee", None, None), ("monitor", None, None), True),
        (("government", "x", None), ("supervisor", "x", None), False),
        (("monitor", None, None), ("monitor", None, None), True),
    ],
)
def test_two_assignments_at_once_see_each_other(
    one: tuple, other: tuple, same_person: bool
) -> None:
    agreement = Agreement.objects.create(slug="ours", title="Ours")
    first = Person.objects.create_user("p@example.org")
    second = first if same_person else Person.objects.create_user("q@example.org")
    with within(agreement):
        organisation("x")

    def assign(person: Person, role: tuple) -> Callable[[], Any]:
        def deed() -> None:
            with within(agreement):
                give(person, role)

        return deed

    faults = at_once(assign(first, one), assign(second, other))
    assert [type(fault) for fault in faults if fault] == [Refused]
    with within(agreement):
        assert Role.objects.count() == 1
