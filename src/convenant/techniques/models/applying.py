"""How each company comes to apply a technique: its clock, its evidence, another way, more time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.assessments.models import EvidenceItem
from convenant.base.walls import Walled
from convenant.decisions.models import Proposal
from convenant.people.models import Organisation, Person
from convenant.techniques.models.technique import TechniqueVersion


class Clock(Walled):
    """By when one company applies one version, as it was last worked out; `apply_by` None: not running.

    `because` holds what it follows from (`phase_in.ApplyBy` as plain values), for the page to say in words.
    """

    version = models.ForeignKey(TechniqueVersion, on_delete=models.CASCADE, related_name="clocks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    apply_by = models.DateField(null=True)
    because = models.JSONField(default=dict)
    worked_out_at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["apply_by", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "version", "organisation"], name="one_clock_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.apply_by}"


class ClockMove(Walled):
    """A clock that moved: whose, from which day to which, by which deed. Added, never changed."""

    append_only = True

    version = models.ForeignKey(TechniqueVersion, on_delete=models.CASCADE, related_name="moves")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    was = models.DateField(null=True)
    now = models.DateField(null=True)
    because = models.JSONField(default=dict)
    verb = models.CharField(max_length=80)  # the deed that moved it, as the journal has it
    event_number = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.was} → {self.now}"


class Uptake(Walled):
    """One company's own work on one version: its plan, and since when it applies it."""

    version = models.ForeignKey(TechniqueVersion, on_delete=models.CASCADE, related_name="uptakes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    plan = models.TextField(_("what we will do"), max_length=4000, blank=True)
    planned_by = models.DateField(_("ready by"), null=True, blank=True)
    applied_on = models.DateField(null=True)  # the day all required evidence was first there

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "version", "organisation"], name="one_uptake_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"


class EvidenceShown(Walled):
    """A document of the company stands for one of the evidence items that a version asks."""

    uptake = models.ForeignKey(Uptake, on_delete=models.CASCADE, related_name="shown")
    asked = models.CharField(max_length=60)  # the id of an evidence item of the content
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="bat_uses")
    shown_on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "uptake", "asked", "item"], name="shown_for_it_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked} ← {self.item}"


class EquivalentMeasure(Walled):
    """A company does something else with equal effect; the monitor judges whether it is equal."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("to be judged")
        EQUAL = "equal", _("equal effect shown")
        NOT_EQUAL = "not_equal", _("equal effect not shown")
        WITHDRAWN = "withdrawn", _("withdrawn")

    version = models.ForeignKey(TechniqueVersion, on_delete=models.PROTECT, related_name="measures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("what we do instead"), max_length=4000)
    effect = models.TextField(_("what shows that its effect is equal"), max_length=4000)
    state = models.CharField(max_length=9, choices=State, default=State.CLAIMED)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    judged_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), max_length=4000, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta(Walled.Meta):
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.version}"


class MeasureEvidence(Walled):
    """A document that shows what an equivalent measure does."""

    measure = models.ForeignKey(EquivalentMeasure, on_delete=models.CASCADE, related_name="shown")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="measure_uses")
    shown_on = models.DateField()

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "measure", "item"], name="measure_shown_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} ← {self.item}"


class Derogation(Walled):
    """More time for one company, asked with costs and benefits, granted with a public reason and an end."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    number = models.PositiveIntegerField()
    version = models.ForeignKey(
        TechniqueVersion, on_delete=models.PROTECT, related_name="derogations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why we cannot apply it in time"), max_length=4000)
    cost_benefit = models.TextField(_("costs and benefits"), max_length=10_000)
    until = models.DateField(_("asked until"))
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    granted_until = models.DateField(null=True)
    # The company's class as the register names it, of that day: one that followed the company would tell whose it is.
    class_then = models.CharField(max_length=60, blank=True)
    public_reason = models.TextField(_("reason, as published"), max_length=4000, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    proposal = models.ForeignKey(
        Proposal, null=True, on_delete=models.PROTECT, related_name="derogations"
    )

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="derogation_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.organisation}"


class DerogationOpinion(Walled):
    """What a side thinks of a derogation that is asked."""

    class Stance(models.TextChoices):
        FOR = "for", _("Grant it")
        CONDITIONS = "conditions", _("Grant it on conditions")
        AGAINST = "against", _("Do not grant it")

    derogation = models.ForeignKey(Derogation, on_delete=models.CASCADE, related_name="opinions")
    side = models.CharField(max_length=60)
    stance = models.CharField(_("opinion"), max_length=10, choices=Stance)
    text = models.TextField(_("reason"), max_length=4000)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    by_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "derogation", "by_for"], name="one_opinion_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.stance}"
