"""A smallest valid row of any model, so that a test can walk every room's tables.

Rows are made from the fields alone; a new model needs nothing here unless a constraint of its own
asks for values that its fields do not tell.
"""

import itertools
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from convenant.base.actors import SYSTEM
from convenant.base.journal import record
from convenant.base.models import Agreement, Event, JournalHead
from convenant.base.row_security import walled_models
from convenant.base.walls import Walled, current_agreement, within

_count = itertools.count(1)


def filled(model: type[models.Model], **given: Any) -> models.Model:
    """An unsaved row with every field that must have a value filled; foreign keys are made."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in given or field.attname in given or field.primary_key:
            continue
        if field.name == "agreement" and issubclass(model, Walled):
            continue
        if not must_be_given(field):
            continue
        values[field.name] = a_value(field)
    return model(**(values | given))


def made(model: type[models.Model], **given: Any) -> Any:
    """A saved row in the open agreement; the journal's two tables are written by the journal."""
    if model is Event:
        from django.db import transaction

        with transaction.atomic():
            return record("test.happened", by=SYSTEM)
    if model is JournalHead:
        return JournalHead.objects.get()
    row = filled(model, **given)
    row.save()
    return row


def must_be_given(field: models.Field) -> bool:
    """Whether the database refuses the row without a value here (and for text: an empty one too)."""
    if isinstance(field, models.DateField) and (field.auto_now or field.auto_now_add):
        return False
    if field.has_default():
        return False
    if field.null:
        return False
    return not (field.blank and field.empty_strings_allowed and not field.unique)


def a_value(field: models.Field) -> Any:
    """A value the field accepts, another each time."""
    number = next(_count)
    if isinstance(field, models.ForeignKey):
        return a_row(field.related_model)
    if field.choices:
        return next(iter(value for value, _ in field.flatchoices if value != ""))
    match field:
        case models.DateTimeField():
            return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
        case models.DateField():
            return date(2026, 1, 1)
        case models.BooleanField():
            return False
        case models.DecimalField():
            return Decimal(1)
        case models.FloatField():
            return 0.5
        case models.SmallIntegerField():
            return number % 30_000 + 1  # a long run makes more rows than such a field counts
        case models.IntegerField():
            return number
        case models.UUIDField():
            return uuid.uuid4()
        case models.JSONField():
            return {}
        case models.BinaryField():
            return b"x"
        case models.EmailField():
            return f"person{number}@example.org"
        case models.CharField() | models.TextField():
            return f"x{number}"[: field.max_length or 20]
        case models.FileField():
            return f"file{number}"
    raise AssertionError(f"say in {__name__} what a {type(field).__name__} may hold")


def a_row(model: type[models.Model]) -> Any:
    """A new row to point at, in the open agreement."""
    return current_agreement() if model is Agreement else made(model)


def one_of_each(agreement: Agreement) -> dict[type[Walled], Any]:
    """A row of every walled model in this agreement."""
    with within(agreement):
        return {model: made(model) for model in walled_models()}
