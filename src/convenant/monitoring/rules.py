"""Who may do what in monitoring: independent of those who are monitored."""

from typing import Any

from django.utils.translation import gettext as _

from convenant.agreements.queries import bodies_of, running_definition
from convenant.base.actors import Actor
from convenant.people.models import PARTY_KINDS, Kind
from convenant.people.rules import anyone, is_inside

# Site visits ---------------------------------------------------------------------------------

VISITS_DESK = (Kind.SECRETARIAT, Kind.MONITOR)
may_see_draws = is_inside
may_answer_for_workers = anyone  # whoever holds a code; without one there is nothing to answer


def may_visit(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The monitor draws, plans, visits and records; nobody who is visited, bought or paid for does."""
    return by.has(Kind.MONITOR)


def may_read_all_visits(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The secretariat and the monitor."""
    return by.has(*VISITS_DESK)


def may_read_some_visits(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Also the parties: each company those at its sites, and others what the definition's tier allows."""
    return by.has(*VISITS_DESK, *PARTY_KINDS)


def may_work_on_actions(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Who may report on actions at all; on which ones, `queries.actions.may_report` says."""
    return by.has(Kind.MONITOR, Kind.COMPANY)


def why_not_closed(*, is_done: bool, evidence: int, disputes: int, reason: str) -> str | None:
    """The reason why an action cannot be closed now, with what to do; None where it can."""
    if not is_done:
        return _(
            "Only an action that is said to be done can be closed. Set its stage to done first."
        )
    if not evidence:
        return _("There is no evidence yet. Add at least one file that shows that this was done.")
    if disputes and not reason.strip():
        return _(
            "A worker representative says that this was not done. Write why you close it all the same, "
            "or open it again."
        )
    return None


# Assessing -----------------------------------------------------------------------------------


def may_allocate(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The independent monitor settles who reads whom, nobody who is read or pays."""
    return by.has(Kind.MONITOR)


def may_assess(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Monitors and assessors; which assessment, the allocation says."""
    return by.has(Kind.MONITOR, Kind.ASSESSOR)


def may_read_this(by: Actor, reading: Any, *args: Any, **kwargs: Any) -> bool:
    """The assessor whose reading it is, and nobody else."""
    return may_assess(by) and reading.assessor_id == by.person_id


def may_follow_assessing(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """How far assessing is: who assesses, the secretariat, and each company its own."""
    return by.has(Kind.MONITOR, Kind.ASSESSOR, Kind.SECRETARIAT, Kind.COMPANY)


def may_reply(by: Actor, verdict: Any, *args: Any, **kwargs: Any) -> bool:
    """The company whose assessment it is."""
    return verdict.assessment.organisation_id in by.organisations(Kind.COMPANY)


def may_answer_question(by: Actor, question: Any, *args: Any, **kwargs: Any) -> bool:
    """The company that is asked."""
    return question.reading.assessment.organisation_id in by.organisations(Kind.COMPANY)


def may_decide_appeal(by: Actor, appeal: Any, *args: Any, **kwargs: Any) -> bool:
    """The assessor to whom the appeal was given; it is never one who read before."""
    return appeal.reading is not None and may_read_this(by, appeal.reading)


# Commitments, consequences, outcomes ----------------------------------------------------------

may_follow_commitments = is_inside
may_follow_outcomes = is_inside


def may_take_on(by: Actor, organisation: Any, *args: Any, **kwargs: Any) -> bool:
    """A party promises for itself."""
    return organisation.pk in by.organisations(*PARTY_KINDS)


def may_report_on(by: Actor, commitment: Any, *args: Any, **kwargs: Any) -> bool:
    """The party that owes it; the secretariat for a body."""
    if commitment.organisation_id is None:
        return by.has(Kind.SECRETARIAT)
    return commitment.organisation_id in by.organisations(*PARTY_KINDS)


def may_judge(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The independent monitor judges every party, the state too."""
    return by.has(Kind.MONITOR)


def may_work_on_commitments(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Whoever reports or judges."""
    return by.has(Kind.MONITOR, Kind.SECRETARIAT, *PARTY_KINDS)


def may_follow_ladder(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The secretariat and the monitor all steps, a company its own."""
    return by.has(Kind.SECRETARIAT, Kind.MONITOR, Kind.COMPANY)


def may_follow_all_steps(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The secretariat and the monitor."""
    return by.has(*VISITS_DESK)


def may_announce(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The secretariat starts a step, and lifts it."""
    return by.has(Kind.SECRETARIAT)


def decides_on(by: Actor) -> set[str]:
    """The consequences decided by a body in which this person sits.

    Who speaks for a company has none: at the table they vote, but here they would read what is held against a
    competitor, or decide on themselves.
    """
    if by.person_id is None or by.has(Kind.COMPANY):
        return set()
    decided = {c.id: c.decided_by for c in running_definition().consequences if c.decided_by}
    if not decided:
        return set()
    sits = bodies_of(by.person_id)
    return {consequence for consequence, body in decided.items() if body in sits}


def may_open_ladder(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Whoever follows it, and who sits in a body that decides on a step."""
    return may_follow_ladder(by) or bool(decides_on(by))


def may_decide_step(by: Actor, step: Any, *args: Any, **kwargs: Any) -> bool:
    """Who sits in the body that decides; the secretariat records what it decided."""
    return by.has(Kind.SECRETARIAT) or step.consequence in decides_on(by)


def may_answer_step(by: Actor, step: Any, *args: Any, **kwargs: Any) -> bool:
    """The company it is about."""
    return step.organisation_id in by.organisations(Kind.COMPANY)


def may_keep_outcomes(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The secretariat and the monitor keep the indicators."""
    return by.has(Kind.SECRETARIAT, Kind.MONITOR)
