"""Sites for somebody at the door to choose from: what the agreement publishes of them, and no more."""

from django.db.models import Q

from convenant.agreements.tiers import tier_of
from convenant.locations.models import Site

SHOWN = 8


def places(words: str) -> list[Site]:
    """Sites whose name, address or town holds these words; none where sites are not public, or for two signs."""
    words = words.strip()
    if len(words) < 3 or tier_of("site") != "public":
        return []
    found = Site.objects.filter(merged_into=None)
    for word in words.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(address__icontains=word))
    return list(found.order_by("name", "pk")[:SHOWN])


def place(pk: str) -> Site | None:
    """One of them, by its number."""
    if not pk.isdecimal() or len(pk) > 18 or tier_of("site") != "public":
        return None
    return Site.objects.filter(pk=int(pk), merged_into=None).first()


def offered() -> bool:
    """Whether one may search: where the agreement publishes its sites."""
    return tier_of("site") == "public"


def named(pk: str) -> str:
    """What the site that somebody chose is called, for handlers; the number itself where it is gone."""
    found = Site.objects.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None
    return f"{found} ({found.code})" if found is not None else pk
