"""The procedure of one agreement: what its definition says, and the usual rules for the rest. Plain.

Ask this, never the definition itself: every value is there, and tells whether the agreement stated it.
"""

from dataclasses import dataclass
from datetime import date

from convenant.agreements.definition import Definition
from convenant.agreements.definition.parts.grievances import (
    AdmissibilityCriterion,
    Grievances,
    Recovery,
    Retention,
)
from convenant.agreements.definition.parts.term import months_after
from convenant.grievances.procedure import clocks, defaults
from convenant.grievances.procedure.stages import CaseType, Track

VERIFICATION = "verification_"


@dataclass(frozen=True)
class Promise:
    """The length of a term and what may be done to it; `months` where it is counted in those.

    `stated` where the definition names its length; `source` is for lengths it does not state.
    """

    id: str
    days: int
    working: bool
    pausable: bool
    extension: int
    stated: bool
    source: str = ""
    months: int | None = None

    def started(self, on: date) -> clocks.Clock:
        """The clock, begun on this day."""
        days = (months_after(on, self.months) - on).days if self.months else self.days
        return clocks.Clock(
            started=on,
            days=days,
            working=self.working,
            pausable=self.pausable,
            extension_allowed=self.extension,
        )


@dataclass(frozen=True)
class Procedure:
    """Every rule a case is dealt with by."""

    types: frozenset[CaseType]
    standing: tuple[str, ...]
    tracks: frozenset[Track]
    admissibility: tuple[AdmissibilityCriterion, ...]
    committee: str | None  # the id of the body; None where the agreement has none
    promises: dict[str, Promise]
    verifications: int
    identity_days: int
    evidence_days: int
    record_years: int
    recovery_needed: int
    recovery_people: int
    notice_batch_days: int
    minimum_shown: int
    rulings_name_company: str
    intake_languages: tuple[str, ...]
    stated: frozenset[str]  # the keys that the definition itself gives


def procedure_of(definition: Definition) -> Procedure:
    """The rules in force under this definition."""
    said = definition.grievances or Grievances()
    kept = said.retention or Retention()
    keys = said.recovery or Recovery(
        needed=defaults.RECOVERY_NEEDED, people=defaults.RECOVERY_PEOPLE
    )
    promises = _promises(definition, said)
    return Procedure(
        types=frozenset(map(CaseType, said.types or CaseType)),
        standing=tuple(said.standing or defaults.STANDING),
        tracks=frozenset(map(Track, said.tracks or Track)),
        admissibility=tuple(said.admissibility),
        committee=said.decided_by or _committee(definition),
        promises=promises,
        verifications=sum(name.startswith(VERIFICATION) for name in promises),
        identity_days=_or(kept.identity_days, defaults.IDENTITY_DAYS),
        evidence_days=_or(kept.evidence_days, defaults.EVIDENCE_DAYS),
        record_years=_or(kept.record_years, defaults.RECORD_YEARS),
        recovery_needed=keys.needed,
        recovery_people=keys.people,
        notice_batch_days=_or(said.notice_batch_days, defaults.NOTICE_BATCH_DAYS),
        minimum_shown=_or(said.minimum_shown, defaults.MINIMUM_SHOWN),
        rulings_name_company=said.rulings_name_company or defaults.NAMES_COMPANY,
        intake_languages=tuple(said.intake_languages or definition.languages),
        stated=frozenset(
            name for name in Grievances.model_fields if getattr(said, name) not in (None, [])
        ),
    )


def _promises(definition: Definition, said: Grievances) -> dict[str, Promise]:
    """Every clock of the procedure; the verifications numbered from 1 in the order of time."""
    stated = {clock.id: clock for clock in definition.clocks}
    # The check of a definition sees to it that they are numbered from 1 without a gap.
    numbered = [name for name in stated if name.removeprefix(VERIFICATION).isdecimal()]
    names = [name for name in defaults.CLOCKS if not name.startswith(VERIFICATION)]
    found = {name: _promise(name, definition) for name in [*names, *numbered]}
    if numbered:
        return found
    months = sorted(said.verification_months or defaults.VERIFICATION_MONTHS)
    usual = defaults.CLOCKS[f"{VERIFICATION}1"]
    for number, length in enumerate(months, start=1):
        name = f"{VERIFICATION}{number}"
        found[name] = Promise(
            id=name,
            days=(months_after(date(2001, 1, 1), length) - date(2001, 1, 1)).days,
            working=False,
            pausable=usual.pausable,
            extension=usual.extension,
            stated=bool(said.verification_months),
            source="" if said.verification_months else usual.source,
            months=length,
        )
    return found


def _promise(name: str, definition: Definition) -> Promise:
    stated = next((clock for clock in definition.clocks if clock.id == name), None)
    usual = defaults.CLOCKS.get(name) or defaults.CLOCKS[f"{VERIFICATION}1"]
    if stated is None:
        return Promise(
            name, usual.days, False, usual.pausable, usual.extension, False, usual.source
        )
    return Promise(
        id=name,
        days=stated.days,
        working=stated.counted_in == "working_days",
        pausable=usual.pausable if stated.may_pause is None else stated.may_pause,
        # Not extended beyond what it says, where it says a length of its own.
        extension=stated.extend_by or 0,
        stated=True,
    )


def _committee(definition: Definition) -> str | None:
    kinds = (body.id for body in definition.bodies if body.kind == "complaints_committee")
    return next(kinds, None)


def _or(said: int | None, usual: int) -> int:
    return usual if said is None else said
