"""A few numbers for each role, each with its meaning and the page behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements.queries import parties
from convenant.base.actors import Actor
from convenant.locations.queries.register import own_sites, register, shared_sites_count
from convenant.locations.queries.sites import contributors
from convenant.locations.rules import may_read_graph
from convenant.people.models import Kind
from convenant.publishing.queries import edition


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where it comes from."""

    value: int
    meaning: str
    where: str


def figures(by: Actor, slug: str) -> Iterator[Figure]:
    """What this role works with, in numbers; nothing that its pages would not show."""
    if may_read_graph(by):
        yield Figure(
            register(by).filter(member_count__gte=1).count(),
            _("sites on current lists"),
            reverse("locations:sites", args=[slug]),
        )
        yield Figure(
            shared_sites_count(by),
            _("of them shared by two or more members"),
            reverse("locations:sites", args=[slug]) + "?shared=on",
        )
        yield Figure(
            contributors(),
            _("members with a matched list"),
            reverse("locations:lists", args=[slug]),
        )
    elif by.has(Kind.COMPANY):
        own = reverse("locations:our_sites", args=[slug])
        yield Figure(own_sites(by).count(), _("sites on our current list"), own)
        yield Figure(shared_sites_count(by), _("of them shared with other members"), own)
    else:
        yield Figure(
            parties().count(),
            _("parties to the agreement"),
            reverse("agreements:agreement", args=[slug]),
        )
    newest = edition()
    if newest is not None:
        yield Figure(
            newest.site_count,
            _("sites in the newest public edition"),
            reverse("publishing:list", args=[slug]),
        )
