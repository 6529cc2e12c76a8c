"""How fast a scenario of costs runs: 100,000 draws × 60 lines × 12 years × 7 payers.

    .venv/bin/python benchmarks/costs.py [DRAWS]

Every number of the scenario is uncertain, every payer bears a part and one has a ceiling. The same model in a plain loop
over draws (what the tests hold the fast one against) is timed in the same run, on fewer draws, and must agree.
"""

import json
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
DRAWS, BY_HAND, LINES, SEED = 100_000, 40, 60, 1
MOST_SECONDS, MOST_MEGABYTES = 3.0, 2048


def scenario_text() -> str:
    """Sixty lines of three kinds, each with numbers of its own."""
    name = "name: {en: N}"
    numbers = [
        f"  - {{id: {id_}, {name}, unit: {unit}, {year} mark: assumption, {spread}}}"
        for id_, unit, year, spread in (
            ("discount", "'%'", "", "triangular: {low: 1, mode: 2, high: 4}"),
            ("smes", "company", "", "triangular: {low: 40, mode: 60, high: 90}"),
            ("larges", "company", "", "triangular: {low: 5, mode: 10, high: 20}"),
            ("sites", "site/company", "", "triangular: {low: 44, mode: 60, high: 70}"),
            ("overlap", "'%'", "", "pert: {low: 10, mode: 30, high: 50}"),
            ("early", "'%'", "", "triangular: {low: 10, mode: 20, high: 40}"),
            ("late", "'%'", "", "triangular: {low: 50, mode: 80, high: 95}"),
            ("state", "'%'", "", "pert: {low: 40, mode: 50, high: 60}"),
            ("most", "EUR/year", "price_year: 2026,", "lognormal: {p5: 1000000, p95: 9000000}"),
            ("hour", "EUR/h", "price_year: 2026,", "triangular: {low: 40, mode: 45, high: 50}"),
        )
    ]
    lines = []
    for n in range(LINES):
        kind = n % 3
        common = f"id: line_{n}, {name}, kind: substantive, timing: {'one_off' if n % 10 == 1 else 'recurring'}"
        over = "" if n % 10 == 1 else "/year"
        unit = ("EUR" + over, "h/company" + over, "EUR/site" + over)[kind]
        year = "" if kind == 1 else "price_year: 2026,"
        way = ("pert: {low: 10, mode: 40, high: 90}", "lognormal: {p5: 10, p95: 80}")[n % 2]
        numbers.append(f"  - {{id: x_{n}, {name}, unit: {unit}, {year} mark: assumption, {way}}}")
        of = f"classes: [{'sme' if n % 2 else 'large'}]"
        lines.append(
            (
                f"  - {{{common}, group: secretariat, per: agreement, external: x_{n}, paid_by: joint}}",
                f"  - {{{common}, group: due_diligence, per: company, {of}, tariff: hour, time: x_{n}, paid_by: own}}",
                f"  - {{{common}, group: monitoring, per: shared_site, {of}, external: x_{n}, paid_by: joint}}",
            )[kind]
        )
    return "\n".join(
        [
            "slug: bench",
            "title: {en: Benchmark}",
            "languages: [en]",
            "years: {start: 2027, end: 2038, recognition: 2031, phase_in_years: 3}",
            "prices: {currency: EUR, year: 2026, discount: discount}",
            "numbers:",
            *numbers,
            "population:",
            f"  - {{id: sme, {name}, size: sme, companies: smes, sites: sites, takes_part: [{{year: 2027, share: early}}, {{year: 2034, share: late}}]}}",
            f"  - {{id: large, {name}, size: large, companies: larges, sites: sites}}",
            "shared_sites: overlap",
            "shares:",
            f"  - {{id: joint, {name}, parts: [{{payer: state, share: state, at_most: most}}, {{payer: eu, percent: 5}}, {{payer: large, rest: 50}}, {{payer: sme, rest: 30}}, {{payer: union, rest: 10}}, {{payer: ngo, rest: 10}}]}}",
            f"  - {{id: own, {name}, parts: [{{payer: supplier, percent: 20}}, {{payer: themselves, percent: 80}}]}}",
            "lines:",
            *lines,
        ]
    )


def main() -> int:
    from convenant.costs.simulation import load, simulate, summarise
    from convenant.costs.simulation.drawing import draw
    from convenant.costs.simulation.parts.values import PAYERS
    from convenant.costs.simulation.running import run
    from convenant.costs.simulation.tests.by_hand import by_hand

    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    scenario = load(scenario_text(), "bench.yaml")
    simulate(scenario, 256, SEED)  # tables of distributions are made once

    began = time.perf_counter()
    values = draw(scenario, draws, SEED)
    drawn = time.perf_counter()
    outcome = run(scenario, values, draws, SEED)
    ran = time.perf_counter()
    result = summarise(outcome)
    summed = time.perf_counter()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    few = draw(scenario, BY_HAND, SEED)
    plain_began = time.perf_counter()
    plain = [by_hand(scenario, few, each) for each in range(BY_HAND)]
    plain_took = time.perf_counter() - plain_began
    apart = max(
        abs(float(outcome.present[each]) / present - 1) for each, (_, present) in enumerate(plain)
    )
    for each, (costs, _) in enumerate(plain):
        for place, payer in enumerate(PAYERS):
            money = sum(m for (_, _, who), m in costs.items() if who == payer)
            apart = max(apart, abs(float(outcome.by_payer[place, :, each].sum()) / money - 1))

    seconds = summed - began
    plain_seconds = plain_took / BY_HAND * draws
    print(f"{draws:,} draws × {len(scenario.lines)} lines × {len(result.years)} years × {len(result.by_payer)} payers")  # fmt: skip
    print(f"drawing {drawn - began:6.2f} s   running {ran - drawn:6.2f} s   quantiles {summed - ran:6.2f} s")  # fmt: skip
    print(f"together {seconds:5.2f} s (at most {MOST_SECONDS}), {megabytes} MiB (at most {MOST_MEGABYTES})")  # fmt: skip
    print(f"plain loop {plain_took / BY_HAND * 1000:.2f} ms a draw: {plain_seconds:,.0f} s for all, {plain_seconds / seconds:,.0f} times as long")  # fmt: skip
    print(f"largest difference between the two: {apart:.1e}")
    met = seconds < MOST_SECONDS and megabytes < MOST_MEGABYTES and apart < 1e-9
    print(
        "RESULT "
        + json.dumps(
            {
                "draws": draws,
                "lines": len(scenario.lines),
                "years": len(result.years),
                "payers": len(result.by_payer),
                "seconds": round(seconds, 2),
                "megabytes": megabytes,
                "plain_loop_seconds": round(plain_seconds),
                "times_faster": round(plain_seconds / seconds),
                "largest_difference": apart,
                "met": met,
            }
        )
    )
    return 0 if met or draws != DRAWS else 1


if __name__ == "__main__":
    sys.exit(main())
