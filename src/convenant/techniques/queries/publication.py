"""What stands between an adopted technique and its publication: its words, and the languages they lack."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from convenant.agreements.models import DefinitionVersion
from convenant.agreements.queries import (
    definition_of,
    running_definition,
    running_version,
    versions,
)
from convenant.base.texts import tidy
from convenant.decisions.models import Proposal
from convenant.decisions.queries.proposals import current_text
from convenant.techniques.content import Content
from convenant.techniques.content.rendering import rendered
from convenant.techniques.content.texts import Key, missing, stored_texts, texts
from convenant.techniques.models import Draft, Technique, TechniqueVersion
from convenant.techniques.queries.contents import names_of
from convenant.techniques.queries.versions import content_of

Translations = Mapping[str, Mapping[str, str]]  # name of a text → language → words


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in canonical JSON: sorted keys, no spaces, signs as they are."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def adopted_draft(technique: Technique) -> Draft | None:
    """The newest draft of the present round, which is what was decided on."""
    found = Draft.objects.filter(technique=technique, round=technique.round)
    return found.order_by("-number").first()


def adopted_text(technique: Technique) -> str:
    """The words as the body adopted them; empty where there is no decision."""
    return current_text(technique.proposal).text if technique.proposal else ""


def says_what_was_adopted(content: Content, technique: Technique) -> bool:
    """Whether the content in the decided language is word for word what was adopted.

    Where the text names classes or themes as the agreement calls them, those names are the ones of a
    definition that ran while the body decided: the text follows an amended definition until it is closed,
    and a later name does not make other words of it.
    """
    adopted, language = tidy(adopted_text(technique)), technique.language
    if tidy(rendered(content, language)) == adopted:
        return True
    return any(
        tidy(rendered(content, language, names_of(definition_of(one), language))) == adopted
        for one in _ran_meanwhile(technique.proposal)
    )


def _ran_meanwhile(proposal: Proposal | None) -> list[DefinitionVersion]:
    """The definitions that ran while this was before its body, the newest first."""
    if proposal is None or not proposal.definition:
        running = running_version()
        return [running] if running is not None else []
    found = versions().filter(number__gte=proposal.definition)
    if proposal.closed_at is not None:
        found = found.filter(Q(number=proposal.definition) | Q(loaded_at__lte=proposal.closed_at))
    return list(found)


def key_name(key: Key) -> str:
    """What a text is called in a form and in `Translations`."""
    return ".".join(key)


@dataclass(frozen=True)
class Lacking:
    """A text that is not there in a language of the agreement, beside the words that were decided."""

    name: str
    place: str
    language: str
    decided: str
    before: str = ""  # what an earlier draft said in that language, of other words

    @property
    def field(self) -> str:
        return f"{self.name}.{self.language}"


def lacking(content: Content, technique: Technique) -> list[Lacking]:
    """Every text and language that still waits for a translation."""
    said = {key_name(key): text for key, text in texts(content)}
    waiting = missing(content, running_definition().languages, get_language() or "nl")
    before = _said_before(technique) if waiting else {}
    return [
        Lacking(
            name,
            one.place,
            language,
            said[name].get(technique.language),
            before.get((name, language), ""),
        )
        for one in waiting
        for language in one.languages
        for name in [key_name(one.key)]
    ]


def _said_before(technique: Technique) -> dict[tuple[str, str], str]:
    """The newest words of each text in each language in the drafts of this round: a start for a translation."""
    found: dict[tuple[str, str], str] = {}
    drafts = Draft.objects.filter(technique=technique, round=technique.round).order_by("-number")
    for draft in drafts:
        for key, text in texts(content_of(draft.content)):
            for language, words in text.root.items():
                found.setdefault((key_name(key), language), words)
    return found


def with_translations(content: Content, said: Translations, decided: str) -> Content:
    """The content with these words where a language was missing; what stands already stays."""
    data = content.model_dump(mode="json")
    for key, text in stored_texts(data):
        for language, words in said.get(key_name(key), {}).items():
            words = tidy(words)
            if words and language != decided and language not in text:
                text[language] = words
    return Content.model_validate(data)


def newest_version(technique: Technique) -> TechniqueVersion | None:
    """The version with the highest number, in force or not."""
    return TechniqueVersion.objects.filter(technique=technique).order_by("-number").first()


def version_in_force(technique: Technique) -> TechniqueVersion | None:
    """The one version that holds, if one does."""
    found = TechniqueVersion.objects.filter(
        technique=technique, superseded_on=None, withdrawn_on=None
    )
    return found.order_by("-number").first()


def could_take_its_place(technique: Technique) -> list[Technique]:
    """Other techniques with a version in force, by number."""
    holding = TechniqueVersion.objects.filter(superseded_on=None, withdrawn_on=None).order_by()
    found = Technique.objects.filter(pk__in=holding.values("technique")).exclude(pk=technique.pk)
    return list(found.order_by("number"))


__all__ = [
    "Lacking",
    "Translations",
    "adopted_draft",
    "adopted_text",
    "content_of",
    "could_take_its_place",
    "digest_of",
    "lacking",
    "newest_version",
    "says_what_was_adopted",
    "version_in_force",
    "with_translations",
]
