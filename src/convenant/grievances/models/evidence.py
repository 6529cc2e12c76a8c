"""What a case is proved with, and through whose hands it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.grievances.models.cases import Case, CaseFile, Entry
from convenant.people.models import Person


class Evidence(Walled):
    """A file or a statement with a number; of what it is evidence is said in a sealed entry."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(CaseFile, null=True, on_delete=models.CASCADE, related_name="evidence")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="evidence")
    digest = models.CharField(max_length=64)  # SHA-256 of what lies sealed
    on = models.DateField()
    described = models.ForeignKey(
        Entry, null=True, on_delete=models.CASCADE, related_name="describes"
    )

    class Meta(Walled.Meta):
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="evidence_number_once"),
            models.UniqueConstraint(fields=["file"], name="file_in_evidence_once"),
            models.UniqueConstraint(fields=["entry"], name="entry_in_evidence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class CustodyStep(Walled):
    """Who had it in hands, and when."""

    class What(models.TextChoices):
        TAKEN_IN = "taken_in", _("took it in")
        DESCRIBED = "described", _("said what it is evidence of")
        OPENED = "opened", _("read it")
        DOWNLOADED = "downloaded", _("downloaded a copy of it")

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="custody")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["evidence", "pk"]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.what}"
