"""Worker representatives: the monitor names them; their code opens the plan of their site."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.monitoring.actions import workers as verbs
from convenant.monitoring.forms.actions import Answer, Code, Represent
from convenant.monitoring.models import Visit
from convenant.monitoring.queries import visits
from convenant.monitoring.queries import workers as queries
from convenant.monitoring.rules import may_answer_for_workers, may_visit
from convenant.people.access import page
from convenant.risks.queries.register import theme_names


@never_cache
@page(may_visit)
def representatives(request: HttpRequest, pk: int) -> HttpResponse:
    """Who speaks for the workers of a visited site; a new code is shown in this answer and never again."""
    found = visits.visit_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    by: Any = request.actor  # type: ignore[attr-defined]
    form = Represent()
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed == "name":
            form = Represent(request.POST)
            if form.is_valid():
                try:
                    named, code = verbs.name_representative(found, by=by, **form.cleaned_data)
                except Refused as refusal:
                    form.add_error(None, str(refusal.sentence))
                else:
                    return _paper(request, found, named.name, code)
            return _list(request, found, form, 422)
        who = request.POST.get("who", "")
        person = queries.representative_by_pk(found, int(who)) if who.isdecimal() else None
        if person is None:
            raise Http404
        if deed == "renew":
            return _paper(request, found, person.name, verbs.renew_code(person, by=by))
        verbs.withdraw_code(person, by=by)
        messages.success(request, _("This code opens nothing any more."))
        return redirect("monitoring:representatives", agreement=request.agreement.slug, pk=pk)  # type: ignore[attr-defined]
    return _list(request, found, form)


def _list(request: HttpRequest, found: Visit, form: Represent, status: int = 200) -> HttpResponse:
    context = {"visit": found, "form": form, "people": queries.representatives_of(found)}
    return render(request, "monitoring/visits/representatives.html", context, status=status)


def _paper(request: HttpRequest, found: Visit, name: str, code: str) -> HttpResponse:
    """The code on a page to print: only its hash is kept, so it is shown in this answer only."""
    slug = request.agreement.slug  # type: ignore[attr-defined]
    return render(
        request,
        "monitoring/visits/paper.html",
        {
            "visit": found,
            "name": name,
            "code": code,
            "entry": request.build_absolute_uri(reverse("monitoring:worker_entry", args=[slug])),
            "link": request.build_absolute_uri(
                reverse("monitoring:worker_plan", args=[slug, queries.plain_code(code)])
            ),
        },
    )


@never_cache
@page(may_answer_for_workers)
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code from the paper."""
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if queries.representative_by_code(typed) is not None:
            return _to_plan(request, queries.plain_code(typed))
        form.add_error(
            "code", _("This code opens nothing. Ask who gave it to you for another one.")
        )
    return _unlisted(
        render(
            request,
            "monitoring/visits/enter.html",
            {"form": form},
            status=404 if form.errors else 200,
        )
    )


@never_cache
@page(may_answer_for_workers)
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """What is to be done at the site, and whether it was; for whoever holds the code."""
    person = queries.representative_by_code(code)
    if person is None:
        raise Http404
    fault: tuple[int, str] | None = None
    if request.method == "POST":
        form = Answer(request.POST)
        number = request.POST.get("action", "")
        if form.is_valid():
            said = form.cleaned_data
            try:
                verbs.answer_for_workers(
                    code,
                    said["action"],
                    by=request.actor,  # type: ignore[attr-defined]
                    word=said["word"],
                    text=said["text"],
                )
            except Refused as refusal:
                fault = (said["action"], str(refusal.sentence))
            else:
                messages.success(
                    request, _("Thank you. Only the monitor and the secretariat read this.")
                )
                return _to_plan(request, queries.plain_code(code))
        elif number.isdecimal():
            fault = (int(number), _("Choose whether it was done or not."))
    found = queries.visit_of(person)
    return _unlisted(
        render(
            request,
            "monitoring/visits/workers_plan.html",
            {
                "visit": found,
                "planned": queries.plan_for(person, theme_names()),
                "fault": fault,
            },
            status=422 if fault else 200,
        )
    )


def _to_plan(request: HttpRequest, code: str) -> HttpResponse:
    return redirect("monitoring:worker_plan", agreement=request.agreement.slug, code=code)  # type: ignore[attr-defined]


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
