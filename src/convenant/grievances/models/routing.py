"""What the companies are told, each by itself, and what each answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.grievances.models.at_rest import AtRestText
from convenant.grievances.models.cases import Case
from convenant.grievances.models.codes import random_code
from convenant.people.models import Organisation, Person


class Release(Walled):
    """A text for the companies. Nobody is told it before the complainant agreed to these very words."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="releases")
    text = AtRestText()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    agreed_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"


class Hold(Walled):
    """The companies are told nothing: asked by the complainant, or set for somebody's safety."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holds")
    since = models.DateField()
    why = AtRestText()
    lifted_on = models.DateField(null=True)
    why_lifted = AtRestText(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.since}"


class Notice(Walled):
    """One company is told of a case on a day that is the same for all; it reads its own notice only."""

    # Random: a row's number would tell how many notices there are besides.
    code = models.CharField(max_length=9, default=random_code)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="notices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField()  # a batch day: nobody reads it before
    due = models.DateField()
    mailed_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["told_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "organisation"], name="told_once"),
            models.UniqueConstraint(fields=["agreement", "code"], name="notice_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.organisation_id}"


class NoticeWord(Walled):
    """Something said beside a notice, between one company and the handlers."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("Answer")
        MEASURE = "measure", _("Proposed measure")
        QUESTION = "question", _("Question of the handlers")
        OFFER = "offer", _("Offer to solve it")
        HEARING = "hearing", _("Invitation to a hearing")

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=10, choices=Kind)
    text = AtRestText()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["notice", "pk"]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.kind}"


class NoticeFile(Walled):
    """A document a company shows beside its answer; it lies sealed with the installation's key."""

    word = models.ForeignKey(NoticeWord, on_delete=models.CASCADE, related_name="files")
    name = AtRestText()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of the plain file
    content = models.BinaryField()

    class Meta(Walled.Meta):
        ordering = ["word", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
