"""The public door: tell what happened, and get a receipt. Keys are derived outside any transaction."""

from typing import Any

from csp.constants import SELF, WASM_UNSAFE_EVAL
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances import keeping, sealing
from convenant.grievances.actions import coming_back, intake
from convenant.grievances.forms.door import Told, empty, told
from convenant.grievances.languages import Language
from convenant.grievances.models import Case
from convenant.grievances.queries import door, places
from convenant.grievances.queries.door_facts import answer_before, facts, kinds, offered_languages
from convenant.grievances.queries.opened import case_by_receipt
from convenant.grievances.queries.public import places_elsewhere
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.sealing import cleaning, receipts
from convenant.grievances.views.door_files import (
    file_fault,
    kept_files,
    look_at_files,
    uploads_of,
)
from convenant.grievances.views.door_shell import at_the_door, shown
from convenant.grievances.views.door_uploads import SealedUpload
from convenant.people.access import page
from convenant.people.rules import anyone


def choose(request: HttpRequest, **_: Any) -> HttpResponse:
    """The door without a language: the one the phone asks for, where there is one."""
    asked = request.headers.get("accept-language", "").lower()
    wanted = [part.split(";")[0].strip()[:2] for part in asked.split(",")[:10]]
    codes = {one.code for one in offered_languages()}
    code = next((one for one in wanted if one in codes), "en")
    return redirect("grievances:door", agreement=request.agreement.slug, code=code)  # type: ignore[attr-defined]


choose = never_cache(page(anyone)(choose))


@at_the_door
def start(request: HttpRequest, chosen: Language) -> HttpResponse:
    """What this is, in every language there is; closed where nobody would answer."""
    context = {"open": door.is_open(), "languages": offered_languages(), **facts()}
    return shown(request, chosen, "start", context)


@at_the_door
def next_steps(request: HttpRequest, chosen: Language) -> HttpResponse:
    """What happens next, by when, and who sees what: from the agreement's clocks and the people there are."""
    return shown(request, chosen, "next", facts())


@at_the_door
def elsewhere(request: HttpRequest, chosen: Language) -> HttpResponse:
    """Where else one can go, in a country or anywhere; also while this door is closed."""
    standing, country = list(places_elsewhere()), request.GET.get("country", "")[:2]
    codes = sorted({one.country for one in standing if one.country}, key=chosen.country)
    found = [one for one in standing if not country or one.country in ("", country)]
    found.sort(key=lambda one: (one.kind != "emergency", chosen.country(one.country)))
    return shown(
        request,
        chosen,
        "elsewhere",
        {
            "places": [(one, chosen.country(one.country)) for one in found],
            "countries": [(code, chosen.country(code)) for code in codes],
            "country": country,
        },
    )


@at_the_door
def tell(request: HttpRequest, chosen: Language) -> HttpResponse:
    """The form; sent, the receipt. The receipt comes with the form, so that sending twice is sending once."""
    if request.method != "POST":
        if not door.is_open():
            return start(request, code=chosen.code)
        return _form(request, chosen, empty(), receipts.new())
    try:
        receipt = receipts.read(request.POST.get("receipt", ""))
    except receipts.Mistyped:
        receipt = receipts.new()
    uploads = uploads_of(request)
    given = told(request.POST, chosen, len(uploads), kinds())
    if request.POST.get("do") == "search":
        given.faults.clear()
        return _form(request, chosen, given, receipt, searched=True)
    look_at_files(uploads, given, chosen)
    if given.faults:
        return _form(request, chosen, given, receipt, status=422)
    if given.says_who and request.POST.get("sure") != "yes":
        return _form(request, chosen, given, receipt, warned=True)
    return _received(request, chosen, given, receipt, uploads)


