"""A proposal: its texts, amendments, positions, outcome, and what it changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.agreements.models import Seat
from convenant.base.walls import Walled
from convenant.decisions.models.meetings import AgendaItem
from convenant.people.models import Organisation, Person


class Proposal(Walled):
    """What a body is asked to decide, under a number that stays.

    `about_kind` and `about_key` name what it would change, for the room that hears `decision.adopted`.
    What the outcome was made of (rule, places, positions, reasons) is kept with it as it was.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        PUT = "put", _("open for positions")
        CLOSED = "closed", _("closed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Tier(models.TextChoices):
        PARTIES = "parties", _("The parties")
        PUBLIC = "public", _("Everyone")

    class About(models.TextChoices):
        OTHER = "other", _("Something else")
        DEFINITION = "definition", _("The definition of the agreement")
        TECHNIQUE = "technique", _("A best available technique")
        MEMBER = "member", _("A member's status")

    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    body = models.CharField(_("body that decides"), max_length=60)
    about_kind = models.CharField(
        _("what it is about"), max_length=20, choices=About, default=About.OTHER
    )
    about_key = models.CharField(max_length=80, blank=True)
    tier = models.CharField(
        _("who may read the decision"), max_length=8, choices=Tier, default=Tier.PARTIES
    )
    hidden = models.BooleanField(_("positions stay hidden until it closes"), default=False)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    item = models.ForeignKey(
        AgendaItem, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_for = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    choice = models.JSONField(default=dict)  # where the agreement is silent: way, shares, chair
    choice_because = models.CharField(max_length=1000, blank=True)
    definition = models.PositiveIntegerField(null=True)  # the version whose rule holds
    put_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=12, blank=True)
    how = models.CharField(max_length=20, blank=True)
    reasons = models.JSONField(default=list)
    table = models.JSONField(default=list)  # the seats at closing, with what each said
    withdrawn_because = models.CharField(max_length=1000, blank=True)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="proposal_number_once")
        ]

    def __str__(self) -> str:
        return self.title


class ProposalText(Walled):
    """One version of a proposal's text; added, never changed."""

    append_only = True

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "proposal", "number"], name="proposal_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} v{self.number}"


class Amendment(Walled):
    """Somebody asks for other words in one place of the text; `old` empty adds at the end."""

    class State(models.TextChoices):
        OPEN = "open", _("not decided")
        TAKEN = "taken", _("taken over")
        REFUSED = "refused", _("not taken over")
        WITHDRAWN = "withdrawn", _("withdrawn")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="amendments")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    by_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    old = models.TextField(_("the words as they stand"), max_length=10_000, blank=True)
    new = models.TextField(_("the words instead"), max_length=10_000, blank=True)
    reason = models.TextField(_("why"), max_length=4000)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answer = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.new[:80] or self.old[:80]


class SeatPosition(Walled):
    """What a seat says of one version of the text; a new version asks every seat anew."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="positions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="positions")
    version = models.PositiveIntegerField()
    stand = models.CharField(max_length=12)
    reason = models.TextField(max_length=4000, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=8)  # holder | deputy | mandate
    at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["seat", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "proposal", "seat"], name="one_position_a_seat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.stand}"


class Change(Walled):
    """What an adopted decision changed: a version of the definition, a technique, a member's standing."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    label = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "proposal", "kind", "key"], name="changed_once"
            )
        ]

    def __str__(self) -> str:
        return self.label
