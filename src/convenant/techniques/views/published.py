"""Published techniques: the list, one of them, each of its versions, two compared; and keeping them."""

from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from convenant.assessments.rules import may_read_frameworks
from convenant.base.actors import Actor
from convenant.decisions.views.deeds import Deed, asks_to_sign_in, carry_out, shown
from convenant.people.access import page
from convenant.techniques.actions import publication as verbs
from convenant.techniques.content.differences import compared
from convenant.techniques.forms.published import Find, Reason, Replace, Translate
from convenant.techniques.models import Technique, TechniqueVersion
from convenant.techniques.queries import contents
from convenant.techniques.queries import publication as keeping
from convenant.techniques.queries import published as queries
from convenant.techniques.queries.criteria import criteria_of
from convenant.techniques.queries.recognised import recognitions_in_force
from convenant.techniques.queries.versions import (
    content_of,
    current_version,
    technique_for,
    version_numbered,
)
from convenant.techniques.rules import may_follow, may_keep, may_propose, may_read_published
from convenant.techniques.views.linked_data import TYPE, one_version

A_PAGE = 50


@page(may_read_published)
def overview(request: HttpRequest) -> HttpResponse:
    """Every technique in force, those on trial apart, what is over folded away."""
    form = Find(request.GET or None, themes=list(queries.theme_names().items()), auto_id="find-%s")
    said = form.cleaned_data if form.is_valid() else {}
    wanted = queries.Wanted(said.get("q", ""), said.get("kind", ""), said.get("theme", ""))
    today = timezone.localdate()
    found = Paginator(queries.listed(wanted, today), A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    trials, gone = queries.on_trial(wanted), queries.gone(wanted)
    return render(
        request,
        "techniques/overview.html",
        {
            "form": form,
            "searched": any(said.values()),
            "lines": found,
            "query": f"{asked.urlencode()}&" if asked else "",
            "trials": trials,
            "gone": gone,
            "whole": recognitions_in_force(today),
            "nothing": not (found.paginator.count or trials or gone)
            and not queries.anything_published(),
            "inside": may_follow(request.actor),  # type: ignore[attr-defined]
            "may_propose": may_propose(request.actor),  # type: ignore[attr-defined]
        },
    )


@page(may_read_published)
def technique(request: HttpRequest, number: int) -> HttpResponse:
    """The version that holds, or the last one; one on trial as it is tried; one in the making asks to sign in."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = technique_for(by, number)
    if found is None:
        return asks_to_sign_in(request)
    current = keeping.version_in_force(found) or current_version(found)
    trial = queries.trial_draft(found)
    if current is not None and (trial is None or current.is_in_force):
        return _version(request, version_numbered(number, current.number) or current)
    return render(
        request,
        "techniques/technique.html",
        {
            "found": found,
            "shown": contents.shown(content_of(trial.content)) if trial else None,
            "may_keep": may_keep(by),
            "inside": may_follow(by),
        },
    )


@page(may_read_published)
def version(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """A version at the address that stays; as linked data for those who ask for that."""
    found = version_numbered(number, version)
    if found is None:
        raise Http404
    if request.get_preferred_type(["text/html", TYPE]) == TYPE:
        answer = one_version(request, found)
    else:
        answer = _version(request, found)
    patch_vary_headers(answer, ["Accept"])
    return answer


def _version(request: HttpRequest, found: TechniqueVersion) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    slug, number = request.agreement.slug, found.technique.number  # type: ignore[attr-defined]
    told = contents.shown(content_of(found.content))
    every = queries.versions_of(found.technique)
    data = reverse("techniques:version_data", args=[slug, number, found.number])
    answer = render(
        request,
        "techniques/version.html",
        {
            "found": found,
            "technique": found.technique,
            "shown": told,
            "newer": queries.newer_than(found),
            "versions": every,
            "apart": queries.apart(by, found),
            "decision": queries.decision_for(by, found),
            "recognitions": recognitions_in_force(timezone.localdate(), found.technique)
            if found.is_in_force
            else [],
            "criteria": criteria_of(found),
            "may_read_frameworks": may_read_frameworks(by),
            "may_keep": may_keep(by),
            "inside": may_follow(by),
            "permanent": request.build_absolute_uri(
                reverse("techniques:version", args=[slug, number, found.number])
            ),
        },
    )
    answer["Link"] = f'<{data}>; rel="alternate"; type="{TYPE}"'
    return answer


@page(may_read_published)
def compare(request: HttpRequest, number: int) -> HttpResponse:
    """What changed from one version to another, in words."""
    found = technique_for(request.actor, number)  # type: ignore[attr-defined]
    every = queries.versions_of(found) if found else []
    if found is None or not every:
        raise Http404
    newest = every[0].number
    a = _chosen(number, request.GET.get("a", ""), max(newest - 1, 1))
    b = _chosen(number, request.GET.get("b", ""), newest)
    changes = compared(
        content_of(a.content), content_of(b.content), contents.reader(), contents.names_here()
    )
    return render(
        request,
        "techniques/compare_versions.html",
        {
            "technique": found,
            "title": contents.shown(content_of(b.content)).title,
            "versions": every[::-1],
            "a": a,
            "b": b,
            "changes": changes,
        },
    )


def _chosen(number: int, asked: str, otherwise: int) -> TechniqueVersion:
    wanted = int(asked) if asked.isdecimal() and len(asked) < 9 else otherwise
    found = version_numbered(number, wanted)
    if found is None:
        raise Http404
    return found


# Keeping -----------------------------------------------------------------------------------------


def _deeds(by: Actor, found: Technique, waiting: list[keeping.Lacking]) -> dict[str, Deed]:
    """What the secretariat can do with it now."""
    deeds: dict[str, Deed] = {}
    if found.stage == Technique.Stage.ADOPTED:
        deeds["publish"] = Deed(
            lambda form: verbs.publish_technique(
                found, by=by, translations=_translations(form, waiting)
            ),
            lambda *args, **kwargs: Translate(*args, lacking=waiting, **kwargs),
        )
    holding = keeping.version_in_force(found)
    if holding is not None:
        deeds["withdraw"] = Deed(
            lambda form: verbs.withdraw_version(holding, by=by, **form.cleaned_data), Reason
        )
        others = keeping.could_take_its_place(found)
        if others:
            deeds["replace"] = Deed(
                lambda form: verbs.replace_technique(
                    found,
                    next(one for one in others if one.number == form.cleaned_data["other"]),
                    by=by,
                ),
                lambda *args, **kwargs: Replace(*args, others=others, **kwargs),
            )
    return deeds


def _translations(form: Any, waiting: list[keeping.Lacking]) -> dict[str, dict[str, str]]:
    said: dict[str, dict[str, str]] = {}
    for one in waiting:
        said.setdefault(one.name, {})[one.language] = form.cleaned_data[one.field]
    return said


@page(may_keep)
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish what was adopted, with the translations that are missing; withdraw, or let another take its place."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = technique_for(by, number)
    if found is None:
        raise Http404
    draft = keeping.adopted_draft(found) if found.stage == Technique.Stage.ADOPTED else None
    content = content_of(draft.content) if draft else None
    waiting = keeping.lacking(content, found) if content else []
    deeds = _deeds(by, found, waiting)

    def show(bound: dict[str, Form], status: int = 200) -> HttpResponse:
        forms = {**shown(deeds), **bound}
        return render(
            request,
            "techniques/publish.html",
            {
                "found": found,
                "forms": forms,
                "waiting": waiting,
                "shown": contents.shown(content, found.language) if content else None,
                "as_adopted": keeping.says_what_was_adopted(content, found) if content else None,
                "holding": keeping.version_in_force(found),
            },
            status=status,
        )

    if request.method != "POST":
        return show({})
    slug = request.agreement.slug  # type: ignore[attr-defined]
    return carry_out(
        request,
        deeds,
        show,
        reverse("techniques:technique", args=[slug, number])
        if request.POST.get("deed") in deeds
        else reverse("techniques:publish", args=[slug, number]),
    )
