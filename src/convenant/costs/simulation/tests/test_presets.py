"""What the presets hold is sourced or says that it is not, and the sums of the letter's question come out."""

import re

import pytest

from convenant.agreements.definition.shape import all_parts, fields_of
from convenant.costs.simulation import Scenario, compare, explain, load, variants, wording
from convenant.costs.simulation.parts.values import PAYERS
from convenant.costs.simulation.presets import preset_names, preset_text

PRESETS = {name: load(preset_text(name), name) for name in preset_names()}


def test_there_are_presets():
    assert list(PRESETS) == ["garments-nl", "lksg-2021"]
    with pytest.raises(KeyError):
        preset_text("nothing")


@pytest.mark.parametrize("name", PRESETS)
def test_a_number_called_sourced_names_a_public_source(name):
    scenario = PRESETS[name]
    public = {source.id for source in scenario.sources if source.basis == "public"}
    known = {source.id for source in scenario.sources}
    for number in scenario.numbers:
        if number.mark == "sourced":
            assert set(number.source) & public, number.id
        if number.mark == "expert":
            assert number.source, number.id
        assert set(number.source) <= known
    assert all(source.as_of for source in scenario.sources if source.basis == "public")


@pytest.mark.parametrize("name", PRESETS)
def test_every_number_is_used(name):
    text = preset_text(name)
    for number in PRESETS[name].numbers:
        assert len(re.findall(rf"\b{number.id}\b", text)) > 1, number.id


def test_the_answer_to_the_letter_can_be_read_off():
    found = compare(variants(PRESETS["garments-nl"]), 2_048, 1)
    assert found.names == ["garments-nl", "stop", "restart", "european"]
    stop = found.differences[0]
    # What the state saves by stopping, companies pay more than once over
    assert stop.by_payer["state"].mean < 0 < stop.by_payer["sme"].mean
    assert sum(found.cheapest) == pytest.approx(1)
    state = [result.by_payer["state"].mean for result in found.results]
    assert state[1] < state[2] < state[0]


def test_the_german_estimate_stands_beside_ours_and_adds_up():
    found = {each.yardstick: each for each in explain(PRESETS["lksg-2021"], 4_096, 1)}
    assert (found["yearly"].theirs, found["once"].theirs) == (43.5e6, 109.7e6)
    parts = found["information"].theirs + found["other"].theirs
    assert parts == pytest.approx(found["yearly"].theirs)
    for each in found.values():
        assert each.by_number + each.by_cost == pytest.approx(each.difference)
        assert sum(line.amount.mean for line in each.lines) == pytest.approx(each.ours.mean)
        assert each.ours.p5 < each.theirs < each.ours.p95  # not fitted, and not refuted


def test_every_choice_has_a_name_in_both_languages():
    named = {
        "payer": wording.PAYER_NAMES,
        "group": wording.GROUP_NAMES,
        "kind": wording.KIND_NAMES,
        "timing": wording.TIMING_NAMES,
        "phases": wording.PHASE_NAMES,
        "mark": wording.MARK_NAMES,
    }
    assert set(wording.PAYER_NAMES) == set(PAYERS)
    for part in all_parts(Scenario):
        for name, field in fields_of(part).items():
            if name in named and field.choices:
                assert set(field.choices) - {"themselves"} <= set(named[name]), name
    assert all(nl and en for names in named.values() for nl, en in names.values())
