"""A row as it was understood becomes a row of the list."""

from convenant.locations.models import ListedSite, SiteList
from convenant.locations.reading import SiteRow


def listed(site_list: SiteList, row: SiteRow) -> ListedSite:
    """The row to store; not current until its list enters."""
    return ListedSite(
        site_list=site_list,
        organisation_id=site_list.organisation_id,
        row=row.row,
        current=False,
        name=row.name,
        address=row.address,
        country=row.country,
        lat=row.lat,
        lng=row.lng,
        os_id=row.os_id or "",
        lei=row.lei or "",
        gln=row.gln or "",
        registry_number=row.registry_number or "",
        workers_low=row.workers_low,
        workers_high=row.workers_high,
        tier=row.tier,
        product_types=list(row.product_types),
        processing_types=list(row.processing_types),
        facility_type=row.facility_type or "",
        parent_company=row.parent_company or "",
        capacity_low=row.capacity_low,
        capacity_high=row.capacity_high,
    )
