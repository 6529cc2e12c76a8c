"""Who reads whom: ties declared, then drawn from a public seed, so that nobody chooses their assessor."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.assessments.models import SelfAssessment
from convenant.base.actors import SYSTEM, Actor, Held
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.monitoring.drawing import Unassignable, allocate
from convenant.monitoring.models import Allocation, Interest, Reading
from convenant.monitoring.queries.allocating import assessors, conflicts
from convenant.monitoring.queries.assessing import SUBMITTED, cases
from convenant.monitoring.rules import may_allocate, may_assess
from convenant.people.actions import assign_role
from convenant.people.models import Kind, Organisation, Person
from convenant.people.queries import held_by


@verb(may_assess)
def declare_interest(
    assessor: Person, organisation: Organisation, *, by: Actor, why: str
) -> Interest:
    """An assessor (or the monitor for them) says what ties them to a company: it is never theirs to read."""
    if assessor.pk != by.person_id and not may_allocate(by):
        raise Refused(_("Declare your own ties; the monitor declares those of others."))
    if not why.strip():
        raise Refused(_("Say what the tie is: a former job, family, shares, advice …"))
    if Interest.objects.filter(
        assessor=assessor, organisation=organisation, ended_at=None
    ).exists():
        raise Refused(_("This tie is already declared."))
    made = Interest.objects.create(
        assessor=assessor, organisation=organisation, why=why.strip()[:500]
    )
    record("interest.declared", by=by, on=made, new={"why": made.why})
    return made


@verb(may_allocate)
def end_interest(interest: Interest, *, by: Actor) -> None:
    """The tie no longer holds; that it did stays in the journal."""
    interest.ended_at = timezone.now()
    interest.save(update_fields=["ended_at"])
    record("interest.ended", by=by, on=interest)


@verb(may_allocate)
def allocate_readings(
    year: int, *, by: Actor, seed: str, seed_source: str, second_share: int
) -> Allocation:
    """Every submitted assessment without a reader gets one, and a drawn share a second one.

    Who reads already keeps what they read. The same seed and input give the same answer.
    """
    seed, seed_source = seed.strip(), seed_source.strip()
    if not seed or not seed_source:
        raise Refused(
            _(
                "Give the seed, and where it was published before this drawing: a lottery, a share index."
            )
        )
    if not 0 <= second_share <= 100:
        raise Refused(_("The share of second readings is a number from 0 to 100."))
    submitted = SelfAssessment.objects.filter(year=year, state__in=SUBMITTED)
    list(submitted.select_for_update().order_by("pk"))  # two drawings come one after the other
    waiting = [case for case in cases(year) if case.verdict is None]
    new = [case for case in waiting if case.first is None]
    if not new:
        raise Refused(_("Every submitted assessment of %(year)d has its reader.") % {"year": year})
    people = {str(person.pk): person for person in assessors()}
    if not people:
        raise Refused(_("There is no assessor yet. Ask the secretariat to give someone that role."))
    companies = {str(case.assessment.organisation_id): case for case in waiting}
    barred = {
        str(person): sorted(str(company) for company in held)
        for person, held in conflicts().items()
    }
    kept = {
        key: str(case.first.assessor_id)
        for key, case in companies.items()
        if case.first is not None
    }
    # A reader who moved on, or declared a tie since, keeps what is theirs; the drawing is for the rest.
    standing = {
        key: reader
        for key, reader in kept.items()
        if reader in people and key not in barred.get(reader, ())
    }
    drawn_from: dict[str, Any] = {
        "companies": sorted(key for key in companies if key not in kept or key in standing),
        "assessors": sorted(people),
        "conflicts": {person: barred[person] for person in sorted(barred) if person in people},
        "kept": standing,
    }
    try:
        found = allocate(
            drawn_from["companies"],
            drawn_from["assessors"],
            drawn_from["conflicts"],
            seed=seed,
            second_share=second_share / 100,
            kept=standing,
        )
    except Unassignable as unassignable:
        named = Unassignable(
            str(companies[unassignable.company].assessment.organisation), unassignable.second
        )
        raise Refused(named.sentence((get_language() or "nl")[:2])) from None
    made = Allocation.objects.create(
        year=year,
        seed=seed[:200],
        seed_source=seed_source[:500],
        second_share=second_share,
        drawn_from=drawn_from,
        made_by_id=by.person_id,
    )
    for place, given in ((Reading.Place.FIRST, found.first), (Reading.Place.SECOND, found.second)):
        for company, reader in given.items():
            case = companies[company]
            if case.first is not None:
                continue  # read already, or drawn for a second reading when it was allocated
            _give(case.assessment, people[reader], place, made)
    record(
        "readings.allocated",
        by=by,
        on=made,
        new={"year": year, "seed": seed, "first": len(new), "second_share": second_share},
    )
    return made


def _give(assessment: object, person: Person, place: str, allocation: Allocation | None) -> Reading:
    """The reading, and the role that lets the assessor see the company's file."""
    company = assessment.organisation  # type: ignore[attr-defined]
    held = held_by(person.pk)
    sees = any(role.kind == Kind.MONITOR for role in held)
    if not sees and Held(Kind.ASSESSOR, None, company.pk) not in held:
        assign_role(person, Kind.ASSESSOR, by=SYSTEM, about=company)
    return Reading.objects.create(
        assessment=assessment, assessor=person, place=place, allocation=allocation
    )


def give_appeal(assessment: object, *, seed: str) -> Reading:
    """A reading on appeal for someone without a tie who did not read it before; Refused where nobody is."""
    company = str(assessment.organisation_id)  # type: ignore[attr-defined]
    before = {str(reading.assessor_id) for reading in Reading.objects.filter(assessment=assessment)}
    barred = {str(person): [str(one) for one in held] for person, held in conflicts().items()}
    people = {str(person.pk): person for person in assessors() if str(person.pk) not in before}
    try:
        found = allocate([company], sorted(people), barred, seed=seed)
    except Unassignable:
        raise Refused(
            _(
                "Nobody is left to decide the appeal who did not read this before and has no tie. Ask the "
                "secretariat for another assessor."
            )
        ) from None
    return _give(assessment, people[found.first[company]], Reading.Place.APPEAL, None)
