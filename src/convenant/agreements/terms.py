"""When a named term ends: as the definition's clocks say, or as is usual here where it names none."""

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
    # Of a grievance, as the platform proposes them; the first two and the feedback after Directive (EU)
    # 2019/1937, articles 9 and 11, and the rest as `docs/definition.md` says.
    "acknowledge_complaint": 7,
    "safety_check": 2,
    "scope_check": 10,
    "admissibility": 20,
    "inform_parties": 5,
    "dialogue": 60,
    "mediation": 60,
    "investigation": 90,
    "feedback": 90,
    "ruling": 180,
    "remedy_plan": 30,
}


@dataclass(frozen=True)
class Term:
    """The last day of a term; `stated` where the definition names its length."""

    ends: date
    days: int
    stated: bool
    working: bool = False


def term(clock: str, start: date, definition: Definition | None = None) -> Term:
    """The term that began on `start`; of the running definition, or of one at hand.

    Raises KeyError for a clock that neither knows.
    """
    rules = definition or running_definition()
    found = next((c for c in rules.clocks if c.id == clock), None)
    if found is None:
        return Term(end_of_term(start, USUAL[clock]), USUAL[clock], False)
    working = found.counted_in == "working_days"
    return Term(end_of_term(start, found.days, working=working), found.days, True, working)
