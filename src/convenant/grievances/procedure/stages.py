"""Where a case stands and what may follow. Plain: no Django.

A stage is where the case stands and what is being done there: in `received` its receipt is being
confirmed, in `parties_informed` the notices go out. The safety check is no place on the line: it
opens with the case, runs beside the first stages and must be done before any company hears of it.

A **complaint** has the whole road. A **notification** of a concern (CSDDD Article 14(5)) gives its
author no right to a ruling and so has neither admissibility, settlement, ruling nor appeal; it may
also end once the companies were told. A **dispute** is between parties of the agreement, or with its
secretariat; it has the road of a complaint.
"""

from dataclasses import dataclass
from enum import StrEnum


class CaseType(StrEnum):
    """Who asks for what."""

    COMPLAINT = "complaint"
    NOTIFICATION = "notification"
    DISPUTE = "dispute"


class Stage(StrEnum):
    """Where a case stands, in the order of the road."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    SAFETY = "safety"
    SCOPE = "scope"
    ADMISSIBILITY = "admissibility"
    PARTIES_INFORMED = "parties_informed"
    TRACK = "track"
    FINDING = "finding"
    REMEDY_PLAN = "remedy_plan"
    VERIFICATION = "verification"
    CLOSED = "closed"
    NOT_ADMISSIBLE = "not_admissible"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    SETTLED = "settled"
    APPEAL = "appeal"
    REOPENED = "reopened"


class Track(StrEnum):
    """How an admitted case is dealt with."""

    DIALOGUE = "dialogue"
    MEDIATION = "mediation"
    INVESTIGATION = "investigation"
    RULING = "ruling"


class Outcome(StrEnum):
    """What was found."""

    FOUNDED = "founded"
    PARTLY_FOUNDED = "partly_founded"
    UNFOUNDED = "unfounded"


class Owner(StrEnum):
    """Whose turn it is."""

    OFFICER = "officer"
    COMMITTEE = "committee"
    MEDIATOR = "mediator"
    COMPANY = "company"


class Reason(StrEnum):
    """Why a step may not be taken now."""

    PARALLEL = "parallel"  # the safety check runs beside the line and is no step on it
    NOT_FOR_TYPE = "not_for_type"  # a case of this type never comes there
    ENDED = "ended"  # an ended case can only be reopened, or appealed against
    NOT_FROM_HERE = "not_from_here"
    SAFETY_FIRST = "safety_first"  # no company hears of a case before the safety check
    NOT_INFORMED = "not_informed"  # the parties have to be informed first
    TRACK_NOT_NAMED = "track_not_named"
    TRACK_NOT_OFFERED = "track_not_offered"  # the agreement does not offer it
    SAME_TRACK = "same_track"
    NO_WAY_BACK = "no_way_back"  # from deciding back to talking: a settlement stays possible
    NOTHING_FOUND = "nothing_found"  # no remedy for what was found unfounded
    OUTCOME_FIRST = "outcome_first"
    APPEALED_ONCE = "appealed_once"


# Decided or given up; a settled case is not among them, for what was promised is still verified.
ENDED = frozenset({Stage.CLOSED, Stage.NOT_ADMISSIBLE, Stage.WITHDRAWN, Stage.JOINED})
PARALLEL = frozenset({Stage.SAFETY})

_ON: dict[Stage, tuple[Stage, ...]] = {
    Stage.RECEIVED: (Stage.ACKNOWLEDGED,),
    Stage.ACKNOWLEDGED: (Stage.SCOPE,),
    Stage.SAFETY: (),
    Stage.SCOPE: (Stage.ADMISSIBILITY, Stage.NOT_ADMISSIBLE),
    Stage.ADMISSIBILITY: (Stage.PARTIES_INFORMED, Stage.NOT_ADMISSIBLE),
    Stage.PARTIES_INFORMED: (Stage.TRACK,),
    Stage.TRACK: (Stage.TRACK, Stage.SETTLED, Stage.FINDING),
    Stage.SETTLED: (Stage.REMEDY_PLAN, Stage.VERIFICATION, Stage.CLOSED, Stage.REOPENED),
    Stage.FINDING: (Stage.REMEDY_PLAN, Stage.CLOSED, Stage.APPEAL),
    Stage.REMEDY_PLAN: (Stage.VERIFICATION, Stage.APPEAL),
    Stage.VERIFICATION: (Stage.VERIFICATION, Stage.REMEDY_PLAN, Stage.CLOSED),
    Stage.APPEAL: (Stage.ADMISSIBILITY, Stage.NOT_ADMISSIBLE, Stage.TRACK, Stage.FINDING),
    Stage.REOPENED: (Stage.SCOPE, Stage.TRACK, Stage.REMEDY_PLAN, Stage.CLOSED),
    Stage.CLOSED: (Stage.REOPENED,),
    Stage.NOT_ADMISSIBLE: (Stage.APPEAL, Stage.REOPENED),
    Stage.WITHDRAWN: (Stage.REOPENED,),
    Stage.JOINED: (Stage.REOPENED,),
}
# For a notification these take the place of the lines above.
_NOTIFICATION: dict[Stage, tuple[Stage, ...]] = {
    Stage.SCOPE: (Stage.PARTIES_INFORMED, Stage.NOT_ADMISSIBLE),
    Stage.PARTIES_INFORMED: (Stage.TRACK, Stage.CLOSED),
    Stage.TRACK: (Stage.FINDING,),
    Stage.FINDING: (Stage.REMEDY_PLAN, Stage.CLOSED),
    Stage.REMEDY_PLAN: (Stage.VERIFICATION,),
    Stage.NOT_ADMISSIBLE: (Stage.REOPENED,),
}
_NEVER = {CaseType.NOTIFICATION: {Stage.ADMISSIBILITY, Stage.SETTLED, Stage.APPEAL}}
_JOINABLE = frozenset(
    {Stage.ACKNOWLEDGED, Stage.SCOPE, Stage.ADMISSIBILITY, Stage.PARTIES_INFORMED, Stage.TRACK}
)
# Not after a finding: nobody should be pressed to undo a remedy by withdrawing.
_WITHDRAWABLE = _JOINABLE | {Stage.RECEIVED, Stage.REOPENED}
_FROM_TRACK: dict[Track | None, tuple[Track, ...]] = {
    None: tuple(Track),
    Track.DIALOGUE: (Track.MEDIATION, Track.INVESTIGATION, Track.RULING),
    Track.MEDIATION: (Track.INVESTIGATION, Track.RULING),
    Track.INVESTIGATION: (Track.RULING,),
    Track.RULING: (),
}
_TRACKS = {CaseType.NOTIFICATION: (Track.INVESTIGATION,)}

_OWNERS = {
    Stage.ADMISSIBILITY: Owner.COMMITTEE,
    Stage.FINDING: Owner.COMMITTEE,
    Stage.REMEDY_PLAN: Owner.COMPANY,
    Stage.APPEAL: Owner.COMMITTEE,
    Stage.REOPENED: Owner.COMMITTEE,
}
_TRACK_OWNERS = {
    Track.DIALOGUE: Owner.COMPANY,
    Track.MEDIATION: Owner.MEDIATOR,
    Track.INVESTIGATION: Owner.COMMITTEE,
    Track.RULING: Owner.COMMITTEE,
}
_CLOCKS = {
    Stage.RECEIVED: "acknowledge_complaint",
    Stage.ACKNOWLEDGED: "scope_check",
    Stage.SAFETY: "safety_check",
    Stage.SCOPE: "scope_check",
    Stage.ADMISSIBILITY: "admissibility",
    Stage.PARTIES_INFORMED: "inform_parties",
    Stage.REMEDY_PLAN: "remedy_plan",
    Stage.APPEAL: "ruling",
}
# Runs beside every stage from the acknowledgement until the complainant was told what was done.
FEEDBACK = "feedback"


@dataclass(frozen=True)
class Standing:
    """Where a case stands, and what else its next step hangs on."""

    type: CaseType
    stage: Stage = Stage.RECEIVED
    track: Track | None = None
    outcome: Outcome | None = None
    safety_checked: bool = False
    informed: bool = False
    appealed: bool = False
    offered: frozenset[Track] = frozenset(Track)


@dataclass(frozen=True)
class Step:
    """A step that may be taken now; `track` with the stage of that name only."""

    stage: Stage
    track: Track | None = None


def next_stages(case_type: CaseType, stage: Stage, track: Track | None = None) -> tuple[Stage, ...]:
    """The stages that may follow, by the road alone; `track` again where another one may be taken.

    Whether a step may be taken today also hangs on what was done: see `why_not`.
    """
    found = list(_ON[stage])
    if case_type == CaseType.NOTIFICATION:
        found = list(_NOTIFICATION.get(stage, _ON[stage]))
    if stage == Stage.TRACK:
        # Who talks comes to a settlement, who investigates or rules comes to a finding.
        decides = track in (Track.INVESTIGATION, Track.RULING)
        if not decides:
            found = [s for s in found if s != Stage.FINDING]
        if not next_tracks(case_type, track):
            found = [s for s in found if s != Stage.TRACK]
    if stage in _WITHDRAWABLE:
        found.append(Stage.WITHDRAWN)
    if stage in _JOINABLE:
        found.append(Stage.JOINED)
    never = _NEVER.get(case_type, set())
    return tuple(s for s in found if s not in never)


def next_tracks(case_type: CaseType, track: Track | None = None) -> tuple[Track, ...]:
    """The tracks that may be taken after this one, or first of all where there is none yet."""
    allowed = _TRACKS.get(case_type, tuple(Track))
    return tuple(t for t in _FROM_TRACK[track] if t in allowed)


def why_not(case: Standing, to: Stage, track: Track | None = None) -> Reason | None:
    """The reason why the case may not go there now, or None where it may."""
    refused = _off_the_road(case, to)
    if refused:
        return refused
    if to == Stage.PARTIES_INFORMED and not case.safety_checked:
        return Reason.SAFETY_FIRST
    if to == Stage.TRACK:
        return _not_this_track(case, track)
    if to == Stage.APPEAL and case.appealed:
        return Reason.APPEALED_ONCE
    if case.stage == Stage.FINDING:
        if case.outcome is None:
            return Reason.OUTCOME_FIRST
        if to == Stage.REMEDY_PLAN and case.outcome == Outcome.UNFOUNDED:
            return Reason.NOTHING_FOUND
    # A case that ended before anybody was told has no remedy to plan.
    if case.stage == Stage.REOPENED and to == Stage.REMEDY_PLAN and not case.informed:
        return Reason.NOT_INFORMED
    if case.stage == Stage.APPEAL and to == Stage.FINDING and not case.informed:
        return Reason.NOT_INFORMED
    return None


def next_steps(case: Standing) -> tuple[Step, ...]:
    """Every step that may be taken now: what a page offers."""
    found = []
    for stage in next_stages(case.type, case.stage, case.track):
        tracks: tuple[Track | None, ...] = tuple(Track) if stage == Stage.TRACK else (None,)
        found += [Step(stage, t) for t in tracks if why_not(case, stage, t) is None]
    return tuple(found)


def owner(stage: Stage, track: Track | None = None) -> Owner | None:
    """Whose turn it is; nobody's once the case has ended."""
    if stage in ENDED:
        return None
    if stage == Stage.TRACK:
        return _TRACK_OWNERS[track] if track else Owner.OFFICER
    return _OWNERS.get(stage, Owner.OFFICER)


