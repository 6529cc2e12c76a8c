"""Splink with four of its ready-made comparisons.

Nothing is judged for it: it learns by expectation maximisation from the very rows that it is to match.
*Same* is a probability of 0.5 and more. Of sixteen settings tried on the facilities and eight on Chicago
the one that did best over the judged sets is used.

Facilities: name, address, country, postcode. It is given more than it brings: names and addresses in
which our own cleaning has picked out the words that tell.
Chicago: name, address, telephone, postcode as they were written; our matcher does not see telephones.
"""

import logging
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from convenant.locations.matching import Record
from convenant.locations.matching.cleaning import clean
from matching_parts.measures import Answer, Said
from matching_parts.sets import ChicagoSite, Pair, pairs_within

NAME = "Splink"
SAME_FROM = 0.5
AT_A_TIME = 100
OTHER_THRESHOLDS = (0.8, 0.9, 0.95, 0.99)
Row = dict[str, Any]


def version() -> str:
    import pyarrow  # noqa: F401 -- needed to hand it the rows
    import splink

    return str(splink.__version__)


@dataclass(frozen=True)
class Settings:
    """What a run compares, searches by, and learns from; each rule is the columns that agree."""

    comparisons: Callable[[Any], list[Any]]
    search: tuple[tuple[str, ...], ...]
    learn: tuple[tuple[str, ...], ...]
    surely_same: tuple[tuple[str, ...], ...]


FACILITIES = Settings(
    lambda ready: [
        ready.JaroWinklerAtThresholds("core", [0.95, 0.9, 0.85]),
        ready.ArrayIntersectAtSizes("words", [6, 4, 2]),
        ready.ExactMatch("country"),
        ready.LevenshteinAtThresholds("postcode", [1]),
    ],
    search=(
        ("country", "substr(core, 1, 5)"),
        ("country", "substr(address, 1, 10)"),
        ("postcode",),
    ),
    learn=(("country", "name"), ("country", "address")),
    surely_same=(("country", "name", "address"),),
)
CHICAGO = Settings(
    lambda ready: (
        [
            ready.JaroWinklerAtThresholds(field, [0.95, 0.9, 0.8]).configure(
                term_frequency_adjustments=True
            )
            for field in ("name", "address")
        ]
        + [
            ready.ExactMatch("phone").configure(term_frequency_adjustments=True),
            ready.ExactMatch("postcode"),
        ]
    ),
    search=(("substr(name, 1, 5)",), ("substr(address, 1, 8)",), ("phone",)),
    learn=(("name",), ("address",), ("phone",)),
    surely_same=(("name", "address"), ("name", "phone")),
)


def facility(i: int, record: Record) -> Row:
    row = clean(record)
    return {
        "unique_id": i,
        "name": " ".join(row.name.words) or None,
        "core": row.name.core_squashed or row.name.squashed or None,
        "address": " ".join(row.address.words) or None,
        "words": sorted(row.address.words) or None,
        "country": row.country or None,
        "postcode": row.address.postcode or None,
    }


class Trained:
    """Splink that has learnt from these rows."""

    def __init__(self, rows: Sequence[Row], settings: Settings):
        import pyarrow
        import splink.comparison_library
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on

        logging.getLogger("splink").setLevel(logging.ERROR)
        self.count = len(rows)
        data = DuckDBAPI().register(
            pyarrow.Table.from_pylist(list(rows)), dataset_display_name="sites"
        )
        self._linker = Linker(
            data,
            SettingsCreator(
                link_type="dedupe_only",
                comparisons=settings.comparisons(splink.comparison_library),
                blocking_rules_to_generate_predictions=[
                    block_on(*rule) for rule in settings.search
                ],
            ),
            log_level="ERROR",
        )
        training = self._linker.training
        training.estimate_probability_two_random_records_match(
            [block_on(*rule) for rule in settings.surely_same], recall=0.7
        )
        training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
        for rule in settings.learn:
            training.estimate_parameters_using_expectation_maximisation(block_on(*rule))

    def probabilities(self, pairs: Sequence[Pair]) -> list[float]:
        """It compares every first row with every second one, so a few pairs are given at a time."""
        found: list[float] = []
        for start in range(0, len(pairs), AT_A_TIME):
            some = pairs[start : start + AT_A_TIME]
            left = [facility(2 * i, pair.a) for i, pair in enumerate(some)]
            right = [facility(2 * i + 1, pair.b) for i, pair in enumerate(some)]
            scored = self._linker.inference.score_pairs(left, right).as_record_list()
            of = {(r["unique_id_l"], r["unique_id_r"]): r["match_probability"] for r in scored}
            found += [of[2 * i, 2 * i + 1] for i in range(len(some))]
        return found

    def search(self) -> Any:
        """Every pair that its rules bring together, compared."""
        return self._linker.inference.predict()

    def groups(self, found: Any, threshold: float = SAME_FROM) -> list[Hashable]:
        clustered = self._linker.clustering.cluster_pairwise_predictions_at_threshold(
            found, threshold
        )
        group_of = {r["unique_id"]: r["cluster_id"] for r in clustered.as_record_list()}
        return [group_of[i] for i in range(self.count)]


def together(found: Any) -> set[tuple[int, int]]:
    return {
        (min(r["unique_id_l"], r["unique_id_r"]), max(r["unique_id_l"], r["unique_id_r"]))
        for r in found.as_record_list()
    }


def facilities(sets: dict[str, list[Pair]], rows: Sequence[Record]) -> dict[str, Any]:
    """What it says of every judged pair, having learnt from all rows without a judgement."""
    trained = Trained([facility(i, row) for i, row in enumerate(rows)], FACILITIES)
    return {
        "said": {
            name: [
                Said(p, "same" if p >= SAME_FROM else "different")
                for p in trained.probabilities(pairs)
            ]
            for name, pairs in sets.items()
        },
        "together": together(trained.search()),
    }


def chicago(sites: Sequence[ChicagoSite]) -> dict[str, Any]:
    """The groups that it makes of the whole list."""

    def written(text: str) -> str | None:
        return " ".join(text.lower().split()) or None

    rows = [
        {
            "unique_id": i,
            "name": written(site.name),
            "address": written(site.address),
            "phone": site.phone or None,
            "postcode": site.zip or None,
        }
        for i, site in enumerate(sites)
    ]
    trained = Trained(rows, CHICAGO)
    found = trained.search()
    return {
        "runs": [
            {
                "groups": [Answer(pairs_within(trained.groups(found)))],
                "together": [Answer(together(found))],
            }
        ],
        "at_other_thresholds": [
            [Answer(pairs_within(trained.groups(found, threshold)))]
            for threshold in OTHER_THRESHOLDS
        ],
    }


def groups(rows: Sequence[Record], training: Sequence[Pair]) -> list[Hashable]:
    """The site of each row, from nothing; `training` is not looked at."""
    trained = Trained([facility(i, row) for i, row in enumerate(rows)], FACILITIES)
    return trained.groups(trained.search())
