"""How well sites are matched, and how long it takes, with Splink in the same run.

    python benchmarks/matching.py [--quick] [--rows 10000,100000]

Quality is measured on the labelled sets beside the project (CONVENANT_SHARED or ../shared), which
no procedure fitted the model to, though they were read while it was written; skipped with a message
where they are absent. The peer is Splink 5 with
four ready-made comparisons, trained by expectation maximisation on the same lists, at the threshold
that suits the labels best. Speed and peak
memory are those of `convenant match` in a process of its own, on invented sites with the noise that
real lists show. `--quick` leaves the 100,000 rows out.
"""

import argparse
import csv
import itertools
import json
import logging
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from convenant.locations.matching import MODEL_VERSION, Record, match, score_pairs
from convenant.locations.matching.candidates import find_candidates
from convenant.locations.matching.cleaning import clean

SHARED = Path(os.environ.get("CONVENANT_SHARED") or Path(__file__).parents[2] / "shared")
DATA = SHARED / "data" / "matching"


# ------------------------------------------------------------------------------------- reading


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str | None) -> float | None:
    return float(text) if text else None


def pool() -> list[Record]:
    """Every row of the real lists and the register, as one pool of records."""
    rows = []
    for path in sorted((DATA / "lists").glob("*.csv")):
        for i, row in enumerate(table(path), 1):
            rows.append((f"{path.stem}:{i}", row))
    seen = set()
    for row in table(DATA / "register_os_hub_2022.csv"):
        if row["os_id"] not in seen:
            seen.add(row["os_id"])
            rows.append((f"oshub_2022:{row['os_id']}", row))
    return [
        Record(key, r["name"], r["address"], r["country"], number(r["lat"]), number(r["lng"]))
        for key, r in rows
    ]


def labelled(name: str) -> tuple[list[dict[str, str]], list[tuple[Record, Record]]]:
    rows = [r for r in table(DATA / name) if r["label"] != "unsure"]
    pairs = [
        tuple(Record(s, r[f"name_{s}"], r[f"address_{s}"], r[f"country_{s}"]) for s in "ab")
        for r in rows
    ]
    return rows, pairs


def chicago() -> tuple[list[Record], list[str]]:
    rows = table(DATA / "chicago_sites_true_ids.csv")
    records = [
        Record(str(i), r["Site name"], f"{r['Address']} {r['Zip']}", "US")
        for i, r in enumerate(rows)
    ]
    return records, [r["True Id"] for r in rows]


# ------------------------------------------------------------------------------------- scoring


def quality(rows, said) -> dict[str, float]:
    """Weighted precision, recall and F1 of `said` (a truth value per row) against the labels."""
    tp = fp = fn = 0.0
    for row, yes in zip(rows, said, strict=True):
        weight = float(row.get("weight") or 1)
        truth = row["label"] == "match"
        tp += weight * (yes and truth)
        fp += weight * (yes and not truth)
        fn += weight * (truth and not yes)
    return _prf(tp, fp, fn)


def pair_quality(true: set, found: set) -> dict[str, float]:
    both = len(true & found)
    return _prf(both, len(found) - both, len(true) - both)


def _prf(tp: float, fp: float, fn: float) -> dict[str, float]:
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def pairs_within(labels) -> set[tuple[int, int]]:
    groups = defaultdict(list)
    for i, label in enumerate(labels):
        groups[label].append(i)
    return {pair for group in groups.values() for pair in itertools.combinations(group, 2)}


# ---------------------------------------------------------------------------------------- peer


