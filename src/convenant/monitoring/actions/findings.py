"""What was found at a visit, and the corrective action that follows from it."""

from datetime import date

from django.utils.translation import gettext as _

from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.queries.families import standing_site
from convenant.locations.queries.introductions import members_at
from convenant.monitoring.models import ActionStep, CorrectiveAction, Finding, Visit
from convenant.monitoring.queries.visits import findings_open_to_parties
from convenant.monitoring.rules import may_visit
from convenant.people.models import Organisation

FIELDS = ("theme", "severity", "found", "tier")


@verb(may_visit)
def record_finding(
    visit: Visit, *, by: Actor, theme: str, severity: str, found: str, tier: str = ""
) -> Finding:
    """Something at the site is not as it should be."""
    if visit.state != Visit.State.DONE:
        raise Refused(_("Record the visit first; findings belong to a visit that was made."))
    tier = _checked(theme, severity, found, tier)
    made = Finding.objects.create(
        visit=visit, theme=theme, severity=severity, found=found.strip(), tier=tier
    )
    record("finding.recorded", by=by, on=made, label=visit.site.name, new=_told(made))
    return made


@verb(may_visit)
def correct_finding(
    finding: Finding, *, by: Actor, theme: str, severity: str, found: str, tier: str = ""
) -> Finding:
    """A finding says what it should have said; the journal keeps what it said before."""
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    tier = _checked(theme, severity, found, tier)
    old = _told(finding)
    finding.theme, finding.severity = theme, severity
    finding.found, finding.tier = found.strip(), tier
    finding.save()
    record(
        "finding.corrected",
        by=by,
        on=finding,
        label=finding.visit.site.name,
        old=old,
        new=_told(finding),
    )
    return finding


@verb(may_visit)
def propose_action(
    finding: Finding,
    *,
    by: Actor,
    what: str,
    deadline: date,
    organisation: Organisation | None = None,
    today: date | None = None,
) -> CorrectiveAction:
    """What is to be done about a finding, by when, by the site itself or by one company there."""
    if not what.strip():
        raise Refused(_("Say what is to be done."))
    if deadline <= (today or date.today()):
        raise Refused(_("Give a deadline that lies ahead."))
    site = standing_site(finding.visit.drawn.site)
    if organisation is not None and organisation.pk not in members_at(site):
        raise Refused(
            _("%(company)s does not source from this site by its current list.")
            % {"company": organisation}
        )
    made = CorrectiveAction.objects.create(
        finding=finding, what=what.strip(), deadline=deadline, organisation=organisation
    )
    ActionStep.objects.create(action=made, stage=made.stage, deadline=deadline, by_id=by.person_id)
    record(
        "action.proposed",
        by=by,
        on=made,
        label=finding.visit.site.name,
        concerns=made.organisation_id,
        new={"what": made.what, "deadline": deadline},
    )
    return made


def _checked(theme: str, severity: str, found: str, tier: str) -> str:
    """The tier that holds: no wider than the definition's."""
    if theme not in {each.id for each in running_definition().themes}:
        raise Refused(_("This agreement has no theme “%(theme)s”.") % {"theme": theme})
    if severity not in Finding.Severity.values:
        raise Refused(_("Say how severe this is."))
    if not found.strip():
        raise Refused(_("Write what was found."))
    tier = tier or Finding.Tier.DESK
    if tier not in Finding.Tier.values:
        raise Refused(_("Say who may read this finding."))
    if tier == Finding.Tier.PARTIES and not findings_open_to_parties():
        raise Refused(_("This agreement keeps findings from the other parties."))
    return tier


def _told(finding: Finding) -> dict[str, str]:
    return {field: getattr(finding, field) for field in FIELDS}
