"""Applications for recognition in some state, for tests; every decision in them is invented."""

from datetime import date
from typing import Any

from django.utils import timezone

from convenant.techniques.actions.recognition import move_recognition, start_recognition
from convenant.techniques.actions.recognition_file import (
    add_criteria,
    add_file,
    grade_criterion,
)
from convenant.techniques.models import Recognition, RecognitionFile

CRITERIA = ["The policy covers the whole chain.", "Audits are done by third parties."]
COMMISSION = "European Commission"


def an_application(world: Any, **more: Any) -> Recognition:
    said: dict[str, Any] = {
        "basis": "reg2017_821_art8",
        "authority": COMMISSION,
        "scope": "Tin and gold.",
        **more,
    }
    return start_recognition(said.pop("basis"), by=world.by("anna"), **said)


def moved(world: Any, found: Recognition, to: str, **more: Any) -> Recognition:
    said = {"on": timezone.localdate(), "text": "As the letter says.", **more}
    return move_recognition(found, by=world.by("anna"), to=to, **said)


def in_assessment(world: Any, **more: Any) -> Recognition:
    """Submitted, complete, and being assessed by two criteria."""
    found = an_application(world, **more)
    add_criteria(found, by=world.by("anna"), criteria=CRITERIA)
    for to in ("submitted", "completeness", "assessment"):
        moved(world, found, to)
    return found


def graded(world: Any, found: Recognition, grade: str = "fully") -> Recognition:
    for row in found.alignment.all():
        grade_criterion(
            row,
            by=world.by("anna"),
            standard=grade,
            standard_because="Chapter 2 says so.",
            implementation=grade,
            implementation_because="Seen at three audits.",
        )
    return found


def recognised(world: Any, **more: Any) -> Recognition:
    """Recognised for three years from 1 January 2026 on, by an invented decision of long ago."""
    about = {key: more.pop(key) for key in ("basis", "authority", "technique") if key in more}
    found = graded(world, in_assessment(world, **about))
    decision: dict[str, Any] = {
        "decision": "Implementing Decision (EU) 2026/1 (invented)",
        "decision_address": "https://example.org/decision",
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2028, 12, 31),
        "conditions": "A report each year.",
        **more,
    }
    return moved(world, found, "recognised", **decision)


def a_file(
    world: Any, found: Recognition, file_name: str = "standard.pdf", content: bytes = b"The text."
) -> RecognitionFile:
    return add_file(
        found, by=world.by("anna"), name="The standard", file_name=file_name, content=content
    )
