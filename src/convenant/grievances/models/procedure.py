"""Where a case stands: the stages it went through, each with its clock."""

from django.db import models

from convenant.base.walls import Walled
from convenant.grievances.models.at_rest import AtRestText
from convenant.grievances.models.cases import Case


class Phase(Walled):
    """A stage or track of a case while its clock runs; what was decided at its end is an entry in the case's room.

    The safety check and the promised feedback run beside the stages.
    """

    BESIDE = ("safety", "feedback")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="phases")
    stage = models.CharField(max_length=20)
    clock = models.CharField(max_length=60, blank=True)  # its id; empty where none runs
    since = models.DateField()
    # The clock as the agreement had it on that day; it may have begun in the stage before.
    clock_since = models.DateField(null=True)
    days = models.PositiveIntegerField(null=True)
    working = models.BooleanField(default=False)
    pausable = models.BooleanField(default=False)
    extendable = models.PositiveIntegerField(default=0)  # by how many days in all
    ended_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "since", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stage}"


class Pause(Walled):
    """The clock stands still, for a reason that both sides read."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True)
    why = AtRestText()

    class Meta(Walled.Meta):
        ordering = ["phase", "since", "pk"]

    def __str__(self) -> str:
        return f"{self.phase_id} {self.since}"


class Extension(Walled):
    """The clock runs longer, for a reason that both sides read."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="extensions")
    on = models.DateField()
    days = models.PositiveIntegerField()
    why = AtRestText()

    class Meta(Walled.Meta):
        ordering = ["phase", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.phase_id} {self.days}"
