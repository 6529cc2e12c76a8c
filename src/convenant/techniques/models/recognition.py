"""Recognition of the agreement or of a technique by an authority: a record with its file, never a flag."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.people.models import Person
from convenant.techniques.models.technique import Technique


class Recognition(Walled):
    """One application for recognition, with what an authority decided on it, if it did.

    `basis` is one of `recognition/bases.yaml`. `technique` is empty where the whole agreement is meant.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        SUBMITTED = "submitted", _("submitted")
        COMPLETENESS = "completeness", _("checked for completeness")
        ASSESSMENT = "assessment", _("being assessed")
        CONSULTATION = "consultation", _("others are consulted")
        RECOGNISED = "recognised", _("recognised")
        REFUSED = "refused", _("refused")
        MONITORING = "monitoring", _("recognised, being monitored")
        DEFICIENT = "deficient", _("notice of deficiency")
        REPAIRED = "repaired", _("repaired")
        WITHDRAWN = "withdrawn", _("recognition withdrawn")
        DROPPED = "dropped", _("application dropped")

    number = models.PositiveIntegerField()
    technique = models.ForeignKey(
        Technique, null=True, blank=True, on_delete=models.PROTECT, related_name="recognitions"
    )
    basis = models.CharField(_("legal basis"), max_length=40)
    authority = models.CharField(_("authority"), max_length=200)
    scope = models.TextField(_("scope"), max_length=4000, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    decision = models.CharField(_("decision: number and title"), max_length=500, blank=True)
    decision_address = models.URLField(_("where it can be read"), max_length=500, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), max_length=10_000, blank=True)
    deadline = models.DateField(_("to be repaired by"), null=True, blank=True)
    withdrawn_on = models.DateField(null=True)
    again_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="recognition_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.authority}"


class RecognitionStep(Walled):
    """One step of an application; added, never changed."""

    append_only = True

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="steps")
    was = models.CharField(max_length=12, choices=Recognition.State, blank=True)
    now = models.CharField(max_length=12, choices=Recognition.State)
    on = models.DateField(_("day"))
    text = models.TextField(_("what was said"), max_length=10_000, blank=True)
    deadline = models.DateField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.was} → {self.now}"


class Alignment(Walled):
    """How far one criterion is met: in what is written, and in what is done, judged apart."""

    class Grade(models.TextChoices):
        FULLY = "fully", _("Fully aligned")
        PARTIALLY = "partially", _("Partially aligned")
        NOT = "not", _("Not aligned")

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="alignment")
    criterion = models.CharField(_("criterion"), max_length=500)
    standard = models.CharField(_("in what is written"), max_length=10, choices=Grade, blank=True)
    standard_because = models.TextField(_("why"), max_length=4000, blank=True)
    implementation = models.CharField(
        _("in what is done"), max_length=10, choices=Grade, blank=True
    )
    implementation_because = models.TextField(_("why"), max_length=4000, blank=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.criterion


class RecognitionFile(Walled):
    """A document of the dossier."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=200)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
