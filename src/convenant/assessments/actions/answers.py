"""What a company says of itself: begin, answer, take over last year's answers, submit."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.assessments.models import Answer, EvidenceUse, SelfAssessment, Tier
from convenant.assessments.queries.frameworks import asks, framework_for
from convenant.assessments.queries.questionnaire import (
    assessment_of,
    criterion_named,
    earlier_than,
    open_criteria,
    outcome_of,
    respondent,
    said,
    standing_of,
    words,
)
from convenant.assessments.results import stored
from convenant.assessments.rules import may_answer, may_answer_for, may_settle
from convenant.assessments.scoring import Outcome, is_asked, levels_of, may_refuse
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.people.models import Organisation

LONGEST_TEXT = 10_000  # a cell of a workbook holds three times as much
Standing = Answer.Standing


class Changed(Refused):
    """Somebody else answered meanwhile; `now` is what stands."""

    def __init__(self, now: Answer) -> None:
        super().__init__(
            _(
                "%(person)s changed this answer meanwhile. Yours is not stored: compare the two, and "
                "save again if yours is right."
            )
            % {"person": now.by or _("A colleague")}
        )
        self.now = now


@verb(may_answer_for)
def start_assessment(
    organisation: Organisation,
    *,
    by: Actor,
    year: int,
    chain_roles: Iterable[str] = (),
    tiers: Iterable[int] = (),
    employees: int | None = None,
) -> SelfAssessment:
    """The company begins; what it is decides which criteria it is asked, and stays so for the year."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if assessment_of(organisation.pk, year) is not None:
        raise Refused(_("The assessment of %(year)d was already begun.") % {"year": year})
    framework = framework_for(year)
    if framework is None:
        raise Refused(
            _("There is no framework for %(year)d yet: the secretariat freezes it first.")
            % {"year": year}
        )
    member_class, membership_year = standing_of(organisation.pk, year, timezone.localdate())
    known = {role.id for role in asks(framework).chain_roles}
    made = SelfAssessment.objects.create(
        organisation=organisation,
        year=year,
        framework=framework,
        member_class=member_class,
        membership_year=membership_year,
        chain_roles=sorted(set(chain_roles) & known),
        tiers=sorted(set(tiers)),
        employees=employees,
        started_by_id=by.person_id,
    )
    record(
        "assessment.started",
        by=by,
        on=made,
        concerns=organisation.pk,
        new={"year": year, "framework": str(framework), "employees": employees},
    )
    return made


@verb(may_answer, silent=True)
def save_answer(
    found: SelfAssessment,
    criterion: str,
    *,
    by: Actor,
    standing: str = Standing.ANSWERED,
    level: str = "",
    reason: str = "",
    text: str = "",
    tier: str | None = None,
    seen: int = 0,
) -> Answer:
    """One answer is stored. `seen` is the version the person had before their eyes (0: none).

    Raises Changed where a colleague stored another answer meanwhile. Saying the same again changes
    nothing and leaves no event.
    """
    found = _open(found)
    text, reason = tidy(text), tidy(reason)
    _refuse_senseless(found, criterion, standing, level, reason, text, tier)
    now = Answer.objects.select_for_update().filter(assessment=found, criterion=criterion).first()
    wanted = Answer(
        assessment=found,
        criterion=criterion,
        standing=standing,
        level=level if standing == Standing.ANSWERED else "",
        reason=reason if standing != Standing.ANSWERED else "",
        text=text,
        tier=tier or (now.tier if now else Answer._meta.get_field("tier").default),
        by_id=by.person_id,
    )
    if now is not None:
        if said(now) == said(wanted) and now.tier == wanted.tier:
            return now
        if now.version != seen:
            raise Changed(now)
        wanted.pk, wanted.version = now.pk, now.version + 1
    elif seen:
        # The answer was there and is gone: nothing of what is sent now may get lost by that.
        wanted.version = seen + 1
    wanted.save()
    record(
        "answer.saved",
        by=by,
        on=found,
        concerns=found.organisation_id,
        old={"criterion": criterion, "level": now.level, "standing": now.standing} if now else None,
        new={"criterion": criterion, "level": wanted.level, "standing": standing},
    )
    return wanted


