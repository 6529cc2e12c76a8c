"""What the parties ask of the state: diplomacy, money, rules elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.decisions.models.proposals import Proposal
from convenant.people.models import Organisation, Person


class Ask(Walled):
    """A request to the government side: to whom, what, by when; the answer, and what came of it."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("What was asked came about")
        PARTLY = "partly", _("It came about in part")
        NOT_REACHED = "not_reached", _("It did not come about")

    number = models.PositiveIntegerField()
    to = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("to whom")
    )
    addressed = models.CharField(
        _("to be taken to"), max_length=200, blank=True
    )  # the government or authority it is about
    what = models.CharField(_("what is asked"), max_length=300)
    text = models.TextField(_("explanation"), max_length=10_000)
    deadline = models.DateField(_("answer asked by"))
    proposal = models.ForeignKey(
        Proposal,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="asks",
        verbose_name=_("decision it rests on"),
    )
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_for = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=10_000, blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome, blank=True)
    outcome_text = models.TextField(_("in words"), max_length=4000, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="ask_number_once")
        ]

    def __str__(self) -> str:
        return self.what
