"""Sites drawn for a visit, what was found there, what is done about it, and what workers say of that."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.locations.models import Site
from convenant.people.models import Organisation


class VerificationDraw(Walled):
    """A draw of sites for a year: announced with its frame and the seed to come, then drawn, once."""

    class Method(models.TextChoices):
        RANDOM = "random", _("At random: every site has the same chance")
        BY_RISK = "by_risk", _("By risk: what weighs more is drawn sooner")

    year = models.PositiveIntegerField(_("year"))
    method = models.CharField(_("how"), max_length=10, choices=Method)
    size = models.PositiveIntegerField(_("sites to visit"))
    reserve = models.PositiveIntegerField(_("sites in reserve"), default=0)
    seed_source = models.CharField(max_length=500)  # which public number will be the seed
    seed_place = models.CharField(max_length=500)  # where anyone can read it
    seed_on = models.DateField()  # the day on which it becomes public, after the announcement
    frame_size = models.PositiveIntegerField()
    frame_digest = models.CharField(max_length=64)  # SHA-256 of the frame's file
    announced_on = models.DateField()
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    seed = models.CharField(max_length=200, blank=True)
    drawn_on = models.DateField(null=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=1000, blank=True)

    class Meta(Walled.Meta):
        ordering = ["-announced_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="seed_not_public_before_announcement",
                condition=models.Q(seed_on__gte=models.F("announced_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} ({self.pk})"

    def waits_for_seed(self, today: date) -> bool:
        """Whether the seed is still to become public."""
        return self.open and self.seed_on > today

    def can_be_drawn(self, today: date) -> bool:
        """Whether the seed is public and not used yet."""
        return self.open and self.seed_on <= today

    @property
    def open(self) -> bool:
        """Whether it is announced, not drawn and not withdrawn."""
        return self.drawn_on is None and self.withdrawn_on is None


class Frame(Walled):
    """The sites that could be drawn with their weights, as they were at the announcement; never changed."""

    draw = models.ForeignKey(VerificationDraw, on_delete=models.CASCADE, related_name="frames")
    salt = models.CharField(max_length=64)
    units = models.JSONField()  # of `drawing.frames.Unit`, in the order of the marks

    class Meta(Walled.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draw"], name="one_frame_a_draw")]

    def __str__(self) -> str:
        return str(self.draw_id)


class DrawnSite(Walled):
    """A site with its place in a draw; those in reserve wait until an earlier one cannot be visited."""

    draw = models.ForeignKey(VerificationDraw, on_delete=models.CASCADE, related_name="drawn")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="drawn")
    rank = models.PositiveIntegerField()
    mark = models.CharField(max_length=16)
    weight = models.FloatField()
    key = models.FloatField()
    members = models.PositiveIntegerField(default=0)
    notices = models.PositiveIntegerField(default=0)
    themes = models.PositiveIntegerField(default=0)
    reserve = models.BooleanField(default=False)
    instead_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replacements"
    )

    class Meta(Walled.Meta):
        ordering = ["draw", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "rank"], name="drawn_rank_once"),
            models.UniqueConstraint(fields=["instead_of"], name="replaced_once"),
        ]

    def __str__(self) -> str:
        return str(self.site)

    @property
    def called(self) -> bool:
        """Whether it is to be visited: drawn outright, or called from the reserve."""
        return not self.reserve or self.instead_of_id is not None


class Visit(Walled):
    """Somebody goes to a drawn site: planned, then done or not possible."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        NOT_POSSIBLE = "not_possible", _("Not possible")

    drawn = models.ForeignKey(DrawnSite, on_delete=models.PROTECT, related_name="visits")
    visitors = models.CharField(max_length=300)
    planned_on = models.DateField()
    announced = models.BooleanField(default=True)  # else companies there see it afterwards only
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)  # in a few sentences; or why it was not possible

    class Meta(Walled.Meta):
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["drawn"],
                condition=models.Q(state="planned"),
                name="one_planned_visit_each",
            ),
            models.CheckConstraint(
                name="visit_done_on_a_day",
                condition=models.Q(state="done", done_on__isnull=False)
                | ~models.Q(state="done") & models.Q(done_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drawn.site} {self.done_on or self.planned_on}"

    @property
    def site(self) -> Site:
        """Where it is."""
        return self.drawn.site


class Finding(Walled):
    """Something that is not as it should be, on a theme of the agreement."""

    class Severity(models.TextChoices):
        SLIGHT = "slight", _("Slight")
        SERIOUS = "serious", _("Serious")
        CRITICAL = "critical", _("Critical: life, health or freedom is at stake")

    class Tier(models.TextChoices):
        DESK = "secretariat_and_monitor", _("Secretariat, monitor and the companies at the site")
        PARTIES = "parties", _("All parties")

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    theme = models.CharField(max_length=60)
    severity = models.CharField(max_length=10, choices=Severity)
    found = models.TextField()
    tier = models.CharField(max_length=24, choices=Tier, default=Tier.DESK)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["visit", "pk"]

    def __str__(self) -> str:
        return f"{self.visit}: {self.theme}"


class CorrectiveAction(Walled):
    """What is done about a finding, by whom, by when, and how far it is."""

    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        IN_PROGRESS = "in_progress", _("In progress")
        DONE = "done", _("Done, to be verified")
        CLOSED = "closed", _("Verified and closed")

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    # Nobody: the site itself, with every company that sources there. Else this one company.
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    deadline = models.DateField()
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.PROPOSED)
    turn = models.PositiveIntegerField(default=1)  # one more each time it is opened again
    closed_on = models.DateField(null=True)

    class Meta(Walled.Meta):
        ordering = ["deadline", "pk"]

    def __str__(self) -> str:
        return self.what[:120]

    def overdue(self, today: date) -> bool:
        """Whether the deadline has passed and it is not even said to be done."""
        return self.deadline < today and self.stage not in (self.Stage.DONE, self.Stage.CLOSED)


