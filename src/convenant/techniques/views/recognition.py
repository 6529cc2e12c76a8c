"""Recognition: what is or was recognised by whom, and the file of each application."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.decisions.views.deeds import Deed, asks_to_sign_in, carry_out, shown
from convenant.people.access import page
from convenant.techniques.actions import recognition as verbs
from convenant.techniques.actions import recognition_file as file_verbs
from convenant.techniques.forms import recognition as forms
from convenant.techniques.models import Recognition
from convenant.techniques.queries import recognition as queries
from convenant.techniques.recognition import (
    DECIDED,
    ENDED,
    GRADED,
    Move,
    bases,
    may_apply_again,
    moves,
    repair_range,
)
from convenant.techniques.rules import (
    may_follow,
    may_read_published,
    may_record_recognition,
)


@page(may_read_published)
def recognitions(request: HttpRequest) -> HttpResponse:
    """What is or was recognised by whom, as far as a record says so."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "techniques/recognitions.html",
        {
            "overview": queries.overview(by, timezone.localdate()),
            "may_record": may_record_recognition(by),
            "follows": may_follow(by),
        },
    )


@page(may_record_recognition)
def new(request: HttpRequest) -> HttpResponse:
    """Begin an application for recognition."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    form = forms.Start(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = verbs.start_recognition(said.pop("basis"), by=by, **said)
            return redirect(_address(request, made))
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    status = 422 if request.method == "POST" else 200
    language = queries.language()
    known = [
        (one.named(language), one.noted(language), one.whose(language), one)
        for one in bases().values()
    ]
    context = {"form": form, "bases": known}
    return render(request, "techniques/recognition_new.html", context, status=status)


def _address(request: HttpRequest, found: Recognition) -> str:
    slug = request.agreement.slug  # type: ignore[attr-defined]
    return reverse("techniques:recognition", args=[slug, found.number])


@page(may_read_published)
def recognition(request: HttpRequest, number: int) -> HttpResponse:
    """One application: the record, and for the table its road, criteria, steps and documents."""
    found = queries.recognition_numbered(request.actor, number)  # type: ignore[attr-defined]
    if found is None:
        return asks_to_sign_in(request)
    return _page(request, found)


@page(may_record_recognition)
def deed(request: HttpRequest, number: int) -> HttpResponse:
    """A step, a correction, a document, a criterion or its grades."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.recognition_numbered(by, number)
    if found is None:
        return asks_to_sign_in(request)
    here = _address(request, found)
    if request.method != "POST":
        return redirect(here)
    name = request.POST.get("deed", "")
    back = here
    if name.startswith("grade-"):  # on to the next one, so that a hundred of them are one walk
        ahead = queries.next_ungraded(found, _key(name.removeprefix("grade-")))
        back = f"{here}?criterion={ahead}#grade" if ahead else f"{here}#criteria"
    return carry_out(
        request,
        _deeds(by, found, _asked(request)),
        lambda bound, status: _page(request, found, bound, status),
        back,
    )


