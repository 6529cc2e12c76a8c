"""A pool of sites as matched lists would leave it, for the tests of what is published."""

from datetime import date
from typing import Any

from convenant.base.actors import SYSTEM
from convenant.locations.models import ListedSite, Site, SiteList
from convenant.people.actions import add_organisation
from convenant.publishing.actions import publish
from convenant.publishing.models import Edition


def fill(world: Any, sites: int = 6, members: int = 4) -> list[Site]:
    """`sites` sites; site n is listed by members 0…n (at most all), so counts run from 1 up."""
    firms = [world.organisations["bilal"], world.organisations["iris"]]
    while len(firms) < members:
        firms.append(add_organisation(name=f"Secretive Brand {len(firms)}", by=SYSTEM))
    lists = [
        SiteList.objects.create(
            organisation=firm, period=2026, file_name=f"{firm}.csv", content=b"", state="matched"
        )
        for firm in firms
    ]
    made = Site.objects.bulk_create(
        [
            Site(
                code=f"S-{number:012d}",
                name=f"Mill {number:05d}",
                address=f"Road {number}, Town",
                country=("BD", "TR", "IN")[number % 3],
                lat=10 + number % 40,
                lng=20 + number % 90,
                product_types=["Denim"] if number % 2 else ["Socks"],
                workers_low=number * 10 + 1,
                workers_high=number * 10 + 1,
                member_count=min(number + 1, members),
            )
            for number in range(sites)
        ],
        batch_size=500,
    )
    ListedSite.objects.bulk_create(
        [
            ListedSite(
                site_list=lists[at],
                organisation=firms[at],
                row=site_number + 1,
                site=site,
                name=site.name,
                country=site.country,
            )
            for site_number, site in enumerate(made)
            for at in range(min(site_number + 1, members))
        ],
        batch_size=500,
    )
    return made


def published(world: Any) -> Edition:
    """An edition of a small pool; the same one at a second call."""
    found = Edition.objects.first()
    if found is None:
        if not Site.objects.exists():
            fill(world)
        found = publish(by=SYSTEM, on=date(2026, 7, 4))
    return found
