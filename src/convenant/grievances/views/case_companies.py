"""The companies of a case beside each other, for its handlers: told, answered, and the remedy's ledger."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances.actions import remedies as remedy_verbs
from convenant.grievances.actions import routing as verbs
from convenant.grievances.forms.companies import Confirmed, Released, Remedy, Text
from convenant.grievances.models import Case
from convenant.grievances.queries import remedies, routing
from convenant.grievances.queries.cases import case_for
from convenant.grievances.rules import handles_cases
from convenant.people.access import page


def _case(request: HttpRequest, number: str) -> Case:
    found = case_for(request.actor, number)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _to(request: HttpRequest, name: str, case: Case) -> HttpResponse:
    return redirect(f"grievances:{name}", agreement=request.agreement.slug, number=case.number)  # type: ignore[attr-defined]


@never_cache
@page(handles_cases)
def companies(request: HttpRequest, number: str) -> HttpResponse:
    """Who was told what, and what each answered; propose a text, tell, hold, lift, ask."""
    case = _case(request, number)
    if request.method != "POST":
        return _companies(request, case)
    deed = request.POST.get("deed", "")
    form = (Released if deed == "propose" else Text)(request.POST)
    if deed != "tell" and not form.is_valid():
        return _companies(request, case, {deed: form}, 422)
    try:
        said = _do(request, case, deed, form)
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _companies(request, case, {deed: form}, 422)
    messages.success(request, said)
    return _to(request, "companies", case)


def _do(request: HttpRequest, case: Case, deed: str, form: Any) -> str:
    by: Any = request.actor  # type: ignore[attr-defined]
    text = form.cleaned_data["text"] if form.is_valid() else ""
    if deed == "propose":
        verbs.propose_release(case, by=by, text=text)
        return _("The complainant finds this text at their case, and agrees to it or does not.")
    if deed == "hold":
        verbs.hold(case, by=by, why=text)
        return _("The companies are told nothing until this is lifted.")
    if deed == "lift":
        verbs.lift(case, by=by, why=text)
        return _("The companies may be told again.")
    which = request.POST.get("which", "")
    if deed == "tell":
        release = next((r for r in routing.releases_of(case) if str(r.pk) == which), None)
        if release is None:
            raise Http404
        made = verbs.tell(release, by=by)
        return _("The companies read this from %(day)s.") % {"day": made[0].told_on}
    asked = next((t.notice for t in routing.told_in(case) if t.notice.code == which), None)
    if deed != "ask" or asked is None:
        raise Http404
    verbs.ask_company(asked, by=by, text=text)
    return _("The company finds this question at its notice.")


def _companies(
    request: HttpRequest, case: Case, given: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    forms = {"propose": Released(), "hold": Text(), "lift": Text(), "ask": Text(), "tell": Text()}
    return render(
        request,
        "grievances/companies.html",
        {
            "case": case,
            "releases": routing.releases_of(case),
            "told": routing.told_in(case),
            "hold": routing.hold_on(case),
            "leverage": routing.group_leverage(case),
            "forms": {**forms, **(given or {})},
            "which": request.POST.get("which", ""),
        },
        status=status,
    )


@never_cache
@page(handles_cases)
def company_file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A document that a company showed, as a download and never as a page."""
    case = _case(request, number)
    files = {
        f.pk: f for t in routing.told_in(case) for w in t.notice.words.all() for f in w.files.all()
    }
    if pk not in files:
        raise Http404
    answer = HttpResponse(verbs.file_content(files[pk]), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="document-{pk}"'
    return answer


@never_cache
@page(handles_cases)
def remedy(request: HttpRequest, number: str) -> HttpResponse:
    """The ledger: what was agreed, what each company did, what the people say."""
    case = _case(request, number)
    if request.method != "POST":
        return _remedy(request, case)
    by: Any = request.actor  # type: ignore[attr-defined]
    deed, which = request.POST.get("deed", ""), request.POST.get("which", "")
    book = remedies.ledger(case)
    item = next((line.item for line in book.lines if str(line.item.pk) == which), None)
    form: Any
    if deed == "agree":
        form = Remedy(request.POST, companies=remedies.companies_of(case))
    elif deed == "confirm" and item is not None:
        form = Confirmed(request.POST, organisations=remedies.speakers())
    elif (deed == "withdraw" and item is not None) or deed == "verify":
        form = Text(request.POST)
    else:
        raise Http404
    if form.is_valid():
        try:
            if deed == "agree":
                names = ("form", "what", "amount", "currency", "due")
                kept = {name: form.cleaned_data[name] for name in names}
                remedy_verbs.agree_remedy(case, by=by, shares=form.shares(), **kept)
            elif deed == "confirm" and item is not None:
                got, through = form.cleaned_data["got"], form.cleaned_data["through"]
                remedy_verbs.confirm_through(item, through, got, by=by)
            elif deed == "withdraw" and item is not None:
                remedy_verbs.withdraw_remedy(item, by=by, why=form.cleaned_data["text"])
            else:
                check = next((c for c in book.checks if str(c.pk) == which), None)
                if check is None:
                    raise Http404
                remedy_verbs.verify(check, by=by, found=form.cleaned_data["text"])
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("It is in the ledger."))
            return _to(request, "remedy", case)
    return _remedy(request, case, {deed: form}, 422)


def _remedy(
    request: HttpRequest, case: Case, given: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    companies = remedies.companies_of(case)
    forms = {
        "agree": Remedy(companies=companies),
        "confirm": Confirmed(organisations=remedies.speakers()),
        "withdraw": Text(),
        "verify": Text(),
    }
    return render(
        request,
        "grievances/remedy.html",
        {
            "case": case,
            "ledger": remedies.ledger(case),
            "forms": {**forms, **(given or {})},
            "companies": companies,
            "which": request.POST.get("which", ""),
        },
        status=status,
    )
