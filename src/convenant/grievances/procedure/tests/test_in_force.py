"""What an agreement says holds; for the rest the usual rules do."""

from datetime import date

import pytest

from convenant.agreements.definition import load, preset_names, preset_text
from convenant.grievances.procedure import clocks, defaults
from convenant.grievances.procedure.in_force import procedure_of
from convenant.grievances.procedure.stages import CaseType, Track

SMALLEST = """\
slug: stone-2026
title: {nl: Natuursteen, en: Natural stone}
languages: [nl, en]
sector: {name: {nl: Natuursteen, en: Natural stone}}
sides:
  - {id: companies, kind: companies, name: {nl: Bedrijven, en: Companies}}
"""


def rules(more=""):
    return procedure_of(load(SMALLEST + more, "stone"))


def test_an_agreement_that_says_nothing_has_the_usual_procedure():
    found = rules()
    assert found.stated == frozenset() and found.committee is None
    assert found.tracks == frozenset(Track) and found.types == frozenset(CaseType)
    assert set(found.promises) == set(defaults.CLOCKS)
    assert not any(promise.stated for promise in found.promises.values())
    assert found.promises["acknowledge_complaint"].source != defaults.PLATFORM
    assert found.intake_languages == ("nl", "en")
    assert found.record_years >= 5 and found.minimum_shown >= 3


def test_a_stated_clock_goes_before_the_usual_one():
    found = rules(
        "clocks:\n  - {id: ruling, days: 100, counted_in: working_days, extend_by: 20,"
        " may_pause: false, name: {nl: U, en: R}}\n"
    ).promises["ruling"]
    clock = found.started(date(2026, 3, 2))
    assert (found.stated, clock.days, clock.working) == (True, 100, True)
    assert (clock.pausable, clock.extension_allowed) == (False, 20)


def test_verifications_are_counted_in_months():
    found = rules("grievances: {verification_months: [24, 1, 6, 12]}\n")
    assert found.verifications == 4
    clock = found.promises["verification_1"].started(date(2026, 1, 31))
    assert clocks.state(clock, date(2026, 2, 1)).due == date(2026, 2, 28)
    assert found.promises["verification_4"].months == 24


def test_verifications_in_days_take_the_place_of_months():
    found = rules("clocks:\n  - {id: verification_1, days: 50, name: {nl: C, en: V}}\n")
    assert found.verifications == 1
    assert found.promises["verification_1"].days == 50


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_has_a_procedure(name):
    found = procedure_of(load(preset_text(name), name))
    assert set(found.promises) == set(defaults.CLOCKS)


def test_the_invented_agreement_states_all_of_it():
    found = procedure_of(load(preset_text("example-european-garments"), "example"))
    assert found.committee == "complaints_committee"
    assert all(promise.stated for promise in found.promises.values())
    assert len(found.admissibility) == 5 and len(found.intake_languages) == 18


def test_garments_states_what_its_sources_say_and_no_days():
    found = procedure_of(load(preset_text("garments-2016"), "garments"))
    assert found.tracks == {Track.RULING}
    assert found.types == {CaseType.COMPLAINT, CaseType.DISPUTE}
    assert not any(promise.stated for promise in found.promises.values())
