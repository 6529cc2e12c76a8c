"""Published techniques as anyone reads them: found by words, kind and theme; each version with what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import get_language

from convenant.agreements.queries import running_definition, running_version
from convenant.base.actors import Actor
from convenant.decisions.models import Proposal
from convenant.decisions.queries.proposals import proposal_for
from convenant.decisions.queries.shown import Row, rows_of, split_views
from convenant.techniques.linked_data import Scheme
from convenant.techniques.models import Draft, Recognition, Technique, TechniqueVersion
from convenant.techniques.queries.recognised import BY_AUTHORITY, HOLDING
from convenant.techniques.queries.versions import in_force, versions

Stage = Technique.Stage


# The list ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A technique in the list: in force, on trial, or gone."""

    technique: Technique
    title: str
    kind: str
    themes: list[str]
    since: date | None
    version: TechniqueVersion | None = None
    recognitions: tuple[Recognition, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for."""

    words: str = ""
    kind: str = ""
    theme: str = ""

    def fits(self, content: dict[str, Any]) -> bool:
        """Whether a stored content has the kind, the theme and every word, in any of its languages."""
        if self.kind and content.get("kind") != self.kind:
            return False
        if self.theme and self.theme not in content.get("themes", ()):
            return False
        words = self.words.casefold().split()
        if not words:
            return True
        said = " ".join(_said(content)).casefold()
        return all(word in said for word in words)


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner)


def theme_names() -> dict[str, str]:
    """The agreement's themes by id, in the reader's language."""
    language = get_language() or "nl"
    return {theme.id: theme.name.get(language) for theme in running_definition().themes}


def listed(wanted: Wanted, today: date) -> list[Line]:
    """What is in force, by number; in as many queries whatever their number."""
    names = theme_names()
    found = [one for one in in_force().defer("text") if wanted.fits(one.content)]
    recognised = _recognised(today)
    return [
        _line(one.technique, one.content, names, one.published_on, one, recognised) for one in found
    ]


def _recognised(today: date) -> dict[int, tuple[Recognition, ...]]:
    found: dict[int, list[Recognition]] = defaultdict(list)
    holding = Recognition.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today),
        technique__isnull=False,
        state__in=HOLDING,
        basis__in=BY_AUTHORITY,
        valid_from__lte=today,
    )
    for one in holding.order_by("valid_from", "number"):
        found[one.technique_id].append(one)
    return {key: tuple(each) for key, each in found.items()}


def on_trial(wanted: Wanted) -> list[Line]:
    """Emerging techniques, tried by members who want to; nobody is scored on them."""
    newest = Draft.objects.filter(technique=OuterRef("pk")).order_by("-number")
    found = Technique.objects.filter(stage=Stage.PILOT).annotate(
        said=Subquery(newest.values("content")[:1])
    )
    names = theme_names()
    return [
        _line(one, one.said, names, one.pilot_from) for one in found if wanted.fits(one.said or {})
    ]


def gone(wanted: Wanted) -> list[Line]:
    """Techniques of which no version holds any more, with their last one."""
    holding = TechniqueVersion.objects.filter(superseded_on=None, withdrawn_on=None).order_by()
    names, seen = theme_names(), set()
    lines = []
    found = versions().exclude(technique__in=holding.values("technique")).defer("text")
    for one in found.select_related("technique__replaced_by").order_by(
        "technique__number", "-number"
    ):
        if one.technique_id not in seen:
            seen.add(one.technique_id)
            if wanted.fits(one.content):
                lines.append(_line(one.technique, one.content, names, one.published_on, one))
    return lines


def _line(
    technique: Technique,
    content: dict[str, Any] | None,
    names: dict[str, str],
    since: date | None,
    version: TechniqueVersion | None = None,
    recognised: dict[int, tuple[Recognition, ...]] | None = None,
) -> Line:
    content = content or {}
    language = get_language() or "nl"
    titles = content.get("title") or {}
    kind = content.get("kind") or technique.kind
    return Line(
        technique,
        titles.get(language) or titles.get(technique.language) or technique.title,
        str(Technique.Kind(kind).label) if kind in Technique.Kind.values else kind,
        [names.get(theme, theme) for theme in content.get("themes", ())],
        since,
        version,
        (recognised or {}).get(technique.pk, ()),
    )


def anything_published() -> bool:
    """Whether there is anything to look for at all."""
    return TechniqueVersion.objects.exists() or Technique.objects.filter(stage=Stage.PILOT).exists()


# One of them -------------------------------------------------------------------------------------


def versions_of(technique: Technique) -> list[TechniqueVersion]:
    """Every version of it, newest first, without what each says."""
    return list(versions().filter(technique=technique).defer("content", "text"))


def newer_than(version: TechniqueVersion) -> TechniqueVersion | None:
    """What one reads instead: the newest later version, or that of the technique that took its place."""
    later = versions().filter(technique=version.technique, number__gt=version.number)
    found = later.order_by("-number").first()
    other = version.technique.replaced_by
    if other is not None and (found is None or not found.is_in_force):
        return versions().filter(technique=other).order_by("-number").first() or found
    return found


def trial_draft(technique: Technique) -> Draft | None:
    """What a technique on trial says now."""
    if technique.stage != Stage.PILOT:
        return None
    return Draft.objects.filter(technique=technique).order_by("-number").first()


def apart(by: Actor, version: TechniqueVersion) -> list[Row] | None:
    """Who objected or stood aside, by side; None where the decision is not for this reader."""
    readable = version.proposal.tier == Proposal.Tier.PUBLIC or decision_for(by, version)
    return split_views(rows_of(version.proposal, None)) if readable else None


def decision_for(by: Actor, version: TechniqueVersion) -> Proposal | None:
    """The decision it rests on, where this person may read it."""
    return proposal_for(by, version.proposal.number)


# The agreement as a scheme -----------------------------------------------------------------------


def scheme(address: str, rules: str) -> Scheme:
    """What a machine is told of the agreement; `address` and `rules` are where it and its definition stand."""
    definition, version = running_definition(), running_version()
    assert version is not None  # noqa: S101 -- an agreement is made with its first version
    held = definition.assessment
    return Scheme(
        address=address,
        rules=rules,
        title=definition.title,
        version=version.number,
        valid_from=version.loaded_at.date(),
        sector=definition.sector.name,
        market=tuple(definition.sector.market),
        classes={one.id: one.name for one in definition.classes},
        chain_roles={one.id: one.name for one in held.chain_roles} if held else {},
        themes={one.id: one.name for one in definition.themes},
        kinds={str(value): str(label) for value, label in Technique.Kind.choices},
    )


def all_in_force() -> Iterable[TechniqueVersion]:
    """Every version that holds, with what it says."""
    return in_force().select_related("technique__replaced_by")


def trials() -> list[tuple[Technique, Draft]]:
    """Techniques on trial with what they say now."""
    newest = Draft.objects.filter(technique=OuterRef("technique")).order_by("-number")
    found = Draft.objects.filter(
        technique__stage=Stage.PILOT, pk=Subquery(newest.values("pk")[:1])
    ).select_related("technique")
    return [(one.technique, one) for one in found.order_by("technique__number")]
