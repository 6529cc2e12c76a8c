"""The tenant row: everything confidential hangs below one agreement."""

from django.db import models
from django.utils.translation import get_language


class Agreement(models.Model):
    """A sector agreement as the platform knows it: a name and an address; its rules are a definition."""

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=300)
    titles = models.JSONField(default=dict, blank=True)  # by language, as the definition gives them
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]
        app_label = "base"

    def __str__(self) -> str:
        return self.titles.get(get_language() or "nl") or self.title
