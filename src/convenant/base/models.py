"""What every room shares: the tenant row and the journal."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from convenant.base.tenant import Agreement
from convenant.base.walls import Walled

__all__ = ["Agreement", "Event", "JournalHead"]


class Event(Walled):
    """One deed: who, when, what, old and new. Added, never changed."""

    append_only = True

    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=80, db_index=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    subject_label = models.CharField(max_length=300, blank=True)
    concerns_id = models.BigIntegerField(null=True, db_index=True)
    old = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    new = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="event_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The journal is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("The journal is only added to.")


class JournalHead(Walled):
    """The chain's end, locked while the next event is written."""

    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta(Walled.Meta):
        constraints = [models.UniqueConstraint(fields=["agreement"], name="one_journal_head")]

    def __str__(self) -> str:
        return f"journal at {self.number}"
