"""Frozen frameworks and answered years for the tests."""

from datetime import date
from typing import Any

from convenant.agreements.actions import amend
from convenant.agreements.queries import running_version
from convenant.assessments.actions.answers import save_answer, start_assessment, submit_assessment
from convenant.assessments.actions.frameworks import freeze_framework
from convenant.assessments.models import Framework, SelfAssessment
from convenant.assessments.queries.frameworks import asks, framework_for
from convenant.assessments.queries.questionnaire import respondent
from convenant.assessments.scoring import asked, levels_of

YEAR = date.today().year


def frozen(world: Any, year: int = YEAR) -> Framework:
    """The running rules, frozen for a year."""
    return framework_for(year) or freeze_framework(year, by=world.by("anna"))


def begun(world: Any, who: str = "bilal", year: int = YEAR, **more: Any) -> SelfAssessment:
    frozen(world, year)
    return start_assessment(
        world.organisations[who], by=world.by(who), year=year, employees=40, **more
    )


def answer_all(world: Any, found: SelfAssessment, who: str = "bilal", place: int = -1) -> None:
    """Everything asked, at the level at `place` of each criterion's own."""
    framework = asks(found.framework)
    for criterion in asked(framework, respondent(found)):
        levels = levels_of(framework, criterion)
        save_answer(
            found,
            criterion.id,
            by=world.by(who),
            level=levels[max(-len(levels), min(place, len(levels) - 1))].id,
        )


def submitted(world: Any, who: str = "bilal", year: int = YEAR, place: int = -1) -> SelfAssessment:
    found = begun(world, who, year)
    answer_all(world, found, who, place)
    return submit_assessment(found, by=world.by(who))


def amended(world: Any, old: str, new: str) -> None:
    """The running definition with a text replaced, as a new version."""
    text = running_version().text
    assert old in text
    amend(
        text.replace(old, new), by=world.by("anna"), file_name="changed.yaml", note="for the test"
    )
