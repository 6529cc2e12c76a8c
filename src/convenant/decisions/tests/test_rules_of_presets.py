"""The presets' decision rules run; what their sources do not say is asked for and not filled in."""

import pytest

from convenant.agreements.definition import load, preset_text
from convenant.agreements.definition.presets import preset_names
from convenant.decisions.outcome import (
    CHAIR,
    Choice,
    Place,
    Position,
    Result,
    Stand,
    Unknown,
    Way,
    outcome,
    rule_of,
    settled,
)


def bodies():
    return [
        (name, body) for name in preset_names() for body in load(preset_text(name), name).bodies
    ]


def body_of(preset, name):
    return next(body for found, body in bodies() if (found, body.id) == (preset, name))


def seated(body):
    places = [
        Place(f"{seat.side}-{number}", seat.side, observer=bool(seat.observer))
        for seat in body.seats
        for number in range(seat.count or 1)
    ]
    return [*places, Place("chair", CHAIR)] if body.independent_chair else places


@pytest.mark.parametrize(("preset", "body"), bodies(), ids=lambda one: getattr(one, "id", one))
def test_each_body_decides_or_says_what_must_be_chosen_first(preset, body):
    rule, places = rule_of(body), seated(body)
    everyone = {place.id: Position(Stand.SUPPORT) for place in places}
    found = outcome(rule, places, everyone, closed=True)
    if rule.unknown:
        assert found.result == Result.UNSETTLED
        assert [one.code for one in found.reasons] == [f"unknown_{one}" for one in rule.unknown]
        rule = settled(rule, Choice(Way.CONSENSUS, chair_votes=False))
        assert not rule.unknown
        found = outcome(rule, places, everyone, closed=True)
    assert found.result == (Result.ADOPTED if body.seats else Result.NO_QUORUM)


def test_what_a_source_does_not_say_is_asked_for():
    assert rule_of(body_of("garments-2016", "steering_group")).unknown == (
        Unknown.WAY,
        Unknown.CHAIR_VOTES,
    )
    assert rule_of(body_of("garments-2016", "complaints_committee")).unknown == (
        Unknown.CHAIR_VOTES,
    )
    assert rule_of(body_of("example-european-garments", "general_assembly")).unknown == ()


def test_a_choice_fills_gaps_and_changes_nothing_that_is_written():
    written = rule_of(body_of("example-european-garments", "general_assembly"))
    assert settled(written, Choice(Way.MAJORITY, chair_votes=True)) == written


def test_the_example_assembly_needs_two_thirds_and_half_of_every_side():
    body = body_of("example-european-garments", "general_assembly")
    rule, places = rule_of(body), seated(body)
    for_it = {place.id: Position(Stand.SUPPORT) for place in places if place.side != CHAIR}
    against = Position(Stand.OBJECT, "The term is too short.")
    three_of_four = for_it | {f"unions-{n}": against for n in (0, 1, 2)}
    assert outcome(rule, places, three_of_four, closed=True).result == Result.NOT_ADOPTED
    half = for_it | {f"unions-{n}": against for n in (0, 1)}
    assert outcome(rule, places, half, closed=True).result == Result.ADOPTED


@pytest.mark.parametrize(("preset", "body"), bodies(), ids=lambda one: getattr(one, "id", one))
def test_where_the_sources_do_not_say_how_a_body_decides_the_preset_says_that(preset, body):
    if rule_of(body).unknown and body.kind != "secretariat":
        assert body.note is not None
        assert "niet bekend" in body.note.get("nl") and "not known" in body.note.get("en")
