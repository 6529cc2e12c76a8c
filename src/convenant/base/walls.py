"""Another agreement's rows do not exist for you: the walls between agreements.

Three layers, because one slip in a query must not show one sector's lists to another:

1. `Walled` models are only fetched and written inside `within(agreement)`. The scope itself is
   django-scopes'; the manager here closes the holes that library leaves open (`exists`, `explain`,
   `create`, `bulk_create`, `raw`, `_base_manager`, foreign keys into another agreement, deleting a
   row at hand). A query asks which agreement is open when it *runs*, not when it was written, so
   that a query kept from one agreement shows nothing of it in the next.
2. Foreign keys from walled to shared models (a person, an organisation) have no reverse name, so
   that no query can start at the shared side and join across the wall.
3. On PostgreSQL the same block runs as the role `convenant_app`, for which row-level security hides
   and refuses every other agreement's row, raw SQL included (`row_security.py`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DatabaseError, connection, models
from django.db.backends.signals import connection_created
from django.db.models import F, Value
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError
from django_scopes.state import get_scope

from convenant.base.tenant import Agreement

APP_ROLE = "convenant_app"

# What the database session is told: None = no walls (operator), "" = behind walls, no agreement.
_session: ContextVar[str | None] = ContextVar("database_session", default=None)


@contextmanager
def within(agreement: Agreement) -> Iterator[Agreement]:
    """Everything inside sees and writes this agreement only."""
    with scope(agreement=agreement), _database_session(str(agreement.pk)):
        yield agreement


@contextmanager
def behind_walls() -> Iterator[None]:
    """Everything inside sees no agreement's rows at all: a page that belongs to no agreement."""
    with scope(agreement=None), _database_session(""):
        yield


@contextmanager
def walls_down(why: str) -> Iterator[None]:
    """The few deeds that must see across agreements; the reason is for the reader and the test."""
    if not why:
        raise ValueError("Say why the walls must come down.")
    with scopes_disabled(), _database_session(None):
        yield


def current_agreement() -> Agreement:
    """The agreement whose walls we are within."""
    agreement = get_scope().get("agreement") if get_scope().get("_enabled", True) else None
    if agreement is None:
        raise ScopeError("This happens within one agreement; none is open.")
    return agreement


@contextmanager
def _database_session(value: str | None) -> Iterator[None]:
    before = _session.get()
    if value == before:
        yield
        return
    token = _session.set(value)
    try:
        _tell(value)
        yield
    finally:
        _session.reset(token)
        try:
            _tell(before)
        except DatabaseError:
            # A broken transaction takes no commands; its rollback restores the session's
            # settings to what they were before it began.
            if not connection.in_atomic_block:
                raise


def _tell(value: str | None, target: Any = None) -> None:
    target = target or connection
    if target.vendor != "postgresql" or target.connection is None:
        return  # nothing to tell, or told when the connection opens
    with target.cursor() as cursor:
        # One question, for it is asked several times per page; role "none" is the login's own.
        cursor.execute(
            "SELECT set_config('convenant.agreement', %s, false), set_config('role', %s, false)",
            [value or "", "none" if value is None else APP_ROLE],
        )


def _on_connect(*, connection: Any, **_: Any) -> None:
    if connection.alias == "default" and _session.get() is not None:
        _tell(_session.get(), connection)


def watch_connections() -> None:
    """A connection that opens inside the walls is told so."""
    connection_created.connect(_on_connect, dispatch_uid="walls")


class OpenAgreement(Value):
    """The agreement open when the query runs; without one, the query does not run."""

    def __init__(self) -> None:
        super().__init__(None, output_field=models.BigIntegerField())

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        agreement = get_scope().get("agreement")
        if agreement is None:
            raise ScopeError("This query was written within an agreement; none is open now.")
        return "%s", (agreement.pk,)


