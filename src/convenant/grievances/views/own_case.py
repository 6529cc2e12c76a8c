"""The complainant's own case: found again with the receipt, open for half an hour."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from convenant.base.verbs import Refused
from convenant.grievances import sealing
from convenant.grievances.actions import (
    coming_back,
    further,
    keys,
    mediation,
    offers,
    record,
    remedies,
    routing,
    safety,
)
from convenant.grievances.forms.door import LONGEST, empty
from convenant.grievances.languages import Language
from convenant.grievances.models import Case, Entry, Room
from convenant.grievances.procedure.stages import ENDED, Stage, why_not
from convenant.grievances.queries import attempts
from convenant.grievances.queries.beside import mediation_of
from convenant.grievances.queries.cases import as_it_stands
from convenant.grievances.queries.clocks import clock_now
from convenant.grievances.queries.door_facts import facts
from convenant.grievances.queries.opened import (
    Returned,
    complainant_with_ticket,
    led_to,
    room_of,
    said_in,
    today,
)
from convenant.grievances.queries.procedure import appeal_until, standing_of
from convenant.grievances.queries.record import has_feedback, kept_of
from convenant.grievances.queries.remedies import ledger
from convenant.grievances.queries.routing import releases_of
from convenant.grievances.queries.stages import place
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.sealing import cleaning, receipts
from convenant.grievances.views.door_files import (
    file_fault,
    kept_files,
    look_at_files,
    uploads_of,
)
from convenant.grievances.views.door_shell import at_the_door, shown


@at_the_door
def case(request: HttpRequest, chosen: Language) -> HttpResponse:
    """The complainant's own case: read, and every deed that is theirs; opened by a ticket for half an hour."""
    ticket = request.POST.get("ticket", "")[:200]
    returned = complainant_with_ticket(ticket)
    if returned is None:
        context = {"fault": chosen.say("return.too_late")} if request.method == "POST" else {}
        return shown(request, chosen, "back", context, 403 if context else 200)
    deed = request.POST.get("do", "")
    number = ""
    if deed == "leave":
        keys.leave_case(returned, by=COMPLAINANT)
        return redirect("grievances:door", agreement=request.agreement.slug, code=chosen.code)  # type: ignore[attr-defined]
    try:
        if deed == "make_number":
            number = _new_number(returned)
        said = _do(request, chosen, returned, deed)
    except PermissionDenied:
        yours = chosen.say("others.yours")
        return case_page(request, chosen, returned, ticket, fault=yours, status=403)
    except further.TooMany:
        many = chosen.say("others.many", count=further.MOST)
        return case_page(request, chosen, returned, ticket, fault=many, status=422)
    except cleaning.Refused as refused:
        fault = file_fault(refused, "", chosen)
        return case_page(request, chosen, returned, ticket, fault=fault, status=422)
    except (Refused, ValueError) as refusal:
        return case_page(request, chosen, returned, ticket, fault=str(refusal), status=422)
    return case_page(request, chosen, returned, ticket, said=said, number=number)


def _new_number(returned: Returned) -> str:
    """A further receipt to the case, as it is shown; this once."""
    receipt = receipts.new()
    wrapped = sealing.wrap(returned.private, receipt)
    further.make_receipt(returned, receipt, wrapped, by=COMPLAINANT)
    return receipts.shown(receipt)


def _do(request: HttpRequest, chosen: Language, returned: Returned, deed: str) -> str:
    """One deed of the complainant; what the page says of it."""
    text = request.POST.get("text", "").replace("\x00", "").strip()
    which = request.POST.get("which", "")
    if len(text) > LONGEST:
        raise ValueError(chosen.say("fault.too_long", count=LONGEST, typed=len(text)))
    if deed in ("answer", "add"):
        uploads = uploads_of(request)
        checked = empty()
        look_at_files(uploads, checked, chosen)
        if checked.faults:
            raise ValueError(checked.faults["files"])
        if not text and not uploads:
            raise ValueError(chosen.say("fault.empty"))
        room = room_of(returned.case, Room.Kind.CASE)
        kept = kept_files(uploads, bytes(room.public), returned.case.complainant["public"])
        kind = Entry.Kind.ANSWER if deed == "answer" else Entry.Kind.ADDITION
        words = {"text": text} if text else {}
        coming_back.add(returned.case, by=COMPLAINANT, words=words, files=kept, kind=kind)
        return chosen.say("case.sent")
    if deed == "retaliation":
        if not text:
            raise ValueError(chosen.say("fault.needed"))
        made = safety.report_retaliation(returned, by=COMPLAINANT, what=text)
        return chosen.say("case.retaliation_sent", date=chosen.day(made.look_on))
    if deed in ("agree", "disagree"):
        release = next((r for r in releases_of(returned.case) if str(r.pk) == which), None)
        if release is None:
            raise ValueError(chosen.say("fault.again"))
        routing.answer_release(returned, release, deed == "agree", by=COMPLAINANT)
        return chosen.say("case.sent")
    if deed in ("got_yes", "got_partly", "got_no"):
        lines = ledger(returned.case).lines
        item = next((line.item for line in lines if str(line.item.pk) == which), None)
        if item is None:
            raise ValueError(chosen.say("fault.again"))
        remedies.confirm_remedy(returned, item, deed.removeprefix("got_"), by=COMPLAINANT)
        return chosen.say("case.sent")
    if deed in ("accept", "refuse"):
        offer = next((one for one in returned.case.offers.all() if str(one.pk) == which), None)
        if offer is None:
            raise ValueError(chosen.say("fault.again"))
        offers.answer_offer(returned, offer, deed == "accept", by=COMPLAINANT)
        return chosen.say("case.sent")
    if deed == "talk":
        if not text:
            raise ValueError(chosen.say("fault.empty"))
        mediation.say_to_the_mediator(returned, by=COMPLAINANT, text=text)
        return chosen.say("case.sent")
    if deed == "end_number":
        ended = next((r for r in returned.case.further_receipts.all() if str(r.pk) == which), None)
        if ended is None:
            raise ValueError(chosen.say("fault.again"))
        further.end_receipt(returned, ended, by=COMPLAINANT)
        return chosen.say("others.ended")
    if deed == "feedback":
        given = {key: request.POST.get(key, "") for key in ("heard", "safe", "fair")}
        record.give_feedback(returned, by=COMPLAINANT, words=text, **given)
        return chosen.say("case.feedback_thanks")
    if deed == "appeal":
        if not text:
            raise ValueError(chosen.say("fault.needed"))
        coming_back.appeal(returned, by=COMPLAINANT, why=text)
        return chosen.say("case.sent")
    if deed == "withdraw" and request.POST.get("sure"):
        coming_back.withdraw(returned, by=COMPLAINANT, why=text)
        return chosen.say("case.withdrawn", date=chosen.day(today()))
    return ""