class Splink:
    """Splink with four ready-made comparisons, on rows that our own cleaning prepared.

    It is given more than it would have out of the box: distinctive words and address words picked
    out by `clean`, term frequencies, and afterwards the threshold that the labels like best.
    """

    def __init__(self, records: list[Record]):
        import pyarrow
        import splink.comparison_library as comparisons
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on

        logging.getLogger("splink").setLevel(logging.ERROR)
        self.count = len(records)
        settings = SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                comparisons.JaroWinklerAtThresholds("core", [0.95, 0.88, 0.8]).configure(
                    term_frequency_adjustments=True
                ),
                comparisons.ArrayIntersectAtSizes("tokens", [4, 3, 2, 1]),
                comparisons.JaccardAtThresholds("address", [0.9, 0.7, 0.5]),
                comparisons.LevenshteinAtThresholds("postcode", [1]),
            ],
            blocking_rules_to_generate_predictions=[
                block_on("country", "substr(core, 1, 5)"),
                block_on("country", "substr(address, 1, 10)"),
                block_on("postcode"),
            ],
        )
        data = pyarrow.Table.from_pylist([self._row(i, r) for i, r in enumerate(records)])
        data = DuckDBAPI().register(data, dataset_display_name="sites")
        self.linker = Linker(data, settings, log_level="ERROR")
        training = self.linker.training
        training.estimate_probability_two_random_records_match(
            [block_on("country", "name", "postcode"), block_on("name", "address")], recall=0.6
        )
        training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
        for rule in (block_on("country", "address"), block_on("country", "name")):
            training.estimate_parameters_using_expectation_maximisation(rule)

    @staticmethod
    def _row(i: int, record: Record) -> dict[str, object]:
        row = clean(record)
        return {
            "unique_id": i,
            "name": " ".join(row.name.words) or None,
            "core": row.name.core_squashed or row.name.squashed or None,
            "address": " ".join(row.address.words) or None,
            "tokens": sorted(row.address.words) or None,
            "country": row.country or None,
            "postcode": row.address.postcode or None,
        }

    def scores(self, pairs) -> list[float]:
        left = [self._row(2 * i, a) for i, (a, _) in enumerate(pairs)]
        right = [self._row(2 * i + 1, b) for i, (_, b) in enumerate(pairs)]
        found = self.linker.inference.score_pairs(left, right).as_record_list()
        by_id = {
            tuple(sorted((r["unique_id_l"], r["unique_id_r"]))): r["match_probability"]
            for r in found
        }
        return [by_id[2 * i, 2 * i + 1] for i in range(len(pairs))]

    def predicted(self) -> dict[tuple[int, int], float]:
        """The probability of every pair that the blocking rules bring together."""
        self.prediction = self.linker.inference.predict()
        return {
            tuple(sorted((r["unique_id_l"], r["unique_id_r"]))): r["match_probability"]
            for r in self.prediction.as_record_list()
        }

    def clusters(self, threshold: float) -> list[int]:
        found = self.linker.clustering.cluster_pairwise_predictions_at_threshold(
            self.prediction, threshold
        )
        cluster_of = {r["unique_id"]: r["cluster_id"] for r in found.as_record_list()}
        return [cluster_of[i] for i in range(self.count)]


# ----------------------------------------------------------------------------------- measuring


