"""A body meets, at a table or in writing: agenda, papers, who was there, minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.agreements.models import Seat
from convenant.base.walls import Walled
from convenant.people.models import Person


class Meeting(Walled):
    """A body comes together; `in_writing` it answers between two moments and nobody travels."""

    body = models.CharField(_("body"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    in_writing = models.BooleanField(_("in writing, between meetings"), default=False)
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    changes = models.PositiveIntegerField(default=0)  # how often its time or place moved
    convened_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=500, blank=True)
    minutes = models.TextField(_("minutes, in general"), max_length=20_000, blank=True)
    minutes_sent_at = models.DateTimeField(null=True)
    reply_until = models.DateField(null=True)
    # What was sent: the language its sentences are in, and the SHA-256 of that text.
    minutes_language = models.CharField(max_length=5, blank=True)
    sent_digest = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)
    frozen_text = models.TextField(blank=True)  # the minutes as approved, whole
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of that text

    class Meta(Walled.Meta):
        ordering = ["-starts", "-pk"]

    def __str__(self) -> str:
        return self.title


class AgendaItem(Walled):
    """One point of an agenda, and what the minutes say of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("explanation"), max_length=10_000, blank=True)
    minutes = models.TextField(_("what was said"), max_length=20_000, blank=True)

    class Meta(Walled.Meta):
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class Paper(Walled):
    """A document at an item; its tier says who reads it."""

    class Tier(models.TextChoices):
        DESK = "secretariat_and_monitor", _("Secretariat and monitor")
        PARTIES = "parties", _("The parties")
        PUBLIC = "public", _("Everyone")

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(_("name"), max_length=200)
    tier = models.CharField(_("who may read it"), max_length=24, choices=Tier, default=Tier.PARTIES)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Confirmation(Walled):
    """A participant read the statement on competition law and will keep to it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="confirmations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    statement = models.CharField(max_length=64)  # SHA-256 of the text that was confirmed
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "meeting", "person"], name="confirmed_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class Attendance(Walled):
    """Who filled a seat at a meeting, or that nobody did."""

    class State(models.TextChoices):
        PRESENT = "present", _("Present")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    state = models.CharField(max_length=8, choices=State)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "meeting", "seat"], name="seat_filled_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.state}"


class Mandate(Walled):
    """Whoever holds a seat lets another person of that side speak for it at one meeting, in writing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="mandates")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("what the mandate says"), max_length=1000)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.given_by} → {self.given_to}"


class Recusal(Walled):
    """A person with an interest in an item leaves the table for it, with whatever seat they fill."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("the interest"), max_length=1000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agreement", "item", "person"], name="recused_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class ActionPoint(Walled):
    """What somebody took on at an item, and until when."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(_("what will be done"), max_length=500)
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("by whom")
    )
    due = models.DateField(_("by when"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.text


class MinutesReply(Walled):
    """A participant approves the minutes, or says what is not right in them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approves = models.BooleanField()
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the minutes replied to
    text = models.TextField(_("what is not right"), max_length=4000, blank=True)
    answer = models.TextField(_("what was done with it"), max_length=4000, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "meeting", "person"], name="minutes_answered_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class CalendarKey(Walled):
    """The secret in the address of one person's calendar; only its hash is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agreement", "person"], name="one_calendar_each")
        ]

    def __str__(self) -> str:
        return str(self.person)
