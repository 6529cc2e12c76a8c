"""Sites that are not the same and still have to do with each other."""

from django.db.models import Q

from convenant.locations.models import ListedSite, Site
from convenant.locations.queries.families import families, standing_ids


def related_sites(site: Site, at_most: int = 20) -> list[tuple[str, Site]]:
    """The relation and the other site, both ways round: what this one's rows are near to, and back.

    As the matcher saw it when a row founded its site; a site that was merged away since is left out
    where it became this one, and named by what it became elsewhere.
    """
    own = set(families([site.pk]))
    pairs = (
        ListedSite.objects.filter(Q(site__in=own) | Q(related__in=own), current=True)
        .exclude(related=None)
        .order_by("relation", "pk")
        .values_list("relation", "site_id", "related_id")[: 5 * at_most]
    )
    found: dict[int, str] = {}
    for kind, one, other in pairs:
        found.setdefault(other if one in own else one, kind)
    up = standing_ids(set(found) - own)
    sites = Site.objects.in_bulk(set(up.values()) - own)
    named = {up[pk]: kind for pk, kind in found.items() if pk in up and up[pk] in sites}
    return sorted(
        ((kind, sites[pk]) for pk, kind in named.items()), key=lambda r: (r[0], r[1].name, r[1].pk)
    )[:at_most]
