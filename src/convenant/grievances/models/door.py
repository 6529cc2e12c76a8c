"""The door to the public: open while somebody answers it."""

from django.db import models

from convenant.base.walls import Walled


class Door(Walled):
    """From when to when the door was open; it closes by itself where nobody would answer."""

    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    why_closed = models.CharField(max_length=500, blank=True)

    class Meta(Walled.Meta):
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.opened_on)


class WrongReceipt(Walled):
    """How often receipts that begin alike were typed wrongly since a moment; nothing of who typed them."""

    beginning = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agreement", "beginning"], name="beginning_once")
        ]

    def __str__(self) -> str:
        return str(self.count)
