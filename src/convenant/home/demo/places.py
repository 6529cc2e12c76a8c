"""Invented sites and the members' rows about them, with the noise real lists have.

Deterministic: the same seed gives the same sites, rows and spelling slips, so that what a test or a
newcomer saw yesterday is there today. Each row knows its true site, so the matching can be judged.
"""

import random
import string
from dataclasses import dataclass, field

from convenant.home.demo.vocabulary import LANDS, PROCESSES, PRODUCTS, SOUNDS, Land

SEED = 2026


@dataclass(frozen=True)
class TrueSite:
    """A place as it really is in the invented world."""

    number: int
    land: Land
    core: str
    trade: str
    legal: tuple[str, ...]
    unit: str
    pattern: str
    street: str
    house: int
    town: str
    region: str
    postcode: str
    lat: float
    lng: float
    workers: int
    products: tuple[str, ...]
    processes: tuple[str, ...]
    members: int


@dataclass
class DemoRow:
    """One line of a member's list as that member would type it."""

    site: int
    name: str
    address: str
    country: str
    lat: str
    lng: str
    workers: str
    tier: str
    products: str
    processes: str
    capacity: str
    extra: dict[str, str] = field(default_factory=dict)


def sites(count: int = 900, seed: int = SEED) -> list[TrueSite]:
    """The invented sites: most are one firm's, some are sister units or neighbours of an earlier one."""
    chance = random.Random(seed)  # noqa: S311 -- invented data, not a secret
    weights = [land.weight for land in LANDS]
    made: list[TrueSite] = []
    names: set[tuple[str, ...]] = set()
    while len(made) < count:
        land = chance.choices(LANDS, weights)[0]
        town, region, lat, lng, pattern = chance.choice(land.towns)
        kind = chance.random()
        model = chance.choice(made) if made and kind < 0.07 else None
        if model is not None:  # a second unit of a firm, elsewhere in the same town
            site = _site(
                chance,
                len(made),
                model.land,
                (model.town, model.region, model.lat, model.lng, ""),
                model.core,
                model.trade,
                model.legal,
                f"Unit {chance.randint(2, 4)}",
                model.postcode,
            )
        else:
            sounds = SOUNDS[land.code].split()
            word = "".join(chance.sample(sounds, chance.choice((2, 3)))).capitalize()
            core = word if chance.random() < 0.5 else f"{word} {chance.choice(land.first)}"
            postcode = "".join(chance.choice(string.digits) if c == "#" else c for c in pattern)
            site = _site(
                chance,
                len(made),
                land,
                (town, region, lat, lng, pattern),
                core,
                chance.choice(land.trade),
                chance.choice(land.legal),
                "",
                postcode,
            )
        key = (site.core, site.trade, site.town, site.unit)
        if key in names:
            continue
        names.add(key)
        made.append(site)
    return made


def _site(
    chance: random.Random,
    number: int,
    land: Land,
    town: tuple[str, str, float, float, str],
    core: str,
    trade: str,
    legal: tuple[str, ...],
    unit: str,
    postcode: str,
) -> TrueSite:
    return TrueSite(
        number=number,
        land=land,
        core=core,
        trade=trade,
        legal=legal,
        unit=unit,
        pattern=chance.choice(land.street),
        street=chance.choice(land.streets),
        house=chance.randint(2, 420),
        town=town[0],
        region=town[1],
        postcode=postcode,
        lat=round(town[2] + chance.gauss(0, 0.03), 5),
        lng=round(town[3] + chance.gauss(0, 0.03), 5),
        workers=int(min(9000, max(12, chance.lognormvariate(5.4, 1.1)))),
        products=tuple(chance.sample(PRODUCTS, chance.choice((1, 1, 2, 3)))),
        processes=tuple(chance.sample(PROCESSES, chance.choice((1, 2, 2, 3)))),
        members=chance.choices((1, 2, 3, 4, 5, 6), (58, 24, 10, 5, 2, 1))[0],
    )


def rows_per_member(members: int = 12, count: int = 900, seed: int = SEED) -> list[list[DemoRow]]:
    """Each member's rows; about 1,500 in all for 900 sites."""
    chance = random.Random(seed + 1)  # noqa: S311
    sizes = [chance.uniform(0.4, 2.2) for _ in range(members)]
    lists: list[list[DemoRow]] = [[] for _ in range(members)]
    for site in sites(count, seed):
        chosen: set[int] = set()
        while len(chosen) < min(site.members, members):
            chosen.add(chance.choices(range(members), sizes)[0])
        for member in sorted(chosen):
            lists[member].append(_row(chance, site))
    for rows in lists:
        chance.shuffle(rows)
    return lists


def _row(chance: random.Random, site: TrueSite) -> DemoRow:
    placed = chance.random() < 0.7
    rough = 0.002 if chance.random() < 0.8 else 0.02
    shares = ("", "", "", "0-10%", "10-25%", "25-50%", "15%", "40%")
    return DemoRow(
        site=site.number,
        name=_name(chance, site),
        address=_address(chance, site),
        country=chance.choice((site.land.code, site.land.english, site.land.dutch)),
        lat=f"{site.lat + chance.gauss(0, rough):.5f}" if placed else "",
        lng=f"{site.lng + chance.gauss(0, rough):.5f}" if placed else "",
        workers=_workers(chance, site.workers),
        tier=chance.choice(("1", "1", "1", "Tier 1", "2", "T2")),
        products="; ".join(site.products),
        processes="; ".join(site.processes),
        capacity=chance.choice(shares),
    )


def _name(chance: random.Random, site: TrueSite) -> str:
    legal = chance.choice((*site.legal, *site.legal, ""))
    before = legal.startswith(("PT", "P.T"))
    name = f"{legal} {site.core} {site.trade}" if before else f"{site.core} {site.trade} {legal}"
    if site.unit:
        name = f"{name.strip()} {chance.choice((f'({site.unit})', f'- {site.unit}', site.unit))}"
    return _slip(chance, _case(chance, " ".join(name.split())))


def _address(chance: random.Random, site: TrueSite) -> str:
    street = site.pattern.format(n=site.house, s=site.street)
    if chance.random() < 0.35:
        for long, short in (
            ("Road", "Rd"),
            ("Street", "St"),
            ("Industrial", "Ind."),
            ("Plot No.", "Plot"),
            ("Building", "Bldg"),
            ("Mahallesi", "Mah."),
            ("Village", "Vill."),
        ):
            street = street.replace(long, short)
    parts = [street, site.town]
    if chance.random() < 0.75:
        parts.append(site.region)
    if chance.random() < 0.7:
        parts.append(site.postcode)
    if chance.random() < 0.2:
        parts.append(site.land.english)
    return _slip(chance, _case(chance, ", ".join(parts)))


def _workers(chance: random.Random, workers: int) -> str:
    style = chance.random()
    if style < 0.25:
        return ""
    if style < 0.6:
        return str(max(1, int(workers * chance.uniform(0.9, 1.1))))
    low = workers // 100 * 100
    return chance.choice((f"{low}-{low + 100}", f"{low} t/m {low + 100}", f"ca. {low + 50}"))


def _case(chance: random.Random, text: str) -> str:
    return text.upper() if chance.random() < 0.3 else text


def _slip(chance: random.Random, text: str) -> str:
    """Now and then a typing slip: a letter lost, doubled or swapped with its neighbour."""
    if chance.random() > 0.12 or len(text) < 8:
        return text
    at = chance.randrange(2, len(text) - 2)
    if not (text[at].isalpha() and text[at + 1].isalpha()):
        return text
    return chance.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )
    )
