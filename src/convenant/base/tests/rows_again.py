"""What many tests begin with is made once; after that its rows are put back as they were.

Every test runs in a transaction that is rolled back, so what one made is gone for the next. Making an agreement with
its whole cast through the verbs takes a fifth of a second, two thousand times; putting the same rows back
takes a tenth of that. The rows are those that the verbs made, journal and all.
"""

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import AutoField

from convenant.base.walls import walls_down

T = TypeVar("T")


@dataclass(frozen=True)
class Kept:
    """Rows by table, the smallest id each may not meet in the database, and the things in Python."""

    rows: dict[str, Any]
    first: dict[str, int]
    things: bytes
    day: date


_kept: dict[tuple[str, bool], Kept] = {}


def made_once(name: str, make: Callable[[], T], kind: type[T]) -> T:
    """What `make` makes, from the rows that it made the first time where nothing stands in their way.

    Something does where rows with their ids are there already, or where another day was set.
    """
    key = (name, connection.vendor == "postgresql")
    kept = _kept.get(key)
    with walls_down("a test may be within one agreement when it asks for another's rows"):
        free = kept is not None and kept.day == date.today() and _free(kept)
        before = _last_ids()
        if kept is not None and free:
            with transaction.atomic():  # a row may point at one that is put back after it
                for table, rows in kept.rows.items():
                    _put(table, rows)
    if kept is not None and free:
        return kind(**pickle.loads(kept.things))  # noqa: S301 -- our own, of a moment ago
    made = make()
    if kept is None:
        with walls_down("the rows of every table, whoever's they are"):
            after = _last_ids()
            new = {table: before[table] for table in after if after[table] > before[table]}
            rows = {table: _taken(table, last) for table, last in new.items()}
            first = {table: _first(table, new[table]) for table in new}
        _kept[key] = Kept(rows, first, pickle.dumps(dict(vars(made))), date.today())
    return made


@functools.cache
def _tables() -> list[str]:
    """The tables whose rows have a number."""
    models = apps.get_models(include_auto_created=True)
    return sorted(
        {
            model._meta.db_table
            for model in models
            if isinstance(model._meta.pk, AutoField) and model._meta.managed
        }
    )


def _last_ids(tables: list[str] | None = None) -> dict[str, int]:
    tables = tables or _tables()
    asked = ", ".join(f'(SELECT coalesce(max(id), 0) FROM "{table}")' for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return dict(zip(tables, cursor.fetchone(), strict=True))


def _first(table: str, after: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT min(id) FROM "{table}" WHERE id > %s', [after])
        return cursor.fetchone()[0]


def _free(kept: Kept) -> bool:
    last = _last_ids(list(kept.first))
    return all(last[table] < first for table, first in kept.first.items())


def _taken(table: str, after: int) -> Any:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f'SELECT json_agg(t)::text FROM (SELECT * FROM "{table}" WHERE id > %s ORDER BY id) t',
                [after],
            )
            return cursor.fetchone()[0]
        # Past Django's converters: as the file holds them.
        found = cursor.cursor.execute(f'SELECT * FROM "{table}" WHERE id > ? ORDER BY id', [after])
        return [tuple(row) for row in found.fetchall()]


def _put(table: str, rows: Any) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", %s)',
                [rows],
            )
            return
        marks = ", ".join("?" * len(rows[0]))
        cursor.cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
