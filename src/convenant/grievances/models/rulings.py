"""What the panel decided: its drafts, who agreed, its translations, and what of it is public."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.grievances.models.cases import Case, Entry
from convenant.grievances.models.codes import random_code
from convenant.people.models import Person


class Ruling(Walled):
    """A version of a ruling; its text and points are a sealed entry of the case's room."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rulings")
    version = models.PositiveIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="rulings")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    language = models.CharField(max_length=8)
    outcome = models.CharField(max_length=16)
    adopted_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="ruling_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.version}"


class RulingVote(Walled):
    """A member of the panel agrees with a version, or dissents for reasons that are sealed."""

    ruling = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    reasons = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="dissents")
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["ruling", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ruling", "person"], name="votes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ruling_id} {self.person}"


class RulingTranslation(Walled):
    """The adopted ruling in another language, made by a named human being."""

    ruling = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    translator = models.CharField(_("who translated it"), max_length=150)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="translations")
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["ruling", "language"]
        constraints = [
            models.UniqueConstraint(fields=["ruling", "language"], name="translated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ruling_id} {self.language}"


class PublishedRuling(Walled):
    """A new text, made from a ruling without the words that were struck; public under its own number for good.

    Prepared first; where a name lies in the identity room, its custodian looks whether it is in the text.
    """

    case = models.ForeignKey(
        Case, null=True, on_delete=models.SET_NULL, related_name="published_rulings"
    )
    ruling = models.ForeignKey(
        Ruling, null=True, on_delete=models.SET_NULL, related_name="published"
    )
    code = models.CharField(max_length=9, default=random_code)  # not the case's number
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    text = models.TextField()
    outcome = models.CharField(max_length=16)
    strikes = models.ForeignKey(
        Entry, null=True, on_delete=models.SET_NULL, related_name="strikes_of"
    )
    names_company = models.BooleanField(default=False)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    checked_on = models.DateField(null=True)  # by the custodian, against the name
    published_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "code"], name="ruling_code_once"),
        ]

    def __str__(self) -> str:
        return self.code