def clock(
    stage: Stage, track: Track | None = None, verification: int = 1, verifications: int = 3
) -> str | None:
    """The id of the clock that runs in a stage, as definitions name it; None where none runs.

    `acknowledged` and `scope` share one clock, which starts with the acknowledgement and runs on.
    `verification` counts from 1; after the last of `verifications` none runs.
    """
    if stage == Stage.TRACK:
        return track.value if track else None
    if stage == Stage.VERIFICATION:
        return f"verification_{verification}" if 1 <= verification <= verifications else None
    return _CLOCKS.get(stage)


def _off_the_road(case: Standing, to: Stage) -> Reason | None:
    if to in PARALLEL:
        return Reason.PARALLEL
    if to in _NEVER.get(case.type, set()):
        return Reason.NOT_FOR_TYPE
    if to in next_stages(case.type, case.stage, case.track):
        return None
    if case.stage in ENDED:
        return Reason.ENDED
    if case.stage == Stage.TRACK and to == Stage.TRACK:
        return Reason.NO_WAY_BACK
    return Reason.NOT_FROM_HERE


def _not_this_track(case: Standing, track: Track | None) -> Reason | None:
    if track is None:
        return Reason.TRACK_NOT_NAMED
    if track not in _TRACKS.get(case.type, tuple(Track)):
        return Reason.NOT_FOR_TYPE
    if track not in case.offered:
        return Reason.TRACK_NOT_OFFERED
    if not case.informed:
        return Reason.NOT_INFORMED
    if case.stage != Stage.TRACK:  # after an appeal or a reopening any track may be taken
        return None
    if track == case.track:
        return Reason.SAME_TRACK
    return None if track in next_tracks(case.type, case.track) else Reason.NO_WAY_BACK
