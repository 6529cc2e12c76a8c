"""Who reads which company's assessment, what they score, what the company replies, and an appeal."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.assessments.models import SelfAssessment
from convenant.base.walls import Walled
from convenant.people.models import Organisation, Person


class Interest(Walled):
    """A tie of an assessor to a company, because of which it is never theirs to assess."""

    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("what ties them"), max_length=500)
    declared_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["assessor__name", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "assessor", "organisation"],
                condition=models.Q(ended_at=None),
                name="interest_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.organisation}"


class Allocation(Walled):
    """One drawing of who reads whom, from a seed that was public before; anybody can repeat it."""

    year = models.PositiveIntegerField(_("year"))
    seed = models.CharField(_("seed"), max_length=200)
    seed_source = models.CharField(_("where the seed was published"), max_length=500)
    second_share = models.PositiveSmallIntegerField(_("second readings (%)"), default=0)
    # What went in, so that it can be worked out again: companies, assessors, conflicts, who stood already.
    drawn_from = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.year}: {self.seed}"


class Reading(Walled):
    """One assessor reads one assessment; the second, where there is one, is blind to the first."""

    class Place(models.TextChoices):
        FIRST = "first", _("First reading")
        SECOND = "second", _("Second reading")
        APPEAL = "appeal", _("Reading on appeal")

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.PROTECT, related_name="readings"
    )
    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=6, choices=Place)
    allocation = models.ForeignKey(
        Allocation, null=True, on_delete=models.PROTECT, related_name="readings"
    )
    done_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "place"],
                condition=~models.Q(place="appeal"),
                name="read_once_in_each_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.assessor}"


class Score(Walled):
    """What an assessor finds of one criterion, and why; `as_read` is what stood when the reading was done."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=80)
    level = models.CharField(max_length=80, blank=True)  # empty: does not apply
    reason = models.TextField()
    as_read = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["reading", "pk"]
        constraints = [models.UniqueConstraint(fields=["reading", "criterion"], name="scored_once")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level or '–'}"


class Question(Walled):
    """What an assessor wants to know of the company, and its answer."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="questions")
    criterion = models.CharField(max_length=80)
    text = models.TextField(_("question"), max_length=4000)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=10_000, blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Verdict(Walled):
    """The way from draft to final of one assessment: the company hears first, and may reply by a day."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft, the company may reply")
        REPLIED = "replied", _("The company replied")
        FINAL = "final", _("Final")

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.PROTECT, related_name="verdicts"
    )
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    draft_at = models.DateTimeField(auto_now_add=True)
    reply_until = models.DateField()
    appeal_until = models.DateField(null=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    final_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-draft_at"]
        constraints = [models.UniqueConstraint(fields=["assessment"], name="one_verdict")]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_state_display()}"


class Reply(Walled):
    """What the company says to one draft score, and what the assessor makes of it."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="replies")
    criterion = models.CharField(max_length=80)
    text = models.TextField(_("reply"), max_length=10_000)
    at = models.DateTimeField(auto_now=True)
    response = models.TextField(_("response"), max_length=4000, blank=True)
    changed = models.BooleanField(null=True)  # the score changed because of it

    class Meta(Walled.Meta):
        ordering = ["verdict", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "criterion"], name="replied_once")
        ]

    def __str__(self) -> str:
        return self.criterion


class Appeal(Walled):
    """A company contests a final outcome; someone who did not read it before decides."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("The appeal is well-founded")
        PARTLY = "partly", _("The appeal is well-founded in part")
        REJECTED = "rejected", _("The appeal is not well-founded")

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="appeals")
    ground = models.TextField(_("grounds"), max_length=10_000)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reading = models.ForeignKey(
        Reading, null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.TextField(_("reason"), max_length=10_000, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verdict"], condition=models.Q(outcome=""), name="one_open_appeal"
            ),
            models.UniqueConstraint(fields=["reading"], name="one_appeal_a_reading"),
        ]

    def __str__(self) -> str:
        return str(self.verdict)
