"""On PostgreSQL the database itself keeps the walls: raw SQL within an agreement, for every table."""

import contextlib

import pytest
from django.db import Error, connection, transaction
from django.test import Client

from convenant.base.actors import SYSTEM
from convenant.base.journal import record
from convenant.base.models import Agreement, Event
from convenant.base.row_security import raise_walls, walled_models
from convenant.base.tests.instances import one_of_each
from convenant.base.walls import APP_ROLE, behind_walls, within

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL keeps these walls"),
]


@pytest.fixture
def ours(db: None) -> Agreement:
    return Agreement.objects.create(slug="ours", title="Ours")


@pytest.fixture
def theirs(db: None) -> Agreement:
    return Agreement.objects.create(slug="theirs", title="Theirs")


def sql(text: str, parameters: list | None = None) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, parameters)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]


def test_every_table_with_an_agreement_has_its_wall() -> None:
    open_tables = sql(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE a.attname = 'agreement_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') "
        "AND NOT (c.relrowsecurity AND EXISTS "
        "(SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'one_agreement'))"
    )
    assert open_tables == []
    walled = {model._meta.db_table for model in walled_models()}
    found = {
        row[0]
        for row in sql(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'agreement_id'"
        )
    }
    assert found == walled


def test_raw_sql_sees_its_own_agreement_only(ours: Agreement, theirs: Agreement) -> None:
    one_of_each(ours), one_of_each(theirs)
    for model in walled_models():
        table = model._meta.db_table
        assert len(sql(f"SELECT DISTINCT agreement_id FROM {table}")) == 2
        for agreement in (ours, theirs):
            with within(agreement):
                assert sql(f"SELECT DISTINCT agreement_id FROM {table}") == [(agreement.pk,)]
        with behind_walls():
            assert sql(f"SELECT count(*) FROM {table}") == [(0,)]


def test_raw_sql_changes_no_row_of_another_agreement(ours: Agreement, theirs: Agreement) -> None:
    one_of_each(ours), one_of_each(theirs)
    for model in walled_models():
        table = model._meta.db_table
        with within(ours):
            if getattr(model, "append_only", False):
                continue
            hit = sql(f"UPDATE {table} SET id = id WHERE agreement_id = %s", [theirs.pk])
            assert hit == [(0,)], table
            hit = sql(f"DELETE FROM {table} WHERE agreement_id = %s", [theirs.pk])
            assert hit == [(0,)], table
            with pytest.raises(Error, match="row-level security"):
                sql(f"UPDATE {table} SET agreement_id = %s", [theirs.pk])


def test_raw_sql_adds_no_row_to_another_agreement(ours: Agreement, theirs: Agreement) -> None:
    rows = one_of_each(ours)
    for model in walled_models():
        columns = [
            connection.ops.quote_name(field.column)
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name != "agreement"
        ]
        listed = ", ".join(columns)
        with within(ours), pytest.raises(Error, match="row-level security"):
            sql(
                f"INSERT INTO {model._meta.db_table} (agreement_id, {listed}) "
                f"SELECT %s, {listed} FROM {model._meta.db_table} WHERE id = %s",
                [theirs.pk, rows[model].pk],
            )


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE base_event SET verb = 'nothing.happened'",
        "UPDATE base_event SET id = id",
        "DELETE FROM base_event",
        "TRUNCATE base_event",
    ],
)
def test_the_application_cannot_change_the_journal(deed: str, ours: Agreement) -> None:
    with within(ours):
        with transaction.atomic():
            record("test.happened", by=SYSTEM)
        with pytest.raises(Error, match="permission denied"):
            sql(deed)
        assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "deed",
    [
        "ALTER TABLE base_event DISABLE ROW LEVEL SECURITY",
        "DROP POLICY one_agreement ON base_event",
        "CREATE TABLE mine (id int)",
        "DROP TABLE base_event",
        f"ALTER ROLE {APP_ROLE} BYPASSRLS",
        f"GRANT UPDATE ON base_event TO {APP_ROLE}",
    ],
)
def test_the_application_cannot_take_the_walls_down_by_definition(
    deed: str, ours: Agreement
) -> None:
    granted = "SELECT has_table_privilege('convenant_app', 'base_event', 'UPDATE')"
    with within(ours):
        # Refused, all but the GRANT: PostgreSQL only warns that nothing was granted.
        with contextlib.suppress(Error):
            sql(deed)
        assert sql(granted) == [(False,)]
        assert sql("SELECT relrowsecurity FROM pg_class WHERE relname = 'base_event'") == [(True,)]
        assert sql("SELECT count(*) FROM pg_policy WHERE polname = 'one_agreement'")[0][0] == len(
            walled_models()
        )
        assert sql("SELECT rolbypassrls FROM pg_roles WHERE rolname = %s", [APP_ROLE]) == [(False,)]
        assert sql("SELECT to_regclass('mine') IS NULL") == [(True,)]


@pytest.mark.django_db(transaction=True)
def test_walls_are_raised_again_without_harm_after_each_migration(ours: Agreement) -> None:
    one_of_each(ours)
    raise_walls()
    with within(ours):
        assert sql("SELECT DISTINCT agreement_id FROM base_event") == [(ours.pk,)]
        with pytest.raises(Error, match="permission denied"):
            sql("DELETE FROM base_event")


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_opens_within_the_walls_is_behind_them(
    ours: Agreement, theirs: Agreement
) -> None:
    for agreement in (ours, theirs):
        with within(agreement), transaction.atomic():
            record("test.happened", by=SYSTEM)
    with within(ours):
        connection.close()
        assert sql("SELECT current_user::text") == [(APP_ROLE,)]
        assert sql("SELECT DISTINCT agreement_id FROM base_event") == [(ours.pk,)]
    assert sql("SELECT current_user::text") != [(APP_ROLE,)]
    assert len(sql("SELECT DISTINCT agreement_id FROM base_event")) == 2


@pytest.mark.django_db(transaction=True)
def test_one_connection_serves_one_agreement_after_the_other(
    ours: Agreement, theirs: Agreement
) -> None:
    for agreement in (ours, theirs, ours):
        with within(agreement), transaction.atomic():
            record("test.happened", by=SYSTEM)
            assert sql("SELECT DISTINCT agreement_id FROM base_event") == [(agreement.pk,)]
    for slug in ("ours", "nothing-here", "theirs"):
        Client().get(f"/{slug}/people/")
        with behind_walls():
            assert sql("SELECT count(*) FROM base_event") == [(0,)]
    assert sql("SELECT current_user::text") != [(APP_ROLE,)]
    assert sql("SELECT count(*) FROM base_event") == [(3,)]


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_leaves_the_walls_where_they_were(
    ours: Agreement, theirs: Agreement
) -> None:
    with within(ours):
        with pytest.raises(ZeroDivisionError), transaction.atomic(), within(theirs):
            raise ZeroDivisionError
        assert sql("SELECT current_setting('convenant.agreement')") == [(str(ours.pk),)]
        with pytest.raises(Error), transaction.atomic(), within(theirs):
            sql("SELECT no_such_column")
        assert sql("SELECT current_user::text, current_setting('convenant.agreement')") == [
            (APP_ROLE, str(ours.pk))
        ]
    assert sql("SELECT current_setting('convenant.agreement')") == [("",)]
