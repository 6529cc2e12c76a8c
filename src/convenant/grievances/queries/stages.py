"""Stages in the words of the page."""

from django.utils.translation import get_language

from convenant.grievances.languages import language
from convenant.grievances.models import Case
from convenant.grievances.procedure.stages import FEEDBACK, Stage, Track

# Where a case can be seen to stand: the tracks in the place of the stage that holds them.
PLACES = tuple(
    place
    for stage in Stage
    for place in (tuple(map(str, Track)) if stage == Stage.TRACK else (stage.value,))
)


def stage_names() -> dict[str, str]:
    """By stage or track, as the complainant reads them too: both sides see the same words."""
    chosen = language(get_language() or "nl") or language("en")
    texts = chosen.texts if chosen else {}
    return {place: texts.get(f"stage.{place}", place) for place in (*PLACES, FEEDBACK)}


def place(case: Case) -> str:
    """Where the case is seen to stand."""
    return case.track if case.stage == Stage.TRACK else case.stage
