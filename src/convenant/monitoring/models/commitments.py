"""What each party and body owes the agreement, what it says it did, and what the monitor finds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.people.models import Organisation, Person


class Commitment(Walled):
    """One commitment for one year: of the definition, or taken on by the party itself."""

    class Judgement(models.TextChoices):
        MET = "met", _("Met")
        PARTLY = "partly", _("Met in part")
        NOT_MET = "not_met", _("Not met")
        NOT_DUE = "not_due", _("Not due yet")

    year = models.PositiveIntegerField(_("year"))
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.CharField(max_length=80, blank=True)  # where a body owes it and no party does
    side = models.CharField(max_length=80, blank=True)
    obligation = models.CharField(max_length=80, blank=True)  # empty: taken on by itself
    text = models.CharField(_("what is promised"), max_length=1000)
    indicator = models.CharField(_("what shows it"), max_length=500, blank=True)
    due = models.DateField(_("by when"), null=True, blank=True)
    report = models.TextField(_("what was done"), max_length=10_000, blank=True)
    proof = models.URLField(_("where it can be seen"), max_length=500, blank=True)
    reported_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True)
    judgement = models.CharField(max_length=8, choices=Judgement, blank=True)
    reason = models.TextField(_("reason"), max_length=4000, blank=True)
    judged_at = models.DateTimeField(null=True)
    reply_until = models.DateField(null=True)
    reply = models.TextField(_("reply"), max_length=4000, blank=True)
    replied_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-year", "side", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "year", "organisation", "body", "obligation"],
                condition=~models.Q(obligation=""),
                name="owed_once_a_year",
            ),
            # Where a body owes it there is no organisation, and two of nothing are never the same.
            models.UniqueConstraint(
                fields=["agreement", "year", "body", "obligation"],
                condition=models.Q(organisation=None) & ~models.Q(obligation=""),
                name="body_owes_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]
