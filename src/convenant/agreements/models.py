"""An agreement as it runs: the versions of its definition, who signed it, who sits where."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.people.models import Organisation, Person


class DefinitionVersion(Walled):
    """One version of the agreement's definition, kept as it was uploaded."""

    number = models.PositiveIntegerField()
    text = models.TextField()
    file_name = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    loaded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="definition_number_once")
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class Party(Walled):
    """An organisation that signed, on one side; a member (participating company) has a class."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=60)
    member_class = models.CharField(_("member class"), max_length=60, blank=True)
    is_supporter = models.BooleanField(default=False)
    joined = models.DateField(_("joined"))
    left = models.DateField(_("left"), null=True, blank=True)
    turnover_share = models.DecimalField(  # of the sector's turnover, per cent
        _("share of the sector's turnover (%)"),
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
    )

    class Meta(Walled.Meta):
        ordering = ["side", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=models.Q(left=None),
                name="party_signs_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Seat(Walled):
    """A place in a body, held by a person for a side, with a deputy."""

    body = models.CharField(max_length=60)
    side = models.CharField(max_length=60, blank=True)  # empty: the independent chair
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(Walled.Meta):
        ordering = ["body", "side", "pk"]

    def __str__(self) -> str:
        return f"{self.body}: {self.person}"
