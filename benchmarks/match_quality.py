"""How good the matching is on judged pairs: intervals, calibration, relations, blocking.

    python benchmarks/match_quality.py [--kept]

Precision, recall and F1 of the *same* band, weighted so that the pairs stand for the pool they were
drawn from, with a 95 % interval by drawing clusters of rows again (bootstrap: pairs that share a row
go together, for they succeed and fail together). Calibration: in each band of probability, what the
model promised beside what was found. `--kept` adds the part that nobody tunes on: use it seldom.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from labelled import DATA, LabelledPair, NoData, every_row, load, number, table

from convenant.locations.matching import MODEL_VERSION, PairScore, Record, score_pairs
from convenant.locations.matching.candidates import find_candidates
from convenant.locations.matching.cleaning import clean

ROUNDS = 2000
BANDS = (0.0, 0.01, 0.05, 0.25, 0.45, 0.65, 0.85, 0.95, 1.01)
OF_LABEL = {"match": "same", "distinct": "different", "unsure": "unsure"}


@dataclass(frozen=True)
class Judged:
    """A pair with the judgement on it, what the model said, and the cluster it belongs to."""

    relation: str
    weight: float
    score: PairScore
    cluster: str


def older(name: str) -> list[LabelledPair]:
    """The judged pairs that came with the data, each on its own rows."""
    return [
        LabelledPair(
            *(
                Record(f"{name}:{i}{s}", r[f"name_{s}"], r[f"address_{s}"], r[f"country_{s}"])
                for s in "ab"
            ),
            OF_LABEL[r["label"]],  # type: ignore[arg-type]
            "",
            number(r.get("weight", "")) or 1.0,
            "dev",
        )
        for i, r in enumerate(table(DATA / name), 1)
    ]


def judged(pairs: Sequence[LabelledPair]) -> list[Judged]:
    leader: dict[str, str] = {}

    def top(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for pair in pairs:
        leader[top(pair.a.key)] = top(pair.b.key)
    scores = score_pairs([(pair.a, pair.b) for pair in pairs])
    return [
        Judged(pair.relation, pair.weight, score, top(pair.a.key))
        for pair, score in zip(pairs, scores, strict=True)
    ]


def prf(found: Iterable[Judged]) -> tuple[float, float, float]:
    tp = fp = fn = 0.0
    for one in found:
        if one.relation == "unsure":
            continue
        said, true = one.score.decision == "same", one.relation == "same"
        tp += one.weight * (said and true)
        fp += one.weight * (said and not true)
        fn += one.weight * (true and not said)
    return (
        tp / (tp + fp) if tp + fp else 0.0,
        tp / (tp + fn) if tp + fn else 0.0,
        2 * tp / (2 * tp + fp + fn) if tp else 0.0,
    )


def interval(found: Sequence[Judged], seed: int = 1) -> list[tuple[float, float]]:
    """The 2.5th and 97.5th percentile of precision, recall and F1 over clusters drawn again."""
    clusters: dict[str, list[Judged]] = defaultdict(list)
    for one in found:
        clusters[one.cluster].append(one)
    groups, chance = list(clusters.values()), random.Random(seed)
    drawn = [
        prf(one for group in chance.choices(groups, k=len(groups)) for one in group)
        for _ in range(ROUNDS)
    ]
    return [
        (values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1])
        for values in (sorted(column) for column in zip(*drawn, strict=True))
    ]


def report(name: str, found: Sequence[Judged]) -> dict[str, object]:
    values, limits = prf(found), interval(found)
    weight = sum(one.weight for one in found)
    review = [one for one in found if one.score.decision == "review"]
    unsure = [one for one in found if one.relation == "unsure"]
    asked = sum(one.score.decision == "review" for one in unsure)
    said = "  ".join(
        f"{what} {value:.3f} [{low:.3f}–{high:.3f}]"
        for what, value, (low, high) in zip(("P", "R", "F1"), values, limits, strict=True)
    )
    share = sum(one.weight for one in review) / weight
    print(
        f"{name:<24}{len(found):>5} pairs  {said}  review {share:.1%}  unsure asked {asked}/{len(unsure)}"
    )
    return {
        "pairs": len(found),
        "precision": round(values[0], 3),
        "recall": round(values[1], 3),
        "f1": round(values[2], 3),
        "f1_interval": [round(limit, 3) for limit in limits[2]],
        "precision_interval": [round(limit, 3) for limit in limits[0]],
        "review_share": round(share, 4),
        "unsure_in_review": f"{asked}/{len(unsure)}",
    }


def calibration(found: Sequence[Judged]) -> list[dict[str, float]]:
    lines = []
    print(f"\n{'probability':<16}{'pairs':>6}{'weight':>9}{'promised':>10}{'found':>8}")
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        band = [j for j in found if j.relation != "unsure" and low <= j.score.probability < high]
        if not band:
            continue
        weight = sum(j.weight for j in band)
        promised = sum(j.weight * j.score.probability for j in band) / weight
        true = sum(j.weight for j in band if j.relation == "same") / weight
        print(
            f"{low:.2f}–{min(high, 1):.2f}{'':<7}{len(band):>6}{weight:>9.0f}{promised:>10.3f}{true:>8.3f}"
            f"  {'#' * round(20 * promised):<20}|{'#' * round(20 * true):<20}|"
        )
        lines.append(
            {
                "from": low,
                "pairs": len(band),
                "promised": round(promised, 3),
                "found": round(true, 3),
            }
        )
    return lines


def relations(found: Sequence[Judged]) -> dict[str, dict[str, int]]:
    table_: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        table_[one.relation][one.score.relation] += 1
    print("\nrelation judged → relation said")
    for judged_, said in sorted(table_.items()):
        print(f"  {judged_:<18}" + ", ".join(f"{k} {n}" for k, n in said.most_common()))
    return {k: dict(v) for k, v in table_.items()}


def blocking(pairs: Sequence[LabelledPair]) -> float:
    """The weighted share of *same* pairs that the search brings together, among all rows at once."""
    rows = every_row()
    place = {row.key: i for i, row in enumerate(rows)}
    cleaned = [clean(row) for row in rows]
    found = {(p.a, p.b) for p in find_candidates(cleaned, len(cleaned))}
    same = [p for p in pairs if p.relation == "same"]
    hit = sum(
        p.weight
        for p in same
        if (min(place[p.a.key], place[p.b.key]), max(place[p.a.key], place[p.b.key])) in found
        or cleaned[place[p.a.key]].content == cleaned[place[p.b.key]].content
    )
    return hit / sum(p.weight for p in same)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--kept", action="store_true", help="also the part nobody tunes on")
    kept = parser.parse_args().kept
    try:
        parts = {"dev": load("dev"), **({"kept": load("kept")} if kept else {})}
    except NoData as problem:
        print(problem)
        return
    print(f"model {MODEL_VERSION}; 95 % intervals from {ROUNDS} draws of clusters\n")
    result: dict[str, object] = {"model": MODEL_VERSION}
    for name in ("pairs_read_from_text.csv", "pairs_os_hub_training.csv"):
        result[name.removesuffix(".csv")] = report(name.removesuffix(".csv"), judged(older(name)))
    everything: list[Judged] = []
    for name, pairs in parts.items():
        found = judged(pairs)
        everything += found
        result[f"labels_{name}"] = report(f"our labels, {name}", found)
    result["calibration"] = calibration(everything)
    result["relations"] = relations(everything)
    all_pairs = [pair for pairs in parts.values() for pair in pairs]
    result["blocking"] = round(blocking(all_pairs), 3)
    print(f"\nblocking recall on judged same pairs (weighted): {result['blocking']}")
    print("RESULT " + json.dumps(result))


if __name__ == "__main__":
    main()
