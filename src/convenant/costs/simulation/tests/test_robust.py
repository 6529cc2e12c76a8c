"""Whatever is handed in as a file, the answer is faults or a scenario, and a scenario always runs."""

import re
import time
from contextlib import suppress

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convenant.costs.simulation import check, compare, simulate, summarise, variants
from convenant.costs.simulation.driving import drivers
from convenant.costs.simulation.financing.budget import NothingToFinance, budget
from convenant.costs.simulation.financing.optimum import TurnoverUnknown
from convenant.costs.simulation.presets import preset_names, preset_text
from convenant.costs.simulation.telling_fees import fee_answers, plain_answers
from convenant.costs.simulation.tests.small import small

TEXTS = [small(), *map(preset_text, preset_names())]
WORDS = sorted({w for t in TEXTS for w in re.findall(r"[a-z_]+: [^,{}\[\]\n]+", t)})
NUMBER = re.compile(r"(?<=: )\d+(\.\d+)?(?=[,}])")

slow = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def answered(text):
    scenario, faults = check(text, "x.yaml")
    assert (scenario is None) == bool(faults)
    for fault in faults:
        assert fault.sentence("nl").startswith("x.yaml, regel ")
        assert fault.sentence("en")
    return scenario


@given(st.sampled_from(TEXTS), st.data())
@slow
def test_a_file_with_lines_lost_or_swapped_is_answered(text, data):
    lines = text.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            del lines[at]
        else:
            lines.insert(at, data.draw(st.sampled_from(lines)))
    scenario = answered("".join(lines))
    if scenario is not None:
        runs(scenario)


@given(st.sampled_from(TEXTS), st.data())
@slow
def test_a_file_with_words_in_the_wrong_place_is_answered(text, data):
    for _ in range(data.draw(st.integers(1, 3))):
        old, new = data.draw(st.sampled_from(WORDS)), data.draw(st.sampled_from(WORDS))
        text = text.replace(old, new, data.draw(st.integers(1, 3)))
    scenario = answered(text)
    if scenario is not None:
        runs(scenario)


values = st.one_of(
    st.sampled_from([0, 1, 100, 1e-9, 1e9, 2027]), st.integers(0, 3000), st.floats(0, 1e6)
)


@given(st.sampled_from(TEXTS), st.data())
@slow
def test_a_scenario_with_other_numbers_runs(text, data):
    places = list(NUMBER.finditer(text))
    for _ in range(data.draw(st.integers(1, 4))):
        match = data.draw(st.sampled_from(places))
        value = data.draw(values)
        text = text[: match.start()] + repr(value) + text[match.end() :]
        places = list(NUMBER.finditer(text))
    scenario = answered(text)
    if scenario is not None:
        runs(scenario)


def runs(scenario):
    """Everything that can be asked of it is answered, in finite numbers that add up."""
    outcome = simulate(scenario, 64, 1)
    assert np.isfinite(outcome.by_payer).all()
    whole = outcome.by_year.sum()
    assert np.isclose(outcome.by_payer.sum(), whole) and np.isclose(outcome.by_line.sum(), whole)
    summarise(outcome).plain()
    drivers(scenario, 64, 1).plain()
    if 2 <= len(variants(scenario)) <= 6:
        compare(variants(scenario), 64, 1).plain()
    with suppress(NothingToFinance, TurnoverUnknown):
        plain_answers(fee_answers(budget(scenario, 64, 1)))


HEAD = "slug: x\ntitle: {en: X}\nlanguages: [en]\nyears: {start: 2027, end: 2030}\nprices: {currency: EUR, year: 2026}\nlines: []\n"


def test_files_made_to_be_slow_are_answered_in_seconds():
    pairs = "".join(
        f"- {{id: a{n}, unit: h, sum: [b{n}]}}\n- {{id: b{n}, unit: h, sum: [a{n}]}}\n"
        for n in range(400)
    )
    chain = "".join(f"- {{id: c{n}, unit: h, sum: [c{n + 1}]}}\n" for n in range(1_000))
    spread = "".join(f"- {{id: d{n}, unit: h, pert: {{low: 1, high: 2}}}}\n" for n in range(400))
    ranks = "".join(f"- {{first: d{n}, second: d{n + 1}, rank: 0.5}}\n" for n in range(399))
    for text in (pairs, chain, spread + "correlations:\n" + ranks):
        began = time.monotonic()
        assert check(HEAD + "numbers:\n" + text, "x.yaml")[1]
        assert time.monotonic() - began < 20
