"""Lists as members handed them in, the sites found in them, and what people decided about them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.people.models import Organisation


def site_code() -> str:
    """A new site's public identifier: short, random, says nothing."""
    return "S-" + uuid.uuid4().hex[:12].upper()


class SiteList(Walled):
    """One file of one member for one period, from upload to matched."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Read, waiting for your check")
        STORED = "stored", _("Stored, waiting for matching")
        MATCHING = "matching", _("Matching")
        MATCHED = "matched", _("Matched")
        FAILED = "failed", _("Matching failed")
        REPLACED = "replaced", _("Replaced by a newer list")
        DISCARDED = "discarded", _("Discarded")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    period = models.PositiveIntegerField(_("year"))
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()  # as it came; behind the same walls as everything else
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    row_count = models.PositiveIntegerField(default=0)
    rejected_count = models.PositiveIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent of the job that is running
    step = models.CharField(max_length=80, blank=True)
    # A sign of life of the job that is running, and which try it is: an older try that wakes up stops.
    progress_at = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    matched_at = models.DateTimeField(null=True)
    model_version = models.CharField(max_length=40, blank=True)

    class Meta(Walled.Meta):
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.period})"


class RememberedMapping(Walled):
    """How a member's columns are to be read, as a person corrected it once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    mapping = models.JSONField(default=dict)

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="one_mapping_each")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Site(Walled):
    """A production location: one operator, one compound, found in one or more lists."""

    code = models.CharField(max_length=20, default=site_code)
    name = models.CharField(max_length=500)
    address = models.CharField(max_length=1000, blank=True)
    country = models.CharField(max_length=2, db_index=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    product_types = models.JSONField(default=list)
    processing_types = models.JSONField(default=list)
    workers_low = models.PositiveIntegerField(null=True)
    workers_high = models.PositiveIntegerField(null=True)
    os_id = models.CharField(max_length=15, blank=True)
    # Kept with the site so that no page counts 20,000 sites' rows: distinct members of current lists.
    member_count = models.PositiveIntegerField(default=0, db_index=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["country", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "code"], name="site_code_once")]

    def __str__(self) -> str:
        return self.name


class ListedSite(Walled):
    """One row of a list: a member says it sources from this place. The most sensitive fact we hold."""

    site_list = models.ForeignKey(SiteList, on_delete=models.CASCADE, related_name="rows")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="rows")
    current = models.BooleanField(default=True)  # false once a newer list replaces this one
    name = models.CharField(max_length=500)
    address = models.CharField(max_length=1000, blank=True)
    country = models.CharField(max_length=2)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    os_id = models.CharField(max_length=15, blank=True)
    lei = models.CharField(max_length=20, blank=True)
    gln = models.CharField(max_length=13, blank=True)
    registry_number = models.CharField(max_length=60, blank=True)
    workers_low = models.PositiveIntegerField(null=True)
    workers_high = models.PositiveIntegerField(null=True)
    tier = models.PositiveSmallIntegerField(null=True)
    product_types = models.JSONField(default=list)
    processing_types = models.JSONField(default=list)
    facility_type = models.CharField(max_length=120, blank=True)
    parent_company = models.CharField(max_length=300, blank=True)
    capacity_low = models.FloatField(
        null=True
    )  # this member's share of the site's capacity, per cent
    capacity_high = models.FloatField(null=True)
    decision = models.CharField(max_length=8, blank=True)  # same | review | new
    score = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    # What a new site is to the one nearest to it, where that is more than "different".
    relation = models.CharField(max_length=20, blank=True)
    related = models.ForeignKey(
        Site, null=True, on_delete=models.SET_NULL, related_name="related_rows"
    )

    class Meta(Walled.Meta):
        ordering = ["site_list", "row"]
        constraints = [models.UniqueConstraint(fields=["site_list", "row"], name="list_row_once")]
        indexes = [models.Index(fields=["agreement", "site", "current"], name="row_of_site")]

    def __str__(self) -> str:
        return self.name


class MatchQuestion(Walled):
    """Are these two the same site? The model doubts; the secretariat decides, and may undo."""

    class Answer(models.TextChoices):
        OPEN = "open", _("Open")
        SAME = "same", _("Same site")
        DIFFERENT = "different", _("Different sites")

    row = models.ForeignKey(ListedSite, on_delete=models.CASCADE, related_name="questions")
    candidate = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="questions")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    undo = models.JSONField(null=True)  # what answering changed, so that it can be taken back
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["row", "candidate"], name="question_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.row} = {self.candidate}?"


class Judgement(Walled):
    """A person's word on two spellings, replayed at every later upload so that it is never asked twice.

    The texts are the normalised name|address|country of both sides, in order, so that the judgement
    outlives lists, rows and sites.
    """

    left = models.CharField(max_length=64)  # SHA-256 of the spelling
    right = models.CharField(max_length=64)
    same = models.BooleanField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agreement", "left", "right"], name="judged_once")
        ]

    def __str__(self) -> str:
        return f"{self.left[:8]} {'=' if self.same else '≠'} {self.right[:8]}"


class SiteChange(Walled):
    """A merge or split, with what it moved, so that it can be taken back and old codes still resolve."""

    class What(models.TextChoices):
        MERGE = "merge", _("Merged")
        SPLIT = "split", _("Split")

    what = models.CharField(max_length=8, choices=What)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="changes")
    other = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="other_changes")
    moved_rows = models.JSONField(default=list)  # pks of ListedSite that went from one to the other
    before = models.JSONField(
        default=dict
    )  # what else it changed, as it was, so that undo is exact
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.site} {self.other}"


class Introduction(Walled):
    """A member asks to be known to the others at a site; names show only where both said yes.

    `asked` is empty in the request itself, which stands for everyone at the site, now or later, until
    it is withdrawn. Each answer is a row of its own with `asked` filled, so that nothing the asker can
    read depends on who was there, who answered or who said no.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")  # never shown to the asker
        WITHDRAWN = "withdrawn", _("Withdrawn")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="introductions")
    asker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    message = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    # The two people who said yes: each is the other's contact, for this site.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(Walled.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "asker", "asked"], name="introduction_asked_once"
            ),
            models.UniqueConstraint(
                fields=["site", "asker"],
                condition=models.Q(asked=None),
                name="introduction_request_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site}: {self.state}"


class SiteNotice(Walled):
    """Someone outside says there is a problem at a site; the secretariat takes it up."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        TAKEN_UP = "taken_up", _("Taken up")
        CLOSED = "closed", _("Closed")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="notices")
    text = models.TextField()
    contact = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    received_at = models.DateTimeField(auto_now_add=True)
    outcome = models.TextField(blank=True)

    class Meta(Walled.Meta):
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.site}: {self.text[:60]}"
