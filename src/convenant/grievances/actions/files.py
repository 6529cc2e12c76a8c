"""Chain of custody: who had which file of a case, and when."""

from typing import Any

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import verb
from convenant.grievances.actions.evidence import number_of, put_down
from convenant.grievances.models import CaseFile, CustodyStep
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.rules import handles_cases


def _of_case(by: Actor, file: CaseFile, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=file.room.case_id).exists()


@verb(_of_case)
def note_reading(file: CaseFile, *, by: Actor) -> None:
    """The journal tells that this person had this file, by its digest."""
    put_down(number_of(file), by, CustodyStep.What.DOWNLOADED)
    record("grievance.file_read", by=by, on=file.room.case, new={"digest": file.digest})
