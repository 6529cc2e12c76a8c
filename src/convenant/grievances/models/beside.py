"""Rooms beside the case: disputes between parties, talks without prejudice, and a name told under four eyes."""

from django.db import models

from convenant.base.walls import Walled
from convenant.grievances.models.at_rest import AtRestText
from convenant.grievances.models.cases import Case
from convenant.grievances.models.keys import Keyholder
from convenant.people.models import Organisation, Person


class Dispute(Walled):
    """Who of the agreement has a dispute with whom; the words are in the case's room."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="disputes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_on = models.DateField()
    # No organisation: the dispute is with the secretariat.
    against = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Walled.Meta):
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["case"], name="one_dispute_a_case")]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.against or ''}"


class Mediation(Walled):
    """Talks without prejudice: who leads them, and the only thing that leaves the room, their result."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mediations")
    mediator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)
    settled = models.BooleanField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["case"], name="one_mediation_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.mediator}"


class NameTold(Walled):
    """A custodian asks, a chair agrees, and the name is told to one person for one reason."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="names_told")
    holder = models.ForeignKey(Keyholder, on_delete=models.PROTECT, related_name="names_told")
    why = AtRestText()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    sealed = models.BinaryField(null=True)  # the name, sealed to the one who is told
    read_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.holder_id}"
