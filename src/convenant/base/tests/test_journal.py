"""What was done stays known: the chain holds, and every way of touching it is found."""

import os
import subprocess
import sys
import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convenant.base import journal
from convenant.base.actors import SYSTEM, Actor
from convenant.base.journal import Break, on, record, verify
from convenant.base.models import Agreement, Event, JournalHead
from convenant.base.tests.at_once import at_once
from convenant.base.walls import within

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(db: None) -> Agreement:
    return Agreement.objects.create(slug="ours", title="Ours")


def written(agreement: Agreement, count: int = 5) -> None:
    with within(agreement), transaction.atomic():
        for number in range(count):
            record("test.happened", by=SYSTEM, old=None, new={"number": number})


def breaks(agreement: Agreement) -> list[Break]:
    with within(agreement):
        return list(verify(agreement))


def tamper(sql: str, *parameters: Any) -> None:
    """As whoever owns the database would: past the application."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_an_untouched_journal_holds(agreement: Agreement) -> None:
    written(agreement)
    assert breaks(agreement) == []
    with within(agreement):
        assert [event.number for event in Event.objects.order_by("number")] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "column, value",
    [
        ("verb", "test.nothing"),
        ("actor_name", "someone else"),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("subject_label", "another thing"),
        ("subject_id", "9"),
        ("subject_type", "a.thing"),
        ("concerns_id", 7),
        ("new", '{"number": 99}'),
        ("old", '"something"'),
        ("previous", "f" * 64),
        ("hash", "f" * 64),
    ],
)
@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_changed_row_is_found(column: str, value: Any, number: int, agreement: Agreement) -> None:
    written(agreement)
    tamper(f"UPDATE base_event SET {column} = %s WHERE number = %s", value, number)
    assert Break(number, "changed") in breaks(agreement)


def test_a_changed_row_with_its_own_hash_made_anew_is_found_by_the_next(
    agreement: Agreement,
) -> None:
    written(agreement)
    for number, found in ((2, 3), (5, 5)):
        with within(agreement):
            event = Event.objects.get(number=number)
            event.actor_name = "someone else"
        tamper(
            "UPDATE base_event SET actor_name = %s, hash = %s WHERE id = %s",
            event.actor_name,
            journal.digest(event),
            event.pk,
        )
        assert Break(found, "changed") in breaks(agreement)


@pytest.mark.parametrize("number", [1, 3])
def test_a_missing_row_is_found(number: int, agreement: Agreement) -> None:
    written(agreement)
    tamper("DELETE FROM base_event WHERE number = %s", number)
    assert breaks(agreement) == [Break(number, "missing")]


def test_a_missing_row_whose_neighbours_were_renumbered_is_found(agreement: Agreement) -> None:
    written(agreement)
    tamper("DELETE FROM base_event WHERE number = 3")
    tamper("UPDATE base_event SET number = 3 WHERE number = 4")
    tamper("UPDATE base_event SET number = 4 WHERE number = 5")
    assert Break(3, "changed") in breaks(agreement)


def test_a_cut_end_is_found(agreement: Agreement) -> None:
    written(agreement)
    tamper("DELETE FROM base_event WHERE number > 3")
    assert breaks(agreement) == [Break(4, "cut"), Break(5, "cut")]
    tamper("DELETE FROM base_event")
    assert [one.kind for one in breaks(agreement)] == ["cut"] * 5
    tamper("DELETE FROM base_journalhead")
    assert breaks(agreement) == [Break(1, "cut")]


def test_a_cut_end_with_the_head_set_back_is_found_by_the_heads_hash(
    agreement: Agreement,
) -> None:
    written(agreement)
    tamper("DELETE FROM base_event WHERE number = 5")
    tamper("UPDATE base_journalhead SET number = 4")
    assert breaks(agreement) == [Break(4, "changed")]


@pytest.mark.parametrize("number", [0, 6, 9])
def test_an_inserted_row_is_found(number: int, agreement: Agreement) -> None:
    written(agreement)
    columns = [f.column for f in Event._meta.concrete_fields if f.column not in ("id", "number")]
    listed = ", ".join(f'"{column}"' for column in columns)
    tamper(
        f"INSERT INTO base_event (number, {listed}) SELECT %s, {listed} FROM base_event "
        "WHERE number = 5",
        number,
    )
    assert breaks(agreement) == [Break(number, "inserted")]


def test_one_agreements_broken_chain_is_not_anothers(agreement: Agreement) -> None:
    other = Agreement.objects.create(slug="theirs", title="Theirs")
    written(agreement), written(other)
    tamper("DELETE FROM base_event WHERE agreement_id = %s AND number = 2", other.pk)
    assert breaks(agreement) == []
    assert breaks(other) == [Break(2, "missing")]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(old=anything, new=anything, label=st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_an_event_says_the_chain_holds_after_the_database_kept_it(
    db: None, old: Any, new: Any, label: str
) -> None:
    agreement = Agreement.objects.create(slug=uuid.uuid4(), title="Of one example")
    with within(agreement), transaction.atomic():
        record("test.happened", by=Actor(None, label or "x"), label=label, old=old, new=new)
    assert breaks(agreement) == []


def test_what_json_cannot_say_is_refused_before_it_is_written(agreement: Agreement) -> None:
    with within(agreement), pytest.raises(ValueError, match="JSON"), transaction.atomic():
        record("test.happened", by=SYSTEM, new=float("nan"))


def test_an_event_is_never_changed_or_deleted_through_the_platform(agreement: Agreement) -> None:
    written(agreement)
    with within(agreement):
        event = Event.objects.first()
        for deed in (
            event.save,
            event.delete,
            lambda: Event.objects.update(verb="x"),
            lambda: Event.objects.all().delete(),
            lambda: Event.objects.bulk_update([event], ["verb"]),
            lambda: Event._base_manager.filter(pk=event.pk).delete(),
        ):
            with pytest.raises(TypeError, match="only added"):
                deed()
    assert breaks(agreement) == []


def test_an_undone_deed_leaves_no_event(agreement: Agreement) -> None:
    written(agreement, 1)
    with within(agreement), pytest.raises(ZeroDivisionError), transaction.atomic():
        record("test.happened", by=SYSTEM)
        raise ZeroDivisionError
    written(agreement, 1)
    assert breaks(agreement) == []
    with within(agreement):
        assert JournalHead.objects.get().number == 2


def test_another_room_hears_of_an_event_within_the_same_transaction(agreement: Agreement) -> None:
    heard: list[Event] = []

    @on("test.heard")
    def hear(event: Event) -> None:
        heard.append(event)
        assert connection.in_atomic_block

    with within(agreement), transaction.atomic():
        record("test.heard", by=SYSTEM)
        record("test.other", by=SYSTEM)
    assert [event.verb for event in heard] == ["test.heard"]


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(agreement: Agreement) -> None:
    with within(agreement), pytest.raises(RuntimeError, match="same transaction"):
        record("test.happened", by=SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_make_one_chain(agreement: Agreement) -> None:
    written(agreement, 1)

    def write(name: str) -> None:
        for number in range(20):
            with within(agreement), transaction.atomic():
                record("test.happened", by=Actor(None, name), new=number)

    assert at_once(lambda: write("one"), lambda: write("other")) == [None, None]
    assert breaks(agreement) == []
    with within(agreement):
        assert Event.objects.count() == 41
        assert {event.actor_name for event in Event.objects.all()} == {"system", "one", "other"}


@pytest.mark.django_db(transaction=True)
def test_the_operators_command_says_whether_the_chain_holds(agreement: Agreement) -> None:
    written(agreement)
    whole = audit("verify")
    assert whole.returncode == 0, whole.stderr
    assert "ours: 5 events, the chain holds; the last is 5, " in whole.stdout
    tamper("UPDATE base_event SET verb = 'x' WHERE number = 2")
    tamper("DELETE FROM base_event WHERE number = 4")
    broken = audit("verify", "ours")
    assert broken.returncode == 1
    assert "ours: 4 events, 2 breaks" in broken.stdout
    assert "event 2 was changed" in broken.stdout
    assert "event 4 is missing" in broken.stdout
    unknown = audit("verify", "nothing")
    assert unknown.returncode == 1
    assert "No agreement at nothing" in unknown.stderr
    assert "Traceback" not in unknown.stderr + broken.stderr


def audit(*arguments: str) -> subprocess.CompletedProcess:
    """`convenant audit …` in a process of its own, on the test's database."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{known['NAME']}"
    else:
        url = f"postgresql://{known['USER']}:{known['PASSWORD']}@/{known['NAME']}?host={known['HOST']}"
        if known["PORT"]:
            url += f"&port={known['PORT']}"
    return subprocess.run(
        [sys.executable, "-m", "convenant", "audit", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "convenant.settings"},
        timeout=120,
    )
