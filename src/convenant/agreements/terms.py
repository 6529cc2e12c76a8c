"""When a named term ends: as the definition's clocks say, or as is usual here where it names none.

The terms of a complaint are those of its procedure: `grievances/procedure/`.
"""

from dataclasses import dataclass
from datetime import date

from convenant.agreements.definition import Definition
from convenant.agreements.queries import running_definition
from convenant.base.clocks import end_of_term

# Days where a definition has no clock of that name; `docs/definition.md` lists them.
USUAL = {
    "assessment_reply": 14,
    "assessment_appeal": 30,
    "consequence_hearing": 14,
    "commitment_reply": 14,
    "company_answer": 28,
    "derogation_opinion": 28,
}


@dataclass(frozen=True)
class Term:
    """The last day of a term; `stated` where the definition names its length."""

    ends: date
    days: int
    stated: bool


def term(clock: str, start: date, definition: Definition | None = None) -> Term:
    """The term that began on `start`. Raises KeyError for a clock that neither knows."""
    definition = definition or running_definition()
    found = next((c for c in definition.clocks if c.id == clock), None)
    if found is None:
        return Term(end_of_term(start, USUAL[clock]), USUAL[clock], False)
    working = found.counted_in == "working_days"
    return Term(end_of_term(start, found.days, working=working), found.days, True)
