"""Every system on every labelled set, in one run, measured in one way."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from matching_parts import measures
from matching_parts.apart import NotDone, apart
from matching_parts.sets import CHICAGO, World, chicago, clusters, judged_sets, pairs_within

PEERS = {"dedupe": "dedupe_peer", "splink": "splink_peer"}
HOW = "pip install -r benchmarks/requirements-peers.txt"


def at_hand(wanted: list[str]) -> dict[str, str]:
    """The peers that can be run, each with its version; one line about each that cannot."""
    found = {}
    for peer in wanted:
        try:
            found[peer] = import_module(f"matching_parts.{PEERS[peer]}").version()
        except ImportError as problem:
            print(f"{peer} is left out: {problem}. To have it: {HOW}", flush=True)
    return found


def measure(kept: bool, peers: list[str], minutes: float) -> dict[str, Any]:
    """Figures per set and system; a figure that cannot be had has its reason instead."""
    sets = judged_sets(kept)
    world = World(sets.values())
    sites = chicago()
    result: dict[str, Any] = {
        "sets": {name: {} for name in (*sets, CHICAGO)},
        "rows": len(world.rows),
    }
    for system in ("ours", *peers):
        module = f"matching_parts.{PEERS.get(system, 'ours')}"
        print(f"{import_module(module).NAME} …", flush=True)
        for figures in (
            _tried(_facilities, module, sets, world, minutes=minutes),
            {CHICAGO: _tried(_chicago, module, sites, minutes=minutes)},
        ):
            if "not_done" in figures:
                figures = dict.fromkeys(sets, figures)
            for name, measured in figures.items():
                result["sets"][name][system] = measured
    return result


def _tried(
    measured: Callable[..., dict[str, Any]], *arguments: Any, minutes: float
) -> dict[str, Any]:
    try:
        return measured(*arguments, minutes)
    except NotDone as problem:
        print(f"  {problem}", flush=True)
        return {"not_done": str(problem)}


def _facilities(module: str, sets: Any, world: World, minutes: float) -> dict[str, Any]:
    answer, used = apart(_ask_facilities, module, sets, world.rows, minutes=minutes)
    result = {}
    for name, pairs in sets.items():
        said = answer["said"][name]
        result[name] = measures.quality(pairs, clusters(pairs), said)
        same = [(world.places(pair), pair.weight) for pair in pairs if pair.same]
        untested = answer.get("not_tested", {}).get(name)
        result[name]["blocking"] = None if untested else measures.blocking(same, answer["together"])
        result[name]["candidates"] = len(answer["together"])
        result[name]["calibration"] = measures.calibration(pairs, said)
        if module.endswith("ours"):
            result[name]["relations"] = measures.relations(pairs, said)
        else:
            # Two bands only: nothing is left to a person.
            result[name]["review_share"] = result[name]["unsure_asked"] = None
    print(f"  facilities: {used}", flush=True)
    return result


def _ask_facilities(module: str, sets: Any, rows: Any) -> dict[str, Any]:
    answer: dict[str, Any] = import_module(module).facilities(sets, rows)
    return answer


def _chicago(module: str, sites: Any, minutes: float) -> dict[str, Any]:
    answer, used = apart(_ask_chicago, module, sites, minutes=minutes)
    truth = [site.true_id for site in sites]
    runs = [(measures.of_groups(truth, run["groups"]), run["together"]) for run in answer["runs"]]
    runs.sort(key=lambda run: run[0]["f1"]["value"])
    result, searched = runs[len(runs) // 2]
    others = [measures.of_groups(truth, other) for other in answer.get("at_other_thresholds", [])]
    print(f"  Chicago: {used}", flush=True)
    return {
        "rows": len(sites),
        "pairs": len(pairs_within(truth)),
        "clusters": len(set(truth)),
        **result,
        "f1_of_runs": [run["f1"]["value"] for run, _ in runs],
        "best_f1": max(one["f1"]["value"] for one in (result, *others)) if others else None,
        "review_share": answer.get("review_share"),
        "blocking": measures.of_groups(truth, searched)["recall"]["value"],
    }


def _ask_chicago(module: str, sites: Any) -> dict[str, Any]:
    answer: dict[str, Any] = import_module(module).chicago(sites)
    return answer
