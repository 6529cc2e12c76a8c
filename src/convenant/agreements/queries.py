"""The agreement's running definition, its parties and seats."""

from functools import lru_cache

from django.db.models import QuerySet

from convenant.agreements.definition import Definition, load
from convenant.agreements.models import DefinitionVersion, Party, Seat


@lru_cache(maxsize=64)
def _parsed(pk: int, digest: int, text: str) -> Definition:
    return load(text, "definition")


def running_version() -> DefinitionVersion | None:
    """The newest version of the open agreement's definition."""
    return DefinitionVersion.objects.order_by("-number").first()


def running_definition() -> Definition:
    """The rules the open agreement runs on."""
    version = running_version()
    if version is None:
        raise DefinitionVersion.DoesNotExist
    return _parsed(version.pk, hash(version.text), version.text)


def versions() -> QuerySet[DefinitionVersion]:
    """Every version kept, newest first."""
    return DefinitionVersion.objects.select_related("loaded_by")


def parties() -> QuerySet[Party]:
    """Who has signed and not left."""
    return Party.objects.filter(left=None).select_related("organisation")


def party_of(organisation_id: int) -> Party | None:
    """This organisation's standing in the open agreement."""
    return parties().filter(organisation_id=organisation_id).first()


def seats() -> QuerySet[Seat]:
    """Seats held today."""
    return Seat.objects.filter(until=None).select_related("person", "deputy")
