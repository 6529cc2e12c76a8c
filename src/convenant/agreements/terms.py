"""When a named term ends: as the definition's clocks say, or as is usual here where it names none."""

from dataclasses import dataclass
from datetime import date

from convenant.agreements.definition.parts.term import months_after
from convenant.agreements.queries import running_definition
from convenant.base.clocks import end_of_term

# Days where a definition has no clock of that name; `docs/definition.md` lists them.
USUAL = {
    "assessment_reply": 14,
    "assessment_appeal": 30,
    "consequence_hearing": 14,
    "commitment_reply": 14,
    # Complaints; where each comes from is told in `grievances/procedure/defaults.py`.
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
# Months where a definition has neither such a clock nor `verification_months`.
USUAL_VERIFICATIONS = (3, 6, 12)
_VERIFICATION = "verification_"


@dataclass(frozen=True)
class Term:
    """The last day of a term; `stated` where the definition names its length."""

    ends: date
    days: int
    stated: bool


def term(clock: str, start: date) -> Term:
    """The term that began on `start`. Raises KeyError for a clock that neither knows."""
    rules = running_definition()
    found = next((c for c in rules.clocks if c.id == clock), None)
    if found is None and clock.startswith(_VERIFICATION):
        said = rules.grievances.verification_months if rules.grievances else []
        return _verification(clock, start, said)
    if found is None:
        return Term(end_of_term(start, USUAL[clock]), USUAL[clock], False)
    working = found.counted_in == "working_days"
    return Term(end_of_term(start, found.days, working=working), found.days, True)


def _verification(clock: str, start: date, said: list[int]) -> Term:
    """The term until the verification of that number, counted in months."""
    months = dict(enumerate(sorted(said or USUAL_VERIFICATIONS), start=1))
    number = clock.removeprefix(_VERIFICATION)
    if not number.isdecimal() or int(number) not in months:
        raise KeyError(clock)
    ends = months_after(start, months[int(number)])
    return Term(ends, (ends - start).days, bool(said))