@verb(may_answer, silent=True)
def same_as_last_year(
    found: SelfAssessment, *, by: Actor, criteria: Iterable[str] | None = None
) -> int:
    """Last year's answers, with their documents, stand again where nothing is answered yet; how many.

    With `criteria` only those. Answers that this year's framework has no level for are passed over.
    """
    found = _open(found)
    before = earlier_than(found)
    if before is None:
        raise Refused(_("There is no earlier assessment to take answers from."))
    framework, who = asks(found.framework), respondent(found)
    there = set(found.answers.values_list("criterion", flat=True))
    chosen = None if criteria is None else set(criteria)
    count = 0
    for answer in before.answers.exclude(standing=Standing.DRAFT).prefetch_related("uses"):
        criterion = criterion_named(framework, answer.criterion)
        if (
            criterion is None
            or answer.criterion in there
            or (chosen is not None and answer.criterion not in chosen)
            or not is_asked(criterion, who)
            or (
                answer.level and answer.level not in {x.id for x in levels_of(framework, criterion)}
            )
            or (
                answer.standing == Standing.REFUSED
                and may_refuse(framework, criterion, who) is None
            )
        ):
            continue
        uses = list(answer.uses.all())
        copied = Answer.objects.create(
            assessment=found,
            criterion=answer.criterion,
            standing=answer.standing,
            level=answer.level,
            reason=answer.reason,
            text=answer.text,
            tier=answer.tier,
            by_id=by.person_id,
        )
        EvidenceUse.objects.bulk_create(
            EvidenceUse(answer=copied, item_id=use.item_id) for use in uses
        )
        count += 1
    if count:
        record(
            "answers.taken_over",
            by=by,
            on=found,
            concerns=found.organisation_id,
            new={"from": before.year, "answers": count},
        )
    return count


@verb(may_answer)
def submit_assessment(found: SelfAssessment, *, by: Actor) -> SelfAssessment:
    """The company stands for its answers; they stay as they are."""
    found = _open(found)
    if missing := open_criteria(found):
        names = "; ".join(words(criterion.name) for criterion in missing[:5])
        raise Refused(
            _("%(count)d questions have no answer yet: %(names)s%(more)s.")
            % {"count": len(missing), "names": names, "more": " …" if len(missing) > 5 else ""}
        )
    found.state = SelfAssessment.State.SUBMITTED
    found.result = stored(outcome_of(found))
    found.submitted_by_id, found.submitted_at = by.person_id, timezone.now()
    found.returned_because = ""
    found.save()
    record(
        "assessment.submitted",
        by=by,
        on=found,
        concerns=found.organisation_id,
        new={"year": found.year, "total": found.result["total"]},
    )
    return found


@verb(may_settle)
def settle_assessment(found: SelfAssessment, outcome: Outcome, *, by: Actor) -> SelfAssessment:
    """The assessor's outcome is final; a later one, after an appeal, takes its place."""
    found = SelfAssessment.objects.select_for_update().get(pk=found.pk)
    if found.state == SelfAssessment.State.OPEN:
        raise Refused(_("The company has not submitted this assessment."))
    old = found.final
    found.state, found.final = SelfAssessment.State.FINAL, stored(outcome)
    found.final_at = timezone.now()
    found.save()
    record(
        "assessment.settled",
        by=by,
        on=found,
        concerns=found.organisation_id,
        old={"status": old["status"], "total": old["total"]} if old else None,
        new={"status": found.final["status"], "total": found.final["total"]},
    )
    return found


def _open(found: SelfAssessment) -> SelfAssessment:
    """The row itself, locked, so that nobody submits while another still writes."""
    found = (
        SelfAssessment.objects.select_for_update(of=("self",))
        .select_related("organisation", "framework__definition")
        .get(pk=found.pk)
    )
    if found.state != SelfAssessment.State.OPEN:
        raise Refused(
            _("This assessment was submitted. Ask the secretariat to hand it back to you.")
        )
    return found


def _refuse_senseless(
    found: SelfAssessment,
    key: str,
    standing: str,
    level: str,
    reason: str,
    text: str,
    tier: str | None,
) -> None:
    framework, who = asks(found.framework), respondent(found)
    criterion = criterion_named(framework, key)
    if criterion is None or not is_asked(criterion, who):
        raise Refused(_("“%(key)s” is not among the questions you are asked.") % {"key": key})
    name = words(criterion.name)
    if standing not in Standing.values:
        raise Refused(
            _("%(name)s: choose a level, or say that it does not apply.") % {"name": name}
        )
    if standing == Standing.ANSWERED and level not in {
        x.id for x in levels_of(framework, criterion)
    }:
        raise Refused(_("%(name)s: choose one of the levels.") % {"name": name})
    if tier is not None and tier not in Tier.values:
        raise Refused(_("%(name)s: choose who may read your words.") % {"name": name})
    if standing == Standing.NOT_APPLICABLE and not reason:
        raise Refused(_("%(name)s: say why it does not apply to you.") % {"name": name})
    if standing == Standing.REFUSED and may_refuse(framework, criterion, who) is None:
        raise Refused(
            _("%(name)s: this question rests on a ground you agreed to; it cannot be refused.")
            % {"name": name}
        )
    for written in (text, reason):
        if len(written) > LONGEST_TEXT:
            raise Refused(
                _(
                    "%(name)s: your text has %(count)d characters; at most %(most)d fit. Put the rest "
                    "in a document."
                )
                % {"name": name, "count": len(written), "most": LONGEST_TEXT}
            )
