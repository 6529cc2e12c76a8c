"""Techniques in the making: where each stands, who works on it, what comes next and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from convenant.agreements.definition.parts.bodies import Body
from convenant.agreements.queries import people_to_seat, running_definition
from convenant.agreements.seating import side_name, sides_together
from convenant.base.actors import Actor
from convenant.base.texts import tidy
from convenant.decisions.models import Proposal
from convenant.decisions.queries.record_of_meeting import result_in_words
from convenant.decisions.queries.tables import body_named, deciding_bodies
from convenant.people.models import Person
from convenant.techniques.models import Draft, GroupSeat, KeyIssue, Technique
from convenant.techniques.queries.contents import rendered_here
from convenant.techniques.queries.versions import content_of, technique_for
from convenant.techniques.rules import may_follow

Stage = Technique.Stage
ROAD = (
    Stage.PROPOSED,
    Stage.GROUP,
    Stage.DATA,
    Stage.DRAFT_1,
    Stage.DRAFT_2,
    Stage.FINAL,
    Stage.TABLED,
    Stage.ADOPTED,
    Stage.PUBLISHED,
)
OVER = (Stage.PUBLISHED, Stage.ENDED)


def made_for(by: Actor, number: int) -> Technique | None:
    """A technique with its making, for those who follow it."""
    return technique_for(by, number) if may_follow(by) else None


def under_way() -> QuerySet[Technique]:
    """What is being made or on trial, by how far it is and by number."""
    return Technique.objects.exclude(stage__in=OVER).select_related("proposed_for", "proposal")


def with_reviews_due(by_day: date) -> QuerySet[Technique]:
    """Published techniques to be reviewed by that day, the longest due first."""
    return Technique.objects.filter(stage=Stage.PUBLISHED, review_on__lte=by_day).order_by(
        "review_on", "number"
    )


def has_begun() -> bool:
    """Whether this agreement has any technique, also one that was only proposed."""
    return Technique.objects.exists()


def to_publish() -> QuerySet[Technique]:
    """Adopted, and waiting for the secretariat to publish it."""
    return Technique.objects.filter(stage=Stage.ADOPTED).order_by("number")


def trials_over(today: date) -> QuerySet[Technique]:
    """On trial past its last day, and nobody recorded yet what it showed."""
    found = Technique.objects.filter(stage=Stage.PILOT, pilot_until__lt=today)
    return found.order_by("pilot_until", "number")


def has_version(technique: Technique) -> bool:
    """Whether a version of it was published and holds."""
    return technique.versions.filter(superseded_on=None, withdrawn_on=None).exists()


# Drafts -----------------------------------------------------------------------------------------


def latest_draft(technique: Technique) -> Draft | None:
    """The newest of the present round; in a review's beginning there is none."""
    return Draft.objects.filter(technique=technique, round=technique.round).first()


def rendering_of(technique: Technique, draft: Draft | None = None) -> str:
    """The words that are decided on: the newest draft, written out in the technique's language."""
    draft = draft or latest_draft(technique)
    if draft is None:
        raise Draft.DoesNotExist
    return tidy(rendered_here(content_of(draft.content), technique.language))


# The group --------------------------------------------------------------------------------------


def group_of(technique: Technique, *, past: bool = False) -> QuerySet[GroupSeat]:
    """Who sits in its working group now, or sat there."""
    found = GroupSeat.objects.filter(technique=technique).select_related("person")
    return found.exclude(until=None) if past else found.filter(until=None)


def group_by_side(technique: Technique) -> list[tuple[str, list[GroupSeat]]]:
    """Who sits there now, under the name of each side, in the definition's order."""
    definition = running_definition()
    held: dict[str, list[GroupSeat]] = {}
    for seat in group_of(technique):
        held.setdefault(seat.side, []).append(seat)
    order = [side.id for side in definition.sides]
    return [
        (side_name(definition, side), held[side])
        for side in sorted(held, key=lambda one: order.index(one) if one in order else len(order))
    ]


def groups_of(by: Actor) -> set[int]:
    """The techniques in whose group this person sits."""
    if by.person_id is None:
        return set()
    found = GroupSeat.objects.filter(person_id=by.person_id, until=None)
    return set(found.order_by().values_list("technique_id", flat=True))


def people_by_side() -> list[tuple[str, str, list[Person]]]:
    """For each side its name and those who can sit in a group for it."""
    definition = running_definition()
    return [
        (side.id, side_name(definition, side.id), list(people_to_seat([side.id], [])))
        for side in definition.sides
    ]


def deciding_body() -> Body | None:
    """The body before which a technique comes unless another is chosen: the one that leads the agreement."""
    found = deciding_bodies()
    for kind in ("steering_group", "general_assembly"):
        for body in found:
            if body.kind == kind:
                return body
    return found[0] if found else None


