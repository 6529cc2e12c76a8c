"""Retaliation: how likely it is thought, what happened, and what is done; the words are in the case's room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.grievances.models.cases import Case, Entry


class SafetyCheck(Walled):
    """How great the risk of retaliation is thought at a stage; the reasons are a sealed entry."""

    class Level(models.TextChoices):
        LOW = "low", _("Low")
        SERIOUS = "serious", _("Serious")
        ACUTE = "acute", _("Acute: act now")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="safety_checks")
    stage = models.CharField(max_length=20)
    level = models.CharField(max_length=8, choices=Level)
    on = models.DateField()
    again_on = models.DateField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="safety_checks")

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.level}"


class Incident(Walled):
    """Somebody was threatened or punished; looked after until it is closed with an outcome."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="incidents")
    on = models.DateField()
    by_complainant = models.BooleanField()
    look_on = models.DateField()
    closed_on = models.DateField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="incidents")

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"
