"""A proposal at its permanent address: text, amendments, positions, outcome; and making a new one."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from convenant.base.actors import Actor
from convenant.base.difference import difference
from convenant.base.verbs import Refused
from convenant.decisions.actions import amendments, changes, positions
from convenant.decisions.actions import proposals as verbs
from convenant.decisions.forms import meetings as meeting_forms
from convenant.decisions.forms import proposals as forms
from convenant.decisions.models import Proposal
from convenant.decisions.queries import proposals as queries
from convenant.decisions.queries import shown as words
from convenant.decisions.queries.meetings import has_confirmed, papers_beside
from convenant.decisions.queries.record_of_meeting import result_in_words
from convenant.decisions.queries.tables import bench_name, body_name, sits_at
from convenant.decisions.rules import (
    may_convene,
    may_draft,
    may_follow,
    may_propose,
    may_read_log,
    may_take_part,
)
from convenant.decisions.views.deeds import Deed, asks_to_sign_in, carry_out, renewed, shown
from convenant.people.access import page
from convenant.people.models import Kind

State = Proposal.State


@page(may_propose)
def new(request: HttpRequest) -> HttpResponse:
    """Make a proposal."""
    form = forms.Propose(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = verbs.propose(said.pop("body"), by=request.actor, **said)  # type: ignore[attr-defined]
            return redirect(_address(request, made))
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/propose.html", {"form": form}, status=status)


def _address(request: HttpRequest, found: Proposal) -> str:
    return reverse("decisions:proposal", args=[request.agreement.slug, found.number])  # type: ignore[attr-defined]


def _proposal(by: Actor, number: int) -> Proposal:
    found = queries.proposal_for(by, number)
    if found is None:
        raise Http404
    return found


def _deeds(by: Actor, found: Proposal, standing: queries.Standing | None) -> dict[str, Deed]:
    """What this person can do with it now."""
    deeds: dict[str, Deed] = {}
    away = queries.has_interest(by, found)  # whoever left the table for it reads, and does nothing
    runs, drafts = may_convene(by) and not away, may_draft(by, found) and not away
    is_open = found.state in (State.DRAFT, State.PUT)
    if found.state == State.CLOSED and runs and found.result == "adopted":
        deeds["link"] = Deed(
            lambda form: changes.link_change(found, by=by, **form.change()), forms.Link
        )
    if not is_open:
        return deeds
    if drafts:
        deeds["rewrite"] = Deed(
            lambda form: verbs.rewrite(found, by=by, **form.cleaned_data), forms.Rewrite
        )
    if may_draft(by, found):
        deeds["withdraw"] = Deed(
            lambda form: verbs.withdraw_proposal(found, by=by, **form.cleaned_data),
            meeting_forms.Reason,
        )
    if runs and found.state == State.DRAFT:
        body = queries.body_of(found)
        unknown = words.unknown_of(body)
        deeds["settle"] = Deed(
            lambda form: _settle(by, found, form),
            lambda *args, **kwargs: forms.Settle(*args, unknown=unknown, **kwargs),
        )
        deeds["put"] = Deed(
            lambda form: verbs.put(found, form.cleaned_data["item"], by=by),
            lambda *args, **kwargs: forms.Put(*args, body=found.body, **kwargs),
        )
    table = standing.table if standing else []
    at_table = not away and (
        any(one.capacity_of(by.person_id) for one in table) or sits_at(by, found.body)
    )
    if at_table or runs:
        deeds["amend"] = Deed(
            lambda form: amendments.propose_amendment(found, by=by, **form.cleaned_data),
            forms.Amend,
        )
    for one in queries.amendments_of(found).filter(state="open"):
        if drafts:
            for name, take in (("take", True), ("refuse", False)):
                deeds[f"{name}-{one.pk}"] = Deed(
                    lambda form, one=one, take=take: amendments.answer_amendment(  # type: ignore[misc]
                        one, by=by, take=take, **form.cleaned_data
                    ),
                    forms.AnswerAmendment,
                )
        if one.by_id == by.person_id:
            deeds[f"drop-{one.pk}"] = Deed(
                lambda _data, one=one: amendments.withdraw_amendment(one, by=by)  # type: ignore[misc]
            )
    if found.state == State.PUT and standing is not None:
        own = _own_seats(by, standing)
        if own:
            names = {one.side: bench_name(one.side) for one in own}
            deeds["position"] = Deed(
                lambda form: _take(by, found, form, own),
                lambda *args, **kwargs: forms.TakePosition(
                    *args, seats=own, names=names, rule=standing.rule, **kwargs
                ),
            )
        if runs or (by.has(Kind.CHAIR) and sits_at(by, found.body) and not away):
            deeds["close"] = Deed(
                lambda data: positions.close_decision(
                    found, by=by, version=_number(data.get("version", ""))
                )
            )
    return deeds


def _own_seats(by: Actor, standing: queries.Standing) -> list[Any]:
    speaks = queries.chair_speaks(standing.rule)
    return [one for one in queries.seats_to_speak_for(by, standing.table) if one.side or speaks]


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _settle(by: Actor, found: Proposal, form: Form) -> None:
    assert isinstance(form, forms.Settle)  # noqa: S101 -- the deed's own form
    verbs.settle_proposal(
        found,
        by=by,
        tier=form.cleaned_data["tier"],
        hidden=form.cleaned_data["hidden"],
        choice=form.choice(),
        choice_because=form.cleaned_data.get("choice_because", ""),
    )


def _take(by: Actor, found: Proposal, form: Form, own: list[Any]) -> None:
    said = dict(form.cleaned_data)
    key = said.pop("seat")
    seat = next(one.seat for one in own if str(one.seat.pk) == key)
    positions.take_position(found, seat, by=by, **said)


@page(may_read_log)
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """A proposal or decision, at the address that stays; one that is not public asks to sign in first."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.proposal_for(by, number)
    return asks_to_sign_in(request) if found is None else _page(request, found)


