"""Files that come in at the door: looked at, told about kindly, sealed onto the disk."""

from django.http import HttpRequest

from convenant.grievances import keeping
from convenant.grievances.arriving import TooLarge
from convenant.grievances.forms.door import Told
from convenant.grievances.languages import Language
from convenant.grievances.sealing import cleaning
from convenant.grievances.views.door_uploads import SealedUpload


def uploads_of(request: HttpRequest) -> list[SealedUpload]:
    found = [*request.FILES.getlist("files"), *request.FILES.getlist("voice")]
    return [one for one in found if isinstance(one, SealedUpload)]


def look_at_files(uploads: list[SealedUpload], given: Told, chosen: Language) -> None:
    if len(uploads) > keeping.MOST:
        given.faults["files"] = chosen.say("fault.file_count", count=keeping.MOST)
        return
    for one in uploads:
        name, fault = one.arrived.name, one.arrived.fault
        if isinstance(fault, TooLarge):
            size = keeping.LARGEST // 2**20
            given.faults["files"] = chosen.say("fault.file_size", name=name, size=size)
        elif fault is not None:
            given.faults["files"] = file_fault(fault, name, chosen)


def file_fault(refused: cleaning.Refused, name: str, chosen: Language) -> str:
    if refused.code == "empty":
        return chosen.say("fault.file_empty", name=name)
    dangerous = refused.code in {"virus", "program", "page", "scripted"}
    return chosen.say("fault.file_dangerous" if dangerous else "fault.file_kind", name=name)


def kept_files(
    uploads: list[SealedUpload], room_public: bytes, case_public: str
) -> list[keeping.Kept]:
    """Each with its copy, its key sealed to the room. Raises cleaning.Refused."""
    kept = [keeping.keep_arrived(one.arrived, room_public, case_public) for one in uploads]
    for one in uploads:
        one.kept = True
    return kept
