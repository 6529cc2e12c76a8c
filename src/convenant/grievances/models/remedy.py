"""Remedy: what is owed to whom, each company's share, what was done, and whether the people got it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.grievances.models.at_rest import AtRestText
from convenant.grievances.models.cases import Case
from convenant.grievances.models.codes import random_code
from convenant.people.models import Organisation, Person


class RemedyItem(Walled):
    """One thing that puts it right, by one of the five forms of remedy (UNGP 25, commentary)."""

    class Form(models.TextChoices):
        RESTITUTION = "restitution", _("Restitution: as it was before")
        COMPENSATION = "compensation", _("Compensation: money for harm")
        REHABILITATION = "rehabilitation", _("Rehabilitation: care and help")
        SATISFACTION = "satisfaction", _("Satisfaction: apology, truth said in public")
        NON_REPETITION = "non_repetition", _("Non-repetition: it cannot happen again")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="remedy")
    form = models.CharField(max_length=16, choices=Form)
    what = AtRestText()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    due = models.DateField()
    agreed_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    why_withdrawn = AtRestText(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "due", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.form}"


class RemedyShare(Walled):
    """What one company bears of an item: an amount of the money, or the deed itself."""

    code = models.CharField(max_length=9, default=random_code)
    item = models.ForeignKey(RemedyItem, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta(Walled.Meta):
        ordering = ["item", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "organisation"], name="share_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.organisation_id}"


class RemedyDeed(Walled):
    """A payment or another deed under a share, with its proof."""

    share = models.ForeignKey(RemedyShare, on_delete=models.CASCADE, related_name="deeds")
    on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    said = AtRestText()
    proof_name = AtRestText(null=True)
    proof = models.BinaryField(null=True)  # sealed with the installation's key
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(Walled.Meta):
        ordering = ["share", "pk"]

    def __str__(self) -> str:
        return f"{self.share_id} {self.on}"


class RemedyWord(Walled):
    """What the people for whom it is say of an item: got it, partly, or not."""

    class Got(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    item = models.ForeignKey(RemedyItem, on_delete=models.CASCADE, related_name="words")
    got = models.CharField(max_length=6, choices=Got)
    on = models.DateField()
    # Empty: said by the complainant with the receipt. Else by a person of this organisation for them.
    through = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Walled.Meta):
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.got}"


class Verification(Walled):
    """Somebody goes and looks whether it was done; how often and when, the definition says."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="verifications")
    number = models.PositiveIntegerField()  # from 1, in the order of time
    due = models.DateField()
    done_on = models.DateField(null=True)
    found = AtRestText(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="verified_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
