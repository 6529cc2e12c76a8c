"""Chain of custody: who had which file of a case, and when."""

from typing import Any

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import verb
from convenant.grievances import keeping, sealing
from convenant.grievances.actions.evidence import number_of, put_down
from convenant.grievances.models import CaseFile, CustodyStep
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import about
from convenant.grievances.rules import handles_cases
from convenant.grievances.sealing import cleaning


def _of_case(by: Actor, file: CaseFile, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=file.room.case_id).exists()


@verb(_of_case)
def note_reading(file: CaseFile, *, by: Actor) -> None:
    """The journal tells that this person had this file, by its digest."""
    put_down(number_of(file), by, CustodyStep.What.DOWNLOADED)
    record("grievance.file_read", by=by, on=file.room.case, new={"digest": file.digest})


def first_copy(file: CaseFile, private: bytes, *, by: Actor) -> CaseFile:
    """A file that a phone sealed gets its copy without metadata when it is first opened; or it is not shared, where it may harm."""
    room = file.room
    name = about(room, f"file {file.path}") + "/key"
    content_key = sealing.open_sealed(bytes(file.key), private, name)
    try:
        content = b"".join(keeping.read(file.path, content_key))
        kind, path, key = keeping.copy_of(
            content, bytes(room.public), room.case.complainant["public"]
        )
    except cleaning.Refused as refused:
        return settle_copy(file, "", "", None, by=by, why=refused.code)
    return settle_copy(file, kind, path, key, by=by)


@verb(_of_case)
def settle_copy(
    file: CaseFile, kind: str, path: str, key: bytes | None, *, by: Actor, why: str = ""
) -> CaseFile:
    """What became of the copy."""
    file.state = CaseFile.State.READY if key else CaseFile.State.REFUSED
    file.kind, file.copy_path, file.copy_key = kind or file.kind, path, key
    file.save(update_fields=["state", "kind", "copy_path", "copy_key"])
    record("grievance.file_copied", by=by, on=file.room.case, new={"refused": why})
    return file
