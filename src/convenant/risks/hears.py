"""What the risk registers make of deeds in other rooms."""

from convenant.base.actors import SYSTEM
from convenant.base.journal import on
from convenant.base.models import Event
from convenant.locations.queries.introductions import members_at
from convenant.locations.queries.sites import site_by_code
from convenant.risks.actions.sources import load_built_in
from convenant.risks.models import RiskSignal


@on("agreement.created")
def the_first_day_is_useful(event: Event) -> None:
    """What comes with the platform is in use from the start."""
    load_built_in(by=SYSTEM)


@on("grievance.founded")
def a_founded_grievance_is_weighed(event: Event) -> None:
    """Every company at the site, and the company it is about, finds it beside its risks.

    The event says `theme`, `country`, `site` (its code, may be missing) and `said` in `new`; it names no
    complainant. Who else sources there stays unsaid.
    """
    told = event.new or {}
    site = site_by_code(str(told.get("site") or ""))
    companies = members_at(site) if site is not None else set()
    if event.concerns_id is not None:
        companies.add(event.concerns_id)
    RiskSignal.objects.bulk_create(
        RiskSignal(
            organisation_id=company,
            theme=str(told.get("theme") or "")[:60],
            country=str(told.get("country") or "")[:2],
            said=str(told.get("said") or "")[:300],
            event_number=event.number,
            at=event.at,
        )
        for company in sorted(companies)
    )
