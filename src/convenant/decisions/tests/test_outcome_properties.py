"""What holds for every table, rule and set of positions."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from convenant.decisions.outcome import (
    CHAIR,
    Place,
    Position,
    Result,
    Rule,
    Stand,
    Way,
    outcome,
    words,
)
from convenant.decisions.outcome.statements import WORDS

SIDES = ("companies", "unions", "civil_society", "government")
stands = st.sampled_from(list(Stand))
shares = st.none() | st.integers(1, 100).map(Fraction)


@st.composite
def tables(draw):
    places = [
        Place(f"{side}-{number}", side, *(draw(st.booleans()) for _ in range(3)))
        for side in SIDES
        for number in range(draw(st.integers(1, 3)))
    ]
    if draw(st.booleans()):
        places.append(Place("chair", CHAIR))
    return places


@st.composite
def rules(draw, ways=tuple(Way)):
    casts = draw(st.booleans())
    return Rule(
        draw(st.sampled_from(ways)),
        at_least=draw(shares),
        of_each_side=draw(shares),
        of_sides=draw(
            st.dictionaries(st.sampled_from(SIDES), st.integers(1, 100).map(Fraction), max_size=2)
        ),
        vetoes=tuple(draw(st.sets(st.sampled_from(SIDES), max_size=2))),
        has_chair=True,
        chair_votes=not casts and draw(st.booleans()),
        chair_casts=casts,
        quorum_seats=draw(shares),
        quorum_sides=tuple(draw(st.sets(st.sampled_from(SIDES), max_size=2))),
        sides=tuple(draw(st.sets(st.sampled_from(SIDES)))),
        recused_stay=draw(st.booleans()),
    )


def said(draw, places):
    return {
        place.id: Position(stand, "because")
        for place in places
        if (stand := draw(st.none() | stands)) is not None
    }


@st.composite
def decisions(draw, ways=tuple(Way)):
    places = draw(tables())
    return draw(rules(ways)), places, said(draw, places)


@given(decisions(), st.randoms(use_true_random=False))
def test_the_order_of_the_table_does_not_matter(decision, random):
    rule, places, positions = decision
    mixed = places[:]
    random.shuffle(mixed)
    turned = dict(random.sample(list(positions.items()), len(positions)))
    assert outcome(rule, places, positions, closed=True) == outcome(
        rule, mixed, turned, closed=True
    )


@given(decisions(), st.data())
def test_observers_and_those_with_an_interest_are_never_heard(decision, data):
    rule, places, positions = decision
    unheard = {place.id for place in places if place.observer or place.recused}
    other = {one: position for one, position in positions.items() if one not in unheard}
    other |= {
        one: Position(data.draw(stands), "because")
        for one in sorted(unheard)
        if data.draw(st.booleans())
    }
    assert outcome(rule, places, positions, closed=True) == outcome(
        rule, places, other, closed=True
    )


@given(decisions((Way.CONSENSUS, Way.MAJORITY_BY_SIDE)), st.sampled_from(SIDES), st.integers(1, 40))
def test_a_side_that_is_against_is_not_outvoted_by_more_seats_of_others(decision, side, more):
    rule, places, positions = decision
    places = [
        replace(place, recused=False, observer=False) if place.side == side else place
        for place in places
    ]
    positions = positions | {
        place.id: Position(Stand.OBJECT, "no") for place in places if place.side == side
    }
    added = [
        Place(f"more-{other}-{number}", other)
        for other in SIDES
        if other != side
        for number in range(more)
    ]
    crowd = positions | {place.id: Position(Stand.SUPPORT) for place in added}
    rule = replace(rule, of_each_side=None, of_sides={})
    assert outcome(rule, [*places, *added], crowd, closed=True).result != Result.ADOPTED


@given(
    decisions((Way.CONSENSUS, Way.MAJORITY_BY_SIDE, Way.CONSENSUS_THEN_MAJORITY)),
    st.sampled_from(SIDES),
)
def test_a_side_is_not_outvoted_by_leaving_its_seats_empty(decision, side):
    rule, places, positions = decision
    rule = replace(rule, sides=SIDES, of_each_side=rule.of_each_side or Fraction(50))
    left = [place for place in places if place.side != side]
    heard = {one: said for one, said in positions.items() if one in {place.id for place in left}}
    assert outcome(rule, left, heard, closed=True).result != Result.ADOPTED


@given(st.integers(1, 100).map(Fraction), st.data())
def test_an_interest_changes_the_quorum_as_the_rule_says(share, data):
    """Leaving, it takes the seat out of the number; staying, the number is that of all seats."""
    places = [replace(place, observer=False) for place in data.draw(tables()) if place.side]
    deciding = [place for place in places if not place.recused]
    here = {place.id for place in deciding if place.present}
    for stay, base in ((False, len(deciding)), (True, len(places))):
        rule = Rule(Way.MAJORITY, quorum_seats=share, recused_stay=stay)
        found = outcome(rule, places, {}, closed=True)
        enough = bool(deciding) and len(here) * 100 >= share * base
        assert (found.result != Result.NO_QUORUM) is enough
        if deciding:
            assert found.reasons[-2].values["seats"] == base


@given(decisions(), st.data())
def test_no_decision_is_lost_because_somebody_came_round(decision, data):
    rule, places, positions = decision
    if outcome(rule, places, positions, closed=True).result != Result.ADOPTED:
        return
    name = data.draw(st.sampled_from([place.id for place in places]))
    rounder = positions | {name: Position(Stand.SUPPORT)}
    assert outcome(rule, places, rounder, closed=True).result == Result.ADOPTED


@given(decisions())
def test_open_decisions_say_what_is_missing_exactly_while_something_is(decision):
    rule, places, positions = decision
    now = outcome(rule, places, positions, closed=False)
    then = outcome(rule, places, positions, closed=True)
    assert now.result == Result.OPEN and now.stands == then.result and not then.missing
    if rule.way != Way.CONSENSUS_THEN_MAJORITY:  # there the missing is what consensus lacks
        assert bool(now.missing) == (then.result != Result.ADOPTED)
    assert bool(now.how) == (now.stands == Result.ADOPTED)


@given(decisions())
def test_every_reason_can_be_said_in_both_languages(decision):
    rule, places, positions = decision
    found = outcome(rule, places, positions, closed=False)
    for one in (*found.reasons, *found.missing):
        for language in ("nl", "en"):
            assert "{" not in words(one, language, str)


def test_every_sentence_stands_in_both_languages():
    assert all(set(found) == {"nl", "en"} for found in WORDS.values())
