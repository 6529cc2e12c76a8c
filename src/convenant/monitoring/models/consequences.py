"""Steps of the consequences ladder against a company, each with the chance to be heard first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.assessments.models import SelfAssessment
from convenant.base.walls import Walled
from convenant.people.models import Organisation, Person


class Step(Walled):
    """One consequence for one company: announced, answered, decided, in force, over."""

    class Decision(models.TextChoices):
        TAKEN = "taken", _("Taken")
        NOT_TAKEN = "not_taken", _("Not taken")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    consequence = models.CharField(max_length=80)  # its id in the definition
    step = models.PositiveIntegerField()  # its place on the ladder when it was announced
    assessment = models.ForeignKey(
        SelfAssessment, null=True, on_delete=models.PROTECT, related_name="steps"
    )
    obligation = models.CharField(
        max_length=80, blank=True
    )  # of the definition, where one was broken
    ground = models.TextField(_("ground"), max_length=4000)
    skips_because = models.CharField(max_length=1000, blank=True)
    announced_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(auto_now_add=True)
    answer_until = models.DateField()
    # Why these days, where the definition has no term of its own and others than the usual were given.
    days_because = models.CharField(max_length=500, blank=True)
    answer = models.TextField(_("answer"), max_length=10_000, blank=True)
    answered_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True)
    decided_by = models.CharField(
        max_length=80, blank=True
    )  # the body, as the definition had it then
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(_("where the decision is recorded"), max_length=300, blank=True)
    reason = models.TextField(_("reasons"), max_length=4000, blank=True)
    in_force_from = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    lifted_on = models.DateField(null=True)
    lifted_because = models.CharField(max_length=1000, blank=True)
    contested = models.TextField(max_length=4000, blank=True)  # the company disputes the decision
    contested_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-announced_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=models.Q(decision=""),
                name="one_step_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.consequence}"
