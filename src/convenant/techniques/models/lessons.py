"""What cases taught: sentences without names, from which techniques can come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convenant.base.walls import Walled
from convenant.techniques.models.technique import Technique


class Lesson(Walled):
    """A lesson that the room of grievances let out, until a technique takes it up or it is set aside."""

    theme = models.CharField(max_length=60, blank=True)
    step = models.PositiveSmallIntegerField(null=True)  # of due diligence, as the OECD counts them
    said = models.CharField(max_length=500)
    event_number = models.PositiveBigIntegerField()
    heard_on = models.DateField()
    technique = models.ForeignKey(
        Technique, null=True, on_delete=models.PROTECT, related_name="lessons"
    )
    set_aside_on = models.DateField(null=True)
    set_aside_because = models.CharField(_("why"), max_length=1000, blank=True)

    class Meta(Walled.Meta):
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.said[:80]
