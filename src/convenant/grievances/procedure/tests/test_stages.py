"""The road of a case: what may follow, whose turn it is and which clock runs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.grievances.procedure import defaults, stages
from convenant.grievances.procedure.stages import (
    CaseType,
    Outcome,
    Owner,
    Reason,
    Stage,
    Standing,
    Step,
    Track,
    next_stages,
    next_steps,
    next_tracks,
    owner,
    why_not,
)

COMPLAINT = Standing(CaseType.COMPLAINT, safety_checked=True, informed=True)

standings = st.builds(
    Standing,
    type=st.sampled_from(CaseType),
    stage=st.sampled_from([s for s in Stage if s != Stage.SAFETY]),
    track=st.none() | st.sampled_from(Track),
    outcome=st.none() | st.sampled_from(Outcome),
    safety_checked=st.booleans(),
    informed=st.booleans(),
    appealed=st.booleans(),
    offered=st.frozensets(st.sampled_from(Track)),
)


def test_a_complaint_walks_the_whole_road_to_closed():
    case = replace(COMPLAINT, outcome=Outcome.FOUNDED)
    road = [
        (Stage.ACKNOWLEDGED, None),
        (Stage.SCOPE, None),
        (Stage.ADMISSIBILITY, None),
        (Stage.PARTIES_INFORMED, None),
        (Stage.TRACK, Track.DIALOGUE),
        (Stage.TRACK, Track.INVESTIGATION),
        (Stage.TRACK, Track.RULING),
        (Stage.FINDING, None),
        (Stage.REMEDY_PLAN, None),
        (Stage.VERIFICATION, None),
        (Stage.VERIFICATION, None),
        (Stage.VERIFICATION, None),
        (Stage.CLOSED, None),
    ]
    for stage, track in road:
        assert why_not(case, stage, track) is None, (case.stage, stage)
        case = replace(case, stage=stage, track=track)
    assert next_steps(case) == (Step(Stage.REOPENED),)


def test_no_company_hears_of_a_case_before_the_safety_check():
    case = Standing(CaseType.COMPLAINT, Stage.ADMISSIBILITY)
    assert why_not(case, Stage.PARTIES_INFORMED) == Reason.SAFETY_FIRST
    assert why_not(replace(case, safety_checked=True), Stage.PARTIES_INFORMED) is None


def test_the_safety_check_runs_beside_and_is_no_step():
    assert why_not(COMPLAINT, Stage.SAFETY) == Reason.PARALLEL
    assert stages.clock(Stage.SAFETY) == "safety_check"


def test_no_track_begins_before_the_parties_were_informed():
    case = replace(COMPLAINT, stage=Stage.PARTIES_INFORMED, informed=False)
    assert why_not(case, Stage.TRACK, Track.RULING) == Reason.NOT_INFORMED


def test_a_notification_has_no_ruling_no_settlement_and_no_appeal():
    case = replace(COMPLAINT, type=CaseType.NOTIFICATION, stage=Stage.PARTIES_INFORMED)
    assert next_tracks(CaseType.NOTIFICATION) == (Track.INVESTIGATION,)
    assert why_not(case, Stage.TRACK, Track.RULING) == Reason.NOT_FOR_TYPE
    assert why_not(case, Stage.APPEAL) == Reason.NOT_FOR_TYPE
    assert why_not(case, Stage.CLOSED) is None
    assert why_not(replace(case, stage=Stage.SCOPE), Stage.PARTIES_INFORMED) is None


def test_who_talks_settles_and_who_investigates_finds():
    for track in Track:
        follows = next_stages(CaseType.COMPLAINT, Stage.TRACK, track)
        assert (Stage.FINDING in follows) == (track in (Track.INVESTIGATION, Track.RULING))
        assert Stage.SETTLED in follows


def test_a_case_goes_from_talking_to_deciding_and_not_back():
    case = replace(COMPLAINT, stage=Stage.TRACK, track=Track.INVESTIGATION)
    assert why_not(case, Stage.TRACK, Track.DIALOGUE) == Reason.NO_WAY_BACK
    assert why_not(case, Stage.TRACK, Track.INVESTIGATION) == Reason.SAME_TRACK
    assert why_not(case, Stage.TRACK) == Reason.TRACK_NOT_NAMED
    ruling = replace(case, track=Track.RULING)
    assert why_not(ruling, Stage.TRACK, Track.DIALOGUE) == Reason.NO_WAY_BACK
    few = replace(case, offered=frozenset({Track.DIALOGUE}))
    assert why_not(few, Stage.TRACK, Track.RULING) == Reason.TRACK_NOT_OFFERED


def test_what_was_found_unfounded_has_no_remedy_and_a_finding_needs_its_outcome():
    case = replace(COMPLAINT, stage=Stage.FINDING)
    assert why_not(case, Stage.REMEDY_PLAN) == Reason.OUTCOME_FIRST
    unfounded = replace(case, outcome=Outcome.UNFOUNDED)
    assert why_not(unfounded, Stage.REMEDY_PLAN) == Reason.NOTHING_FOUND
    assert why_not(unfounded, Stage.CLOSED) is None


def test_one_appeals_once():
    case = replace(COMPLAINT, stage=Stage.FINDING, outcome=Outcome.UNFOUNDED)
    assert why_not(case, Stage.APPEAL) is None
    assert why_not(replace(case, appealed=True), Stage.APPEAL) == Reason.APPEALED_ONCE


def test_nobody_is_pressed_to_undo_a_remedy_by_withdrawing():
    for stage in (Stage.FINDING, Stage.REMEDY_PLAN, Stage.VERIFICATION, Stage.SETTLED):
        assert Stage.WITHDRAWN not in next_stages(CaseType.COMPLAINT, stage)
    assert Stage.WITHDRAWN in next_stages(CaseType.COMPLAINT, Stage.TRACK, Track.MEDIATION)


@pytest.mark.parametrize("stage", sorted(stages.ENDED))
def test_an_ended_case_is_reopened_or_appealed_against_and_nothing_else(stage):
    found = set(next_stages(CaseType.COMPLAINT, stage))
    assert Stage.REOPENED in found
    assert found <= {Stage.REOPENED, Stage.APPEAL}
    assert owner(stage) is None
    assert why_not(replace(COMPLAINT, stage=stage), Stage.TRACK) == Reason.ENDED


@given(standings)
def test_what_a_page_offers_is_what_is_not_refused(case):
    allowed = {
        Step(stage, track)
        for stage in Stage
        for track in (tuple(Track) if stage == Stage.TRACK else (None,))
        if why_not(case, stage, track) is None
    }
    assert set(next_steps(case)) == allowed


@given(standings.filter(lambda case: not case.informed))
def test_nothing_is_found_or_remedied_before_the_parties_were_informed(case):
    if case.stage in (Stage.APPEAL, Stage.REOPENED, Stage.PARTIES_INFORMED):
        reached = {step.stage for step in next_steps(case)}
        assert not reached & {Stage.TRACK, Stage.FINDING, Stage.REMEDY_PLAN}


@pytest.mark.parametrize("case_type", CaseType)
def test_every_stage_can_be_reached_and_every_case_can_end(case_type):
    def follow(stage, track):
        for found in next_stages(case_type, stage, track):
            if found == Stage.TRACK:
                before = track if stage == Stage.TRACK else None
                yield from ((found, t) for t in next_tracks(case_type, before))
            else:
                yield found, None

    reached, todo = set(), [(Stage.RECEIVED, None)]
    while todo:
        here = todo.pop()
        if here not in reached:
            reached.add(here)
            todo += list(follow(*here))
    never = stages._NEVER.get(case_type, set()) | stages.PARALLEL
    assert {stage for stage, _track in reached} == set(Stage) - never
    for stage, track in reached - {(s, None) for s in stages.ENDED}:
        assert list(follow(stage, track)), stage


def test_every_stage_that_takes_time_has_an_owner_and_a_clock_the_defaults_know():
    seen = set()
    for stage in set(Stage) - stages.ENDED:
        for track in tuple(Track) if stage == Stage.TRACK else (None,):
            assert isinstance(owner(stage, track), Owner)
            for number in (1, 2, 3):
                seen.add(stages.clock(stage, track, number))
    seen.add(stages.FEEDBACK)
    assert seen - {None} | {"appeal"} == set(defaults.CLOCKS)  # how long one may appeal is no stage
    assert stages.clock(Stage.VERIFICATION, None, 4) is None


def test_every_default_clock_says_where_it_comes_from():
    for clock in defaults.CLOCKS.values():
        assert clock.days > 0 and clock.extension >= 0
        assert clock.sourced == (clock.source != defaults.PLATFORM)
