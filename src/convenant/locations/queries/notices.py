"""Notices from outside, for the secretariat."""

from django.db.models import Count, Q, QuerySet

from convenant.base.actors import Actor
from convenant.locations.models import Site, SiteNotice
from convenant.locations.queries.families import family
from convenant.people.rules import is_secretariat


def notices(by: Actor, state: str = "") -> QuerySet[SiteNotice]:
    """The notices in this state, or all; newest first, for the secretariat only."""
    if not is_secretariat(by):
        return SiteNotice.objects.filter(pk__in=[])
    found = SiteNotice.objects.select_related("site")
    return found.filter(state=state) if state else found


def new_notices_count() -> int:
    """How many notices nobody has taken up."""
    return SiteNotice.objects.filter(state=SiteNotice.State.NEW).count()


def notice_by_pk(by: Actor, pk: int) -> SiteNotice | None:
    """One notice, for the secretariat."""
    return notices(by).filter(pk=pk).first()


def notices_at(site: Site) -> dict[str, int]:
    """How many notices came in about a site and those merged into it, and how many are open."""
    return SiteNotice.objects.filter(site__in=family(site)).aggregate(
        all=Count("pk"), open=Count("pk", filter=~Q(state=SiteNotice.State.CLOSED))
    )
