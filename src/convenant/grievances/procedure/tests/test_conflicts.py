"""Who may not sit learns that, and nothing of who is linked to the case."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.grievances.procedure.conflicts import DECLARED_LATE, Kind, Tie, verdict

RECEIVED = date(2026, 3, 2)
BEFORE, AFTER = date(2026, 1, 5), date(2026, 3, 3)
KEY = b"a key of sixteen bytes or more"
FIRMS = ["north", "south", "east", "west", "mill"]
GROUPS = {"north": "g1", "south": "g1", "mill": "g2"}


def asked(*ties, linked=("south",), case="K-1", person="farid"):
    return verdict(
        case=case,
        received=RECEIVED,
        person=person,
        ties=ties,
        linked=set(linked),
        groups=GROUPS,
        key=KEY,
    )


def test_without_a_tie_one_may_sit():
    assert asked().may_sit
    assert asked(Tie("east", Kind.EMPLOYMENT, BEFORE)).may_sit


def test_a_tie_with_a_firm_or_its_group_bars():
    assert asked(Tie("south", Kind.ADVICE, BEFORE)).kind == "advice"
    assert asked(Tie("north", Kind.OWNERSHIP, BEFORE)).kind == "ownership"


def test_the_strongest_tie_is_the_kind():
    found = asked(Tie("south", Kind.OTHER, BEFORE), Tie("north", Kind.EMPLOYMENT, BEFORE))
    assert found.kind == "employment"


def test_a_tie_that_ended_before_the_case_no_longer_bars_unless_it_is_declared_as_former():
    assert asked(Tie("south", Kind.ADVICE, BEFORE, ended=BEFORE)).may_sit
    assert not asked(Tie("south", Kind.FORMER, BEFORE, ended=BEFORE)).may_sit
    assert not asked(Tie("south", Kind.ADVICE, BEFORE, ended=AFTER)).may_sit


def test_no_organisation_is_in_the_answer():
    found = asked(Tie("south", Kind.ADVICE, BEFORE))
    assert "south" not in repr(found)
    assert found.token != asked(Tie("south", Kind.ADVICE, BEFORE), case="K-2").token


def test_a_key_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        verdict(
            case="K", received=RECEIVED, person="p", ties=[], linked=[], groups={}, key=b"short"
        )


some_ties = st.lists(
    st.builds(Tie, st.sampled_from(FIRMS), st.sampled_from(Kind), st.just(BEFORE)), max_size=4
)
some_links = st.sets(st.sampled_from(FIRMS))


@given(some_ties, st.sampled_from(FIRMS), st.sampled_from(Kind), some_links, some_links)
def test_declaring_one_firm_after_another_tells_nothing(ties, firm, kind, linked, other):
    """Once the case is there, the answer to a new tie is the same whoever is linked."""
    late = Tie(firm, kind, AFTER)
    one, two = asked(*ties, late, linked=linked), asked(*ties, late, linked=other)
    assert (one.conflict, one.kind) == (two.conflict, two.kind) == (True, DECLARED_LATE)


@given(some_ties, some_links)
def test_the_same_question_has_the_same_answer_in_any_order(ties, linked):
    assert asked(*ties, linked=linked) == asked(*reversed(ties), linked=linked)


@given(some_ties, some_links)
def test_one_is_barred_just_when_a_firm_or_its_group_is_linked(ties, linked):
    groups = {GROUPS.get(firm, firm) for firm in linked}
    struck = any(GROUPS.get(t.organisation, t.organisation) in groups for t in ties)
    assert asked(*ties, linked=linked).conflict == struck
