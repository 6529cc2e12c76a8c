"""A technique under a number that stays: its drafts, its published versions, criteria made of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.assessments.models import Framework
from convenant.base.walls import Walled
from convenant.decisions.models import Proposal
from convenant.people.models import Organisation, Person


class Technique(Walled):
    """A best available technique (BAT), or an emerging one on trial.

    `stage` is where its present round of making stands; versions published in earlier rounds stay in force
    meanwhile. The words that are decided on are those of `language`; other languages translate them.
    """

    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        GROUP = "group", _("working group being formed")
        DATA = "data", _("data being collected")
        DRAFT_1 = "draft_1", _("first draft open for comments")
        DRAFT_2 = "draft_2", _("second draft open for comments")
        FINAL = "final", _("final meeting")
        TABLED = "tabled", _("before the body that decides")
        ADOPTED = "adopted", _("adopted, not yet published")
        PUBLISHED = "published", _("published")
        PILOT = "pilot", _("on trial")
        ENDED = "ended", _("ended")

    class Kind(models.TextChoices):
        PROCESS_STEP = "process_step", _("Process step")
        RISK_THEME = "risk_theme", _("Risk theme")
        PURCHASING_PRACTICE = "purchasing_practice", _("Purchasing practice")
        GRIEVANCE = "grievance", _("Grievance mechanism")
        MONITORING = "monitoring", _("Monitoring")

    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)  # of the newest draft, in `language`
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    language = models.CharField(max_length=3)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PROPOSED)
    round = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_for = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_because = models.TextField(_("why this is needed, with evidence"), max_length=10_000)
    made_at = models.DateTimeField(auto_now_add=True)
    mandate = models.TextField(_("mandate of the working group"), max_length=4000, blank=True)
    output = models.CharField(_("what the group delivers"), max_length=500, blank=True)
    kicked_off_on = models.DateField(_("day of the kick-off"), null=True)
    scope = models.TextField(_("scope"), max_length=4000, blank=True)
    comment_until = models.DateField(_("comments until"), null=True)
    final_on = models.DateField(_("day of the final meeting"), null=True)
    final_text = models.TextField(
        _("what the final meeting settled"), max_length=10_000, blank=True
    )
    proposal = models.ForeignKey(  # at the table in the present round
        Proposal, null=True, on_delete=models.PROTECT, related_name="techniques"
    )
    pilot_from = models.DateField(null=True)
    pilot_until = models.DateField(null=True)
    pilot_question = models.TextField(_("what the trial is to show"), max_length=4000, blank=True)
    pilot_result = models.TextField(_("what it showed"), max_length=10_000, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True)
    review_because = models.CharField(_("why it is reviewed"), max_length=1000, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaces"
    )
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=1000, blank=True)

    class Meta(Walled.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="technique_number_once")
        ]

    def __str__(self) -> str:
        return self.title


class Draft(Walled):
    """One state of a technique's content; added, never changed."""

    append_only = True

    technique = models.ForeignKey(Technique, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    round = models.PositiveIntegerField(default=1)
    stage = models.CharField(max_length=10, choices=Technique.Stage)  # in which it was written
    content = models.JSONField()  # `content.Content`
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "technique", "number"], name="technique_draft_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.technique} {self.number}"


class TechniqueVersion(Walled):
    """A technique as published, at an address that stays; a later version supersedes it, never erases it."""

    technique = models.ForeignKey(Technique, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    text = models.TextField()  # the words as adopted
    digest = models.CharField(max_length=64)  # SHA-256 of the content in canonical JSON
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="bat_versions")
    adopted_on = models.DateField()
    published_on = models.DateField()
    superseded_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=1000, blank=True)

    class Meta(Walled.Meta):
        ordering = ["technique", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "technique", "number"], name="technique_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.technique} v{self.number}"

    @property
    def is_in_force(self) -> bool:
        return self.superseded_on is None and self.withdrawn_on is None


class CriterionMade(Walled):
    """A published technique became a criterion of a year's framework."""

    version = models.ForeignKey(TechniqueVersion, on_delete=models.PROTECT, related_name="criteria")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="techniques")
    criterion = models.CharField(max_length=80)  # its id in the definition

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "version", "framework"], name="criterion_made_once"
            )
        ]

    def __str__(self) -> str:
        return self.criterion
