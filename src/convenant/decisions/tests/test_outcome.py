"""What a body decides, rule by rule, as the people at the table would work it out."""

from fractions import Fraction

import pytest

from convenant.decisions.outcome import (
    CHAIR,
    Place,
    Position,
    Result,
    Rule,
    Stand,
    Way,
    outcome,
    split_views,
    words,
)

FOR, ASIDE, ABSTAIN = Position(Stand.SUPPORT), Position(Stand.STAND_ASIDE), Position(Stand.ABSTAIN)
AGAINST = Position(Stand.OBJECT, "Too soon for small firms.")
SIDES = ("companies", "unions", "government")
CONSENSUS, MAJORITY = Rule(Way.CONSENSUS), Rule(Way.MAJORITY)


def table(*sizes: int, chair: bool = False) -> list[Place]:
    """Seats c1, c2 …, u1 …, g1 … in these numbers; and the chair."""
    places = [
        Place(f"{side[0]}{number}", side)
        for side, size in zip(SIDES, sizes, strict=False)
        for number in range(1, size + 1)
    ]
    return [*places, Place("chair", CHAIR)] if chair else places


def result(rule, places, positions, *, closed=True):
    return outcome(rule, places, positions, closed=closed).result


def codes(statements):
    return [(one.code, one.side) for one in statements]


# --- consensus of sides -----------------------------------------------------------------------------------


def test_every_side_spoke_and_none_objects_is_consensus():
    found = outcome(CONSENSUS, table(2, 1, 1), {"c1": FOR, "u1": FOR, "g1": ABSTAIN}, closed=True)
    assert (found.result, found.how) == (Result.ADOPTED, "consensus")


def test_a_silent_side_is_not_taken_to_agree():
    found = outcome(CONSENSUS, table(2, 1, 1), {"c1": FOR, "c2": FOR, "u1": FOR}, closed=False)
    assert found.result == Result.OPEN and found.stands == Result.NOT_ADOPTED
    assert codes(found.missing) == [("side_silent", "government")]


def test_one_objection_stops_a_consensus_however_many_support():
    positions = {f"c{n}": FOR for n in range(1, 9)} | {"u1": AGAINST, "g1": FOR}
    assert result(CONSENSUS, table(8, 1, 1), positions) == Result.NOT_ADOPTED


def test_standing_aside_does_not_stop_it_and_is_kept_as_a_split_view():
    places = table(1, 2)
    positions = {"c1": FOR, "u1": Position(Stand.STAND_ASIDE, "We wanted more."), "u2": FOR}
    assert result(CONSENSUS, places, positions) == Result.ADOPTED
    assert [(place.id, said.reason) for place, said in split_views(places, positions)] == [
        ("u1", "We wanted more.")
    ]


def test_where_all_abstain_nobody_decided_anything():
    assert result(CONSENSUS, table(1, 1), {"c1": ABSTAIN, "u1": ABSTAIN}) == Result.NOT_ADOPTED


def test_who_objects_says_why():
    with pytest.raises(ValueError, match="reason"):
        Position(Stand.OBJECT, "  ")


# --- majorities -------------------------------------------------------------------------------------------


def test_half_of_the_votes_is_no_majority():
    assert result(MAJORITY, table(2), {"c1": FOR, "c2": AGAINST}) == Result.NOT_ADOPTED
    assert result(MAJORITY, table(3), {"c1": FOR, "c2": AGAINST, "c3": FOR}) == Result.ADOPTED


def test_abstaining_weighs_nothing_in_a_share():
    rule = Rule(Way.MAJORITY, at_least=Fraction("66.7"))
    positions = {"c1": FOR, "c2": FOR, "c3": ABSTAIN, "u1": AGAINST}
    assert result(rule, table(3, 1), positions) == Result.NOT_ADOPTED  # 2 of 3 is 66.67 %
    assert (
        result(Rule(Way.MAJORITY, at_least=Fraction(66)), table(3, 1), positions) == Result.ADOPTED
    )


def test_each_side_needs_its_own_majority():
    rule = Rule(Way.MAJORITY_BY_SIDE)
    found = outcome(
        rule, table(3, 2), {"c1": FOR, "c2": FOR, "c3": FOR, "u1": FOR, "u2": AGAINST}, closed=True
    )
    assert found.result == Result.NOT_ADOPTED
    assert ("side_votes", "unions") in codes(found.reasons)


