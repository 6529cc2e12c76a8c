"""Editions and what is in them: public by nature, so for everyone."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from convenant.agreements.queries import running_definition
from convenant.base.clocks import next_yearly
from convenant.publishing.models import Edition, PublishedSite


@dataclass(frozen=True)
class Rules:
    """What the running definition says of the public list; None where it says nothing."""

    yearly_on: str | None
    fields: tuple[str, ...]
    minimum: int

    def next_date(self, today: date) -> date | None:
        return next_yearly(self.yearly_on, today) if self.yearly_on else None


def rules() -> Rules | None:
    """The open agreement's rules for its public list, or None where it publishes none."""
    publication = running_definition().publication
    said = publication.site_list if publication else None
    if said is None:
        return None
    # Fewer than three is never let out, whatever a definition leaves unsaid.
    return Rules(said.yearly_on, tuple(said.fields), max(3, said.minimum_members_shown or 3))


def editions() -> QuerySet[Edition]:
    """All editions of the open agreement, newest first."""
    return Edition.objects.all()


def edition(number: int | None = None) -> Edition | None:
    """One edition, or the newest."""
    found = Edition.objects.all()
    return (found.filter(number=number) if number is not None else found).first()


def sites(
    of: Edition, *, words: str = "", country: str = "", product: str = ""
) -> QuerySet[PublishedSite]:
    """An edition's sites, narrowed by words (all must occur), country and product."""
    found = PublishedSite.objects.filter(edition=of)
    if country:
        found = found.filter(country=country)
    for word in words.lower().split()[:8]:
        found = found.filter(search__contains=word)
    if product:
        found = found.filter(search__contains=product.lower())
    return found


def countries(of: Edition) -> list[tuple[str, int]]:
    """How many sites each country has in an edition, most first."""
    counted = (
        PublishedSite.objects.filter(edition=of)
        .order_by()
        .values_list("country")
        .annotate(number=Count("pk"))
    )
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def published_site(code: str) -> PublishedSite | None:
    """A site as the newest edition that holds it shows it."""
    return (
        PublishedSite.objects.filter(code=code)
        .select_related("edition")
        .order_by("-edition__number")
        .first()
    )


def due(today: date) -> date | None:
    """The day an edition should have come out and did not, or None."""
    said = rules()
    if said is None or said.yearly_on is None:
        return None
    start = running_definition().term.start
    newest = edition()
    since = newest.published_on if newest else start
    if since is None:
        return None
    # The first publication day after the last edition, if it has come.
    wanted = next_yearly(said.yearly_on, date.fromordinal(since.toordinal() + 1))
    return wanted if wanted <= today else None
