"""How well sites are matched and what it costs, with dedupe and Splink in the same run.

    python benchmarks/matching.py [--only quality|scale|picture] [--kept] [--peers dedupe,splink]
        [--rows 10000,100000,1000000] [--standing 1000000] [--peer-rows 10000,100000] [--docs]

Quality: every set of judged pairs beside the project and Chicago, whose truth is complete; the *same*
band with 95 % intervals, what is left to review, blocking recall, calibration, relations. `--kept`
measures on the part that nobody tunes on too: use it seldom.
Scale: `convenant match` from nothing and a list of 2,000 against a standing register, on generated noise
over real rows; each figure comes from a process of its own.
The peers need `pip install -r benchmarks/requirements-peers.txt`; what is not there is left out, as are
the labelled sets where the real lists are absent.

Figures stay in .state/benchmarks/matching.json, so that quality and scale can be run apart; the table and
the picture lie beside it. `--docs` puts both into docs/matching.md as well.
"""

import argparse
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from labelled import NoData
from matching_parts import quality, scale
from matching_parts.apart import NotDone
from matching_parts.picture import draw
from matching_parts.table import markdown

from convenant.locations.matching import MODEL_VERSION

ROOT = Path(__file__).resolve().parents[1]
KEPT_HERE = ROOT / ".state" / "benchmarks"
DOCS = ROOT / "docs"
BEGIN, END = "<!-- figures: written by benchmarks/matching.py -->", "<!-- end of figures -->"


def numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--only", choices=("quality", "scale", "picture"))
    parser.add_argument("--kept", action="store_true", help="also the part nobody tunes on")
    parser.add_argument("--peers", default="dedupe,splink", help="those to run beside ours")
    parser.add_argument("--no-peers", dest="peers", action="store_const", const="")
    parser.add_argument("--rows", type=numbers, default="10000,100000,1000000")
    parser.add_argument("--standing", type=numbers, default="1000000")
    parser.add_argument("--peer-rows", type=numbers, default="10000,100000")
    parser.add_argument("--minutes", type=float, default=60, help="no single figure takes longer")
    parser.add_argument("--docs", action="store_true", help="into docs/matching.md as well")
    return parser.parse_args()


def main() -> None:
    given = asked()
    result = _earlier()
    wanted = [peer for peer in given.peers.split(",") if peer]
    try:
        peers = quality.at_hand(wanted) if given.only != "picture" else {}
        run = {"model": MODEL_VERSION, "date": date.today().isoformat(), "versions": peers}
        if given.only in (None, "quality"):
            result["quality"] = run | quality.measure(given.kept, [*peers], given.minutes)
            _kept(result)
        if given.only in (None, "scale"):
            result["scale"] = run | {"from_nothing": {}, "standing": []}
            _scale(given, [*peers], result["scale"], lambda: _kept(result))
    except NoData as problem:
        print(problem)
        return
    result["machine"] = {
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
    }
    _kept(result)
    table = markdown(result)
    print(f"\n{table}\n")
    _written(table, result, given.docs)
    print(f"RESULT {json.dumps(result)}")


def _scale(
    given: argparse.Namespace,
    peers: list[str],
    into: dict[str, Any],
    keep: Callable[[], None],
) -> None:
    """Smallest first, each kept as soon as it is there: the largest takes most of an hour."""
    for count in given.rows:
        _told(into["from_nothing"].setdefault("ours", []), scale.ours, count, given.minutes)
        keep()
    for count in given.standing:
        _told(into["standing"], scale.standing, count, given.minutes)
        keep()
    for count in given.peer_rows:
        for peer in peers:
            figures = into["from_nothing"].setdefault(peer, [])
            _told(figures, scale.peer, quality.PEERS[peer], count, given.minutes)
            keep()


def _told(into: list[dict[str, Any]], measured: Callable[..., dict[str, Any]], *given: Any) -> None:
    try:
        figures = measured(*given)
    except NotDone as problem:
        print(f"{measured.__name__} {given}: {problem}", flush=True)
        return
    print(f"{measured.__name__} {given[:-1]}: {figures}", flush=True)
    into.append(figures)


def _earlier() -> dict[str, Any]:
    path = KEPT_HERE / "matching.json"
    found: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return found


def _kept(result: dict[str, Any]) -> None:
    KEPT_HERE.mkdir(parents=True, exist_ok=True)
    (KEPT_HERE / "matching.json").write_text(json.dumps(result, indent=1))


def _written(table: str, result: dict[str, Any], docs: bool) -> None:
    (KEPT_HERE / "matching.md").write_text(table + "\n")
    pictures = [KEPT_HERE / "matching.svg", KEPT_HERE / "matching.png"]
    if docs:
        path = DOCS / "matching.md"
        before, _, rest = path.read_text().partition(BEGIN)
        machine = result["machine"]
        on = (
            f"On a machine with {machine['cores']} cores and {machine['memory_gib']} GiB of memory."
        )
        path.write_text(f"{before}{BEGIN}\n\n{on}\n\n{table}\n\n{END}{rest.partition(END)[2]}")
        pictures.append(DOCS / "matching.svg")
    try:
        for picture in pictures:
            draw(result, picture)
    except ImportError as problem:
        print(f"no picture is drawn: {problem}. To have it: {quality.HOW}")


if __name__ == "__main__":
    main()