def case_page(
    request: HttpRequest,
    chosen: Language,
    returned: Returned,
    ticket: str,
    *,
    said: str = "",
    fault: str = "",
    arrived: bool = False,
    number: str = "",
    status: int = 200,
) -> HttpResponse:
    """Where the case stands, what was said, and what one may do."""
    own = as_it_stands(returned.case)
    room, standing = room_of(own, Room.Kind.CASE), standing_of(own)
    until = appeal_until(own)
    if until is not None and until < today():
        until = None
    return shown(
        request,
        chosen,
        "case",
        {
            "case": own,
            "ticket": ticket,
            "said": said,
            "fault": fault,
            "typed": request.POST.get("text", "") if fault else "",
            "did": request.POST.get("do", ""),
            "arrived": arrived,
            "decides": returned.further is None,
            **_talks(own, returned),
            "number": number,
            "others": list(own.further_receipts.all()),
            "clock": clock_now(own),
            "entries": said_in(room, Returned(own, returned.private)),
            "releases": releases_of(own),
            "lines": [one for one in ledger(own).lines if one.item.withdrawn_on is None],
            "place": place(own),
            "offers": list(own.offers.all()),
            "over": own.stage in ENDED,
            "kept": {one.what: one.until for one in kept_of(own)},
            "asks_feedback": own.stage in ENDED and not has_feedback(own),
            "may_withdraw": why_not(standing, Stage.WITHDRAWN) is None,
            "appeal_until": until if why_not(standing, Stage.APPEAL) is None else None,
            "readers": room.grants.count(),
            **facts(),
        },
        status,
    )


def _talks(own: Case, returned: Returned) -> dict[str, Any]:
    """What was said with the mediator, for who started the case; not for who helps."""
    found = mediation_of(own)
    if found is None or returned.further is not None:
        return {}
    room = room_of(own, Room.Kind.MEDIATION)
    return {"mediation": found, "talks": said_in(room, Returned(own, returned.private))}


@at_the_door
def back(request: HttpRequest, chosen: Language, first: bool = False) -> HttpResponse:
    """Come back with the receipt; right after sending, to be sure that it was written down."""
    if request.method != "POST":
        return shown(request, chosen, "back", {"first": first})
    typed = request.POST.get("receipt", "")[:200]

    def again(key: str, status: int = 422, **named: object) -> HttpResponse:
        context = {"first": first, "typed": typed, "fault": chosen.say(key, **named)}
        return shown(request, chosen, "back", context, status)

    try:
        receipt = receipts.read(typed)
    except receipts.Mistyped as wrong:
        if wrong.groups:
            return again("return.wrong_groups", groups=", ".join(map(str, wrong.groups)))
        return again("return.wrong_length", count=wrong.count)
    if wait := attempts.wait_for(receipt):
        return again("return.busy", 429, seconds=wait)
    found = led_to(receipt)
    if found is None:
        keys.note_wrong_receipt(receipt, by=COMPLAINANT)
        return again("return.unknown", 404)
    own, other = found
    try:
        private = sealing.unwrap(other.wrapped if other else own.complainant["wrapped"], receipt)
    except (sealing.WrongSecret, ValueError):
        return again("fault.again", 500)
    returned = Returned(own, private, other)
    ticket = keys.come_back(returned, by=COMPLAINANT)
    return case_page(request, chosen, returned, ticket, arrived=first)
