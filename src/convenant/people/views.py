"""People's pages: one's account, an invitation, and what the secretariat administers."""

from datetime import datetime, time
from functools import partial
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from convenant.base.journal import verify
from convenant.base.verbs import Refused
from convenant.people import forms
from convenant.people.access import page, signed_in
from convenant.people.actions import (
    accept_invitation,
    add_organisation,
    assign_role,
    describe_oneself,
    end_role,
    invite,
    withdraw_invitation,
)
from convenant.people.adapters import in_language
from convenant.people.deeds import changes, in_words
from convenant.people.invitations import is_proof, keep_in_session, link_to, send
from convenant.people.models import Invitation
from convenant.people.queries import (
    events_for,
    invitation_by_token,
    invitations_for,
    is_open,
    looks_at,
    memberships_of,
    organisation,
    people_here,
    roles_for,
)
from convenant.people.rows import as_csv
from convenant.people.rules import anyone, is_secretariat, speaks_for_an_organisation

ROWS = 50
HANDED_OVER = "invitation_made"


@page(signed_in)
def account(request: HttpRequest) -> HttpResponse:
    """My name and language, how I sign in, and my roles in every agreement."""
    person = request.user
    form = forms.Oneself(
        request.POST or None,
        initial={"name": person.name, "language": person.language},  # type: ignore[union-attr]
    )
    if request.method == "POST" and form.is_valid():
        describe_oneself(person, **form.cleaned_data)  # type: ignore[arg-type]
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        return in_language(redirect("people_open:account"), form.cleaned_data["language"])
    context = {"form": form, "memberships": list(memberships_of(person))}  # type: ignore[arg-type]
    return render(request, "people/account.html", context)


@never_cache
@page(anyone)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites for what; sign in or make an account, then accept."""
    found = invitation_by_token(token)
    if not is_open(found):
        return render(request, "people/invitation_closed.html", {"invitation": found}, status=404)
    assert found is not None  # noqa: S101 -- an open invitation exists
    here = request.path
    if request.method == "POST" and "accept" in request.POST and request.user.is_authenticated:
        role = accept_invitation(token, request.user, by=request.actor)  # type: ignore[attr-defined]
        request.session.pop("invitation", None)
        messages.success(
            request, _("Welcome. Your role here: %(role)s.") % {"role": role.get_kind_display()}
        )
        return redirect("home:start")
    if request.method == "POST" and not request.user.is_authenticated:
        keep_in_session(request.session, found, token)
        if is_proof(token, request.POST.get("proof", "")):
            get_adapter(request).stash_verified_email(request, found.email)
        query = urlencode({"next": here, "email": found.email})
        return redirect(f"{reverse('account_signup')}?{query}")
    context = {
        "invitation": found,
        "here": here,
        "proof": request.GET.get("proof", ""),
        "other_account": request.user.is_authenticated
        and request.user.email.lower() != found.email,
    }
    return render(request, "people/invitation.html", context)


@page(is_secretariat)
def people(request: HttpRequest) -> HttpResponse:
    """Who holds which role, and which invitations wait."""
    form = forms.FindRoles(request.GET)
    roles = roles_for(request.actor)  # type: ignore[attr-defined]
    if form.is_valid():
        if text := form.cleaned_data["search"]:
            roles = roles.filter(Q(person__name__icontains=text) | Q(person__email__icontains=text))
        if kind := form.cleaned_data["kind"]:
            roles = roles.filter(kind=kind)
        if chosen := form.cleaned_data["organisation"]:
            roles = roles.filter(Q(organisation=chosen) | Q(about=chosen))
    context = {
        "form": form,
        "page": _page(request, roles),
        "query": _query(request),
        "filtered": any(form.data.values()),
        "invitations": invitations_for(request.actor),  # type: ignore[attr-defined]
        "now": timezone.now(),
    }
    return render(request, "people/people.html", context)


@page(is_secretariat)
def assign(request: HttpRequest) -> HttpResponse:
    """A role for someone who already has an account."""
    form = forms.RoleForKnown(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        assert form.person is not None  # noqa: S101 -- a valid form has found the person
        try:
            role = assign_role(
                form.person,
                data["kind"],
                by=request.actor,  # type: ignore[attr-defined]
                organisation=data["organisation"],
                about=data["about"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The role is given: %(role)s.") % {"role": role})
            return redirect("people:people", request.agreement.slug)  # type: ignore[attr-defined]
    return render(request, "people/assign.html", {"form": form, "people": people_here()})


@page(is_secretariat)
def invite_someone(request: HttpRequest) -> HttpResponse:
    """A role that waits for its person; the mail goes out, and the link is shown once."""
    form = forms.RoleFor(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made, token = invite(
                data["email"],
                data["kind"],
                by=request.actor,  # type: ignore[attr-defined]
                organisation=data["organisation"],
                about=data["about"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            link = link_to(request, made, token)
            request.session[HANDED_OVER] = {"email": made.email, "link": link, "mailed": True}
            transaction.on_commit(partial(_mail, request, made, link, token))
            return redirect("people:invited", request.agreement.slug)  # type: ignore[attr-defined]
    return render(request, "people/invite.html", {"form": form})


def _mail(request: HttpRequest, made: Invitation, link: str, token: str) -> None:
    try:
        send(made, link, token)
    except (OSError, SMTPException):
        # The invitation stands; the next page says to hand the link over by another way.
        request.session[HANDED_OVER] = {"email": made.email, "link": link, "mailed": False}


@never_cache
@page(is_secretariat)
def invited(request: HttpRequest) -> HttpResponse:
    """The link of the invitation just made, this once."""
    return render(request, "people/invited.html", {"made": request.session.pop(HANDED_OVER, None)})


@page(is_secretariat)
def new_organisation(request: HttpRequest) -> HttpResponse:
    """An organisation, so that people can speak for it."""
    form = forms.NewOrganisation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = add_organisation(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        messages.success(
            request, _("%(name)s is added. Now give its people their roles.") % {"name": made}
        )
        return redirect("people:people", request.agreement.slug)  # type: ignore[attr-defined]
    return render(request, "people/organisation.html", {"form": form})


@page(is_secretariat)
def end(request: HttpRequest, role: int) -> HttpResponse:
    """Ask once, then end the role."""
    found = get_object_or_404(roles_for(request.actor), pk=role)  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            end_role(found, by=request.actor)  # type: ignore[attr-defined]
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("The role has ended: %(role)s.") % {"role": found})
        return redirect("people:people", request.agreement.slug)  # type: ignore[attr-defined]
    return render(request, "people/end.html", {"role": found})


@require_POST
@page(is_secretariat)
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """The invitation's link no longer works."""
    found = get_object_or_404(invitations_for(request.actor), pk=invitation)  # type: ignore[attr-defined]
    withdraw_invitation(found, by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, _("The invitation for %(email)s is withdrawn.") % {"email": found})
    return redirect("people:people", request.agreement.slug)  # type: ignore[attr-defined]


