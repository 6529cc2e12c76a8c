"""The road of an application for recognition, as data: from where to where, and what each move needs.

Its template in law is Delegated Regulation (EU) 2019/429, under which the Commission recognises schemes for
conflict minerals. Days are days on which something happened: they never lie in the future, nor before the
step that went before. What is refused comes as codes; the verbs put them in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from convenant.agreements.definition.parts.term import months_after
from convenant.techniques.recognition.bases import Basis

DRAFT, SUBMITTED, COMPLETENESS = "draft", "submitted", "completeness"
ASSESSMENT, CONSULTATION = "assessment", "consultation"
RECOGNISED, REFUSED, MONITORING = "recognised", "refused", "monitoring"
DEFICIENT, REPAIRED, WITHDRAWN, DROPPED = "deficient", "repaired", "withdrawn", "dropped"

# In the order of the road, as the page shows it.
STATES = (
    DRAFT,
    SUBMITTED,
    COMPLETENESS,
    ASSESSMENT,
    CONSULTATION,
    RECOGNISED,
    REFUSED,
    MONITORING,
    DEFICIENT,
    REPAIRED,
    WITHDRAWN,
    DROPPED,
)
HOLDING = frozenset({RECOGNISED, MONITORING, DEFICIENT, REPAIRED})
ENDED = frozenset({REFUSED, WITHDRAWN, DROPPED})
DECIDED = HOLDING | {REFUSED, WITHDRAWN}
GRADED = frozenset({ASSESSMENT, CONSULTATION}) | HOLDING  # where grades are recorded

# What a move can need beside its day.
TEXT, DECISION, VALID_FROM, DEADLINE, ALIGNMENT = (
    "text",
    "decision",
    "valid_from",
    "deadline",
    "alignment",
)


@dataclass(frozen=True)
class Move:
    """From one state to another; `own` where nobody else decides, `decided` where somebody does."""

    was: str
    to: str
    needs: frozenset[str] = frozenset()
    decided: bool = True
    own: bool = False


def _move(was: str, to: str, *needs: str, decided: bool = True, own: bool = False) -> Move:
    return Move(was, to, frozenset(needs), decided, own)


_RECOGNISE = (DECISION, VALID_FROM, ALIGNMENT)
MOVES = (
    _move(DRAFT, SUBMITTED),
    _move(DRAFT, ASSESSMENT, decided=False, own=True),
    _move(DRAFT, DROPPED, TEXT, own=True),
    _move(SUBMITTED, COMPLETENESS),
    _move(SUBMITTED, DROPPED, TEXT),
    _move(COMPLETENESS, ASSESSMENT),
    _move(COMPLETENESS, DRAFT, TEXT),  # sent back as incomplete: the file is worked on again
    _move(COMPLETENESS, DROPPED, TEXT),
    _move(ASSESSMENT, CONSULTATION, TEXT),
    _move(ASSESSMENT, RECOGNISED, *_RECOGNISE),
    _move(ASSESSMENT, REFUSED, DECISION, TEXT),
    _move(ASSESSMENT, DROPPED, TEXT, own=True),
    _move(CONSULTATION, ASSESSMENT, TEXT),
    _move(CONSULTATION, RECOGNISED, *_RECOGNISE),
    _move(CONSULTATION, REFUSED, DECISION, TEXT),
    _move(CONSULTATION, DROPPED, TEXT),
    _move(RECOGNISED, MONITORING),
    _move(RECOGNISED, DEFICIENT, TEXT, DEADLINE),
    _move(RECOGNISED, WITHDRAWN, TEXT),
    _move(MONITORING, DEFICIENT, TEXT, DEADLINE),
    _move(MONITORING, WITHDRAWN, TEXT),
    _move(DEFICIENT, REPAIRED, TEXT),
    _move(DEFICIENT, WITHDRAWN, TEXT),
    _move(REPAIRED, MONITORING),
    _move(REPAIRED, DEFICIENT, TEXT, DEADLINE),
    _move(REPAIRED, WITHDRAWN, TEXT),
)


@dataclass(frozen=True)
class Judged:
    """One criterion's grades: fully | partially | not, or empty where not judged."""

    standard: str = ""
    implementation: str = ""


