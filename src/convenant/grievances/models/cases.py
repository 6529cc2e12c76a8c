"""A case as it is stored: who may open which room of it, and what lies sealed in each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.grievances.models.codes import random_code
from convenant.grievances.models.keys import Keyholder
from convenant.locations.models import Site
from convenant.people.models import Organisation, Person


class Case(Walled):
    """A complaint, a notification or a dispute. Its words are in its rooms, sealed."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("Complaint")
        NOTIFICATION = "notification", _("Notification")
        DISPUTE = "dispute", _("Dispute")

    class Openness(models.TextChoices):
        ANONYMOUS = "anonymous", _("Anonymous: nobody knows the name")
        CONFIDENTIAL = "confidential", _("Confidential: the custodian keeps the name")
        OPEN = "open", _("Open: the name may be told to the companies")

    class Behalf(models.TextChoices):
        SELF = "self", _("For oneself")
        GROUP = "group", _("For a group that gave a mandate")
        OTHER = "other", _("For somebody else, who has a code of their own")

    class SealedBy(models.TextChoices):
        BROWSER = "browser", _("Sealed on the phone, before it was sent")
        SERVER = "server", _("Sealed on arrival")

    number = models.CharField(max_length=9, default=random_code)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.COMPLAINT)
    openness = models.CharField(max_length=12, choices=Openness, default=Openness.ANONYMOUS)
    behalf = models.CharField(max_length=8, choices=Behalf, default=Behalf.SELF)
    sealed_by = models.CharField(max_length=8, choices=SealedBy, default=SealedBy.SERVER)
    language = models.CharField(max_length=8, default="en")  # of the complainant's pages
    received_on = models.DateField()
    # What the receipt leads to. Empty once the complainant's own access ended (retention).
    locator = models.CharField(max_length=64)
    complainant = (
        models.JSONField()
    )  # public key; private key under the receipt, with salt and cost
    mark = models.CharField(max_length=64)  # recognises the same words sent twice
    # Set by the handlers when the scope is judged; before, the site is among the sealed words.
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="cases")
    country = models.CharField(max_length=2, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=20, default="received")
    track = models.CharField(max_length=14, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    urgent = models.BooleanField(default=False)
    informed_on = models.DateField(
        null=True
    )  # the day on which the other parties heard of it first
    joined_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="joined"
    )
    reopens = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="reopened"
    )
    closed_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="case_number_once"),
            models.UniqueConstraint(fields=["locator"], name="case_locator_once"),
        ]

    def __str__(self) -> str:
        return self.number


class FurtherReceipt(Walled):
    """Another receipt to the same case: of a union that helps, or of each person of a group.

    Under it lies the complainant's private key, which never leaves the house opened; without this row the
    receipt opens nothing. It reads and adds; what is decided, the first receipt decides.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="further_receipts")
    locator = models.CharField(max_length=64)
    wrapped = models.JSONField()  # the complainant's private key under it, with salt and cost
    made_on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["locator"], name="further_receipt_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.made_on}"


class Room(Walled):
    """One of the three rooms of a case, with the public key that words are sealed to."""

    class Kind(models.TextChoices):
        CASE = "case", _("Case")
        IDENTITY = "identity", _("Identity")
        MEDIATION = "mediation", _("Mediation")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rooms")
    kind = models.CharField(max_length=10, choices=Kind)
    public = models.BinaryField(max_length=32)
    own = models.BinaryField(null=True)  # the private key, sealed to the complainant
    generation = models.PositiveIntegerField(default=1)  # one more each time the key is changed

    class Meta(Walled.Meta):
        ordering = ["case", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], name="one_room_of_each_kind")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Grant(Walled):
    """The private key of a room, sealed to somebody who may read there."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="grants")
    holder = models.ForeignKey(Keyholder, on_delete=models.CASCADE, related_name="grants")
    sealed = models.BinaryField()
    since = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["room", "holder"], name="one_grant_each")]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.holder_id}"


class Entry(Walled):
    """Something said in a room, sealed to it: an answer, a question, a minute, a draft."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("Complaint as it was sent")
        ADDITION = "addition", _("Addition")
        QUESTION = "question", _("Question to the complainant")
        ANSWER = "answer", _("Answer of the complainant")
        MESSAGE = "message", _("Message to the complainant")
        PROGRESS = "progress", _("Feedback: what was done so far")
        NOTE = "note", _("Note of the handlers")
        DECISION = "decision", _("Decision with reasons")
        SAFETY = "safety", _("Safety")
        MINUTES = "minutes", _("Minutes of a hearing")
        RULING = "ruling", _("Ruling")
        IDENTITY = "identity", _("Who the complainant is")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    to_complainant = models.BooleanField(default=False)  # else for those of the room only
    key = models.BinaryField()  # the content key, sealed to the room
    body = models.BinaryField()

    class Meta(Walled.Meta):
        ordering = ["room", "number"]
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="entry_number_once")]

    def __str__(self) -> str:
        return f"{self.room_id} {self.number}"


class CaseFile(Walled):
    """A photo, voice message or document: the original sealed, and a copy without its metadata, sealed too."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Kept; the copy without metadata is made at first reading")
        READY = "ready", _("Kept, with a copy without metadata")
        REFUSED = "refused", _("Kept, and not shared: it may be dangerous")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="files")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    size = models.PositiveBigIntegerField()  # of the original, in bytes
    digest = models.CharField(max_length=64)  # of the sealed original: what custody is proved with
    path = models.CharField(max_length=80)  # below the folder of sealed files
    key = models.BinaryField()
    copy_path = models.CharField(max_length=80, blank=True)
    copy_key = models.BinaryField(null=True)

    class Meta(Walled.Meta):
        ordering = ["entry", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Respondent(Walled):
    """A company that a case is about."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="respondents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="respondent_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)