@page(speaks_for_an_organisation)
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at our confidential data, and when."""
    ours, chosen = _our_organisation(request)
    found = looks_at(request.actor, chosen.pk)  # type: ignore[attr-defined]
    context = {
        "page": _page(request, found),
        "query": _query(request),
        "ours": ours,
        "chosen": chosen,
    }
    for event in context["page"]:
        event.deed = in_words(event.verb)
    return render(request, "people/looks.html", context)


@page(speaks_for_an_organisation)
def looks_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    _ours, chosen = _our_organisation(request)
    found = looks_at(request.actor, chosen.pk)  # type: ignore[attr-defined]
    body = as_csv(
        [_("When"), _("Who"), _("What was done"), _("What it was about")],
        (
            (
                timezone.localtime(event.at).isoformat(timespec="seconds"),
                event.actor_name,
                in_words(event.verb),
                event.subject_label,
            )
            for event in found.iterator(chunk_size=2000)
        ),
    )
    return HttpResponse(
        body,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="looks.csv"'},
    )


def _our_organisation(request: HttpRequest) -> tuple[list[Any], Any]:
    ours = [organisation(pk) for pk in sorted(request.actor.organisations())]  # type: ignore[attr-defined]
    wanted = request.GET.get("organisation", "")
    chosen = next((one for one in ours if str(one.pk) == wanted), None)
    if wanted and chosen is None:
        raise Http404
    return ours, chosen or ours[0]


@page(is_secretariat)
def journal(request: HttpRequest) -> HttpResponse:
    """Who did what, and whether the chain of events holds."""
    events = events_for(request.actor)  # type: ignore[attr-defined]
    verbs = list(events.order_by().values_list("verb", flat=True).distinct())
    form = forms.FindEvents(request.GET, verbs=verbs)
    if form.is_valid():
        if verb := form.cleaned_data["verb"]:
            events = events.filter(verb=verb)
        if who := form.cleaned_data["who"]:
            events = events.filter(actor_name__icontains=who)
        if first := form.cleaned_data["first"]:
            events = events.filter(at__gte=_midnight(first))
        if last := form.cleaned_data["last"]:
            events = events.filter(at__lte=_midnight(last, time.max))
    context: dict[str, Any] = {
        "form": form,
        "page": _page(request, events),
        "query": _query(request),
    }
    for event in context["page"]:
        event.deed, event.changes = in_words(event.verb), changes(event.old, event.new)
    if request.GET.get("verify"):
        context["checked"] = True
        context["breaks"] = list(verify(request.agreement))  # type: ignore[attr-defined]
        context["last"] = events_for(request.actor).order_by("-number").first()  # type: ignore[attr-defined]
    return render(request, "people/journal.html", context)


def _midnight(day: Any, at: time = time.min) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def _query(request: HttpRequest) -> str:
    kept = [(k, v) for k, v in request.GET.items() if k not in ("page", "verify") and v]
    return urlencode(kept) + "&" if kept else ""
