"""A verb is allowed or refused, whole or not at all, and leaves an event."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from convenant.base.actors import OUTSIDER, SYSTEM, Actor, Held
from convenant.base.journal import record
from convenant.base.models import Agreement, Event
from convenant.base.verbs import VERBS, Refused, verb
from convenant.base.walls import within
from convenant.people.models import Organisation

pytestmark = pytest.mark.django_db

ANNA = Actor(None, "Anna", (Held("secretariat"),))
BILAL = Actor(None, "Bilal", (Held("company", 3),))


@pytest.fixture(autouse=True)
def agreement(db: None):
    agreement = Agreement.objects.create(slug="ours", title="Ours")
    known = list(VERBS)
    with within(agreement):
        yield agreement
    VERBS[:] = known


def for_the_secretariat(by: Actor, *args: object, **kwargs: object) -> bool:
    return by.has("secretariat")


def test_a_verb_asks_who_does_it_by_name() -> None:
    with pytest.raises(TypeError, match="keyword-only by="):

        @verb(for_the_secretariat)
        def nobodys(name: str) -> None: ...

    with pytest.raises(TypeError, match="keyword-only by="):

        @verb(for_the_secretariat)
        def positional(name: str, by: Actor) -> None: ...


def test_a_verb_is_done_by_whom_may_and_by_the_system_only() -> None:
    @verb(for_the_secretariat)
    def note(name: str, *, by: Actor) -> str:
        record("test.noted", by=by, label=name)
        return name

    assert note("a", by=ANNA) == "a"
    assert note("b", by=SYSTEM) == "b"
    for other in (BILAL, OUTSIDER, Actor(9, "stranger")):
        with pytest.raises(PermissionDenied):
            note("c", by=other)
    assert [event.subject_label for event in Event.objects.order_by("number")] == ["a", "b"]


def test_whom_the_verb_concerns_decides_whether_one_may() -> None:
    @verb(lambda by, organisation_id: organisation_id in by.organisations())
    def touch(organisation_id: int, *, by: Actor) -> None:
        record("test.touched", by=by, concerns=organisation_id)

    touch(3, by=BILAL)
    with pytest.raises(PermissionDenied):
        touch(4, by=BILAL)


def test_a_verb_that_fails_halfway_changes_nothing() -> None:
    @verb(for_the_secretariat)
    def halfway(*, by: Actor) -> None:
        Organisation.objects.create(name="Half")
        record("test.half", by=by)
        raise Refused("Not now.")

    with pytest.raises(Refused) as refusal:
        halfway(by=ANNA)
    assert refusal.value.sentence == "Not now."
    assert not Organisation.objects.exists()
    assert not Event.objects.exists()


def test_a_verb_without_an_event_is_a_fault_and_undone() -> None:
    @verb(for_the_secretariat)
    def forgetful(*, by: Actor) -> None:
        Organisation.objects.create(name="Forgotten")

    with pytest.raises(RuntimeError, match="left no event"):
        forgetful(by=ANNA)
    assert not Organisation.objects.exists()


def test_a_silent_verb_may_end_without_event() -> None:
    @verb(for_the_secretariat, silent=True)
    def quiet(*, by: Actor) -> bool:
        return connection.in_atomic_block

    assert quiet(by=ANNA)


def test_a_verb_within_a_verb_leaves_its_event_with_the_outer_ones_transaction() -> None:
    @verb(for_the_secretariat)
    def inner(*, by: Actor) -> None:
        record("test.inner", by=by)

    @verb(for_the_secretariat)
    def outer(*, by: Actor) -> None:
        inner(by=by)
        raise Refused("No.")

    with pytest.raises(Refused), transaction.atomic():
        outer(by=ANNA)
    assert not Event.objects.exists()


def test_an_actor_speaks_for_its_organisations() -> None:
    both = Actor(5, "Both", (Held("company", 3), Held("adviser", 4, about_id=3)))
    assert both.organisations() == {3, 4}
    assert both.organisations("company") == {3}
    assert both.organisation_id is None
    assert BILAL.organisation_id == 3
    assert OUTSIDER.organisation_id is None