@dataclass(frozen=True)
class Facts:
    """What is known when a move is to be recorded."""

    basis: Basis
    today: date
    on: date | None = None
    last: date | None = None  # the day of the move before
    text: str = ""
    authority: str = ""
    decision: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    deadline: date | None = None
    alignment: tuple[Judged, ...] = field(default=())


def moves(state: str, *, decided: bool = True) -> list[Move]:
    """Where it can go from here; `decided`: on a basis on which somebody else decides."""
    return [one for one in MOVES if one.was == state and (one.decided if decided else one.own)]


def why_not(state: str, to: str, facts: Facts) -> list[str]:
    """Codes of all that stands in the way of a move; empty where it can be recorded."""
    move = next((m for m in moves(state, decided=facts.basis.decided) if m.to == to), None)
    if move is None:
        elsewhere = any(m.to == to for m in moves(state, decided=not facts.basis.decided))
        return ["nobody_decides" if elsewhere and not facts.basis.decided else "no_such_move"]
    return [*_days(facts), *_needs(move, facts)]


def _days(facts: Facts) -> Iterable[str]:
    if facts.on is None:
        yield "day_missing"
        return
    if facts.on > facts.today:
        yield "day_in_future"
    if facts.last is not None and facts.on < facts.last:
        yield "day_before_last"


def _needs(move: Move, facts: Facts) -> Iterable[str]:
    if TEXT in move.needs and not facts.text.strip():
        yield "text_missing"
    if DECISION in move.needs:
        if not facts.decision.strip():
            yield "decision_missing"
        if not facts.authority.strip():
            yield "authority_missing"
    if VALID_FROM in move.needs:
        if facts.valid_from is None:
            yield "valid_from_missing"
        elif facts.valid_to is not None and facts.valid_to < facts.valid_from:
            yield "valid_to_before_from"
    if DEADLINE in move.needs:
        yield from _deadline(facts)
    if ALIGNMENT in move.needs:
        yield from may_be_recognised(facts.alignment, facts.basis)


def _deadline(facts: Facts) -> Iterable[str]:
    if facts.deadline is None:
        yield "deadline_missing"
        return
    if facts.on is None:
        return
    allowed = repair_range(facts.basis, facts.on)
    if allowed is not None and not allowed[0] <= facts.deadline <= allowed[1]:
        yield "deadline_out_of_range"
    elif facts.deadline <= facts.on:
        yield "deadline_before_notice"


def repair_range(basis: Basis, notice: date) -> tuple[date, date] | None:
    """First and last day a deadline for repair can fall on; None where no source gives a term."""
    if basis.repair_months is None:
        return None
    least, most = basis.repair_months
    return months_after(notice, least), months_after(notice, most)


def may_be_recognised(alignment: Iterable[Judged], basis: Basis) -> list[str]:
    """Codes of what keeps these grades from equivalence on this basis; empty where nothing known does.

    Where the basis needs full alignment, every criterion is fully aligned, in what is written and in what
    is done, and there is at least one. Where it does not, or nobody knows, the authority's decision is recorded.
    """
    if not basis.full_alignment_needed:
        return []
    grades = [grade for one in alignment for grade in (one.standard, one.implementation)]
    if not grades:
        return ["no_criteria"]
    found = []
    if "" in grades:
        found.append("not_all_graded")
    if any(grade not in ("fully", "") for grade in grades):
        found.append("not_fully_aligned")
    return found


def may_apply_again(state: str, valid_to: date | None) -> bool:
    """Whether a new application can follow this one: after its end, or because its validity has one."""
    return state in ENDED or (state in HOLDING and valid_to is not None)
