"""The frameworks a year was or is assessed by, what they ask, and how two of them differ."""

from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils.translation import get_language

from convenant.agreements.definition import Change, diff
from convenant.agreements.definition.parts.assessment import Assessment, AssessmentCriterion
from convenant.agreements.membership import members
from convenant.agreements.models import Party
from convenant.agreements.queries import definition_of, running_definition
from convenant.assessments.models import Framework, SelfAssessment
from convenant.assessments.scoring import Respondent, is_asked, may_refuse


@dataclass(frozen=True)
class Load:
    """What a framework asks of the members as they are now: how many questions, how many refusable."""

    party: Party
    asked: int
    refusable: int


def frameworks() -> QuerySet[Framework]:
    """Every framework frozen so far, newest first."""
    return Framework.objects.select_related("definition", "frozen_by")


def framework(pk: int) -> Framework | None:
    """One framework."""
    return frameworks().filter(pk=pk).first()


def framework_for(year: int) -> Framework | None:
    """The framework of a year: its newest version; None where none was frozen."""
    return frameworks().filter(year=year).order_by("-version").first()


def next_version(year: int) -> int:
    """The number the next framework of that year gets."""
    highest = Framework.objects.filter(year=year).aggregate(highest=Max("version"))["highest"]
    return (highest or 0) + 1


def asks(found: Framework) -> Assessment:
    """What the framework holds; frozen, for it points to a version that never changes."""
    held = definition_of(found.definition).assessment
    if held is None:
        raise Framework.DoesNotExist
    return held


def themes_of(found: Framework) -> dict[str, str]:
    """The themes of the framework's definition by their ids, in the reader's language."""
    language = get_language() or "nl"
    return {theme.id: theme.name.get(language) for theme in definition_of(found.definition).themes}


def classes_of(found: Framework) -> dict[str, str]:
    """The classes of members by their ids, in the reader's language."""
    language = get_language() or "nl"
    return {c.id: c.name.get(language) for c in definition_of(found.definition).classes}


def compared(one: Framework, other: Framework) -> list[Change]:
    """What changed in how members are assessed, from one framework to the other, in words."""
    language = get_language() or "nl"
    changes = diff(definition_of(one.definition), definition_of(other.definition), language)
    return [change for change in changes if change.path.startswith("assessment")]


def changed_criteria(one: Framework, other: Framework) -> set[str]:
    """The criteria of `other` that `one` does not have, or has in other words or with other levels."""
    if one.definition_id == other.definition_id:
        return set()
    before, after = asks(one), asks(other)
    held = {c.id: _meaning(before, c) for c in before.criteria}
    return {c.id for c in after.criteria if held.get(c.id) != _meaning(after, c)}


def _meaning(assessment: Assessment, criterion: AssessmentCriterion) -> tuple[object, ...]:
    scale = next((s for s in assessment.scales if s.id == criterion.scale), None)
    levels = scale.levels if scale else criterion.levels
    return (criterion.question, criterion.guidance, [(x.id, x.points, x.name) for x in levels])


def loads(assessment: Assessment) -> list[Load]:
    """For every member by name: how many criteria it would be asked, how many it might refuse.

    Sizes are not known before a company tells; so this counts what a small company might refuse.
    """
    found = []
    for party in members():
        who = Respondent(party.member_class)
        wanted = [c for c in assessment.criteria if is_asked(c, who)]
        refusable = sum(may_refuse(assessment, c, who) is not None for c in wanted)
        found.append(Load(party, len(wanted), refusable))
    return found


def answered_by(found: Framework) -> int:
    """How many companies answer or answered under it."""
    return SelfAssessment.objects.filter(framework=found).count()


def running_classes() -> dict[str, str]:
    """The classes of the definition that runs now, by their ids, in the reader's language."""
    language = get_language() or "nl"
    return {c.id: c.name.get(language) for c in running_definition().classes}


def running_assessment() -> Assessment | None:
    """The assessment part of the definition that runs now, to be frozen."""
    return running_definition().assessment
