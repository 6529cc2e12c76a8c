"""Corrective actions as each may read them, and what was said and shown of each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from convenant.base.actors import Actor
from convenant.locations.queries.families import standing_site
from convenant.locations.queries.introductions import company_of, members_at, own_site_ids
from convenant.monitoring.models import (
    ActionEvidence,
    ActionStep,
    CorrectiveAction,
    Finding,
    Visit,
    WorkerAnswer,
    WorkerRepresentative,
)
from convenant.monitoring.queries.visits import Sight, actions_within, sight_of, visits_for
from convenant.monitoring.rules import may_visit
from convenant.people.models import Organisation

Stage = CorrectiveAction.Stage
AT_WORK = (Stage.PROPOSED, Stage.AGREED, Stage.IN_PROGRESS)


@dataclass(frozen=True)
class ActionLine:
    """An action as this reader sees it; `company` is the name where it may be known."""

    action: CorrectiveAction
    by_site: bool
    ours: bool
    company: str
    overdue: bool
    evidence: int = 0
    confirms: int = 0
    disputes: int = 0


def line_of(action: CorrectiveAction, sight: Sight, today: date, **counts: int) -> ActionLine:
    """The action with no more about the company than this reader may know."""
    ours = sight.company is not None and action.organisation_id == sight.company
    named = action.organisation is not None and (sight.everything or ours)
    return ActionLine(
        action=action,
        by_site=action.organisation_id is None,
        ours=ours,
        company=str(action.organisation) if named else "",
        overdue=action.overdue(today),
        **(counts if sight.everything else {}),
    )


def actions_of(by: Actor, findings: list[Finding], today: date) -> dict[int, list[ActionLine]]:
    """Per readable finding its actions in order of deadline; a fixed number of queries."""
    sight = sight_of(by)
    actions = list(
        actions_within(sight).filter(finding__in=findings).select_related("organisation")
    )
    counts = counts_of([action.pk for action in actions]) if sight.everything else {}
    found: dict[int, list[ActionLine]] = {finding.pk: [] for finding in findings}
    for action in actions:
        line = line_of(action, sight, today, **counts.get(action.pk, {}))
        found[action.finding_id].append(line)
    return found


def counts_of(action_ids: list[int]) -> dict[int, dict[str, int]]:
    """How much evidence each action has, and how many confirm and dispute it in its present turn."""
    found = {pk: {"evidence": 0, "confirms": 0, "disputes": 0} for pk in action_ids}
    files = ActionEvidence.objects.filter(action__in=action_ids).order_by().values("action")
    for row in files.annotate(n=Count("pk")):
        found[row["action"]]["evidence"] = row["n"]
    answers = WorkerAnswer.objects.filter(action__in=action_ids).select_related("action")
    for answer in answers:
        if answer.turn == answer.action.turn:
            found[answer.action_id][answer.word] += 1
    return found


def open_actions_for(by: Actor, today: date) -> list[ActionLine]:
    """What this actor's company, or for the desk anyone, still has to do; the oldest deadline first."""
    sight = sight_of(by)
    actions = (
        actions_within(sight)
        .exclude(stage=Stage.CLOSED)
        .select_related("organisation", "finding__visit__drawn__site")
    )
    if not sight.everything:
        if sight.company is None:
            return []
        own = Q(organisation=None, finding__visit__drawn__site__in=sight.sites)
        actions = actions.filter(own | Q(organisation=sight.company))
        readable = visits_for(by, sight).order_by().values("pk")
        actions = actions.filter(finding__visit__in=readable)
    found = list(actions)
    counts = counts_of([action.pk for action in found]) if sight.everything else {}
    return [line_of(action, sight, today, **counts.get(action.pk, {})) for action in found]


def action_for(by: Actor, pk: int) -> CorrectiveAction | None:
    """One action, or None where it is not this actor's to read."""
    sight = sight_of(by)
    found = (
        actions_within(sight)
        .select_related("organisation", "finding__visit__drawn__site")
        .filter(pk=pk)
        .first()
    )
    if found is None or not visits_for(by, sight).filter(pk=found.finding.visit_id).exists():
        return None
    return found


def may_report(by: Actor, action: CorrectiveAction, *args: object, **kwargs: object) -> bool:
    """The monitor, the company it was given to, and for the site's own: who sources there now."""
    if may_visit(by):
        return True
    own = company_of(by)
    if own is None:
        return False
    if action.organisation_id is not None:
        return action.organisation_id == own
    return standing_site(action.finding.visit.drawn.site).pk in own_site_ids(own)


def steps_for(by: Actor, action: CorrectiveAction) -> QuerySet[ActionStep]:
    """What was said of a readable action: all for the desk; a company its own words and the monitor's."""
    steps = ActionStep.objects.filter(action=action).select_related("organisation", "by")
    return steps.filter(_own_or_monitors(by))


def evidence_for(by: Actor, action: CorrectiveAction) -> QuerySet[ActionEvidence]:
    """The files shown for a readable action, without their content."""
    files = ActionEvidence.objects.filter(action=action).select_related("organisation", "by")
    return files.filter(_own_or_monitors(by)).defer("content")


def _own_or_monitors(by: Actor) -> Q:
    """Another company's words or files would tell that it sources there."""
    sight = sight_of(by)
    if sight.everything:
        return Q()
    if sight.company is None:
        return Q(pk__in=[])
    return Q(organisation=sight.company) | Q(organisation=None)


def evidence_file_for(by: Actor, pk: int) -> ActionEvidence | None:
    """One file with its content, or None where it is not this actor's to read."""
    found = ActionEvidence.objects.select_related("action").filter(pk=pk).first()
    if found is None:
        return None
    action = action_for(by, found.action_id)
    if action is None or not evidence_for(by, action).filter(pk=pk).exists():
        return None
    sight = sight_of(by)
    concerned = sight.everything or sight.company == action.organisation_id
    if not concerned and not may_report(by, action):
        return None
    return found


def answers_of(action: CorrectiveAction) -> list[tuple[WorkerRepresentative, WorkerAnswer | None]]:
    """Each representative of the visit with what they said in the present turn. For the desk only."""
    said = {
        answer.representative_id: answer
        for answer in WorkerAnswer.objects.filter(action=action, turn=action.turn)
    }
    people = WorkerRepresentative.objects.filter(visit=action.finding.visit_id)
    return [(person, said.get(person.pk)) for person in people]


def companies_at(visit: Visit) -> list[Organisation]:
    """The members that source at the visited site. For the desk only."""
    here = members_at(standing_site(visit.drawn.site))
    return list(Organisation.objects.filter(pk__in=here).order_by("name"))


def concerned_by(visit: Visit) -> set[int]:
    """Whose file a visit is: who sources there, and who was given an action."""
    named = CorrectiveAction.objects.filter(finding__visit=visit).exclude(organisation=None)
    given = set(named.order_by().values_list("organisation_id", flat=True))
    return members_at(standing_site(visit.drawn.site)) | given


def waiting_for_company(by: Actor, today: date) -> tuple[int, int]:
    """How many actions a company has to work on, and how many of these are overdue."""
    lines = [line for line in open_actions_for(by, today) if line.action.stage in AT_WORK]
    return len(lines), sum(line.overdue for line in lines)


def waiting_for_monitor() -> int:
    """How many actions are said to be done and wait to be verified."""
    return CorrectiveAction.objects.filter(stage=Stage.DONE).count()