def test_a_side_that_did_not_vote_has_no_majority():
    rule = Rule(Way.MAJORITY_BY_SIDE)
    found = outcome(rule, table(1, 1), {"c1": FOR, "u1": ABSTAIN}, closed=True)
    assert found.result == Result.NOT_ADOPTED
    assert ("side_cast_none", "unions") in codes(found.reasons)


def test_a_qualified_majority_is_stopped_by_a_side_with_a_veto():
    rule = Rule(Way.MAJORITY, at_least=Fraction(75), vetoes=("unions",))
    positions = {f"c{n}": FOR for n in range(1, 10)} | {"u1": AGAINST}
    assert result(rule, table(9, 1), positions) == Result.NOT_ADOPTED
    assert result(rule, table(9, 1), positions | {"u1": ABSTAIN}) == Result.ADOPTED


def test_without_consensus_the_votes_are_counted():
    rule = Rule(Way.CONSENSUS_THEN_MAJORITY, at_least=Fraction(75))
    agreed = outcome(rule, table(3, 1), {"c1": FOR, "u1": FOR}, closed=True)
    counted = outcome(
        rule, table(3, 1), {"c1": FOR, "c2": FOR, "c3": FOR, "u1": AGAINST}, closed=True
    )
    assert (agreed.how, counted.how) == ("consensus", "majority")
    assert counted.result == Result.ADOPTED
    assert counted.reasons[0].code == "no_consensus"


# --- a side of which nobody sits at the table -------------------------------------------------------------


@pytest.mark.parametrize("way", [Way.CONSENSUS, Way.MAJORITY_BY_SIDE, Way.CONSENSUS_THEN_MAJORITY])
def test_a_side_whose_seats_are_empty_is_not_passed_over(way):
    rule = Rule(way, of_each_side=Fraction(50), sides=("companies", "unions"))
    found = outcome(rule, table(3), {"c1": FOR, "c2": FOR, "c3": FOR}, closed=True)
    assert found.result == Result.NOT_ADOPTED
    assert ("side_vacant", "unions") in codes(found.reasons)
    still = outcome(rule, table(3), {}, closed=False)
    assert ("side_vacant", "unions") in codes(still.missing)
    assert result(rule, table(1, 1), {"c1": FOR, "u1": FOR}) == Result.ADOPTED


def test_the_share_of_a_side_with_empty_seats_is_not_reached():
    rule = Rule(Way.MAJORITY, of_sides={"unions": Fraction(50)})
    assert result(rule, table(3), {"c1": FOR, "c2": FOR, "c3": FOR}) == Result.NOT_ADOPTED


def test_where_votes_are_counted_together_empty_seats_of_a_side_do_not_matter():
    rule = Rule(Way.MAJORITY, sides=("companies", "unions"))
    assert result(rule, table(2), {"c1": FOR, "c2": FOR}) == Result.ADOPTED


# --- the chair --------------------------------------------------------------------------------------------


def test_the_chair_casts_only_where_votes_are_equal():
    rule = Rule(Way.MAJORITY, has_chair=True, chair_casts=True)
    places = table(2, 2, chair=True)
    equal = {"c1": FOR, "c2": FOR, "u1": AGAINST, "u2": AGAINST, "chair": FOR}
    assert outcome(rule, places, equal, closed=True).how == "casting_vote"
    lost = equal | {"c2": AGAINST}
    assert result(rule, places, lost) == Result.NOT_ADOPTED
    assert result(rule, places, equal | {"chair": AGAINST}) == Result.NOT_ADOPTED
    waiting = outcome(rule, places, {k: v for k, v in equal.items() if k != "chair"}, closed=False)
    assert codes(waiting.missing) == [("cast_missing", None)]


def test_a_casting_vote_makes_no_qualified_majority():
    rule = Rule(Way.MAJORITY, at_least=Fraction(60), has_chair=True, chair_casts=True)
    equal = {"c1": FOR, "u1": AGAINST, "chair": FOR}
    assert result(rule, table(1, 1, chair=True), equal) == Result.NOT_ADOPTED


def test_a_chair_who_votes_makes_the_third_of_a_panel():
    rule = Rule(Way.BINDING, has_chair=True, chair_votes=True)
    positions = {"c1": AGAINST, "u1": FOR, "chair": FOR}
    assert result(rule, table(1, 1, chair=True), positions) == Result.ADOPTED