def _received(
    request: HttpRequest,
    chosen: Language,
    given: Told,
    receipt: str,
    uploads: list[SealedUpload],
) -> HttpResponse:
    found = case_by_receipt(receipt)
    words = given.words() or {"what": ""}
    if uploads:
        words["files"] = [one.arrived.name for one in uploads]
    try:
        if found is not None:
            already = _again(found, given, words, receipt, uploads)
        else:
            readers = intake.recipients()
            envelope = sealing.seal_intake(
                receipt,
                {"case": words, "identity": given.identity()},
                readers["handlers"],
                readers["custodians"],
            )
            public = envelope["complainant"]["public"]
            room = sealing.bytes_of(envelope["rooms"]["case"]["public"])
            chose = intake.Intake(
                kind=given.given["kind"],
                openness=given.given["openness"],
                behalf=given.given["behalf"],
                language=chosen.code,
                sealed_by=Case.SealedBy.SERVER,
                urgent=given.given["afraid"] == "now",
                stop_notices=bool(given.given["stop_notice"]),
            )
            kept = kept_files(uploads, room, public)
            already = intake.receive(envelope, chose, by=COMPLAINANT, files=kept).already
    except cleaning.Refused as refused:
        given.faults["files"] = file_fault(refused, "", chosen)
        return _form(request, chosen, given, receipt, status=422)
    except Refused as refusal:
        closed = not door.is_open()
        given.faults["all"] = chosen.say("start.closed_title") if closed else str(refusal.sentence)
        return _form(request, chosen, given, receipt, status=409)
    return shown(
        request,
        chosen,
        "receipt",
        {
            "shown_receipt": receipts.shown(receipt),
            "already": already,
            "for_other": given.given["behalf"] == "other",
            "answer_before": answer_before(),
        },
    )


def _again(
    case: Case,
    given: Told,
    words: dict[str, Any],
    receipt: str,
    uploads: list[SealedUpload],
) -> bool:
    """Sent again under one receipt: the same words are there already, other words are an addition."""
    wrapped = case.complainant["wrapped"]
    cost = sealing.Cost(int(wrapped["memory"]), int(wrapped["passes"]))
    key = sealing.derive(receipt, sealing.bytes_of(wrapped["salt"]), cost)
    parts = [words, given.identity()]
    if sealing.mark_of([sealing.canonical(part) for part in parts if part], key) == case.mark:
        return True
    kept = kept_files(
        uploads, bytes(case.rooms.get(kind="case").public), case.complainant["public"]
    )
    coming_back.add(case, by=COMPLAINANT, words=words, files=kept)
    return False


_NAME = "@name@"  # where the script puts a file's name
# What the form's script says, by the key it knows it by.
_SPOKEN = {
    "sealed_in_browser": "tell.sealed_in_browser",
    "sending": "tell.sending",
    "resend": "tell.resend",
    "draft_found": "tell.draft_found",
    "speak_stop": "tell.speak_stop",
    "speak_again": "tell.speak_again",
    "speak_unavailable": "tell.speak_unavailable",
    "names_warning": "tell.what_names_warning",
    "needed": "fault.needed",
    "empty": "fault.empty",
    "file_empty": "fault.file_empty",
    "again": "fault.again",
    "closed": "start.closed_title",
}


def spoken(chosen: Language) -> dict[str, str]:
    """The texts of the form's script; names of files are filled in by it."""
    size = keeping.LARGEST // 2**20
    return {
        **{key: chosen.say(text, name=_NAME) for key, text in _SPOKEN.items()},
        "file_count": chosen.say("fault.file_count", count=keeping.MOST),
        "file_size": chosen.say("fault.file_size", size=size, name=_NAME),
    }


def _form(
    request: HttpRequest,
    chosen: Language,
    given: Told,
    receipt: str,
    *,
    searched: bool = False,
    warned: bool = False,
    status: int = 200,
) -> HttpResponse:
    words = request.POST.get("site_search", "")
    found = places.places(words) if words else []
    picked = places.place(given.given["site"])
    if picked is not None and picked not in found:
        found.insert(0, picked)
    page = shown(
        request,
        chosen,
        "tell",
        {
            "told": given,
            "faults": given.faults,
            "receipt": receipt,
            "searched": searched,
            "site_search": words,
            "places": found,
            "can_search": places.offered(),
            "kinds": kinds(),
            "answer_before": answer_before(),
            "says": spoken(chosen),
            "warned": warned,
            "had_files": bool(request.FILES),
            "count": keeping.MOST,
            "size": keeping.LARGEST // 2**20,
        },
        status,
    )
    # The sealing library is machine code that the browser compiles; nothing else may be.
    page._csp_update = {  # type: ignore[attr-defined]
        "script-src": [SELF, WASM_UNSAFE_EVAL],
        "media-src": [SELF, "blob:"],
    }
    return page
