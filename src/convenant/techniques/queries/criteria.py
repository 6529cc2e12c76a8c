"""What published techniques would be as criteria of a year, and which criteria came of which technique."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop, override
from django.utils.translation import gettext as _

from convenant.agreements.actions import why_not_amend
from convenant.agreements.definition import Change, Definition, Fault, Text, check, diff
from convenant.agreements.models import DefinitionVersion
from convenant.agreements.queries import definition_of
from convenant.assessments.models import Framework
from convenant.assessments.queries.frameworks import asks
from convenant.base.walls import current_agreement
from convenant.techniques.content import Content
from convenant.techniques.content.words import level_in_words
from convenant.techniques.criteria_in_yaml import with_criteria
from convenant.techniques.models import CriterionMade, Technique, TechniqueVersion
from convenant.techniques.queries.versions import content_of, in_force

AHEAD = 5  # years for which a framework can be prepared
_OURS = re.compile(r"bat_(\d{1,9})_v(\d{1,9})")


def choosable() -> QuerySet[TechniqueVersion]:
    """The versions that can become a criterion: in force, and not of a technique on trial."""
    return in_force().exclude(technique__stage=Technique.Stage.PILOT)


def chosen(pks: Iterable[int]) -> list[TechniqueVersion]:
    """Those of them that were chosen, by number."""
    return list(choosable().filter(pk__in=list(pks)))


def years_ahead(today: date) -> list[int]:
    """The years a framework can be made for."""
    return list(range(today.year, today.year + AHEAD + 1))


def sections_of(definition: Definition) -> list[tuple[str, str]]:
    """The sections a criterion can stand in, in the reader's language."""
    language = get_language() or "nl"
    held = definition.assessment
    return [(one.id, one.name.get(language)) for one in held.sections] if held else []


def criterion_id(version: TechniqueVersion) -> str:
    """What the criterion made of it is called in the definition."""
    return f"bat_{version.technique.number}_v{version.number}"


def permanent_path(version: TechniqueVersion) -> str:
    """Where this version stands for good."""
    number = version.technique.number
    return reverse("techniques:version", args=[current_agreement().slug, number, version.number])


@dataclass(frozen=True)
class Planned:
    """What one act would do to the definition; with `refusals` or `faults` it does nothing."""

    running: DefinitionVersion
    text: str
    added: list[str]
    replaced: list[str]
    changes: list[Change]
    refusals: list[str]
    faults: list[Fault]

    @property
    def is_possible(self) -> bool:
        return not (self.refusals or self.faults)

    @property
    def changes_the_definition(self) -> bool:
        return self.text != self.running.text


def planned(
    running: DefinitionVersion, versions: Sequence[TechniqueVersion], section: str
) -> Planned:
    """The next definition with these versions as criteria, and every reason it cannot be."""
    definition = definition_of(running)
    refusals = list(_refusals(definition, versions, section))
    if refusals:
        return Planned(running, running.text, [], [], [], refusals, [])
    held = {one.id for one in (definition.assessment.criteria if definition.assessment else [])}
    new = [one for one in versions if criterion_id(one) not in held]
    instead = {
        criterion_id(one): old
        for one in new
        for old in sorted(held)
        if (found := _OURS.fullmatch(old)) and int(found[1]) == one.technique.number
    }
    add = [as_criterion(one, definition, section) for one in new]
    text = with_criteria(running.text, add, instead) if add else running.text
    after, faults = check(text, running.file_name or "definition.yaml")
    if after is None:
        return Planned(running, text, [], [], [], [], faults)
    return Planned(
        running,
        text,
        [one["id"] for one in add],
        list(instead.values()),
        diff(definition, after, get_language() or "nl"),
        why_not_amend(running, text, after) if text != running.text else [],
        [],
    )


def _refusals(
    definition: Definition, versions: Sequence[TechniqueVersion], section: str
) -> Iterable[str]:
    if not versions:
        yield _("Choose at least one technique.")
    if section not in dict(sections_of(definition)):
        yield _("Choose a section of the framework.")
    classes = {one.id for one in definition.classes}
    roles = (
        {one.id for one in definition.assessment.chain_roles} if definition.assessment else set()
    )
    for version in versions:
        said = {"number": version.technique.number, "title": version.technique}
        content = content_of(version.content)
        if not version.is_in_force or version.technique.stage == Technique.Stage.PILOT:
            yield _("Technique %(number)s (%(title)s) is not in force. Leave it out.") % said
        for language in _lacking(content, definition.languages):
            yield _(
                "Technique %(number)s (%(title)s) was published without the language %(language)s. "
                "Publish a version in that language first."
            ) % {**said, "language": language}
        for asked, known in (
            (content.applicability.classes, classes),
            (content.applicability.chain_roles, roles),
        ):
            if asked and not known & set(asked):
                yield _(
                    "Technique %(number)s (%(title)s) applies to %(ids)s, which the definition does "
                    "not know: as a criterion it would be asked of everyone. Add them to the "
                    "definition first."
                ) % {**said, "ids": ", ".join(asked)}


def _lacking(content: Content, languages: Iterable[str]) -> list[str]:
    said = [content.title, content.what, content.why, *(one.name for one in content.evidence)]
    said += [text for level in content.levels for text in (level.name, level.measure)]
    return [
        language
        for language in languages
        if any(text is not None and language not in text.root for text in said)
    ]


