"""Editions of sources, and what was not understood of their files."""

import csv
import io

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from convenant.risks.models import SourceEdition
from convenant.risks.sources import SOURCES
from convenant.risks.sources.built_in import built_in_editions

State = SourceEdition.State


BUILT_IN = "built_in"  # the kind of what comes with the platform


def editions() -> QuerySet[SourceEdition]:
    """Every edition handed in, with how many things it says."""
    return SourceEdition.objects.select_related("loaded_by").annotate(fact_count=Count("facts"))


def edition(pk: int) -> SourceEdition | None:
    """One edition."""
    return editions().filter(pk=pk).first()


def unchecked_count() -> int:
    """How many files were handed in and neither loaded nor discarded."""
    return SourceEdition.objects.filter(state=State.READ).count()


def built_in_is_missing() -> bool:
    """Whether something that comes with the platform was never loaded here."""
    titles = [edition.title for edition, _facts in built_in_editions()]
    held = SourceEdition.objects.filter(kind=BUILT_IN, title__in=titles)
    return held.values("title").distinct().count() < len(titles)


def kind_name(kind: str) -> str:
    """What the kind of source is called, in the reader's language."""
    source = SOURCES.get(kind)
    return source.name[_language()] if source else ""


def rejected_csv(edition: SourceEdition) -> str:
    """The rows that were not understood, each with why, to mend and hand in again."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in edition.rejected:
        cells = [cell if cell[:1] not in "=+-@\t" else f"'{cell}" for cell in row["cells"]]
        writer.writerow([row["row"], row["said"][_language()], *cells])
    return out.getvalue()


def _language() -> str:
    return "nl" if (get_language() or "nl").startswith("nl") else "en"
