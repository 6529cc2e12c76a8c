"""Frozen publications, each at an address that never changes."""

from django.conf import settings
from django.db import models

from convenant.base.walls import Walled


class Edition(Walled):
    """The public list as it was on a day: rows frozen, never recomputed."""

    number = models.PositiveIntegerField()
    published_on = models.DateField()
    rows = models.JSONField(default=list)  # public fields only, already through the thresholds
    row_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="edition_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.published_on})"
