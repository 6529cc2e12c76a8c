"""Applications for recognition and what came of them: what each reader sees of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.people.models import Kind
from convenant.techniques.models import (
    Alignment,
    Recognition,
    RecognitionFile,
    RecognitionStep,
    Technique,
    TechniqueVersion,
)
from convenant.techniques.recognition import (
    DECIDED,
    ENDED,
    HOLDING,
    STATES,
    Basis,
    Facts,
    Judged,
    bases,
    moves,
)
from convenant.techniques.recognition.states import REFUSED, WITHDRAWN
from convenant.techniques.rules import may_follow

SOON_YEARS = 1  # from when on the end of a validity is a duty of today


def may_read_files(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The documents themselves, and the dossier with them: secretariat and monitor."""
    return by.has(Kind.SECRETARIAT, Kind.MONITOR)


def recognitions_for(by: Actor) -> QuerySet[Recognition]:
    """Those this person may know of: everyone what was decided, the table also what is not yet."""
    found = Recognition.objects.select_related("technique", "again_of")
    return found if may_follow(by) else found.filter(state__in=DECIDED)


def recognition_numbered(by: Actor, number: int) -> Recognition | None:
    """One of them."""
    return recognitions_for(by).filter(number=number).first()


def basis_of(recognition: Recognition) -> Basis:
    """Its legal basis; the list is fixed, so that a stored one is always there."""
    return bases()[recognition.basis]


def language() -> str:
    return get_language() or "nl"


# In words -----------------------------------------------------------------------------------------


def label_of(state: str, basis: Basis) -> str:
    """A state's short name: the basis's own where it has one."""
    return basis.label(state, language()) or str(Recognition.State(state).label)


def says(recognition: Recognition) -> str:
    """The sentence that may be printed of it; empty where nothing may be said yet."""
    # A recognition under a notice still holds, so that the same sentence stands.
    state = "recognised" if recognition.state in HOLDING else recognition.state
    return basis_of(recognition).says(state, recognition.authority, language())


@dataclass(frozen=True)
class Shown:
    """A recognition as a line of the overview: its words, and how they look."""

    found: Recognition
    basis: str
    state: str
    says: str
    tone: str  # good | warn | fault | ""
    time: str  # not yet | over | ""


def shown(recognition: Recognition, today: date) -> Shown:
    """The line, with whether its time has come or is over."""
    basis = basis_of(recognition)
    time = ""
    if recognition.state in HOLDING:
        if recognition.valid_from is not None and today < recognition.valid_from:
            time = "not yet"
        elif recognition.valid_to is not None and today > recognition.valid_to:
            time = "over"
    tone = ""
    if recognition.state == Recognition.State.DEFICIENT:
        tone = "fault"
    elif recognition.state in HOLDING:
        tone = "" if time else "good"
    elif recognition.state in (REFUSED, WITHDRAWN):
        tone = "warn"
    return Shown(
        recognition,
        basis.named(language()),
        label_of(recognition.state, basis),
        says(recognition),
        tone,
        time,
    )


@dataclass(frozen=True)
class Overview:
    """What anyone reads of recognition: what holds, what held, and what is under way."""

    holding: list[Shown]
    earlier: list[Shown]
    under_way: list[Shown]
    dropped: list[Shown]

    @property
    def by_authority(self) -> bool:
        """Whether a public authority's recognition holds now."""
        return any(basis_of(one.found).by_authority and not one.time for one in self.holding)

    @property
    def was_by_authority(self) -> bool:
        """Whether a public authority's recognition held or will hold."""
        return any(
            basis_of(one.found).by_authority and one.found.valid_from is not None
            for one in [*self.holding, *self.earlier]
        )


def overview(by: Actor, today: date) -> Overview:
    """All that this reader may know, in one query."""
    rows = [shown(one, today) for one in recognitions_for(by)]
    return Overview(
        [r for r in rows if r.found.state in HOLDING and r.time != "over"],
        [r for r in rows if r.found.state in (REFUSED, WITHDRAWN) or r.time == "over"],
        [r for r in rows if r.found.state not in DECIDED and r.found.state not in ENDED],
        [r for r in rows if r.found.state == Recognition.State.DROPPED],
    )


@dataclass(frozen=True)
class Mark:
    """A state on the road: whether it was reached, and whether it is the present one."""

    label: str
    reached: date | None
    is_present: bool


def road(recognition: Recognition, steps: list[RecognitionStep]) -> list[Mark]:
    """All states that an application on this basis can come to, in order, with the last day of each."""
    basis = basis_of(recognition)
    days = {one.now: one.on for one in steps if one.was != one.now}
    possible = _possible(basis.decided)
    return [
        Mark(label_of(state, basis), days.get(state), state == recognition.state)
        for state in STATES
        if state in possible or state in days
    ]


def _possible(decided: bool) -> set[str]:
    found, ahead = {"draft"}, ["draft"]
    while ahead:
        for move in moves(ahead.pop(), decided=decided):
            if move.to not in found:
                found.add(move.to)
                ahead.append(move.to)
    return found


# The parts of one file ------------------------------------------------------------------------------


def steps_of(recognition: Recognition) -> list[RecognitionStep]:
    """Its steps in the order in which they were recorded."""
    return list(RecognitionStep.objects.filter(recognition=recognition).select_related("by"))


def criteria_of(recognition: Recognition) -> list[Alignment]:
    """Its criteria, in the order in which they were added."""
    return list(Alignment.objects.filter(recognition=recognition))


