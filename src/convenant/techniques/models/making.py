"""How a technique comes about: the group, its key issues, the data, the comments, the trial."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.people.models import Organisation, Person
from convenant.techniques.models.technique import Draft, Technique


class GroupSeat(Walled):
    """A seat in a technique's working group, for a side."""

    technique = models.ForeignKey(Technique, on_delete=models.CASCADE, related_name="group")
    side = models.CharField(_("side"), max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["side", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "technique", "person"],
                condition=models.Q(until=None),
                name="in_the_group_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.person}"


class KeyIssue(Walled):
    """A question that the group settled at the kick-off to answer, and its answer."""

    technique = models.ForeignKey(Technique, on_delete=models.CASCADE, related_name="issues")
    round = models.PositiveIntegerField(default=1)
    text = models.CharField(_("key issue"), max_length=500)
    answer = models.TextField(_("what was found"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class DataQuestion(Walled):
    """A number that members are asked for, so that levels rest on what is reached in practice."""

    technique = models.ForeignKey(Technique, on_delete=models.CASCADE, related_name="questions")
    round = models.PositiveIntegerField(default=1)
    name_nl = models.CharField(_("question (Dutch)"), max_length=300)
    name_en = models.CharField(_("question (English)"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60)
    low = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    high = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    until = models.DateField(_("answers until"))
    asked_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    released = models.JSONField(null=True)  # what the protection rules let out, as it was then

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name_en


class DataAnswer(Walled):
    """One member's number; its own people and the secretariat and monitor read it, nobody else."""

    question = models.ForeignKey(DataQuestion, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=3)
    method = models.CharField(_("how it was measured"), max_length=500, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "question", "organisation"], name="data_answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.value}"


class Comment(Walled):
    """What somebody finds of a draft; each is answered before the next step."""

    class State(models.TextChoices):
        OPEN = "open", _("to be answered")
        TAKEN = "taken", _("taken over")
        PARTLY = "partly", _("taken over in part")
        NOT_TAKEN = "not_taken", _("not taken over")

    technique = models.ForeignKey(Technique, on_delete=models.CASCADE, related_name="comments")
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    place = models.CharField(_("on which part"), max_length=40, blank=True)
    text = models.TextField(_("comment"), max_length=4000)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    by_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class PilotMember(Walled):
    """A member that tries an emerging technique, of its own will; nobody scores it."""

    technique = models.ForeignKey(Technique, on_delete=models.CASCADE, related_name="pilots")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    experience = models.TextField(_("what it showed"), max_length=4000, blank=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "technique", "organisation"], name="tries_it_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"
