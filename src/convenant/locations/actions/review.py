"""The secretariat's word on a pair the model doubts, and taking it back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.actions.counts import recount, refresh_faces
from convenant.locations.actions.moves import (
    judge,
    judged,
    key_of,
    merge_into,
    pairs,
    spellings_at,
    take_back,
    unjudge,
)
from convenant.locations.models import ListedSite, MatchQuestion, Site, SiteChange
from convenant.locations.queries.families import standing_site
from convenant.locations.queries.review import spelled_alike
from convenant.people.rules import is_secretariat

Answer = MatchQuestion.Answer


@verb(is_secretariat)
def decide(question: MatchQuestion, same: bool, *, by: Actor) -> MatchQuestion:
    """The pair is one site or two; every open question about the same two spellings is answered too.

    The judgement is on the spellings, so that it outlives rows, lists and sites and the pair is never
    asked again.
    """
    question = MatchQuestion.objects.select_for_update().get(pk=question.pk)
    if question.answer != Answer.OPEN:
        raise Refused(
            _(
                "%(person)s already decided this: %(answer)s. Your answer was not stored. If you see it "
                "otherwise, undo that decision first."
            )
            % {
                "person": question.answered_by or _("Somebody"),
                "answer": question.get_answer_display().lower(),
            }
        )
    undo: dict = {"changes": [], "rows": [], "judgements": [], "along": []}
    group = [question, *spelled_alike(question)]
    for each in group:
        (_same if same else _different)(each, undo, by)
    answered = {
        "answer": Answer.SAME if same else Answer.DIFFERENT,
        "answered_by_id": by.person_id,
        "answered_at": timezone.now(),
    }
    undo["along"] = [each.pk for each in group[1:]]
    MatchQuestion.objects.filter(pk__in=undo["along"]).update(
        **answered, undo={"answered_with": question.pk}
    )
    MatchQuestion.objects.filter(pk=question.pk).update(**answered, undo=undo)
    question.refresh_from_db()
    record(
        "question.decided",
        by=by,
        on=question,
        label=question.row.name,
        new={
            "same": same,
            "row": question.row_id,
            "candidate": question.candidate.code,
            "along": undo["along"],
        },
    )
    return question


def _same(question: MatchQuestion, undo: dict, by: Actor) -> None:
    row = ListedSite.objects.get(pk=question.row_id)
    candidate = standing_site(Site.objects.get(pk=question.candidate_id))
    theirs = spellings_at(candidate)
    ours = {key_of(row)} | (spellings_at(row.site) if row.site_id else set())
    if row.site_id != candidate.pk and judged(pairs(ours, theirs), False):
        raise Refused(
            _(
                "An earlier decision says that spellings of these two are different sites. Undo that "
                "decision first, or merge the two sites on the page of one of them, with a reason."
            )
        )
    undo["judgements"] += judge(pairs([key_of(row)], theirs), True, by)
    if row.site_id is None:
        undo["rows"].append([row.pk, candidate.pk])
        row.site = candidate
        row.save()
        recount([candidate.pk])
        refresh_faces([candidate.pk])
    elif row.site_id != candidate.pk:
        change = merge_into(Site.objects.get(pk=row.site_id), candidate, by=by)
        change.before["question"] = question.pk
        change.save()
        undo["changes"].append(change.pk)


def _different(question: MatchQuestion, undo: dict, by: Actor) -> None:
    row = ListedSite.objects.get(pk=question.row_id)
    candidate = standing_site(Site.objects.get(pk=question.candidate_id))
    if row.site_id == candidate.pk:
        raise Refused(
            _(
                "These two have meanwhile been put together as one site. Split that site if they are "
                "different."
            )
        )
    undo["judgements"] += judge(pairs([key_of(row)], spellings_at(candidate)), False, by)


@verb(is_secretariat)
def undo_decision(question: MatchQuestion, *, by: Actor) -> MatchQuestion:
    """The question is open again and everything is as it was; refused where that would be a guess."""
    question = MatchQuestion.objects.select_for_update().get(pk=question.pk)
    if question.answer == Answer.OPEN:
        raise Refused(_("This question is open; there is nothing to undo."))
    undo = question.undo or {}
    if lead := undo.get("answered_with"):
        question = MatchQuestion.objects.select_for_update().get(pk=lead)
        undo = question.undo or {}
    if "changes" not in undo:
        raise Refused(
            _("This question was settled by a merge. Undo that merge on the page of the site.")
        )
    for pk in reversed(undo["changes"]):
        take_back(SiteChange.objects.get(pk=pk), by=by)
    for row_pk, site_pk in undo["rows"]:
        ListedSite.objects.filter(pk=row_pk, site_id=site_pk).update(site=None)
        recount([site_pk])
        refresh_faces([site_pk])
    # Later ones first: one pair may have been written by two questions of the group.
    same = question.answer == Answer.SAME
    unjudge(list(reversed(undo["judgements"])), same)
    old = question.answer
    MatchQuestion.objects.filter(pk__in=[question.pk, *undo["along"]]).update(
        answer=Answer.OPEN, answered_by=None, answered_at=None, undo=None
    )
    question.refresh_from_db()
    record("question.reopened", by=by, on=question, label=question.row.name, old={"answer": old})
    return question
