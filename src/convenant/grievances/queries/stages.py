"""Stages in the words of the page."""

from django.utils.translation import get_language

from convenant.grievances.languages import language
from convenant.grievances.steps import NEXT


def stage_names() -> dict[str, str]:
    """By stage, as the complainant reads them too: both sides see the same words."""
    chosen = language(get_language() or "nl") or language("en")
    texts = chosen.texts if chosen else {}
    return {stage: texts.get(f"stage.{stage}", stage) for stage in NEXT}
