"""What the action plans make of deeds in other rooms."""

from convenant.agreements.membership import members
from convenant.assessments.models import ActionPlan
from convenant.base.journal import on
from convenant.base.models import Event
from convenant.locations.queries.introductions import members_at
from convenant.locations.queries.sites import site_by_code


@on("grievance.founded")
def a_founded_grievance_opens_a_plan(event: Event) -> None:
    """Every member concerned has a plan of that year, on which the impact stands until a goal answers it.

    A well-founded complaint counts as an identified impact (CSDDD Article 14(3)); what is done about
    it belongs on the plan. The same event puts it beside the company's risks.
    """
    site = site_by_code(str((event.new or {}).get("site") or ""))
    concerned = members_at(site) if site is not None else set()
    if event.concerns_id is not None:
        concerned.add(event.concerns_id)
    for organisation in members().filter(organisation_id__in=concerned):
        ActionPlan.objects.get_or_create(
            organisation_id=organisation.organisation_id, year=event.at.year
        )
