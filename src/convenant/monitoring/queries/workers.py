"""Worker representatives, and the plan that a code opens."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet

from convenant.monitoring.models import (
    CorrectiveAction,
    Visit,
    WorkerAnswer,
    WorkerRepresentative,
)
from convenant.people.queries import token_hash

# No signs that look like each other on paper.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
Stage = CorrectiveAction.Stage


@dataclass(frozen=True)
class Planned:
    """An action on the workers' page, with what this representative said of it."""

    action: CorrectiveAction
    theme: str
    answer: WorkerAnswer | None
    can_answer: bool


def plain_code(typed: str) -> str:
    """The code as it is kept, however it was typed."""
    return re.sub(f"[^{SIGNS}]", "", typed.upper())


def representative_by_code(code: str, *, to_change: bool = False) -> WorkerRepresentative | None:
    """Whom this code belongs to; None for one that was never given, was renewed or was withdrawn."""
    plain = plain_code(code)
    if not plain:
        return None
    people = WorkerRepresentative.objects.all()
    if to_change:
        people = people.select_for_update()
    return people.filter(code_hash=token_hash(plain)).first()


def visit_of(representative: WorkerRepresentative) -> Visit:
    """The visit they were named for."""
    return Visit.objects.select_related("drawn__site").get(pk=representative.visit_id)


def plan_for(representative: WorkerRepresentative, themes: dict[str, str]) -> list[Planned]:
    """Every action of the visit; who has to do it and who buys there stays unsaid."""
    actions = CorrectiveAction.objects.filter(
        finding__visit=representative.visit_id
    ).select_related("finding")
    said = {
        (answer.action_id, answer.turn): answer
        for answer in WorkerAnswer.objects.filter(representative=representative)
    }
    return [
        Planned(
            action,
            themes.get(action.finding.theme, action.finding.theme),
            said.get((action.pk, action.turn)),
            action.stage in (Stage.DONE, Stage.CLOSED),
        )
        for action in actions
    ]


def action_on_plan(representative: WorkerRepresentative, pk: int) -> CorrectiveAction | None:
    """One action of this representative's visit."""
    return (
        CorrectiveAction.objects.select_for_update()
        .filter(finding__visit=representative.visit_id, pk=pk)
        .first()
    )


def representatives_of(visit: Visit) -> QuerySet[WorkerRepresentative]:
    """Who was named for a visit. For the desk only."""
    return WorkerRepresentative.objects.filter(visit=visit)


def representative_by_pk(visit: Visit, pk: int) -> WorkerRepresentative | None:
    """One of them."""
    return representatives_of(visit).filter(pk=pk).first()
