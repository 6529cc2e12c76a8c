"""A site and everything that was merged into it: what was said about the old holds for the new."""

from collections.abc import Iterable

from convenant.locations.models import Site


def families(site_ids: Iterable[int]) -> dict[int, int]:
    """For each of these standing sites and every site merged into it: the standing one.

    One query per link of the longest chain of merges, whatever the number of sites.
    """
    standing = {pk: pk for pk in site_ids}
    frontier = list(standing)
    while frontier:
        merged = [
            (pk, into)
            for start in range(0, len(frontier), 5000)
            for pk, into in Site.objects.filter(
                merged_into__in=frontier[start : start + 5000]
            ).values_list("pk", "merged_into")
        ]
        frontier = []
        for pk, into in merged:
            if pk not in standing:
                standing[pk] = standing[into]
                frontier.append(pk)
    return standing


def family(site: Site) -> list[int]:
    """The keys of this site and of every site merged into it."""
    return list(families([site.pk]))


def standing_site(site: Site) -> Site:
    """The site that this one went into, through every later merge; itself where it stands."""
    while site.merged_into_id is not None:
        site = Site.objects.get(pk=site.merged_into_id)
    return site


def standing_ids(site_ids: Iterable[int]) -> dict[int, int]:
    """For each of these sites the standing one; one query per link of the longest chain."""
    up = {pk: pk for pk in site_ids}
    while into := dict(
        Site.objects.filter(pk__in=set(up.values()), merged_into__isnull=False).values_list(
            "pk", "merged_into"
        )
    ):
        up = {pk: into.get(standing, standing) for pk, standing in up.items()}
    return up