def body_before_which(body_id: str) -> Body | None:
    """One of the bodies that decide."""
    return body_named(body_id)


def sides_missing(technique: Technique, body: Body | None) -> list[str]:
    """The sides with a seat in that body for which nobody is in the group, by name."""
    if body is None:
        return []
    definition = running_definition()
    here = list(group_of(technique).values_list("side", "person_id"))
    found = []
    for places in body.seats:
        if places.observer:
            continue
        together = sides_together(places)
        seated = [person for side, person in here if side in together]
        if not people_to_seat(together, []).filter(pk__in=seated).exists():
            found.append(" / ".join(side_name(definition, side) for side in together))
    return found


def issues_of(technique: Technique) -> QuerySet[KeyIssue]:
    """The key issues of the present round."""
    return KeyIssue.objects.filter(technique=technique, round=technique.round)


@dataclass(frozen=True)
class Station:
    """One stage on the road: behind, here or ahead."""

    stage: str
    name: str
    state: str  # done | now | ahead
    day: date | None = None


def road_of(technique: Technique) -> list[Station]:
    """Every stage from proposal to publication with the present one marked.

    A trial stands between proposal and group, an end where it came.
    """
    stages = list(ROAD)
    if technique.stage == Stage.PILOT:
        stages.insert(1, Stage.PILOT)
    if technique.stage == Stage.ENDED:
        return [Station(Stage.ENDED, str(Stage.ENDED.label), "now", technique.ended_on)]
    here = stages.index(Stage(technique.stage))
    days = {
        Stage.DATA: technique.kicked_off_on,
        Stage.FINAL: technique.final_on,
        Stage.PILOT: technique.pilot_from,
    }
    if technique.stage in (Stage.DRAFT_1, Stage.DRAFT_2):
        days[Stage(technique.stage)] = technique.comment_until
    return [
        Station(
            stage,
            str(stage.label),
            "now" if n == here else "done" if n < here else "ahead",
            days.get(stage),
        )
        for n, stage in enumerate(stages)
    ]


@dataclass(frozen=True)
class NextStep:
    """What has to happen, and by when where a day is known."""

    text: str
    day: date | None = None
    is_late: bool = False
    is_last_day: bool = False  # it can be done until that day


def next_step(technique: Technique, today: date, waiting: int = 0) -> NextStep:
    """What comes next in its life; `waiting` comments have no answer yet."""
    stage = technique.stage
    if stage == Stage.PROPOSED:
        return NextStep(_("The secretariat forms a working group, or begins a trial."))
    if stage == Stage.GROUP:
        return NextStep(_("Fill the group for every side, then hold the kick-off."))
    if stage == Stage.DATA:
        return NextStep(_("Members answer the questions; then the first draft is put out."))
    if stage in (Stage.DRAFT_1, Stage.DRAFT_2):
        until = technique.comment_until
        if until is not None and today <= until:
            return NextStep(_("Comments can be given."), until, is_last_day=True)
        if waiting:
            return NextStep(_("Comments have to be answered."), until, is_late=True)
        if stage == Stage.DRAFT_1:
            return NextStep(_("The second draft is put out."))
        return NextStep(_("The final meeting is planned."))
    if stage == Stage.FINAL:
        if not technique.final_text:
            day = technique.final_on
            return NextStep(_("The final meeting is held."), day, day is not None and day < today)
        return NextStep(_("It is put before the body that decides."))
    if stage == Stage.TABLED:
        return NextStep(_("The body decides."))
    if stage == Stage.ADOPTED:
        return NextStep(_("The secretariat publishes it."))
    if stage == Stage.PILOT:
        over = technique.pilot_until is not None and technique.pilot_until < today
        if over:
            return NextStep(
                _("The trial is over; the secretariat records what it showed."),
                technique.pilot_until,
                is_late=True,
            )
        return NextStep(
            _("Members try it of their own will."), technique.pilot_until, is_last_day=True
        )
    if stage == Stage.PUBLISHED:
        day = technique.review_on
        return NextStep(_("It is reviewed."), day, day is not None and day <= today)
    return NextStep(_("Nothing: it ended."))


def came_back(technique: Technique) -> tuple[str, str] | None:
    """What became of the last proposal where it did not lead on: the outcome, and why."""
    proposal = technique.proposal
    if proposal is None or technique.stage != Stage.FINAL:
        return None
    if proposal.state == Proposal.State.WITHDRAWN:
        return _("The proposal was withdrawn."), proposal.withdrawn_because
    if proposal.state == Proposal.State.CLOSED:
        return (
            _("The body closed it: %(result)s.") % {"result": result_in_words(proposal.result)},
            "",
        )
    return None


def along_the_road(found: Iterable[Technique]) -> list[Technique]:
    """The furthest first; trials come last."""
    order: list[str] = [*reversed(ROAD), Stage.PILOT]
    return sorted(found, key=lambda one: (order.index(one.stage), one.number))
