"""What sources say, and the risks that companies put on their list and judge."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.people.models import Organisation, Person
from convenant.risks.ranking import HIGHEST, LOWEST, Rated


class SourceEdition(Walled):
    """One edition of a source, from the file as handed in to what counts in the look-up."""

    class State(models.TextChoices):
        READ = "read", _("Read, waiting for your check")
        LOADED = "loaded", _("In use")
        WITHDRAWN = "withdrawn", _("No longer in use")

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    edition = models.CharField(max_length=60)
    published = models.DateField(null=True)
    publisher = models.CharField(max_length=300)
    licence = models.CharField(max_length=300)
    address = models.CharField(max_length=500, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    rejected = models.JSONField(default=list)  # row, sentences and cells, to hand back
    state = models.CharField(max_length=12, choices=State, default=State.READ)
    loaded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["title", "-edition", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.edition}".strip()


class KnownFact(Walled):
    """One thing a source's edition says of a product, a country and the modules of a theme."""

    edition = models.ForeignKey(SourceEdition, on_delete=models.CASCADE, related_name="facts")
    product = models.CharField(max_length=200, blank=True)  # empty: any product
    country = models.CharField(max_length=2, blank=True)  # empty: any country
    module = models.CharField(max_length=60)
    said = models.JSONField(default=dict)
    rating = models.JSONField(default=dict)
    worse = models.FloatField(null=True)
    page = models.CharField(max_length=500, blank=True)

    class Meta(Walled.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["agreement", "country", "module"], name="fact_by_place")]

    def __str__(self) -> str:
        return f"{self.product} {self.country} {self.module}".strip()


class Risk(Walled):
    """A risk on a company's list for a year: scoped first, judged in depth where it matters most."""

    class Involvement(models.TextChoices):
        """OECD Due Diligence Guidance for Responsible Business Conduct (2018), step 2.3."""

        CAUSED = "caused", _("The company causes it")
        CONTRIBUTED = "contributed", _("The company contributes to it")
        LINKED = "linked", _("Linked to the company through a business relation")

    class Decision(models.TextChoices):
        NOW = "now", _("Tackle now")
        LATER = "later", _("Tackle in a later wave")
        WATCH = "watch", _("Keep watching")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField(_("year"))
    theme = models.CharField(max_length=60)
    country = models.CharField(max_length=2, blank=True)
    product = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    why_scoped = models.TextField()
    scale = models.PositiveSmallIntegerField(null=True)
    scope = models.PositiveSmallIntegerField(null=True)
    irremediability = models.PositiveSmallIntegerField(null=True)
    likelihood = models.PositiveSmallIntegerField(null=True)
    involvement = models.CharField(max_length=12, choices=Involvement, blank=True)
    reason = models.TextField(blank=True)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    later_on = models.DateField(null=True)
    carried_from = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["year", "pk"]
        indexes = [models.Index(fields=["agreement", "year", "organisation"], name="risks_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "year", "theme", "country", "product"],
                name="risk_once_a_year",
            ),
            models.CheckConstraint(
                name="risk_judged_whole_or_not",
                condition=models.Q(
                    scale=None, scope=None, irremediability=None, likelihood=None, decision=""
                )
                | models.Q(
                    scale__range=(LOWEST, HIGHEST),
                    scope__range=(LOWEST, HIGHEST),
                    irremediability__range=(LOWEST, HIGHEST),
                    likelihood__range=(LOWEST, HIGHEST),
                    decision__in=["now", "later", "watch"],
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rated(self) -> Rated | None:
        """The judgement for the ranking; None while the risk is only scoped."""
        if self.likelihood is None or None in (self.scale, self.scope, self.irremediability):
            return None
        return Rated(self.scale, self.scope, self.irremediability, self.likelihood)  # type: ignore[arg-type]


class RiskSignal(Walled):
    """Something that happened beside a company's chain and asks to be weighed: a founded grievance."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    theme = models.CharField(max_length=60)
    country = models.CharField(max_length=2, blank=True)
    said = models.CharField(max_length=300)
    event_number = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta(Walled.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "event_number"], name="signal_once"
            )
        ]

    def __str__(self) -> str:
        return self.said
