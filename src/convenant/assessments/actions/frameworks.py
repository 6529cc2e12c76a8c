"""What the secretariat settles: the framework of a year, and results of years assessed elsewhere."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from convenant.agreements.queries import running_definition, running_version
from convenant.assessments.models import Cohort, Framework, SelfAssessment
from convenant.assessments.queries.frameworks import framework_for, next_version
from convenant.assessments.rules import may_enter_cohort, may_freeze, may_return
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb

WHOLE, ROUNDING = 100.0, 1.5  # published shares are rounded: three of them may be off by this much


@verb(may_freeze)
def freeze_framework(year: int, *, by: Actor, note: str = "") -> Framework:
    """The rules as they run now are what this year is assessed by, and stay so."""
    version = running_version(to_change=True)
    held = running_definition().assessment if version is not None else None
    if version is None or held is None or not held.criteria:
        raise Refused(
            _(
                "The definition has no criteria to assess by. Add them under “assessment”, then freeze."
            )
        )
    latest = framework_for(year)
    if latest is not None and latest.definition_id == version.pk:
        raise Refused(
            _("This is already the framework of %(year)d. Amend the definition first.")
            % {"year": year}
        )
    made = Framework.objects.create(
        year=year,
        version=next_version(year),
        definition=version,
        note=note.strip()[:500],
        frozen_by_id=by.person_id,
    )
    record(
        "framework.frozen",
        by=by,
        on=made,
        new={"year": year, "version": made.version, "definition": version.number},
    )
    return made


@verb(may_return)
def return_assessment(found: SelfAssessment, *, by: Actor, why: str) -> None:
    """A submitted assessment goes back to the company, with what is missing."""
    if found.state != SelfAssessment.State.SUBMITTED:
        raise Refused(_("Only an assessment that was submitted and is not final goes back."))
    if not why.strip():
        raise Refused(_("Say what is missing, so that the company can complete it."))
    found.state, found.returned_because = SelfAssessment.State.OPEN, why.strip()[:1000]
    found.result = None
    found.save(update_fields=["state", "returned_because", "result"])
    record(
        "assessment.returned",
        by=by,
        on=found,
        concerns=found.organisation_id,
        new={"why": found.returned_because},
    )


@verb(may_enter_cohort)
def enter_cohort(
    year: int,
    *,
    by: Actor,
    shares: dict[str, float],
    source: str,
    as_of: date,
    assessed: int | None = None,
) -> Cohort:
    """Published results of a year stand beside those of the platform, with their source.

    `shares` are per cents by status; a status that was not published is left out.
    """
    known = _statuses()
    if not shares:
        raise Refused(_("Enter at least one share."))
    for status, share in shares.items():
        if status not in known:
            raise Refused(_("This agreement has no status “%(status)s”.") % {"status": status})
        if not 0 <= share <= WHOLE:
            raise Refused(
                _("The share of “%(status)s” is %(share)s: give a number from 0 to 100.")
                % {"status": known[status], "share": f"{share:g}"}
            )
    total = sum(shares.values())
    if total > WHOLE + ROUNDING or (len(shares) == len(known) and total < WHOLE - ROUNDING):
        raise Refused(
            _("The shares are %(total)s together, not 100. Check them against the source.")
            % {"total": f"{total:g}"}
        )
    if not source.strip():
        raise Refused(_("Name the source: where these shares were published."))
    old = Cohort.objects.filter(year=year).first()
    said: dict[str, Any] = {"shares": shares, "assessed": assessed, "source": source.strip()}
    made, _created = Cohort.objects.update_or_create(
        year=year, defaults={**said, "as_of": as_of, "entered_by_id": by.person_id}
    )
    was = {"shares": old.shares, "assessed": old.assessed, "source": old.source} if old else None
    record("cohort.entered", by=by, on=made, old=was, new={"year": year, **said})
    return made


def _statuses() -> dict[str, str]:
    held = running_definition().assessment
    return {s.id: str(s.name) for s in held.statuses} if held else {}
