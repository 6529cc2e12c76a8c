"""The real lists beside the project: what must hold on them, whatever the model's version."""

import csv
import itertools
from collections import Counter, defaultdict

import pytest

from convenant.locations.matching import Record, RegisterSite, match, score_pairs
from convenant.locations.reading.tests.real import shared

pytestmark = pytest.mark.real


def table(path):
    with shared(f"data/matching/{path}").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


def real_rows():
    return [
        Record(
            f"{path.stem}:{i}",
            row["name"],
            row["address"],
            row["country"],
            number(row["lat"]),
            number(row["lng"]),
        )
        for path in sorted(shared("data/matching/lists").glob("*.csv"))
        for i, row in enumerate(csv.DictReader(path.open(encoding="utf-8", newline="")), 1)
    ]


def real_register():
    standing = {row["os_id"]: row for row in table("register_os_hub_2022.csv")}
    return [
        RegisterSite(
            os_id,
            (
                Record(
                    f"register:{os_id}",
                    r["name"],
                    r["address"],
                    r["country"],
                    float(r["lat"]),
                    float(r["lng"]),
                ),
            ),
        )
        for os_id, r in standing.items()
    ]


def test_pairs_judged_by_people_are_told_apart_far_better_than_the_peer():
    rows = [r for r in table("pairs_read_from_text.csv") if r["label"] != "unsure"]
    pairs = [
        tuple(Record(s, r[f"name_{s}"], r[f"address_{s}"], r[f"country_{s}"]) for s in "ab")
        for r in rows
    ]
    count = Counter()
    for row, result in zip(rows, score_pairs(pairs), strict=True):
        count[row["label"], result.decision == "same"] += float(row["weight"])
    precision = count["match", True] / (count["match", True] + count["distinct", True])
    recall = count["match", True] / (count["match", True] + count["match", False])
    assert precision >= 0.95
    assert 2 * precision * recall / (precision + recall) >= 0.87


def test_a_city_with_known_truth_is_put_together():
    rows = table("chicago_sites_true_ids.csv")
    links = match(
        [
            Record(str(i), r["Site name"], f"{r['Address']} {r['Zip']}", "US")
            for i, r in enumerate(rows)
        ]
    )
    true, found = (
        pairs_within(labels)
        for labels in ([r["True Id"] for r in rows], [link.site_id for link in links])
    )
    both = len(true & found)
    assert both / len(found) >= 0.95
    assert 2 * both / (len(true) + len(found)) >= 0.90


def pairs_within(labels):
    groups = defaultdict(list)
    for i, label in enumerate(labels):
        groups[label].append(i)
    return {pair for group in groups.values() for pair in itertools.combinations(group, 2)}


def test_few_rows_are_left_to_people_and_no_question_comes_twice():
    rows, register = real_rows(), real_register()
    links = match(rows, register)
    decisions = Counter(link.decision for link in links)
    assert decisions["review"] <= 0.03 * len(rows)
    assert decisions["same"] >= 200

    by_key = {row.key: row for row in rows}
    sites = defaultdict(list, {site.site_id: list(site.records) for site in register})
    for link in links:
        sites[link.site_id].append(by_key[link.key])
    again = match(rows, [RegisterSite(s, tuple(members)) for s, members in sites.items()])
    assert [link.site_id for link in again] == [link.site_id for link in links]
    assert {link.decision for link in again} == {"same"}
