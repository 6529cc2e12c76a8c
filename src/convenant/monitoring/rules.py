"""Who may do what in monitoring: independent of those who are monitored."""

from typing import Any

from convenant.base.actors import Actor
from convenant.people.models import Kind

# Assessing


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