def _key(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _asked(request: HttpRequest) -> int:
    """The criterion that a page or a deed is about; only its forms are made, for there can be hundreds."""
    name, _dash, key = request.POST.get("deed", "").rpartition("-")
    if name in ("grade", "criterion", "remove"):
        return _key(key)
    return _key(request.GET.get("criterion", ""))


def _repair(found: Recognition) -> str:
    """What the basis says of the term for repair."""
    basis = queries.basis_of(found)
    allowed = repair_range(basis, timezone.localdate())
    if allowed is None or basis.repair_months is None:
        return _("As the notice says.")
    return _(
        "On this basis %(least)d to %(most)d months after the notice: for a notice of today from "
        "%(from)s to %(to)s."
    ) % {
        "least": basis.repair_months[0],
        "most": basis.repair_months[1],
        "from": date_format(allowed[0], "j F Y"),
        "to": date_format(allowed[1], "j F Y"),
    }


def _step(by: Actor, found: Recognition, move: Move) -> Deed:
    return Deed(
        lambda form: verbs.move_recognition(found, by=by, to=move.to, **form.cleaned_data),
        lambda *args, **kwargs: forms.Step(*args, move=move, repair=_repair(found), **kwargs),
    )


def _add_file(by: Actor, found: Recognition, form: Form) -> None:
    file: Any = form.cleaned_data["file"]
    file_verbs.add_file(
        found,
        by=by,
        name=form.cleaned_data["name"],
        file_name=file.name,
        content=file.read(),
    )


def _deeds(by: Actor, found: Recognition, criterion: int = 0) -> dict[str, Deed]:
    if not may_record_recognition(by):
        return {}
    deeds = {
        f"move-{move.to}": _step(by, found, move)
        for move in moves(found.state, decided=queries.basis_of(found).decided)
    }
    if found.state == Recognition.State.DRAFT:
        deeds["change"] = Deed(
            lambda form: verbs.change_recognition(found, by=by, **form.cleaned_data), forms.Start
        )
    if found.state in DECIDED:
        deeds["correct"] = Deed(
            lambda form: verbs.correct_decision(found, by=by, **form.cleaned_data),
            lambda *args, **kwargs: forms.Correct(
                *args, has_validity=found.valid_from is not None, **kwargs
            ),
        )
    if may_apply_again(found.state, found.valid_to):
        deeds["again"] = Deed(lambda _data: verbs.apply_again(found, by=by))
    deeds["file"] = Deed(lambda form: _add_file(by, found, form), forms.AddFile)
    for file in queries.files_of(found):
        deeds[f"withdraw-{file.pk}"] = Deed(
            lambda _data, file=file: file_verbs.withdraw_file(file, by=by)  # type: ignore[misc]
        )
    if found.state not in ENDED:
        deeds["criteria"] = Deed(
            lambda form: file_verbs.add_criteria(found, by=by, **form.cleaned_data),
            forms.Criteria,
        )
        deeds |= _about_one(by, found, criterion)
    return deeds


def _about_one(by: Actor, found: Recognition, criterion: int) -> dict[str, Deed]:
    row = queries.criterion_of(found, criterion) if criterion else None
    if row is None:
        return {}
    deeds = {}
    if found.state in GRADED:
        deeds[f"grade-{row.pk}"] = Deed(
            lambda form: file_verbs.grade_criterion(row, by=by, **form.cleaned_data), forms.Grade
        )
    if not (row.standard or row.implementation):
        deeds[f"criterion-{row.pk}"] = Deed(
            lambda form: file_verbs.change_criterion(row, by=by, **form.cleaned_data),
            forms.Criterion,
        )
        deeds[f"remove-{row.pk}"] = Deed(lambda _data: file_verbs.remove_criterion(row, by=by))
    return deeds


def _page(
    request: HttpRequest,
    found: Recognition,
    bound: dict[str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    basis, language = queries.basis_of(found), queries.language()
    context: dict[str, Any] = {
        "found": found,
        "line": queries.shown(found, timezone.localdate()),
        "basis": basis,
        "basis_name": basis.named(language),
        "follows": may_follow(by),
        "newer": queries.follows(found) if may_follow(by) else None,
    }
    if may_follow(by):
        context |= _for_the_table(by, found, _asked(request), bound or {})
    return render(request, "techniques/recognition.html", context, status=status)


def _for_the_table(
    by: Actor, found: Recognition, asked: int, bound: dict[str, Form]
) -> dict[str, Any]:
    """The road, the criteria, the steps and the documents, with what can be done."""
    basis = queries.basis_of(found)
    deeds = _deeds(by, found, asked)
    row = queries.criterion_of(found, asked) if asked else None
    first: dict[str, dict[str, Any]] = {
        "change": {
            "technique": found.technique,
            "basis": found.basis,
            "authority": found.authority,
            "scope": found.scope,
        },
        "correct": {
            name: getattr(found, name)
            for name in (
                "authority",
                "decision",
                "decision_address",
                "decided_on",
                "valid_from",
                "valid_to",
                "scope",
                "conditions",
            )
        },
    }
    if row is not None:
        first[f"criterion-{row.pk}"] = {"criterion": row.criterion}
        first[f"grade-{row.pk}"] = {
            "standard": row.standard,
            "standard_because": row.standard_because,
            "implementation": row.implementation,
            "implementation_because": row.implementation_because,
        }
    made = {**shown(deeds, first), **bound}
    steps = queries.steps_of(found)
    criteria = queries.criteria_of(found)
    return {
        "deeds": deeds,
        "forms": made,
        "next_steps": [
            (
                name,
                queries.label_of(name.removeprefix("move-"), basis),
                made[name.replace("-", "_")],
            )
            for name in deeds
            if name.startswith("move-")
        ],
        "road": queries.road(found, steps),
        "steps": [(one, queries.label_of(one.now, basis)) for one in steps],
        "criteria": criteria,
        "in_sum": queries.grades_in_sum(criteria) if criteria else [],
        "row": row,
        "grade_form": made.get(f"grade_{row.pk}") if row else None,
        "criterion_form": made.get(f"criterion_{row.pk}") if row else None,
        "may_grade": found.state in GRADED and may_record_recognition(by),
        "may_word": found.state not in ENDED and may_record_recognition(by),
        "files": queries.files_of(found),
        "may_read_files": queries.may_read_files(by),
        "note": basis.noted(queries.language()),
    }
