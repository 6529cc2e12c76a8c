"""Who decides a case: the panel, who cannot sit in it, and what binds members of the committee to others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.grievances.models.cases import Case, Entry
from convenant.people.models import Organisation, Person


class Tie(Walled):
    """What binds somebody of the committee to an organisation, as they declared it themselves."""

    class Kind(models.TextChoices):
        EMPLOYMENT = "employment", _("Works there")
        OWNERSHIP = "ownership", _("Owns it, or a part of it")
        MANDATE = "mandate", _("Is on its board, supervises or represents it")
        ADVICE = "advice", _("Does paid work for it")
        FAMILY = "family", _("Somebody of the family is bound to it")
        FORMER = "former", _("Was bound to it before")
        OTHER = "other", _("Another tie")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    declared_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["person", "pk"]

    def __str__(self) -> str:
        return str(self.person)


class OwnershipLink(Walled):
    """Two organisations in one ownership group: a tie with one is a tie with the other."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    with_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("where this is said"), max_length=300)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["organisation__name", "pk"]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.with_organisation}"


class PanelSeat(Walled):
    """Somebody decides in a case, as its chair or for a side, until another takes the place."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=60, blank=True)  # empty: the chair
    deputy = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "side", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(until=None),
                name="on_a_panel_once",
            ),
            models.UniqueConstraint(
                fields=["case", "side"],
                condition=models.Q(until=None),
                name="one_of_a_side_on_a_panel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person}"


class Recusal(Walled):
    """Somebody of the committee does not sit in a case; why is sealed in the case's room, where it is said."""

    class Ground(models.TextChoices):
        CONFLICT = "conflict", _("Cannot sit in this case")
        OWN_WISH = "own_wish", _("Steps back")
        OBJECTION = "objection", _("After an objection")
        ABSENT = "absent", _("Cannot be there")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground)
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="steps_back_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person}"


class ConflictCheck(Walled):
    """The answer whether somebody may sit in a case; the token lets who has the facts check it later."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conflict_checks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    may_sit = models.BooleanField()
    token = models.CharField(max_length=64)

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person}"


class Hearing(Walled):
    """A party or a witness is heard; what is said about it lies sealed in the case's room."""

    class Party(models.TextChoices):
        COMPLAINANT = "complainant", _("The complainant")
        RESPONDENT = "respondent", _("A company that the case is about")
        WITNESS = "witness", _("A witness")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="hearings")
    party = models.CharField(max_length=12, choices=Party)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    invited_on = models.DateField()
    invitation = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="invites")
    minutes = models.ForeignKey(
        Entry, null=True, on_delete=models.CASCADE, related_name="minutes_of"
    )
    declined_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.party}"


class MinutesApproval(Walled):
    """A member of the panel finds that these minutes, in this version, tell what was said."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="approvals")
    minutes = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["hearing", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "person"], name="approves_once"),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.person}"
