"""A party files a dispute, signed in; its words are sealed as a complaint's are, and a receipt opens its own copy."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances import sealing
from convenant.grievances.actions import disputes as verbs
from convenant.grievances.actions import intake
from convenant.grievances.forms.beside import File
from convenant.grievances.languages import Language, language, languages
from convenant.grievances.queries import beside as queries
from convenant.grievances.queries.door_facts import facts
from convenant.grievances.queries.opened import case_by_receipt
from convenant.grievances.queries.stages import place, stage_names
from convenant.grievances.rules import speaks_for_a_party
from convenant.grievances.sealing import receipts
from convenant.grievances.views.door_shell import shown
from convenant.people.access import page


@transaction.non_atomic_requests
@never_cache
@page(speaks_for_a_party)
def disputes(request: HttpRequest) -> HttpResponse:
    """The disputes of one's party: number and stage; and a new one."""
    by: Any = request.actor  # type: ignore[attr-defined]
    chosen = language(get_language() or "nl") or languages()["en"]
    lists = {"own": queries.own_organisations(by), "others": queries.parties_to_choose(by)}
    if request.method != "POST":
        form = File(**lists, initial={"receipt": receipts.new()})
        return _page(request, form)
    form = File(request.POST, **lists)
    if form.is_valid():
        try:
            return _file(request, form.cleaned_data, chosen, by)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    return _page(request, form, 422)


def _file(request: HttpRequest, given: dict[str, Any], chosen: Language, by: Any) -> HttpResponse:
    try:
        receipt = receipts.read(given["receipt"])
    except receipts.Mistyped:
        receipt = receipts.new()
    found = case_by_receipt(receipt)
    if found is None:
        against = given["against"]
        words = {
            "what": given["what"],
            "wanted": given["wanted"],
            "organisation": str(given["organisation"]),
            "against": str(against) if against else _("The secretariat"),
        }
        readers = intake.recipients()
        # Takes long on purpose, so outside any transaction.
        envelope = sealing.seal_intake(
            receipt,
            {"case": words, "identity": None},
            readers["handlers"],
            readers["custodians"],
        )
        verbs.file_dispute(envelope, given["organisation"], against, by=by, language=chosen.code)
    elif not queries.disputes_of(by).filter(case=found).exists():
        raise Refused(_("Load this page again, and send it once more."))
    return shown(
        request,
        chosen,
        "receipt",
        {
            "shown_receipt": receipts.shown(receipt),
            "already": found is not None,
            "for_other": False,
            **facts(),
        },
    )


def _page(request: HttpRequest, form: File, status: int = 200) -> HttpResponse:
    by: Any = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "grievances/disputes.html",
        {
            "form": form,
            "rows": [(one, place(one.case)) for one in queries.disputes_of(by)],
            "names": stage_names(),
        },
        status=status,
    )
