"""Whose secret opens what: handlers' keys, keys open for half an hour, and help when a secret is lost."""

from django.db import models

from convenant.base.walls import Walled
from convenant.grievances.models.at_rest import AtRestText
from convenant.people.models import Person


class Keyholder(Walled):
    """A person's key pair in this agreement; only their own secret opens the private half."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    wrapped = models.JSONField()  # the private key under their secret, with salt and cost
    made_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "person"],
                condition=models.Q(ended_on=None),
                name="one_key_a_person",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class OpenKey(Walled):
    """A private key open for half an hour; what opens this row is in the reader's browser only."""

    holder = models.ForeignKey(
        Keyholder, null=True, on_delete=models.CASCADE, related_name="open_keys"
    )
    case = models.ForeignKey("Case", null=True, on_delete=models.CASCADE, related_name="open_keys")
    further = models.ForeignKey(  # the receipt it was opened with, where it is not the first
        "FurtherReceipt", null=True, on_delete=models.CASCADE, related_name="open_keys"
    )
    locator = models.CharField(max_length=64)
    sealed = models.BinaryField()
    until = models.DateTimeField()

    class Meta(Walled.Meta):
        constraints = [models.UniqueConstraint(fields=["locator"], name="open_key_once")]

    def __str__(self) -> str:
        return str(self.until)


class RecoveryCircle(Walled):
    """The named people of whom so many together help somebody who lost their secret; published."""

    needed = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.needed)


class Recoverer(Walled):
    """Somebody of the circle."""

    circle = models.ForeignKey(RecoveryCircle, on_delete=models.CASCADE, related_name="recoverers")
    holder = models.ForeignKey(Keyholder, on_delete=models.PROTECT, related_name="in_circles")
    since = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "holder"], name="in_a_circle_once")
        ]

    def __str__(self) -> str:
        return str(self.holder)


class KeyShare(Walled):
    """One recoverer's share of somebody's private key, sealed to the recoverer."""

    holder = models.ForeignKey(Keyholder, on_delete=models.CASCADE, related_name="shares")
    recoverer = models.ForeignKey(Recoverer, on_delete=models.CASCADE, related_name="shares")
    sealed = models.BinaryField()

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["holder", "recoverer"], name="one_share_each")
        ]

    def __str__(self) -> str:
        return f"{self.holder_id}/{self.recoverer_id}"


class RecoveryRequest(Walled):
    """Somebody lost their secret and asks the circle; a new key waits for their old one."""

    holder = models.ForeignKey(Keyholder, on_delete=models.PROTECT, related_name="recoveries")
    public = models.BinaryField(max_length=32)
    wrapped = models.JSONField()
    why = AtRestText()
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["holder"],
                condition=models.Q(done_at=None, stopped_at=None),
                name="one_recovery_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.holder)


class RecoveryHelp(Walled):
    """A recoverer's share, sealed again to the one who asks."""

    request = models.ForeignKey(RecoveryRequest, on_delete=models.CASCADE, related_name="helps")
    recoverer = models.ForeignKey(Recoverer, on_delete=models.PROTECT, related_name="helps")
    sealed = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["request", "recoverer"], name="helps_once")]

    def __str__(self) -> str:
        return f"{self.request_id}/{self.recoverer_id}"
