"""Techniques as published: which is in force, and each version that ever was."""

from typing import Any

from django.db.models import Q, QuerySet

from convenant.base.actors import Actor
from convenant.techniques.content import Content
from convenant.techniques.models import Technique, TechniqueVersion
from convenant.techniques.rules import may_follow


def techniques_for(by: Actor) -> QuerySet[Technique]:
    """Those this person may know of: everyone what is published or on trial, the table all of them."""
    found = Technique.objects.select_related("proposed_for", "replaced_by")
    if may_follow(by):
        return found
    published = TechniqueVersion.objects.order_by().values("technique")
    return found.filter(Q(pk__in=published) | Q(stage=Technique.Stage.PILOT))


def technique_for(by: Actor, number: int) -> Technique | None:
    """One of them, by its number."""
    return techniques_for(by).filter(number=number).first()


def versions() -> QuerySet[TechniqueVersion]:
    """Every version that was published, newest first within a technique."""
    return TechniqueVersion.objects.select_related("technique", "proposal")


def in_force() -> QuerySet[TechniqueVersion]:
    """The versions that hold now, by the number of their technique."""
    found = versions().filter(superseded_on=None, withdrawn_on=None)
    return found.order_by("technique__number")


def version_numbered(number: int, version: int) -> TechniqueVersion | None:
    """One version of a technique; public, also when another followed it."""
    return versions().filter(technique__number=number, number=version).first()


def current_version(technique: Technique) -> TechniqueVersion | None:
    """The newest version of a technique, in force or not."""
    return versions().filter(technique=technique).order_by("-number").first()


def content_of(content: dict[str, Any]) -> Content:
    """The content as it was stored, in one value."""
    return Content.model_validate(content)
