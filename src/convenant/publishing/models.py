"""Frozen publications, each at an address that never changes."""

from django.conf import settings
from django.db import models

from convenant.base.walls import Walled


class Edition(Walled):
    """The public site list as it was on a day: never recomputed, never changed."""

    number = models.PositiveIntegerField()
    published_on = models.DateField()
    site_count = models.PositiveIntegerField()
    country_count = models.PositiveIntegerField()
    minimum = models.PositiveSmallIntegerField()  # members that must stand behind a number shown
    fields = models.JSONField(default=list)  # what the definition let out, by its names
    digest = models.CharField(
        max_length=64
    )  # SHA-256 of the CSV, so that anyone can check their copy
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="edition_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.published_on})"


class PublishedSite(Walled):
    """One site in an edition; holds only what is public, so that no query can let more out."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sites")
    position = (
        models.PositiveIntegerField()
    )  # by country, name and code: says nothing about members
    code = models.CharField(max_length=20)
    os_id = models.CharField(max_length=15, blank=True)
    name = models.CharField(max_length=500)
    address = models.CharField(max_length=1000, blank=True)
    country = models.CharField(max_length=2)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    product_types = models.JSONField(default=list)
    processing_types = models.JSONField(default=list)
    workers_from = models.PositiveIntegerField(null=True)
    workers_to = models.PositiveIntegerField(null=True)
    members = models.PositiveSmallIntegerField(null=True)  # None below the minimum
    search = models.TextField(blank=True)  # lower-case name, address and products

    class Meta(Walled.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="published_position_once"),
            models.UniqueConstraint(fields=["edition", "code"], name="published_code_once"),
        ]
        indexes = [
            models.Index(fields=["edition", "country", "position"], name="published_country")
        ]

    def __str__(self) -> str:
        return self.name
