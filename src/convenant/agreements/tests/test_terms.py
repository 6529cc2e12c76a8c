"""When a named term ends: as the definition says, or as is usual."""

from datetime import date

import pytest

from convenant.agreements import terms
from convenant.agreements.definition import load, preset_text
from convenant.agreements.definition.model import Definition
from convenant.agreements.terms import term

START = date(2026, 1, 31)


@pytest.fixture
def rules(monkeypatch):
    def put(definition: Definition) -> None:
        monkeypatch.setattr(terms, "running_definition", lambda: definition)

    return put


def test_a_clock_of_the_definition_goes_before_the_usual_length(rules):
    rules(load(preset_text("example-european-garments"), "example"))
    found = term("assessment_reply", START)
    assert (found.ends, found.days, found.stated) == (date(2026, 2, 21), 21, True)


def test_every_usual_length_holds_where_a_definition_has_no_clocks(rules):
    rules(load(preset_text("garments-2016"), "garments"))
    for name, days in terms.USUAL.items():
        found = term(name, START)
        assert (found.days, found.stated) == (days, False)


def test_a_clock_that_nobody_knows_has_no_term(rules):
    rules(load(preset_text("garments-2016"), "garments"))
    with pytest.raises(KeyError):
        term("no_such_clock", START)