def measure_quality(result: dict) -> None:
    if not DATA.is_dir():
        print(f"no labelled sets here: {DATA} (set CONVENANT_SHARED); quality is left out")
        return
    everything = pool()
    began = time.perf_counter()
    peer = Splink(everything)
    trained = time.perf_counter() - began
    print(
        f"\nmodel {MODEL_VERSION}; peer Splink, trained on {len(everything):,} rows in {trained:.0f} s"
    )
    print(f"{'set':<26}{'system':<34}{'precision':>10}{'recall':>8}{'F1':>7}{'review':>8}")
    for name in ("pairs_read_from_text.csv", "pairs_os_hub_training.csv"):
        rows, pairs = labelled(name)
        ours = score_pairs(pairs)
        theirs = peer.scores(pairs)
        reviewed = sum(s.decision == "review" for s in ours) / len(ours)
        short = name.removesuffix(".csv")
        result[short] = {
            "same_band": quality(rows, [s.decision == "same" for s in ours]),
            "at_half": quality(rows, [s.probability >= 0.5 for s in ours]),
            "splink_at_half": quality(rows, [p >= 0.5 for p in theirs]),
            "splink_at_its_best": max(
                (quality(rows, [p >= t for p in theirs]) for t in sorted(set(theirs))),
                key=lambda q: q["f1"],
            ),
            "review_share": round(reviewed, 3),
        }
        _lines(short, result[short])

    # Blocking: the matches of the judged pairs, looked up in the pool of all lists and the register.
    index = defaultdict(list)
    for i, record in enumerate(everything):
        index[record.name, record.address].append(i)
    wanted, weights = [], []
    for row in table(DATA / "pairs_read_from_text.csv"):
        left, right = (index[row[f"name_{s}"], row[f"address_{s}"]] for s in "ab")
        if row["label"] == "match" and left and right:
            wanted.append({tuple(sorted(p)) for p in itertools.product(left, right)})
            weights.append(float(row["weight"]))
    cleaned = [clean(r) for r in everything]
    ours = {(p.a, p.b) for p in find_candidates(cleaned, len(cleaned))}
    theirs = set(peer.predicted())
    result["blocking"] = {
        "matches_looked_up": len(wanted),
        "ours": round(_found(wanted, weights, ours), 3),
        "ours_pairs": len(ours),
        "splink": round(_found(wanted, weights, theirs), 3),
        "splink_pairs": len(theirs),
    }
    print(f"blocking recall (weighted): {result['blocking']}")

    records, truth = chicago()
    true = pairs_within(truth)
    links = match(records)
    cleaned = [clean(r) for r in records]
    found = {(p.a, p.b) for p in find_candidates(cleaned, len(cleaned))}
    found |= {(i, j) for i, j in true if cleaned[i].content == cleaned[j].content}
    peer = Splink(records)
    peer_blocked = set(peer.predicted())
    result["chicago"] = {
        "same_band": pair_quality(true, pairs_within([link.site_id for link in links])),
        "splink_at_its_best": max(
            (pair_quality(true, pairs_within(peer.clusters(t))) for t in (0.5, 0.9, 0.99, 0.999)),
            key=lambda q: q["f1"],
        ),
        "review_share": round(sum(li.decision == "review" for li in links) / len(links), 3),
        "blocking": round(len(true & found) / len(true), 3),
        "splink_blocking": round(len(true & peer_blocked) / len(true), 3),
    }
    _lines("chicago (complete truth)", result["chicago"])


def _found(wanted, weights, candidates) -> float:
    hit = sum(w for pairs, w in zip(wanted, weights, strict=True) if pairs & candidates)
    return hit / sum(weights)


def _lines(name: str, measured: dict) -> None:
    for system, values in measured.items():
        if isinstance(values, dict):
            share = f"{measured['review_share']:8.1%}" if system == "same_band" else ""
            print(
                f"{name:<26}{system:<34}{values['precision']:>10}{values['recall']:>8}"
                f"{values['f1']:>7}{share}"
            )


# -------------------------------------------------------------------------------------- speed

TOWNS = [
    ("BD", "Savar, Dhaka", "1340"), ("BD", "Konabari, Gazipur", "1700"), ("VN", "Di An, Binh Duong", "820000"),
    ("VN", "Bien Hoa, Dong Nai", "810000"), ("CN", "Humen Town, Dongguan, Guangdong", "523900"),
    ("CN", "Shishi City, Quanzhou, Fujian", "362700"), ("TR", "Esenyurt, Istanbul", "34510"),
    ("TR", "Merkezefendi, Denizli", "20010"), ("IN", "Tirupur, Tamil Nadu", "641604"),
    ("IN", "Udyog Vihar, Gurgaon, Haryana", "122016"), ("PK", "Korangi, Karachi", "74900"),
    ("LK", "Katunayake", "11450"), ("KH", "Dangkor, Phnom Penh", "12400"), ("PT", "Barcelos", "4750"),
]  # fmt: skip
KINDS = [
    "Garments",
    "Knitting",
    "Textile",
    "Apparel",
    "Fashions",
    "Footwear",
    "Denim",
    "Washing",
    "Tekstil",
]
FORMS = [
    "Co., Ltd.",
    "Ltd",
    "Limited",
    "(Pvt) Ltd",
    "JSC",
    "San. ve Tic. A.S.",
    "",
    "Company Limited",
]


def word(chance: random.Random, syllables: int) -> str:
    parts = (
        chance.choice("bcdfghjklmnprstvyz")
        + chance.choice("aeiou")
        + chance.choice(["", "", "n", "r", "l", "s"])
        for _ in range(syllables)
    )
    return "".join(parts).title()


