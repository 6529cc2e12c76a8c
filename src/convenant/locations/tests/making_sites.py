"""Lists, sites and questions for the tests of sites, made the way matching leaves them."""

from datetime import date
from typing import Any

from convenant.agreements.actions import admit
from convenant.base.actors import SYSTEM, Actor
from convenant.locations.actions.counts import recount, refresh_faces
from convenant.locations.models import ListedSite, MatchQuestion, Site, SiteList
from convenant.people.actions import add_organisation, assign_role
from convenant.people.models import Kind, Organisation, Person
from convenant.people.queries import actor_for


def make_list(organisation: Organisation, period: int = 2026) -> SiteList:
    """A matched list without rows yet."""
    return SiteList.objects.create(
        organisation=organisation,
        period=period,
        file_name=f"{organisation.name}.csv",
        content=b"",
        state=SiteList.State.MATCHED,
    )


def list_site(
    organisation: Organisation,
    name: str = "Shapla Textiles Ltd.",
    site: Site | None = None,
    address: str = "12 Mill Road, Gazipur",
    country: str = "BD",
    **fields: Any,
) -> ListedSite:
    """A row of this member at a site; at a new one where none is given."""
    if site is None:
        site = Site.objects.create(name=name, address=address, country=country)
    site_list = SiteList.objects.filter(organisation=organisation).first() or make_list(
        organisation
    )
    row = ListedSite.objects.create(
        site_list=site_list,
        organisation=organisation,
        row=ListedSite.objects.filter(site_list=site_list).count() + 1,
        site=site,
        name=name,
        address=address,
        country=country,
        **fields,
    )
    recount([site.pk])
    refresh_faces([site.pk])
    site.refresh_from_db()
    return row


def ask_about(row: ListedSite, candidate: Site, score: float = 0.6, **fields: Any) -> MatchQuestion:
    """The model doubts whether this row is at that site."""
    return MatchQuestion.objects.create(
        row=row,
        candidate=candidate,
        score=score,
        reasons=[{"code": "name_near", "values": [row.name, candidate.name]}],
        **fields,
    )


def more_members(count: int) -> list[tuple[Organisation, Actor]]:
    """Further participating companies, each with one person."""
    made = []
    for number in range(count):
        organisation = add_organisation(name=f"Brand Extra {number}", by=SYSTEM)
        admit(
            organisation,
            by=SYSTEM,
            side="companies",
            joined=date(2025, 9, 1),
            member_class="small",
        )
        person = Person.objects.create(
            email=f"extra{number}@example.org", name=f"Extra{number}", language="en"
        )
        assign_role(person, Kind.COMPANY, by=SYSTEM, organisation=organisation)
        made.append((organisation, actor_for(person)))
    return made
