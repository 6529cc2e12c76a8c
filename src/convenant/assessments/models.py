"""A year's framework, what a company answers to it and shows for it, and what it means to do."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.agreements.models import DefinitionVersion
from convenant.base.walls import Walled
from convenant.people.models import Organisation
from convenant.risks.models import Risk


class Tier(models.TextChoices):
    """Who may read something, from the narrowest circle to the widest; the definition's own tiers."""

    COMPANY = "company", _("Only our own people")
    DESK = "secretariat_and_monitor", _("Secretariat, monitor, adviser and assessor")
    PARTIES = "parties", _("All parties")
    PUBLIC = "public", _("Everyone")


class Framework(Walled):
    """The definition's assessment part as it held for one year, frozen.

    It points to a version of the definition, and those never change. A later version of the same year
    is another row; results are compared within one row only.
    """

    year = models.PositiveIntegerField(_("year"))
    version = models.PositiveIntegerField()
    definition = models.ForeignKey(
        DefinitionVersion, on_delete=models.PROTECT, related_name="frameworks"
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "year", "version"], name="framework_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} v{self.version}"


class SelfAssessment(Walled):
    """One company's answers for one year, under one framework; open until the company submits it."""

    class State(models.TextChoices):
        OPEN = "open", _("Being filled in")
        SUBMITTED = "submitted", _("Submitted")
        FINAL = "final", _("Assessed")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField(_("year"))
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # What decides which criteria are asked and which pass mark holds, as it was when it began.
    member_class = models.CharField(max_length=80, blank=True)
    membership_year = models.PositiveIntegerField(default=1)
    chain_roles = models.JSONField(default=list)  # what it is in the chain, as it said itself
    tiers = models.JSONField(default=list)  # the tiers of the chain it knows sites in
    employees = models.PositiveIntegerField(_("number of staff"), null=True, blank=True)
    # The outcome of the own answers as submitted, and that of the assessor's scores once they are final
    # (`results.stored`): totals, sections, status and what is needed to say why.
    result = models.JSONField(null=True)
    final = models.JSONField(null=True)
    final_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=1000, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-year", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "year"], name="one_self_assessment_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"


class Answer(Walled):
    """What the company says to one criterion; `version` grows with each save, so that none is lost."""

    class Standing(models.TextChoices):
        DRAFT = "draft", _("Not answered yet")  # words without a level: kept, and not counted
        ANSWERED = "answered", _("Answered")
        NOT_APPLICABLE = "not_applicable", _("Does not apply to us")
        REFUSED = "refused", _("Refused: beyond what may be asked of us")

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=80)
    standing = models.CharField(max_length=14, choices=Standing, default=Standing.ANSWERED)
    level = models.CharField(max_length=80, blank=True)  # the id of a level of the criterion
    reason = models.TextField(blank=True)  # why it does not apply, or is refused
    text = models.TextField(blank=True)
    tier = models.CharField(max_length=24, choices=Tier, default=Tier.DESK)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level or self.standing}"


class EvidenceItem(Walled):
    """A document of the company; one item serves many criteria and years."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=80, blank=True)  # an evidence kind of a framework
    tier = models.CharField(_("who may read it"), max_length=24, choices=Tier, default=Tier.DESK)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()  # as it came; behind the same walls as everything else
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the content
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class EvidenceUse(Walled):
    """This item is shown for this answer."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="uses")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="uses")
    shown_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["answer", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "item"], name="evidence_used_once")
        ]

    def __str__(self) -> str:
        return f"{self.answer} ← {self.item}"


class AnswerSheet(Walled):
    """A filled-in workbook that was handed in and waits for the company's own check.

    Nothing of it counts until someone looked at what would change; `rows` is what was understood.
    """

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="sheets")
    file_name = models.CharField(max_length=255)
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ActionPlan(Walled):
    """A company's plan for one year: its goals, handed in once they are there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField(_("year"))
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Walled.Meta):
        ordering = ["-year", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "year"], name="one_action_plan_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"


class Goal(Walled):
    """Something the company will reach by a day, and the number that shows whether it did."""

    class State(models.TextChoices):
        OPEN = "open", _("Being worked on")
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("Dropped")
        CARRIED = "carried", _("Carried over to the next year")

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="goals")
    risk = models.ForeignKey(Risk, null=True, on_delete=models.SET_NULL, related_name="goals")
    text = models.CharField(_("goal"), max_length=1000)
    indicator = models.CharField(_("indicator"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60)
    baseline = models.DecimalField(
        _("baseline"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=3)
    owner = models.CharField(_("who is responsible"), max_length=150)
    due = models.DateField(_("by when"))
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=1000, blank=True)  # why it was dropped
    carried_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.text[:120]


class GoalProgress(Walled):
    """How far a goal was on a day."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="progress")
    on = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=3, null=True, blank=True)
    text = models.CharField(_("what was done"), max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Walled.Meta):
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.text[:60]}"


class Cohort(Walled):
    """Published results of a year that was assessed elsewhere: shares per status, with their source."""

    year = models.PositiveIntegerField(_("year"))
    shares = models.JSONField()  # status id → per cent; a status that was not published is absent
    assessed = models.PositiveIntegerField(_("companies assessed"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500)
    as_of = models.DateField(_("consulted on"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year"], name="one_cohort_a_year")
        ]

    def __str__(self) -> str:
        return str(self.year)