def criterion_of(recognition: Recognition, pk: int) -> Alignment | None:
    """One of them."""
    return Alignment.objects.filter(recognition=recognition, pk=pk).first()


def next_ungraded(recognition: Recognition, after: int) -> int | None:
    """The criterion to grade next, so that a hundred of them are one walk."""
    open_ones = Alignment.objects.filter(
        Q(standard="") | Q(implementation=""), recognition=recognition
    ).exclude(pk=after)
    later = open_ones.filter(pk__gt=after).first()
    found = later or open_ones.first()
    return found.pk if found else None


def grades_in_sum(criteria: list[Alignment]) -> list[tuple[str, int, int]]:
    """For each grade, and for none, how many criteria have it in writing and in practice."""
    return [
        (
            str(label),
            sum(one.standard == grade for one in criteria),
            sum(one.implementation == grade for one in criteria),
        )
        for grade, label in [*Alignment.Grade.choices, ("", _("Not graded"))]
    ]


def files_of(recognition: Recognition) -> QuerySet[RecognitionFile]:
    """The documents that stand in the file, without their content."""
    return (
        RecognitionFile.objects.filter(recognition=recognition, withdrawn_at=None)
        .select_related("added_by")
        .defer("content")
    )


def file_for(by: Actor, number: int, pk: int) -> RecognitionFile | None:
    """One document with its content, for those who read it."""
    if not may_read_files(by):
        return None
    return RecognitionFile.objects.filter(
        recognition__number=number, pk=pk, withdrawn_at=None
    ).first()


def last_move(recognition: Recognition) -> RecognitionStep | None:
    """The step that brought it where it is; a correction is none."""
    steps = [one for one in steps_of(recognition) if one.was != one.now]
    return steps[-1] if steps else None


def last_day(recognition: Recognition) -> date | None:
    """The day from which the next step can be; a corrected day of the decision counts as corrected."""
    step = last_move(recognition)
    if step is None:
        return None
    if step.now in ("recognised", "refused") and recognition.decided_on is not None:
        return recognition.decided_on
    return step.on


def around_decision(recognition: Recognition) -> tuple[date | None, date | None]:
    """The days of the steps just before and after the decision: between them a corrected day lies."""
    taken = [one for one in steps_of(recognition) if one.was != one.now]
    at = next((i for i, s in enumerate(taken) if s.now in ("recognised", "refused")), None)
    if at is None:
        return None, None
    before = taken[at - 1].on if at else None
    return before, taken[at + 1].on if at + 1 < len(taken) else None


def facts_of(recognition: Recognition, today: date, **said: Any) -> Facts:
    """What the plain core weighs: what is recorded, and what is said with this move."""
    return Facts(
        basis=basis_of(recognition),
        today=today,
        last=last_day(recognition),
        authority=recognition.authority,
        alignment=tuple(
            Judged(one.standard, one.implementation) for one in criteria_of(recognition)
        ),
        **said,
    )


# What it is about -----------------------------------------------------------------------------------


def techniques_to_recognise() -> QuerySet[Technique]:
    """Those with a published version: an authority recognises what can be read."""
    published = TechniqueVersion.objects.order_by().values("technique")
    return Technique.objects.filter(pk__in=published).order_by("number")


def versions_of(technique: Technique) -> list[TechniqueVersion]:
    """All its published versions with the decisions they rest on, newest first."""
    return list(
        TechniqueVersion.objects.filter(technique=technique)
        .select_related("proposal", "technique")
        .order_by("-number")
    )


# What comes next ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """Something with a day: a deadline for repair, or the end of a validity."""

    found: Recognition
    kind: str  # repair | validity
    day: date
    late: bool


def due(today: date) -> list[Due]:
    """Deadlines for repair, passed ones marked, and validities that end within a year; the nearest first.

    A validity whose next application is under way or decided well is no duty any more.
    """
    try:
        horizon = today.replace(year=today.year + SOON_YEARS)
    except ValueError:  # 29 February
        horizon = today.replace(year=today.year + SOON_YEARS, day=28)
    followed = Recognition.objects.exclude(state__in=ENDED).exclude(again_of=None)
    rows = Recognition.objects.select_related("technique").prefetch_related(
        Prefetch("followed_by", queryset=followed, to_attr="going_on")
    )
    found = [
        Due(one, "repair", one.deadline, one.deadline < today)
        for one in rows.filter(state=Recognition.State.DEFICIENT).exclude(deadline=None)
        if one.deadline is not None
    ]
    found += [
        Due(one, "validity", one.valid_to, False)
        for one in rows.filter(state__in=HOLDING, valid_to__gte=today, valid_to__lte=horizon)
        if one.valid_to is not None and not one.going_on
    ]
    return sorted(found, key=lambda each: (each.day, each.found.number))


def size_of_files(recognition: Recognition) -> int:
    """Bytes of all documents that stand in the file."""
    return sum(files_of(recognition).values_list("size", flat=True))


def follows(recognition: Recognition) -> Recognition | None:
    """The newest application that was made anew after this one."""
    return Recognition.objects.filter(again_of=recognition).order_by("-number").first()


def content_of_file(file: RecognitionFile) -> bytes:
    """A document's content, fetched when it is needed: together they can be large."""
    return bytes(RecognitionFile.objects.values_list("content", flat=True).get(pk=file.pk))