def _page(
    request: HttpRequest, found: Proposal, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    texts = queries.texts_of(found)
    text = texts[0]
    is_open = found.state in (State.DRAFT, State.PUT)
    standing = queries.standing(found, text.number, by) if is_open else None
    deeds = _deeds(by, found, standing)
    rows = words.rows_of(found, standing)
    inside = may_follow(by)
    item = found.item
    first: dict[str, dict[str, Any]] = {
        "rewrite": {"text": text.text, "after": text.number},
        "settle": {"tier": found.tier, "hidden": found.hidden, **_chosen(found)},
        "position": {"version": text.number},
    }
    if standing is not None and standing.table:
        own = _own_seats(by, standing)
        if len(own) == 1:
            first["position"]["seat"] = str(own[0].seat.pk)
            said = next((o.said for o in standing.seated if o.at.seat.pk == own[0].seat.pk), None)
            if said is not None and said.person_id == by.person_id:
                first["position"] |= {"stand": said.stand, "reason": said.reason}
    all_forms = {**shown(deeds, first), **renewed(bound or {}, first, "after", "version")}
    recused = item is not None and any(one.person_id == by.person_id for one in item.recusals.all())
    outcome = standing.outcome if standing else None
    return render(
        request,
        "decisions/proposal.html",
        {
            "found": found,
            "body": body_name(found.body),
            "text": text,
            "texts": texts,
            "inside": inside,
            "rows": rows if inside and not (recused and is_open) else [],
            "apart": words.split_views(rows) if found.state == State.CLOSED else [],
            "hidden": standing.is_hidden if standing else False,
            "spoken": sum(row.spoke for row in rows if not row.observer),
            "seats": sum(not (row.observer or row.recused) for row in rows),
            "rule": words.rule_of_proposal(found) if inside else [],
            "result": result_in_words(found.result),
            "reasons": words.reasons_of(found),
            "so_far": words.in_words(outcome.reasons)
            if outcome is not None and found.state == State.PUT and not found.hidden and not recused
            else [],
            "missing": words.in_words(outcome.missing)
            if outcome is not None and found.state == State.PUT and not found.hidden and not recused
            else [],
            "changes": words.changes_of(by, [found]).get(found.pk, []),
            "amendments": [
                (
                    one,
                    difference(one.old, one.new),
                    all_forms.get(f"take_{one.pk}") or None,
                    f"take-{one.pk}",
                    f"refuse-{one.pk}",
                    f"drop-{one.pk}",
                )
                for one in queries.amendments_of(found)
            ]
            if inside
            else [],
            "papers": papers_beside(by, found),
            "asks": found.asks.all() if inside else [],
            "recused": recused,
            "unconfirmed": found.state == State.PUT
            and "position" in deeds
            and item is not None
            and not has_confirmed(by.person_id, item.meeting),
            "deeds": deeds,
            "forms": all_forms,
        },
        status=status,
    )


def _chosen(found: Proposal) -> dict[str, Any]:
    said = dict(found.choice)
    if "chair_votes" in said:
        votes, casts = said["chair_votes"], said.pop("chair_casts", False)
        said["chair_votes"] = "casts" if casts else "yes" if votes else "no"
    return {**said, "choice_because": found.choice_because}


@page(may_take_part)
def deed(request: HttpRequest, number: int) -> HttpResponse:
    """Write, amend, settle, put, take a position, close, link."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _proposal(by, number)
    if request.method != "POST":
        return redirect(_address(request, found))
    text = queries.current_text(found)
    is_open = found.state in (State.DRAFT, State.PUT)
    deeds = _deeds(by, found, queries.standing(found, text.number, by) if is_open else None)
    return carry_out(
        request,
        deeds,
        lambda bound, status: _page(request, found, _both_answers(bound), status),
        _address(request, found),
    )


def _both_answers(bound: dict[str, Form]) -> dict[str, Form]:
    """An answer that was refused stands in the one field that both buttons share."""
    return {
        (f"take_{name.removeprefix('refuse_')}" if name.startswith("refuse_") else name): form
        for name, form in bound.items()
    }


@page(may_read_log)
def compare(request: HttpRequest, number: int) -> HttpResponse:
    """What changed between two versions of the text, word by word; what is public is the text as decided."""
    found = queries.proposal_for(request.actor, number)  # type: ignore[attr-defined]
    if found is None or not may_follow(request.actor):  # type: ignore[attr-defined]
        return asks_to_sign_in(request)
    texts = {one.number: one for one in queries.texts_of(found)}
    newest = max(texts)
    old = texts.get(_number(request.GET.get("old", "")) or max(newest - 1, 1), texts[1])
    new_one = texts.get(_number(request.GET.get("new", "")) or newest, texts[newest])
    return render(
        request,
        "decisions/compare.html",
        {
            "found": found,
            "texts": sorted(texts.values(), key=lambda one: one.number),
            "old": old,
            "new": new_one,
            "runs": difference(old.text, new_one.text),
        },
    )