class ActionStep(Walled):
    """A word on an action and the stage it had then; the journal has the same, for ever."""

    action = models.ForeignKey(CorrectiveAction, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=12, choices=CorrectiveAction.Stage)
    text = models.TextField(blank=True)
    deadline = models.DateField(null=True)  # where a deadline was set with it
    # The company that said it; nobody: the monitor.
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["action", "pk"]

    def __str__(self) -> str:
        return f"{self.stage}: {self.text[:60]}"


class ActionEvidence(Walled):
    """A file that shows that an action was done."""

    action = models.ForeignKey(CorrectiveAction, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()  # as it came; behind the same walls as everything else
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["action", "pk"]
        constraints = [
            # Per company: else the second to send one file would learn that there is a first.
            models.UniqueConstraint(
                fields=["action", "organisation", "digest"], name="evidence_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class WorkerRepresentative(Walled):
    """Someone who speaks for the workers at a visited site, and opens its plan with a code on paper.

    `name` is what the monitor calls them and may be a pseudonym. Only the code's hash is kept; an empty
    one means that the code was withdrawn.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(max_length=150)
    code_hash = models.CharField(max_length=64, blank=True)
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta(Walled.Meta):
        ordering = ["visit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "name"], name="representative_once"),
            models.UniqueConstraint(
                fields=["agreement", "code_hash"],
                condition=~models.Q(code_hash=""),
                name="worker_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WorkerAnswer(Walled):
    """What a worker representative says of an action that is said to be done; the last word counts."""

    class Word(models.TextChoices):
        CONFIRMS = "confirms", _("It was done")
        DISPUTES = "disputes", _("It was not done, or not well")

    representative = models.ForeignKey(
        WorkerRepresentative, on_delete=models.CASCADE, related_name="answers"
    )
    action = models.ForeignKey(CorrectiveAction, on_delete=models.CASCADE, related_name="answers")
    turn = models.PositiveIntegerField()  # of the action: an older one is about an older deed
    word = models.CharField(max_length=10, choices=Word)
    text = models.TextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta(Walled.Meta):
        ordering = ["action", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["representative", "action", "turn"], name="one_answer_a_turn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word}: {self.text[:60]}"
