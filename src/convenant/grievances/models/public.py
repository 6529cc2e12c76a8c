"""What the door tells besides: other places to go, and who checked a language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.people.models import Person


class Elsewhere(Walled):
    """Another place where somebody can complain or find help; kept by the secretariat, with its source."""

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("Police or emergency number")
        HOTLINE = "hotline", _("Telephone line for help")
        UNION = "union", _("Trade union")
        MECHANISM = "mechanism", _("Another complaints office for workers")
        NCP = "ncp", _("National Contact Point for the OECD Guidelines")
        INSPECTION = "inspection", _("Labour inspection or ombudsman")
        LEGAL = "legal", _("Legal help")

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)  # empty: whatever the country
    how = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.URLField(max_length=500, blank=True)
    source = models.CharField(max_length=500)
    looked_at = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["country", "kind", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class LanguageCheck(Walled):
    """Somebody whose own language it is read every text of the door in it."""

    language = models.CharField(max_length=8)
    digest = models.CharField(
        max_length=64
    )  # of the texts as they were: changed, they are unchecked
    by = models.CharField(max_length=200)  # who read them, as they want to be named
    on = models.DateField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(Walled.Meta):
        ordering = ["language", "-pk"]

    def __str__(self) -> str:
        return f"{self.language} {self.on}"
