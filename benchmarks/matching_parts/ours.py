"""Our matcher as the benchmark asks it: nothing is trained, so nothing is kept from it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from convenant.locations.matching import Record, match, score_pairs
from convenant.locations.matching.candidates import find_candidates
from convenant.locations.matching.cleaning import clean, identity_of
from matching_parts.measures import Answer, Said
from matching_parts.sets import ChicagoSite, Pair, pairs_within

NAME = "Convenant"


def facilities(sets: dict[str, list[Pair]], rows: Sequence[Record]) -> dict[str, Any]:
    """What is said of every judged pair, and which rows the search brings together."""
    return {
        "said": {
            name: [
                Said(s.probability, s.decision, s.relation.replace("same_site", "same"))
                for s in score_pairs([(pair.a, pair.b) for pair in pairs])
            ]
            for name, pairs in sets.items()
        },
        "together": together(rows),
    }


def together(rows: Sequence[Record]) -> set[tuple[int, int]]:
    """The candidate pairs, found as `match` does: rows that say the same are one."""
    cleaned = [clean(row) for row in rows]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, row in enumerate(cleaned):
        places[identity_of(row, False)].append(i)
    order = sorted(places)
    nodes = [places[identity] for identity in order]
    found = {pair for node in nodes for pair in ((a, b) for a in node for b in node if a < b)}
    for pair in find_candidates([cleaned[node[0]] for node in nodes], len(nodes)):
        for a in nodes[pair.a]:
            found |= {(min(a, b), max(a, b)) for b in nodes[pair.b]}
    return found


def chicago(sites: Sequence[ChicagoSite]) -> dict[str, Any]:
    """The groups that `match` makes of the whole list; it has no place for a telephone number."""
    rows = [Record(str(i), s.name, f"{s.address} {s.zip}", "US") for i, s in enumerate(sites)]
    links = match(rows)
    return {
        "runs": [
            {
                "groups": [Answer(pairs_within(link.site_id for link in links))],
                "together": [Answer(together(rows))],
            }
        ],
        "review_share": round(sum(li.decision == "review" for li in links) / len(links), 4),
    }
