"""Outcome indicators of the agreement, from a baseline over the years; corrections keep what was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.people.models import Person


class Indicator(Walled):
    """A number that shows whether something changes for people or nature."""

    class Better(models.TextChoices):
        UP = "up", _("Higher is better")
        DOWN = "down", _("Lower is better")

    class SourceKind(models.TextChoices):
        VISITS = "visits", _("Site visits")
        WORKERS = "workers", _("Workers and their representatives")
        MEMBERS = "members", _("What members say themselves")
        STATISTICS = "statistics", _("Public statistics")
        STUDY = "study", _("A study")
        OTHER = "other", _("Something else")

    name_nl = models.CharField(_("name (Dutch)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60)
    better = models.CharField(_("direction"), max_length=4, choices=Better)
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    method = models.TextField(_("how it is measured"), max_length=4000)
    source_kinds = models.JSONField(_("kinds of sources"), default=list)  # of `SourceKind`
    baseline_year = models.PositiveIntegerField(_("baseline year"))
    target = models.DecimalField(
        _("target"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    target_year = models.PositiveIntegerField(_("target year"), null=True, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Walled.Meta):
        ordering = ["theme", "name_en", "pk"]

    def __str__(self) -> str:
        return self.name_en

    def source_kind_names(self) -> list[str]:
        """The kinds of sources in words."""
        words = dict(self.SourceKind.choices)
        return [str(words.get(kind, kind)) for kind in self.source_kinds]


class IndicatorValue(Walled):
    """What it was in a year, for the sector or one country; a correction is a row of its own."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    year = models.PositiveIntegerField(_("year"))
    country = models.CharField(_("country"), max_length=2, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=3)
    source = models.CharField(_("source"), max_length=500)
    observations = models.PositiveIntegerField(_("number of observations"), null=True, blank=True)
    organisations = models.PositiveIntegerField(
        _("organisations behind it"), null=True, blank=True
    )  # for the protection of what is published
    corrected_because = models.CharField(max_length=500, blank=True)
    superseded_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["indicator", "year", "country", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "country"],
                condition=models.Q(superseded_at=None),
                name="one_value_a_year_and_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"
