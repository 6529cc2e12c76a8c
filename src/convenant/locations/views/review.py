"""The review: one question at a time, with what a person needs to decide it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.verbs import Refused
from convenant.locations.actions.review import decide, undo_decision
from convenant.locations.models import MatchQuestion
from convenant.locations.queries import review as reviews
from convenant.locations.rules import may_review
from convenant.locations.views.beside import beside, reasons_in_words, score_in_words
from convenant.locations.views.shared import page_of
from convenant.people.access import page


def _order(request: HttpRequest) -> str:
    wanted = request.GET.get("order", "")
    return wanted if wanted in reviews.ORDERS else reviews.ORDERS[0]


def _to(request: HttpRequest, name: str, order: str, **arguments: Any) -> str:
    slug = request.agreement.slug  # type: ignore[attr-defined]
    address = reverse(f"locations:{name}", kwargs={"agreement": slug, **arguments})
    return f"{address}?order={order}" if order != reviews.ORDERS[0] else address


@page(may_review)
def review(request: HttpRequest) -> HttpResponse:
    """The queue of open questions."""
    order = _order(request)
    context = page_of(request, reviews.queue(order))
    lines = [
        {
            "question": question,
            "score": score_in_words(question.score),
            "percent": round(100 * question.score),
            "address": _to(request, "question", order, pk=question.pk),
        }
        for question in reviews.questions(context["page"].object_list)
    ]
    return render(
        request,
        "locations/review/review.html",
        {
            **context,
            "lines": lines,
            "order": order,
            "progress": reviews.progress(),
            "first": lines[0]["address"] if lines else "",
        },
    )


@page(may_review)
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question; answering it leads to the next."""
    by = request.actor  # type: ignore[attr-defined]
    order = _order(request)
    found = reviews.question_by_pk(by, pk)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _answered(request, found, order)
    candidate = reviews.candidate_of(found)
    following = reviews.question_after(found, order)
    last = _last_decision(request, by)
    return render(
        request,
        "locations/review/question.html",
        {
            "question": found,
            "open": found.answer == MatchQuestion.Answer.OPEN,
            "candidate": candidate,
            "spellings": reviews.spellings_of(candidate),
            "sides": beside(found.row, candidate),
            "reasons": reasons_in_words(found.reasons),
            "score": score_in_words(found.score),
            "percent": round(100 * found.score),
            "alike": len(reviews.spelled_alike(found)),
            "progress": reviews.progress(),
            "next": _to(request, "question", order, pk=following) if following else "",
            "last": last,
            "order": order,
        },
    )


def _last_decision(request: HttpRequest, by: Any) -> MatchQuestion | None:
    """What this person decided last in this sitting, for the undo key."""
    pk = request.session.get("last_decision")
    found = reviews.question_by_pk(by, pk) if pk else None
    return found if found and found.answer != MatchQuestion.Answer.OPEN else None


def _answered(request: HttpRequest, found: MatchQuestion, order: str) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    said = request.POST.get("answer")
    if said not in ("same", "different"):
        messages.error(request, _("Choose “same site” or “different sites”."))
        return redirect(request.get_full_path())
    following = reviews.question_after(found, order)
    try:
        done = decide(found, said == "same", by=by)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(request.get_full_path())
    request.session["last_decision"] = done.pk
    along = len((done.undo or {}).get("along", []))
    word = _("Same site") if said == "same" else _("Different sites")
    text = f"{found.row.name}: {word.lower()}."
    if along:
        text += " " + ngettext(
            "%(count)d other question about the same two spellings was answered with it.",
            "%(count)d other questions about the same two spellings were answered with it.",
            along,
        ) % {"count": along}
    messages.success(request, text)
    if following is not None:
        # The next one may have been answered along with this one.
        left = reviews.queue(order)
        if following not in left:
            following = left[0] if left else None
    if following is None:
        return redirect(_to(request, "review", order))
    return redirect(_to(request, "question", order, pk=following))


@page(may_review)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision is taken back and its question is open again."""
    by = request.actor  # type: ignore[attr-defined]
    order = _order(request)
    found = reviews.question_by_pk(by, pk)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            found = undo_decision(found, by=by)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return redirect(_to(request, "decided", order))
        request.session.pop("last_decision", None)
        messages.success(request, _("The decision is undone; the question is open again."))
    return redirect(_to(request, "question", order, pk=found.pk))


@page(may_review)
def decided(request: HttpRequest) -> HttpResponse:
    """What was decided, by whom and when, each with its way back."""
    return render(request, "locations/review/decided.html", page_of(request, reviews.decided()))