# --- quorum, interests, observers -------------------------------------------------------------------------


def test_too_few_took_part():
    rule = Rule(Way.MAJORITY, quorum_seats=Fraction(60))
    found = outcome(rule, table(3, 2), {"c1": FOR, "c2": FOR}, closed=False)
    assert found.stands == Result.NO_QUORUM
    assert found.missing[0].values["needed"] == 1
    assert result(rule, table(3, 2), {"c1": FOR, "c2": FOR}) == Result.NO_QUORUM
    assert result(rule, table(3, 2), {"c1": FOR, "c2": FOR, "u1": ABSTAIN}) == Result.ADOPTED


def test_being_there_counts_for_the_quorum_without_a_position():
    rule = Rule(Way.MAJORITY, quorum_seats=Fraction(100))
    places = [Place("c1", "companies"), Place("u1", "unions", present=True)]
    assert result(rule, places, {"c1": FOR}) == Result.ADOPTED


def test_who_has_an_interest_leaves_the_number_of_seats_unless_the_agreement_keeps_it():
    places = [*table(2), Place("u1", "unions", recused=True), Place("u2", "unions", recused=True)]
    positions = {"c1": FOR, "c2": FOR, "u1": AGAINST}
    leaves = Rule(Way.MAJORITY_BY_SIDE, quorum_seats=Fraction(75), quorum_sides=("unions",))
    stays = Rule(
        Way.MAJORITY_BY_SIDE,
        quorum_seats=Fraction(75),
        quorum_sides=("unions",),
        recused_stay=True,
    )
    found = outcome(leaves, places, positions, closed=True)
    assert found.result == Result.ADOPTED
    assert ("all_recused", "unions") in codes(found.reasons)
    assert result(stays, places, positions) == Result.NO_QUORUM


def test_the_side_the_quorum_asks_for_was_absent():
    rule = Rule(Way.MAJORITY, quorum_sides=("companies", "unions"))
    found = outcome(rule, table(2, 1), {"c1": FOR, "c2": FOR}, closed=True)
    assert found.result == Result.NO_QUORUM
    assert ("quorum_side_missing", "unions") in codes(found.reasons)


def test_nobody_is_left_where_all_have_an_interest():
    places = [Place("c1", "companies", recused=True)]
    assert result(MAJORITY, places, {"c1": FOR}) == Result.NO_QUORUM


def test_observers_count_nowhere():
    places = [*table(1, 1), Place("o1", "guests", observer=True)]
    assert result(CONSENSUS, places, {"c1": FOR, "u1": FOR, "o1": AGAINST}) == Result.ADOPTED


# --- what is missing, and words ---------------------------------------------------------------------------


def test_while_open_it_says_how_many_votes_are_missing():
    rule = Rule(Way.MAJORITY, at_least=Fraction(75))
    found = outcome(rule, table(4), {"c1": FOR, "c2": AGAINST}, closed=False)
    assert codes(found.missing) == [("all_votes_missing", None)]
    assert found.missing[0].values["needed"] == 2
    gone = outcome(rule, table(4), {"c1": AGAINST, "c2": AGAINST}, closed=False)
    assert codes(gone.missing) == [("all_votes_out_of_reach", None)]


def test_reasons_read_as_sentences_in_both_languages():
    rule = Rule(Way.MAJORITY_BY_SIDE, of_each_side=Fraction("66.7"))
    found = outcome(rule, table(3, 1), {"c1": FOR, "c2": FOR, "u1": FOR}, closed=True)
    names = {"companies": "Bedrijven", "unions": "Vakbonden"}
    said = [words(one, "nl", names.__getitem__) for one in found.reasons]
    assert "Bedrijven: 2 van de 2 stemmen zijn voor; nodig is 66,7 %." in said
    assert "3 of 3 votes are for it; more than half is needed." in [
        words(one, "en", str.title) for one in found.reasons
    ]


def test_two_seats_with_one_name_and_positions_of_nobody_are_refused():
    with pytest.raises(ValueError, match="share an id"):
        outcome(MAJORITY, [Place("a", "x"), Place("a", "y")], {}, closed=False)
    with pytest.raises(ValueError, match="nobody sits"):
        outcome(MAJORITY, table(1), {"z": FOR}, closed=False)
