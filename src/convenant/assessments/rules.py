"""Who may do what with assessments: a company answers for itself, and reads only itself and the sector."""

from typing import Any

from convenant.agreements.tiers import DESK, organisations_read, reads, reads_some, tier_of
from convenant.base.actors import Actor
from convenant.people.models import Kind, Organisation
from convenant.people.rules import is_inside, is_secretariat

# What the definition calls these data in `confidentiality`.
ANSWERS, RESULT, PLAN = "self_assessment", "assessment_result", "action_plan"

may_freeze = is_secretariat
may_enter_cohort = is_secretariat
may_read_frameworks = is_inside


def may_answer_for(by: Actor, organisation: Organisation, *args: Any, **kwargs: Any) -> bool:
    """A company answers for itself, and nobody else does."""
    return organisation.pk in by.organisations(Kind.COMPANY)


def may_answer(by: Actor, thing: Any, *args: Any, **kwargs: Any) -> bool:
    """The company whose assessment, evidence or plan it is."""
    return thing.organisation_id in by.organisations(Kind.COMPANY)


def may_change_goal(by: Actor, goal: Any, *args: Any, **kwargs: Any) -> bool:
    """The company whose plan the goal is in."""
    return goal.plan.organisation_id in by.organisations(Kind.COMPANY)


def may_return(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The secretariat hands a submitted assessment back where it is not complete."""
    return by.has(Kind.SECRETARIAT)


def may_settle(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Whoever assesses independently; the room `monitoring` decides which of them, and when."""
    return by.has(Kind.MONITOR, Kind.ASSESSOR)


def may_read_answers(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """For the door: there may be a company whose answers this actor reads."""
    return reads_some(by, ANSWERS)


def may_read_results(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """For the door: there may be a company whose result this actor reads, if not its answers."""
    return may_read_answers(by) or reads_some(by, RESULT)


def results_read(by: Actor) -> set[int] | None:
    """The companies whose result the actor reads; None for all.

    A company never reads a neighbour's, whatever the parties among themselves may see; only what is public.
    """
    tier = tier_of(RESULT)
    found = organisations_read(by, tier)
    if found is None and tier != "public" and by.has(Kind.COMPANY) and not by.has(*DESK):
        return by.organisations(Kind.COMPANY)
    return found


def may_read_plans(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """For the door: there may be a company whose plan this actor reads."""
    return reads_some(by, PLAN)


def may_read_sector(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Where members stand, by name: the secretariat and the monitor."""
    return by.has(*DESK)


def may_read_shares(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """How many members have which status: whoever is inside; it names nobody."""
    return is_inside(by)


def readable(by: Actor, data: str) -> set[int] | None:
    """The companies whose data of this kind the actor reads; None for all of them."""
    return organisations_read(by, tier_of(data))


def may_read_item(by: Actor, item: Any) -> bool:
    """Whether this actor reads an answer's text or a document, by its own tier."""
    return reads(by, item.tier, item.organisation_id)
