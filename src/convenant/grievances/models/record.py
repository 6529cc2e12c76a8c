"""What is left of a case: how long what is kept, what was learnt, what its complainant thought of it, what the public reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.grievances.models.at_rest import AtRestText
from convenant.grievances.models.cases import Case
from convenant.grievances.models.codes import random_code
from convenant.people.models import Person


class Removal(Walled):
    """Something of a case is taken away for good: proposed by one handler, confirmed by another."""

    class What(models.TextChoices):
        IDENTITY = "identity", _("Who the complainant is")
        EVIDENCE = "evidence", _("Files, and everything said but the decisions")
        RECORD = "record", _("What is left: decisions, and the way in with the receipt")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="removals")
    what = models.CharField(max_length=8, choices=What)
    why = AtRestText()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.what}"


class KeptLonger(Walled):
    """Nothing of a case is taken away before a day: a court or a National Contact Point may still ask for it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="kept_longer")
    until = models.DateField()
    why = AtRestText()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.until}"


class Feedback(Walled):
    """What the complainant thought of how it went: three questions and a few words."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        HALF = "half", _("Half")
        NO = "no", _("No")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="feedbacks")
    heard = models.CharField(max_length=4, choices=Answer, blank=True)
    safe = models.CharField(max_length=4, choices=Answer, blank=True)
    fair = models.CharField(max_length=4, choices=Answer, blank=True)
    words = AtRestText(null=True)
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case"], name="feedback_once")]

    def __str__(self) -> str:
        return str(self.case_id)


class Lesson(Walled):
    """What others can learn of a case, in a sentence without names; other rooms hear of it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="lessons")
    theme = models.CharField(max_length=60)
    step = models.PositiveSmallIntegerField()  # of due diligence, as the OECD counts them
    said = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.said[:60]


class PublicCase(Walled):
    """A case in the public register; it came there in a batch, under a code of its own."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="public_cases")
    code = models.CharField(max_length=9, default=random_code)
    since = models.DateField()

    class Meta(Walled.Meta):
        ordering = ["-since", "code"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "code"], name="public_case_code_once"),
            models.UniqueConstraint(fields=["case"], name="public_once"),
        ]

    def __str__(self) -> str:
        return self.code


class EffectivenessReport(Walled):
    """How the mechanism did, as it was published: the next report is held beside it."""

    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    indicators = models.JSONField()
    shown = models.JSONField()  # the counts that were published, None where withheld

    class Meta(Walled.Meta):
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.on)
