"""Other places to go, and which languages of the door somebody checked."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from convenant.grievances.languages import Language, languages
from convenant.grievances.models import Elsewhere, LanguageCheck
from convenant.grievances.queries.opened import today

GROWS_OLD = timedelta(days=365)  # then somebody should look again


@dataclass(frozen=True)
class Checked:
    """A language of the door, and the check that still holds for its texts."""

    language: Language
    check: LanguageCheck | None
    changed: bool  # checked once, and the texts changed since


def places_elsewhere() -> QuerySet[Elsewhere]:
    """Every place that stands, for all countries first."""
    return Elsewhere.objects.filter(ended_on=None)


def place_elsewhere(pk: int) -> Elsewhere | None:
    """One of them."""
    return places_elsewhere().filter(pk=pk).first()


def is_old(looked_at: date) -> bool:
    """Whether somebody should look again whether it is still so."""
    return looked_at < today() - GROWS_OLD


def checked_languages() -> list[Checked]:
    """Each language of the door, in the order of its first page."""
    newest: dict[str, LanguageCheck] = {}
    ever = set()
    for one in LanguageCheck.objects.order_by("pk"):
        ever.add(one.language)
        language = languages().get(one.language)
        if language is not None and one.digest == language.digest:
            newest[one.language] = one
    return [
        Checked(each, newest.get(code), code in ever and code not in newest)
        for code, each in languages().items()
    ]


def check_of(language: Language) -> LanguageCheck | None:
    """The check that holds for the texts of a language as they are; None where nobody looked."""
    return (
        LanguageCheck.objects.filter(language=language.code, digest=language.digest)
        .order_by("-pk")
        .first()
    )