def as_criterion(version: TechniqueVersion, definition: Definition, section: str) -> dict[str, Any]:
    """The entry of the definition that asks for this technique; only ids the definition knows."""
    content = content_of(version.content)
    held = definition.assessment
    languages = definition.languages
    kinds = {one.id for one in held.evidence_kinds} if held else set()
    known: dict[str, list[Any]] = {
        "evidence": [each.kind for each in content.evidence if each.kind in kinds],
        "classes": _kept(content.applicability.classes, (c.id for c in definition.classes)),
        "chain_roles": _kept(
            content.applicability.chain_roles, (r.id for r in held.chain_roles) if held else ()
        ),
        "tiers": sorted(set(content.applicability.tiers)),
        "themes": _kept(content.themes, (t.id for t in definition.themes)),
    }
    made: dict[str, Any] = {
        "id": criterion_id(version),
        "section": section,
        "name": _texts(content.title, languages),
        "question": _texts(content.what, languages),
        "guidance": {each: _guidance(content, each) for each in languages},
        "levels": _levels(content, languages),
        **{key: list(dict.fromkeys(ids)) for key, ids in known.items() if ids},
    }
    if content.oecd_steps:
        made["oecd_step"] = content.oecd_steps[0]
    made["basis"] = {
        "kind": "agreed",
        "reason": {each: _reason(version, each) for each in languages},
    }
    made["technique"] = permanent_path(version)
    return {key: value for key, value in made.items() if value not in ({}, [])}


def _kept(ids: Iterable[str], known: Iterable[str]) -> list[str]:
    there = set(known)
    return [each for each in ids if each in there]


def _texts(text: Text, languages: Iterable[str]) -> dict[str, str]:
    return {each: text.root[each] for each in languages}


def _reason(version: TechniqueVersion, language: str) -> str:
    with override(language):
        return _("Adopted by decision %(number)d.") % {"number": version.proposal.number}


def _guidance(content: Content, language: str) -> str:
    """Why, to whom, and what shows it: what an assessor reads beside the question."""
    with override(language):
        said = [text.get(language) for text in (content.why, content.applicability.context) if text]
        if content.evidence:
            names = "; ".join(
                each.name.get(language)
                if each.required
                else _("%(name)s (not required)") % {"name": each.name.get(language)}
                for each in content.evidence
            )
            said.append(_("Evidence: %(names)s.") % {"names": names})
        return "\n\n".join(said) or _("See the technique itself.")


def _levels(content: Content, languages: Sequence[str]) -> list[dict[str, Any]]:
    """From nothing, worth no points, up the technique's own levels."""

    def said(sentence: str) -> dict[str, str]:
        found = {}
        for each in languages:
            with override(each):
                found[each] = _(sentence)
        return found

    ids = {level.id for level in content.levels}
    nothing = next(each for each in ("nothing", "not_yet", "none_of_it", "zero") if each not in ids)
    first = {"id": nothing, "points": 0, "name": said(gettext_noop("Not applied."))}
    if not content.levels:
        applied = {
            "id": "applied",
            "points": 1,
            "name": said(gettext_noop("Applied, and documents show it.")),
        }
        return [first, applied]
    return [
        first,
        *(
            {
                "id": level.id,
                "points": points,
                "name": {
                    each: f"{level.name.get(each)}: {level.measure.get(each)}, "
                    f"{level_in_words(level, each)}"
                    for each in languages
                },
            }
            for points, level in enumerate(content.levels, start=1)
        ),
    ]


# What came of it ---------------------------------------------------------------------------------


def in_framework(framework: Framework) -> list[tuple[TechniqueVersion, str]]:
    """The criteria of a framework that were made of a technique, with the version of each."""
    ours = {
        (int(found[1]), int(found[2])): one.id
        for one in asks(framework).criteria
        if one.technique and (found := _OURS.fullmatch(one.id))
    }
    versions = TechniqueVersion.objects.select_related("technique", "proposal").filter(
        technique__number__in={number for number, _version in ours}
    )
    return [
        (one, ours[one.technique.number, one.number])
        for one in versions.order_by("technique__number", "number")
        if (one.technique.number, one.number) in ours
    ]


def outdated(definition: Definition) -> list[tuple[str, TechniqueVersion]]:
    """What the running definition still asks for although that version no longer holds."""
    held = definition.assessment
    ours = {
        (int(found[1]), int(found[2])): one.id
        for one in (held.criteria if held else [])
        if one.technique and (found := _OURS.fullmatch(one.id))
    }
    gone = TechniqueVersion.objects.select_related("technique").exclude(
        superseded_on=None, withdrawn_on=None
    )
    return [
        (ours[one.technique.number, one.number], one)
        for one in gone.filter(technique__number__in={number for number, _version in ours})
        if (one.technique.number, one.number) in ours
    ]


def made_criteria() -> QuerySet[CriterionMade]:
    """Every criterion that came of a technique, the newest framework first."""
    return CriterionMade.objects.select_related(
        "framework", "version__technique", "version__proposal"
    ).order_by("-framework__year", "-framework__version", "version__technique__number")


def criteria_of(version: TechniqueVersion) -> QuerySet[CriterionMade]:
    """The frameworks this version became a criterion of."""
    return made_criteria().filter(version=version)
