"""Published techniques become criteria of a year's framework, by one act."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.actions import amend
from convenant.agreements.queries import running_version
from convenant.assessments.actions.frameworks import freeze_framework
from convenant.assessments.models import Framework
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.techniques.models import CriterionMade, TechniqueVersion
from convenant.techniques.queries.criteria import in_framework, planned, years_ahead
from convenant.techniques.rules import may_make_criteria


@verb(may_make_criteria)
def make_criteria(
    year: int,
    versions: Sequence[TechniqueVersion],
    *,
    by: Actor,
    section: str,
    after: int | None = None,
) -> Framework:
    """The definition asks for these techniques, and what it asks is frozen for the year; whole or not at all.

    `after` is the version of the definition that the preview was made of: where another runs by now, what
    was shown is not what would happen.
    """
    if year not in years_ahead(date.today()):
        raise Refused(_("Choose this year or one of the next five."))
    running = running_version(to_change=True)
    if running is None:
        raise Refused(_("This agreement has no definition yet."))
    if after is not None and after != running.number:
        raise Refused(
            _(
                "Someone else amended the definition meanwhile: version %(number)s runs now. "
                "Look at the preview again, then apply it."
            )
            % {"number": running.number}
        )
    held = TechniqueVersion.objects.select_for_update(of=("self",)).select_related(
        "technique", "proposal"
    )
    now = list(held.filter(pk__in=[one.pk for one in versions]).order_by("technique__number"))
    plan = planned(running, now, section)
    if plan.faults:
        language = get_language() or "nl"
        raise Refused(" ".join(fault.sentence(language) for fault in plan.faults))
    if plan.refusals:
        raise Refused(" ".join(plan.refusals))
    note = _("Best available techniques as criteria of %(year)d: %(numbers)s") % {
        "year": year,
        "numbers": ", ".join(f"{one.technique.number} v{one.number}" for one in now),
    }
    if plan.changes_the_definition:
        amend(
            plan.text,
            by=by,
            file_name=running.file_name or "definition.yaml",
            note=note[:500],
            after=running.number,
        )
    framework = freeze_framework(year, by=by, note=note)
    for version, criterion in in_framework(framework):
        made = CriterionMade.objects.create(
            version=version, framework=framework, criterion=criterion
        )
        record(
            "technique.made_criterion",
            by=by,
            on=made,
            label=str(version.technique),
            new={
                "technique": version.technique.number,
                "version": version.number,
                "decision": version.proposal.number,
                "year": year,
                "framework": framework.version,
                "criterion": criterion,
            },
        )
    return framework
