"""Hearings of a case, and its register of evidence."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.grievances.actions import evidence as evidence_verbs
from convenant.grievances.actions import hearings as verbs
from convenant.grievances.forms import committee as forms
from convenant.grievances.forms import evidence as evidence_forms
from convenant.grievances.models import Case
from convenant.grievances.queries import evidence as register
from convenant.grievances.queries import hearings as queries
from convenant.grievances.queries.opened import OpenedKey, today
from convenant.grievances.queries.panel import sits_in
from convenant.grievances.views.deeds import Forms, answered, of_case


@of_case
def hearings(request: HttpRequest, case: Case, key: OpenedKey) -> HttpResponse:
    """Who was heard and who is still to be; invitations, minutes and their approval."""
    by: Any = request.actor  # type: ignore[attr-defined]
    which = request.POST.get("which", "")

    def do(deed: str, given: dict[str, Any]) -> str:
        if deed == "invite":
            verbs.invite(case, key, by=by, **given)
            return _("The invitation is where they read it.")
        hearing = next((one for one in queries.hearings_of(case) if str(one.pk) == which), None)
        if hearing is None:
            raise Refused(_("This hearing does not take place."))
        if deed == "minutes":
            verbs.write_minutes(hearing, key, by=by, text=given["text"])
            return _("The minutes are sealed in the case, and wait for the panel’s approval.")
        if deed == "approve":
            verbs.approve_minutes(hearing, by=by)
            return _("You approved the minutes.")
        verbs.note_declined(hearing, key, by=by, why=given["why"])
        return _("It is sealed in the case.")

    def show(made: Forms, status: int) -> HttpResponse:
        found = queries.lines(case, key)
        return render(
            request,
            "grievances/hearings.html",
            {
                "case": case,
                "lines": [(one, _forms_of(one, made, which)) for one in found],
                "parties": queries.parties_heard(case),
                "forms": made,
                "which": which,
                "today": today(),
                "sits": sits_in(case, by.person_id),
                "me": by.person_id,
            },
            status=status,
        )

    makers: dict[str, Any] = {
        "invite": lambda data: forms.Invite(data, respondents=queries.respondents(case)),
        "minutes": forms.Minutes,
        "approve": forms.Nothing,
        "decline": forms.Declined,
    }
    return answered(request, makers, do, show)


def _forms_of(line: queries.Line, made: Forms, which: str) -> Forms:
    """Forms of their own for each hearing; the one that was sent keeps what was typed."""
    number = str(line.hearing.pk)
    if number == which:
        return made
    own: Forms = {
        "minutes": forms.Minutes(initial={"text": line.minutes}),
        "decline": forms.Declined(),
    }
    for name, form in own.items():
        form.auto_id = f"{name}_{number}_%s"
    return own


@of_case
def evidence(request: HttpRequest, case: Case, key: OpenedKey) -> HttpResponse:
    """Everything that a case is proved with: its number, its digest, what it shows, who had it and when."""
    by: Any = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        evidence_verbs.number_files(case, by=by)
    found, left = register.register(case, key)
    which = request.POST.get("which", "")

    def do(deed: str, given: dict[str, Any]) -> str:
        if deed == "take_in":
            entry = next(one.entry for one in left if one.entry.pk == given["entry"])
            made = evidence_verbs.take_in(case, entry, key, by=by, about=given["about"])
            return _("It is number %(number)s of the register.") % {"number": made.number}
        if deed == "check":
            changed = evidence_verbs.check_evidence(case, by=by)
            if changed:
                raise Refused(
                    _("Changed or gone since it was taken in: %(numbers)s.")
                    % {"numbers": ", ".join(map(str, changed))}
                )
            return _("Everything lies there as it was taken in.")
        piece = next((one.evidence for one in found if str(one.evidence.number) == which), None)
        if piece is None:
            raise Refused(_("This is not in the register."))
        evidence_verbs.describe(piece, key, by=by, text=given["text"])
        return _("It is sealed in the case.")

    def show(made: Forms, status: int) -> HttpResponse:
        rows = []
        for one in found:
            number = str(one.evidence.number)
            form = made["describe"] if number == which else evidence_forms.Describe()
            form.auto_id = f"describe_{number}_%s"
            rows.append((one, form))
        return render(
            request,
            "grievances/evidence.html",
            {"case": case, "rows": rows, "left": left, "forms": made},
            status=status,
        )

    makers: dict[str, Any] = {
        "take_in": lambda data: evidence_forms.TakeIn(data, said=left),
        "describe": evidence_forms.Describe,
        "check": forms.Nothing,
    }
    return answered(request, makers, do, show)
