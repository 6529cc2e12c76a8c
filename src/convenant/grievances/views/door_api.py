"""The door for a phone that seals by itself: what it needs to know, pieces of files, a sealed complaint."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from pydantic import ValidationError

from convenant.base.verbs import Refused
from convenant.grievances import coming_in, crowd, keeping, sealing
from convenant.grievances.actions import intake
from convenant.grievances.forms.door import WARNS
from convenant.grievances.forms.sealed import Complaint, described
from convenant.grievances.languages import Language
from convenant.grievances.models import Case
from convenant.grievances.queries import door
from convenant.grievances.queries.door_facts import answer_before, kinds
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.sealing import wrapping
from convenant.grievances.views.door_shell import at_the_door

LARGEST_JSON = 6 * 2**20
ALREADY, KEPT = 200, 201


def _fault(chosen: Language, key: str, status: int, **named: object) -> HttpResponse:
    return JsonResponse({"fault": chosen.say(key, **named)}, status=status)


@at_the_door
def facts(request: HttpRequest, chosen: Language) -> HttpResponse:
    """Whose keys to seal to, at what cost, and what is taken."""
    readers = intake.recipients()
    return JsonResponse(
        {
            "open": door.is_open(),
            "readers": {
                name: [[pk, wrapping.text_of(public)] for pk, public in found]
                for name, found in readers.items()
            },
            "cost": {"memory": wrapping.USUAL.memory, "passes": wrapping.USUAL.passes},
            "most": keeping.MOST,
            "largest": keeping.LARGEST,
            "piece": coming_in.LARGEST_PIECE,
            "kinds": kinds(),
            "warns": WARNS,
            "challenge": crowd.challenge(),
        }
    )


@at_the_door
def description(request: HttpRequest, chosen: Language) -> HttpResponse:
    """What the addresses take and answer."""
    slug = request.agreement.slug  # type: ignore[attr-defined]
    return JsonResponse(described(reverse("grievances:door_api", args=[slug, chosen.code])[:-1]))


@at_the_door
def upload(request: HttpRequest, chosen: Language, name: str) -> HttpResponse:
    """How far a sealed file came; the next piece of it."""
    if not coming_in.NAME.match(name):
        return _fault(chosen, "fault.again", 404)
    if request.method in ("GET", "HEAD"):
        return JsonResponse({"size": coming_in.size_of(name)})
    if request.method != "PUT":
        return _fault(chosen, "fault.again", 405)
    if int(request.META.get("CONTENT_LENGTH") or 0) > coming_in.LARGEST_PIECE:
        return _fault(chosen, "fault.file_size", 413, name="", size=1)
    offset, piece = request.GET.get("offset", ""), request.body
    if not (offset.isdecimal() and offset.isascii() and len(offset) < 12 and piece):
        return _fault(chosen, "fault.again", 422)
    if not door.is_open():
        return _fault(chosen, "start.closed_title", 503)
    try:
        return JsonResponse({"size": coming_in.take(name, int(offset), piece)})
    except coming_in.NotTaken as refused:
        if refused.full:
            return _fault(chosen, "fault.again", 503)
        return JsonResponse({"size": refused.size}, status=409)


@at_the_door
def complaints(request: HttpRequest, chosen: Language) -> HttpResponse:
    """A sealed complaint is kept; the same receipt again is as good as once."""
    if request.method != "POST":
        return _fault(chosen, "fault.again", 405)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_JSON:
        return _fault(chosen, "fault.too_long", 413, count=LARGEST_JSON, typed="?")
    try:
        given = Complaint.model_validate_json(request.body)
    except ValidationError:
        return _fault(chosen, "fault.again", 422)
    if not crowd.paid(given.challenge, given.nonce, str(given.envelope.get("locator", ""))):
        asked = {"fault": chosen.say("tell.sending"), "challenge": crowd.challenge()}
        return JsonResponse(asked, status=429)
    if given.kind not in kinds():
        return _fault(chosen, "fault.needed", 422)
    try:
        files = [_kept(one) for one in given.files]
        told = intake.Intake(
            kind=given.kind,
            openness=given.openness,
            behalf=given.behalf,
            language=chosen.code,
            sealed_by=Case.SealedBy.BROWSER,
            urgent=given.urgent,
            stop_notices=given.stop_notices,
        )
        received = intake.receive(given.envelope, told, by=COMPLAINANT, files=files)
    except ValueError:  # a key that is no text of bytes, a file that is not whole
        return _fault(chosen, "fault.again", 422)
    except Refused:  # of another form, or no longer sealed to those who read now
        closed = not door.is_open()
        return (
            _fault(chosen, "start.closed_title", 409)
            if closed
            else _fault(chosen, "fault.again", 422)
        )
    if received.already and received.case.mark != given.envelope.get("mark"):
        return _fault(chosen, "fault.again", 409)
    answer = {"already": received.already, "answer_before": str(answer_before())}
    return JsonResponse(answer, status=ALREADY if received.already else KEPT)


def _kept(one: Any) -> keeping.Kept:
    """The file as the rows have it; its copy without metadata is made when it is first read."""
    key = sealing.bytes_of(one.key)
    if not coming_in.keep(one.upload, one.sealed_size, one.sha256):
        raise ValueError(one.upload)
    return keeping.Kept("", "sealed", one.size, one.sha256, one.upload, key, "", b"")
