"""Files that come in at the door: looked at, told about kindly, sealed onto the disk."""

from django.http import HttpRequest

from convenant.grievances import keeping
from convenant.grievances.forms.door import Told
from convenant.grievances.languages import Language
from convenant.grievances.sealing import cleaning


def uploads_of(request: HttpRequest) -> list[tuple[str, bytes]]:
    found = [*request.FILES.getlist("files"), *request.FILES.getlist("voice")]
    return [(one.name or "file", one.read()) for one in found]


def look_at_files(uploads: list[tuple[str, bytes]], given: Told, chosen: Language) -> None:
    if len(uploads) > keeping.MOST:
        given.faults["files"] = chosen.say("fault.file_count", count=keeping.MOST)
        return
    for name, content in uploads:
        if not content:
            given.faults["files"] = chosen.say("fault.file_empty", name=name)
        elif len(content) > keeping.LARGEST:
            size = keeping.LARGEST // 2**20
            given.faults["files"] = chosen.say("fault.file_size", name=name, size=size)
        else:
            try:
                cleaning.what_is(content[: cleaning.HEAD], name)
            except cleaning.Refused as refused:
                given.faults["files"] = file_fault(refused, name, chosen)


def file_fault(refused: cleaning.Refused, name: str, chosen: Language) -> str:
    dangerous = refused.code in {"virus", "program", "page", "scripted"}
    return chosen.say("fault.file_dangerous" if dangerous else "fault.file_kind", name=name)


def kept_files(
    uploads: list[tuple[str, bytes]], room_public: bytes, case_public: str
) -> list[keeping.Kept]:
    return [keeping.keep(name, content, room_public, case_public) for name, content in uploads]
