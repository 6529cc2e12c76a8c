"""An offer to solve a case, as the complainant reads it and answers it."""

from django.db import models

from convenant.base.walls import Walled
from convenant.grievances.models.at_rest import AtRestText
from convenant.grievances.models.cases import Case
from convenant.people.models import Person


class Offer(Walled):
    """What the companies offer, put before the complainant; accepted, the case is settled."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="offers")
    text = AtRestText()
    put_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    put_on = models.DateField()
    accepted_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.put_on}"

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return not (self.accepted_on or self.refused_on or self.withdrawn_on)