class WalledQuerySet(models.QuerySet):
    """Rows of one agreement; refuses to write or point into another."""

    _rows_checked = False

    def _clone(self) -> "WalledQuerySet":
        clone = super()._clone()  # type: ignore[misc]
        clone._rows_checked = self._rows_checked
        return clone

    def update(self, **values: Any) -> int:
        self._refuse_to_change_history()
        if "agreement" in values or "agreement_id" in values:
            raise ScopeError("A row never moves to another agreement.")
        if not self._rows_checked:
            _refuse_foreign_values(self.model, values)
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_to_change_history()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(
        self,
        objs: Iterable[Any],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Iterable[str] | None = None,
        unique_fields: Iterable[str] | None = None,
    ) -> list[Any]:
        if update_conflicts:
            self._refuse_to_change_history()
            if not {"agreement", "agreement_id"} & set(unique_fields or ()):
                raise ScopeError(
                    "A conflict may be with another agreement's row: "
                    "name agreement among the unique fields."
                )
        objs = list(objs)
        for row in objs:
            row.take_agreement()
        refuse_foreign_rows(self.model, objs)
        return super().bulk_create(
            objs,
            batch_size,
            ignore_conflicts,
            update_conflicts,
            list(update_fields) if update_fields else None,
            list(unique_fields) if unique_fields else None,
        )

    bulk_create.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        self._refuse_to_change_history()
        objs = list(objs)
        for row in objs:
            row.take_agreement()
        refuse_foreign_rows(self.model, objs)
        checked = self._chain()  # type: ignore[attr-defined]
        checked._rows_checked = True
        return super(WalledQuerySet, checked).bulk_update(objs, fields, batch_size)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise ScopeError("Raw SQL would see over the wall; write it as a query.")

    def extra(self, *args: Any, **kwargs: Any) -> Any:
        raise ScopeError("Raw SQL would see over the wall; write it as a query.")

    def _refuse_to_change_history(self) -> None:
        if getattr(self.model, "append_only", False):
            raise TypeError(f"{self.model.__name__} is only added to.")


class WalledManager(models.Manager.from_queryset(WalledQuerySet)):  # type: ignore[misc]
    """Refuses to make any query where no agreement is open; else only that agreement's rows."""

    def get_queryset(self) -> WalledQuerySet:
        state = get_scope()
        if not state.get("_enabled", True):
            return super().get_queryset()
        if state.get("agreement") is None:
            raise ScopeError(f"{self.model.__name__} lives within an agreement; none is open.")
        return super().get_queryset().filter(agreement_id=OpenAgreement())


class Walled(models.Model):
    """A row that belongs to one agreement and is seen within it only."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = WalledManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.take_agreement()
        refuse_foreign_rows(type(self), [self])
        super().save(*args, **kwargs)

    save.alters_data = True  # type: ignore[attr-defined]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        # Django deletes a row at hand by its key alone, past the manager.
        self.take_agreement()
        return super().delete(*args, **kwargs)

    delete.alters_data = True  # type: ignore[attr-defined]

    def take_agreement(self) -> None:
        """Belong to the open agreement; refuse to be another's."""
        state = get_scope()
        if not state.get("_enabled", True):
            if self.agreement_id is None:
                raise ScopeError("With the walls down, say which agreement the row is of.")
            return
        agreement = current_agreement()
        if self.agreement_id is None:
            self.agreement = agreement
        elif self.agreement_id != agreement.pk:
            raise ScopeError(f"This {type(self).__name__} belongs to another agreement.")


def walled_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    """The model's foreign keys that point at other walled rows."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, Walled)
    ]


def refuse_foreign_rows(model: type[models.Model], rows: Iterable[Any]) -> None:
    """Raise where a row points at a row of another agreement; one query per key not yet in memory."""
    rows = list(rows)
    for key in walled_keys(model):
        wanted: dict[int, set[int]] = {}
        for row in rows:
            target = getattr(row, key.attname)
            if target is None:
                continue
            if key.is_cached(row) and not getattr(row, key.name)._state.adding:
                if getattr(row, key.name).agreement_id != row.agreement_id:
                    raise ScopeError(f"{model.__name__}.{key.name} points into another agreement.")
            elif row._state.adding or target != row.__dict__.get(f"_checked_{key.attname}"):
                wanted.setdefault(row.agreement_id, set()).add(target)
        for agreement_id, targets in wanted.items():
            _refuse_unless_in(key, targets, agreement_id)
        for row in rows:
            row.__dict__[f"_checked_{key.attname}"] = getattr(row, key.attname)


def _refuse_unless_in(key: models.ForeignKey, targets: set[int], agreement_id: int) -> None:
    found = key.related_model._base_manager.filter(agreement_id=agreement_id)
    ids = list(targets)
    seen = sum(
        found.filter(pk__in=ids[start : start + 5000]).count() for start in range(0, len(ids), 5000)
    )
    if seen != len(ids):
        raise ScopeError(f"{key.model.__name__}.{key.name} points into another agreement.")


def _refuse_foreign_values(model: type[models.Model], values: dict[str, Any]) -> None:
    for key in walled_keys(model):
        for name in (key.name, key.attname):
            value = values.get(name)
            if isinstance(value, Value):
                value = value.value
            if value is None or isinstance(value, F):  # F: a key of the same row
                continue
            if hasattr(value, "resolve_expression"):
                raise ScopeError(f"Say which row {model.__name__}.{key.name} points at.")
            target = value.pk if isinstance(value, models.Model) else value
            _refuse_unless_in(key, {target}, current_agreement().pk)
