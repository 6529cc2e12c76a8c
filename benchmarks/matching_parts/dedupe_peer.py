"""dedupe, used as the Open Supply Hub uses it, and on Chicago as its own example does.

Facilities: country exactly, name and address as strings; text cleaned in the way that the Open Supply
Hub cleans it; learnt from the Open Supply Hub's own training pairs. *Same* is a probability of 0.5 and
more. Where a test pair hangs together with training pairs, the classifier that judges it has learnt
without them (five folds of clusters). The rules by which it searches are learnt from all training pairs,
so the search is not tested on these; what it learns differs somewhat from run to run.

Chicago: name and address as strings, postcode exactly, telephone as a string. It asks about the pairs
that it is least certain of, and the truth answers, as a person would. One run learns from half of the
sites and is tested on the other half, a second run the reverse. Which pairs it asks about is left to
chance in the library, and the outcome differs a good deal: of five such double runs the middle one counts.
"""

import io
import json
import random
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from anyascii import anyascii

from convenant.locations.matching import Record
from matching_parts.measures import Answer, Said
from matching_parts.sets import HUB, ChicagoSite, Pair, clusters, pairs_within

NAME = "dedupe"
SAME_FROM = 0.5
FOLDS = 5
ANSWERS = 60  # questions that a person answers in a sitting
RUNS = 5
Row = dict[str, str | None]
Learnt = list[tuple[Row, Row, bool]]


def version() -> str:
    from importlib.metadata import version

    import dedupe  # noqa: F401 -- that it can be had, not only that it is written down

    return version("dedupe")


def tidy(text: str) -> str | None:
    text = anyascii(text).replace("\n", " ").replace("/", " ").replace(":", " ")
    return re.sub(" +", " ", re.sub("[-',\"]", "", text)).strip().lower() or None


def row_of(record: Record) -> Row:
    """A record as it wants it: a string has to be there."""
    row = {"name": record.name, "address": record.address, "country": record.country}
    return {field: tidy(text) or "-" for field, text in row.items()}


def facility_fields() -> list[Any]:
    from dedupe.variables import Exact, String

    return [Exact("country"), String("name"), String("address")]


# ------------------------------------------------------------------------------------ facilities


def facilities(sets: dict[str, list[Pair]], rows: Sequence[Record]) -> dict[str, Any]:
    """What it says of every judged pair, by a classifier that did not learn from that pair."""
    training = [pair for pair in sets[HUB] if pair.relation != "unsure"]
    said = {name: list(_cross_fitted(pairs, training)) for name, pairs in sets.items()}
    trained = learnt(facility_fields(), [row_of(row) for row in rows], training)
    return {
        "said": said,
        "together": together(trained, [row_of(row) for row in rows]),
        "not_tested": {HUB: "learnt its search from these"},
    }


def _cross_fitted(pairs: Sequence[Pair], training: Sequence[Pair]) -> Iterator[Said]:
    both = clusters([*pairs, *training])
    of_pair, of_training = both[: len(pairs)], both[len(pairs) :]
    fold_of = _folds(set(of_pair) & set(of_training))
    classifiers: dict[int | None, Any] = {}
    for pair, cluster in zip(pairs, of_pair, strict=True):
        fold = fold_of.get(cluster)
        if fold not in classifiers:
            classifiers[fold] = Classifier(
                [
                    other
                    for other, its in zip(training, of_training, strict=True)
                    if fold is None or fold_of.get(its) != fold
                ]
            )
        probability = classifiers[fold].probability(pair)
        yield Said(probability, "same" if probability >= SAME_FROM else "different")


def _folds(touched: set[Hashable]) -> dict[Hashable, int]:
    """Clusters that have pairs to learn from and pairs to test, dealt into folds by chance."""
    dealt = sorted(touched, key=str)
    random.Random(1).shuffle(dealt)
    return {cluster: n % FOLDS for n, cluster in enumerate(dealt)}


class Classifier:
    """Its classifier alone, trained on these pairs; the rules of the search play no part in it."""

    def __init__(self, training: Sequence[Pair]):
        import dedupe

        self._dedupe = dedupe.Dedupe(facility_fields(), num_cores=1, in_memory=True)
        self._dedupe.classifier.fit(
            self._dedupe.data_model.distances([(row_of(p.a), row_of(p.b)) for p in training]),
            [int(p.same) for p in training],
        )

    def probability(self, pair: Pair) -> float:
        distances = self._dedupe.data_model.distances([(row_of(pair.a), row_of(pair.b))])
        return float(self._dedupe.classifier.predict_proba(distances)[0, -1])