def invented(chance: random.Random) -> dict[str, str]:
    """A site that does not exist: one to two invented words, a trade, a street, a number, a town."""
    country, town, postcode = chance.choice(TOWNS)
    name = " ".join(word(chance, chance.randint(2, 3)) for _ in range(chance.randint(1, 2)))
    street = f"{word(chance, 2)} {chance.choice(['Road', 'Street', 'Industrial Zone', 'Village'])}"
    if chance.random() < 0.1:
        name += f" Unit {chance.randint(1, 4)}"
    return {
        "name": f"{name} {chance.choice(KINDS)} {chance.choice(FORMS)}".strip(),
        "address": f"No. {chance.randint(1, 400)}, {street}, {town} {postcode}",
        "country": country,
    }


def written_again(chance: random.Random, site: dict[str, str]) -> dict[str, str]:
    """The same site in another list: other case, form, abbreviations, a slip, parts left out."""
    name, address = site["name"], site["address"]
    if chance.random() < 0.4:
        for form in FORMS:
            if form and name.endswith(form):
                name = name.removesuffix(form) + chance.choice(FORMS)
    if chance.random() < 0.15:
        at = chance.randrange(len(name) - 1)
        name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if chance.random() < 0.3:
        address = (
            address.replace("Road", "Rd").replace("Street", "St.").replace("Industrial", "Ind.")
        )
    if chance.random() < 0.2:
        address = re.sub(r" \d+$", "", address)
    if chance.random() < 0.15:
        address = re.sub(r"^No\. \d+, ", "", address)
    if chance.random() < 0.4:
        name, address = name.upper(), address.upper()
    return {"name": name.strip(), "address": address, "country": site["country"]}


def write_lists(folder: Path, rows: int) -> tuple[list[Path], dict[tuple[str, str], int]]:
    """Ten lists with `rows` rows in all, six in ten of them sites of their own; and which is which."""
    chance = random.Random(rows)
    sites = [invented(chance) for _ in range(rows * 6 // 10)]
    again = [chance.randrange(len(sites)) for _ in range(rows - len(sites))]
    written = [(i, site) for i, site in enumerate(sites)]
    written += [(i, written_again(chance, sites[i])) for i in again]
    chance.shuffle(written)
    paths, truth = [], {}
    for at in range(10):
        path = folder / f"list{at}.csv"
        part = written[at::10]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["name", "address", "country"])
            writer.writeheader()
            for row, (site, cells) in enumerate(part, 1):
                writer.writerow(cells)
                truth[path.stem, str(row)] = site
        paths.append(path)
    return paths, truth


def measure_speed(rows: int) -> dict[str, float]:
    """Wall-clock and processor seconds and peak memory of `convenant match` on `rows` rows."""
    with tempfile.TemporaryDirectory() as folder:
        paths, truth = write_lists(Path(folder), rows)
        out = Path(folder) / "out"
        code = "from convenant.locations.matching.command import match; match()"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code, *map(str, paths), "--out", str(out)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        seconds = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        links = table(out / "links.csv")
    wanted = pairs_within([truth[link["list"], link["row"]] for link in links])
    found = pairs_within([link["site_id"] for link in links])
    return {
        "rows": rows,
        "seconds": round(seconds, 1),
        "processor_seconds": round(
            after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, 1
        ),
        "peak_gib": round(after.ru_maxrss / 2**20, 2),
        "review_share": round(sum(li["decision"] == "review" for li in links) / len(links), 3),
        **pair_quality(wanted, found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="10,000 rows only")
    parser.add_argument("--rows", default="10000,100000")
    chosen = parser.parse_args()
    sizes = [10_000] if chosen.quick else [int(n) for n in chosen.rows.split(",") if n]
    result: dict = {"model": MODEL_VERSION, "speed": []}
    # Smallest first: the peak memory of child processes is the largest so far.
    for rows in sorted(sizes):
        result["speed"].append(measure_speed(rows))
        print(f"convenant match: {result['speed'][-1]}", flush=True)
    measure_quality(result)
    print(f"RESULT {json.dumps(result)}")


if __name__ == "__main__":
    main()
