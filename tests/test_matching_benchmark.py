"""The benchmark's measures are right on cases whose answer can be counted by hand."""

from pathlib import Path

import pytest

from convenant.locations.matching import Record

BENCHMARKS = str(Path(__file__).resolve().parents[1] / "benchmarks")


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmarks are scripts that find their parts beside them."""
    monkeypatch.syspath_prepend(BENCHMARKS)


def row(key: str, name: str) -> Record:
    return Record(key, name, "12 Mill Road, Savar", "BD")


def test_precision_recall_and_f1_are_weighted_and_unsure_counts_for_neither() -> None:
    from matching_parts.measures import Said, quality
    from matching_parts.sets import Pair, clusters

    judged = [("same", 3, "same"), ("different", 1, "same"), ("same", 1, "review"), ("unsure", 5, "review")]  # fmt: skip
    pairs = [
        Pair(row(f"a{i}", f"A {i}"), row(f"b{i}", f"B {i}"), relation, weight)
        for i, (relation, weight, _) in enumerate(judged)
    ]
    figures = quality(pairs, clusters(pairs), [Said(0.5, band) for _, _, band in judged])
    assert figures["precision"]["value"] == 0.75
    assert figures["recall"]["value"] == 0.75
    assert figures["review_share"] == 0.6
    assert (figures["unsure"], figures["unsure_asked"]) == (1, 1)
    assert figures["f1"]["low"] <= figures["f1"]["value"] <= figures["f1"]["high"]


def test_pairs_that_share_a_row_or_a_name_are_one_cluster() -> None:
    from matching_parts.sets import Pair, clusters

    pairs = [
        Pair(row("1", "Kailan Knit"), row("2", "Silueta"), "different", 1),
        Pair(row("2", "Silueta"), row("3", "Mercury"), "different", 1),
        Pair(row("4", "KAILAN-KNIT"), row("5", "Aster"), "different", 1),
        Pair(row("6", "Yida"), row("7", "Kandal"), "different", 1),
    ]
    first, second, third, other = clusters(pairs)
    assert first == second == third != other


def test_what_a_run_learnt_from_is_no_test_of_it() -> None:
    from matching_parts.measures import Answer, of_groups

    truth = ["x", "x", "y", "y"]
    learnt = Answer({(0, 1)}, frozenset({0, 1}))  # knows the answer on x, misses y
    blind = Answer({(2, 3)}, frozenset({2, 3}))  # the reverse
    assert of_groups(truth, [learnt, blind])["recall"]["value"] == 0
    assert of_groups(truth, [Answer({(0, 1)})])["recall"]["value"] == 0.5


def test_invented_sites_come_out_the_same_again_and_say_something_of_their_own() -> None:
    from matching_parts.generated import Sites

    real = [row(str(i), "Kailan Knit Garments Ltd") for i in range(20)]
    first, again = (list(Sites(7, real).rows(50)) for _ in range(2))
    assert first == again
    assert len({site for site, _ in first}) == 30
    assert len({(cells["name"], cells["address"]) for _, cells in first}) > 30
    assert all(cells["name"] != "Kailan Knit Garments Ltd" for _, cells in first)
