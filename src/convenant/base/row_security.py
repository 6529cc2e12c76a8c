"""PostgreSQL keeps the walls too: the application role sees the open agreement's rows only.

Runs after every migration, so that a new model's table is walled the moment it exists. The login
role owns the tables and migrates them; every request and job steps down to `convenant_app`, which
owns nothing, so the policies bind it. The journal may be added to and read, never changed.
"""

from typing import Any

from django.apps import apps
from django.db import connections, transaction

from convenant.base.walls import APP_ROLE, Walled


def raise_walls(*, using: str = "default", **_: Any) -> None:
    """Grant, enable and (re)make each walled table's policy; does nothing elsewhere than PostgreSQL."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    # In one transaction: the journal is at no moment open to change.
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            # Two migrations of two databases on one server may race to make the role.
            cursor.execute(
                f"DO $$ BEGIN CREATE ROLE {APP_ROLE} NOLOGIN NOINHERIT NOBYPASSRLS; "
                "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )
        cursor.execute(f"GRANT {APP_ROLE} TO CURRENT_USER")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")
        tables = set(connection.introspection.table_names(cursor))
        for model in walled_models():
            table = model._meta.db_table
            if table not in tables:
                continue
            cursor.execute(f"ALTER TABLE {quote(table)} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"DROP POLICY IF EXISTS one_agreement ON {quote(table)}")
            cursor.execute(
                f"CREATE POLICY one_agreement ON {quote(table)} TO {APP_ROLE} USING "
                "(agreement_id = NULLIF(current_setting('convenant.agreement', true), '')::bigint)"
            )
            if getattr(model, "append_only", False):
                cursor.execute(f"REVOKE UPDATE, DELETE ON {quote(table)} FROM {APP_ROLE}")


def walled_models() -> list[type[Walled]]:
    """Every model that lives within an agreement."""
    return [model for model in apps.get_models() if issubclass(model, Walled)]
