"""What somebody was told about a case by mail: once each, and never a word of the case."""

from django.db import models

from convenant.base.walls import Walled
from convenant.grievances.models.procedure import Phase


class Call(Walled):
    """A clock called: near its end, late, or twice as late as it may be."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="calls")
    loudness = models.CharField(max_length=10)  # of `procedure.clocks.Escalation`
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["phase", "pk"]
        constraints = [models.UniqueConstraint(fields=["phase", "loudness"], name="called_once")]

    def __str__(self) -> str:
        return f"{self.phase_id} {self.loudness}"