def learnt(fields: list[Any], rows: Sequence[Row], training: Sequence[Pair]) -> Any:
    """A whole dedupe, with the rules of its search, from judged pairs and rows to search in."""
    import dedupe

    pairs: dict[str, list[Any]] = {"match": [], "distinct": []}
    for pair in training:
        two = {"__class__": "tuple", "__value__": [row_of(pair.a), row_of(pair.b)]}
        pairs["match" if pair.same else "distinct"].append(two)
    trained = dedupe.Dedupe(fields, num_cores=1, in_memory=True)
    trained.prepare_training(dict(enumerate(rows)), io.StringIO(json.dumps(pairs)), 15_000)
    trained.train()
    trained.cleanup_training()
    return trained


def together(trained: Any, rows: Sequence[Row]) -> set[tuple[int, int]]:
    """The pairs of rows that share a key of its search."""
    keys: dict[Hashable, set[int]] = defaultdict(set)
    data = dict(enumerate(rows))
    searched = trained.fingerprinter
    for field in searched.index_fields:
        searched.index({row[field] for row in rows if row[field]}, field)
    for key, i in searched(data.items()):
        keys[key].add(i)
    return {(a, b) for found in keys.values() for a in found for b in found if a < b}


# --------------------------------------------------------------------------------------- Chicago


def chicago(sites: Sequence[ChicagoSite]) -> dict[str, Any]:
    """The groups that it makes of the whole list, once per half that it learnt from, several times."""
    rows = [
        {
            "name": tidy(site.name) or "-",
            "address": tidy(site.address) or "-",
            "zip": tidy(site.zip),
            "phone": tidy(site.phone),
        }
        for site in sites
    ]
    true_ids = sorted({site.true_id for site in sites})
    random.Random(1).shuffle(true_ids)
    half = set(true_ids[::2])
    halves = [
        [i for i, site in enumerate(sites) if (site.true_id in half) is learns]
        for learns in (True, False)
    ]
    return {"runs": [_both_halves(rows, sites, halves) for _ in range(RUNS)]}


def _both_halves(
    rows: Sequence[Row], sites: Sequence[ChicagoSite], halves: Sequence[Sequence[int]]
) -> dict[str, list[Answer]]:
    groups, found = [], []
    for own in halves:
        trained = _asked(rows, sites, own)
        groups.append(Answer(pairs_within(partition(trained, rows)), frozenset(own)))
        found.append(Answer(together(trained, rows), frozenset(own)))
    return {"groups": groups, "together": found}


def partition(trained: Any, rows: Sequence[Row]) -> list[Hashable]:
    """The group of each row."""
    found = trained.partition(dict(enumerate(rows)), SAME_FROM)
    group_of = {int(i): n for n, (members, _) in enumerate(found) for i in members}
    return [group_of[i] for i in range(len(rows))]


def _asked(rows: Sequence[Row], sites: Sequence[ChicagoSite], own: Sequence[int]) -> Any:
    """Trained on its own questions about the rows `own`, answered by the truth."""
    import dedupe
    from dedupe.variables import Exact, String

    fields = [
        String("name"), String("address"),
        Exact("zip", has_missing=True), String("phone", has_missing=True),
    ]  # fmt: skip
    trained = dedupe.Dedupe(fields, num_cores=1, in_memory=True)
    # The truth rides along under a name that no field reads.
    data = {i: {**rows[i], "true_id": sites[i].true_id} for i in own}
    trained.prepare_training(data)
    for _ in range(ANSWERS):
        for a, b in trained.uncertain_pairs():
            answer = "match" if a["true_id"] == b["true_id"] else "distinct"
            trained.mark_pairs({"match": [], "distinct": [], answer: [(a, b)]})
    trained.train()
    trained.cleanup_training()
    return trained


# ------------------------------------------------------------------------------------------ speed


def groups(rows: Sequence[Record], training: Sequence[Pair]) -> list[Hashable]:
    """The site of each row, from nothing: it learns, searches, compares and groups."""
    tidied = [row_of(row) for row in rows]
    return partition(learnt(facility_fields(), tidied, training), tidied)
