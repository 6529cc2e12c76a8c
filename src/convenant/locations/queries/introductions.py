"""Who asks to be known at a site, as each side may see it.

What an asker reads is made of two things only: its own request, and the members that said yes. It
does not depend on who else is at the site, who has not answered or who said no, so there is nothing
to learn from it by waiting, counting or asking again.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from convenant.base.actors import Actor
from convenant.locations.models import Introduction, ListedSite, Site
from convenant.locations.queries.families import families, standing_ids, standing_site
from convenant.people.models import Kind, Organisation, Person, Role
from convenant.people.queries import current

State = Introduction.State


@dataclass(frozen=True)
class Introduced:
    """Two members that both said yes, as one of them sees the other."""

    site: Site
    organisation: Organisation
    contact: Person | None  # None: the person who said yes no longer speaks for the organisation
    on: datetime


@dataclass(frozen=True)
class Waiting:
    """A request of a member that is not named."""

    pk: int
    site: Site
    message: str
    on: datetime


@dataclass
class Standing:
    """What one member has going at one site."""

    request: Introduction | None = None
    introduced: list[Introduced] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)

    @property
    def asked_on(self) -> datetime | None:
        """When this member asked, where its request still stands."""
        request = self.request
        return request.asked_at if request and request.state == State.ASKED else None

    @property
    def withdrawn(self) -> bool:
        """Whether this member asked and took it back."""
        return self.request is not None and self.request.state == State.WITHDRAWN


def company_of(by: Actor) -> int | None:
    """The company this actor speaks for; a person speaks for one at most."""
    return next(iter(by.organisations(Kind.COMPANY)), None)


def own_site_ids(organisation_id: int) -> set[int]:
    """The sites this member's current lists name."""
    return set(
        ListedSite.objects.filter(
            current=True, organisation_id=organisation_id, site__isnull=False
        ).values_list("site_id", flat=True)
    )


def members_at(site: Site) -> set[int]:
    """The organisations whose current lists name this site. For deeds; no page shows it to a member."""
    return set(
        ListedSite.objects.filter(current=True, site=site).values_list("organisation_id", flat=True)
    )


def standing_at(organisation_id: int, sites: list[Site]) -> dict[int, Standing]:
    """What this member has going at each of these standing sites; a fixed number of queries.

    A request is waiting for a member where both now source at the site, the request stands, and the
    member has not answered that asker there before.
    """
    kin = families(site.pk for site in sites)
    by_pk = {site.pk: site for site in sites}
    found = {pk: Standing() for pk in by_pk}
    rows = list(
        Introduction.objects.filter(site__in=list(kin))
        .filter(Q(asked=None) | Q(asker_id=organisation_id) | Q(asked_id=organisation_id))
        .select_related("asker", "asked", "asked_by", "answered_by")
        .order_by("asked_at", "pk")
    )
    answered = {(kin[row.site_id], row.asker_id) for row in rows if row.asked_id == organisation_id}
    present = _present({row.asker_id for row in rows} | {organisation_id}, found)
    contacts = _contacts(rows)
    named: set[tuple[int, int]] = set()
    asks: dict[tuple[int, int], Waiting] = {}  # by site and asker: two requests of one are one
    for row in rows:
        pk = kin[row.site_id]
        standing, site = found[pk], by_pk[pk]
        if row.asked_id is not None:
            if row.state != State.ACCEPTED:
                continue
            ours = row.asker_id == organisation_id
            other = row.asked if ours else row.asker
            person = row.answered_by if ours else row.asked_by
            if other is None or (pk, other.pk) in named:
                continue
            named.add((pk, other.pk))
            contact = person if person and (person.pk, other.pk) in contacts else None
            standing.introduced.append(
                Introduced(site, other, contact, row.answered_at or row.asked_at)
            )
        elif row.asker_id == organisation_id:
            if standing.request is None or standing.withdrawn:
                standing.request = row
        elif (
            row.state == State.ASKED
            and (pk, row.asker_id) not in answered
            and {(pk, row.asker_id), (pk, organisation_id)} <= present
        ):
            asks.setdefault((pk, row.asker_id), Waiting(row.pk, site, row.message, row.asked_at))
    for (pk, asker_id), entry in asks.items():
        if (pk, asker_id) not in named:  # one who is already introduced asks for nothing new
            found[pk].waiting.append(entry)
    return found


def _present(organisation_ids: set[int], site_ids: dict[int, Standing]) -> set[tuple[int, int]]:
    return set(
        ListedSite.objects.filter(
            current=True, organisation_id__in=organisation_ids, site_id__in=list(site_ids)
        )
        .order_by()
        .values_list("site_id", "organisation_id")
        .distinct()
    )


def _contacts(rows: list[Introduction]) -> set[tuple[int, int | None]]:
    people = {row.asked_by_id for row in rows} | {row.answered_by_id for row in rows}
    return set(
        Role.objects.filter(
            current(), kind=Kind.COMPANY, person_id__in=people - {None}
        ).values_list("person_id", "organisation_id")
    )


def everything_of(by: Actor) -> list[tuple[Site, Standing]]:
    """Each site where this actor's company asked, is asked or was introduced; newest first.

    An introduction made stays readable after one of the two left the site: to hide it would tell the
    other that it left.
    """
    organisation_id = company_of(by)
    if organisation_id is None:
        return []
    own = own_site_ids(organisation_id)
    touched = set(
        Introduction.objects.filter(
            Q(asker_id=organisation_id) | Q(asked_id=organisation_id)
        ).values_list("site_id", flat=True)
    )
    requested = set(
        Introduction.objects.filter(asked=None, state=State.ASKED).values_list("site_id", flat=True)
    )
    up = standing_ids(touched | requested)
    wanted = {up[pk] for pk in touched} | ({up[pk] for pk in requested} & own)
    sites = list(Site.objects.filter(pk__in=wanted))
    standings = standing_at(organisation_id, sites)
    pairs = [
        (site, standings[site.pk])
        for site in sites
        if standings[site.pk].request or standings[site.pk].introduced or standings[site.pk].waiting
    ]
    return sorted(pairs, key=lambda pair: (not pair[1].waiting, pair[0].name.lower(), pair[0].pk))


def introductions_waiting(by: Actor) -> int:
    """How many requests wait for an answer of this actor's company."""
    return sum(len(standing.waiting) for _site, standing in everything_of(by))


def request_waiting_for(by: Actor, pk: int) -> Introduction | None:
    """A request this actor's company may answer now; None for every other number there is."""
    organisation_id = company_of(by)
    request = Introduction.objects.filter(pk=pk, asked=None).select_related("site").first()
    if organisation_id is None or request is None:
        return None
    site = standing_site(request.site)
    waiting = standing_at(organisation_id, [site])[site.pk].waiting
    return request if any(entry.pk == pk for entry in waiting) else None
