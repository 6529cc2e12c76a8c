"""A member's list from file to stored rows: hand in, correct the columns, store, discard."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.models import ListedSite, RememberedMapping, SiteList
from convenant.locations.queries.lists import RUNNING, intake, remembered_mapping
from convenant.locations.reading import SiteRow, Unreadable, guess_mapping, read_table
from convenant.locations.rules import may_change_list, may_upload_for
from convenant.people.models import Organisation

State = SiteList.State
BATCH = 500


@verb(may_upload_for)
def hand_in(
    organisation: Organisation, *, by: Actor, period: int, file_name: str, content: bytes
) -> SiteList:
    """The file is kept and read; nothing enters the register before somebody checked it."""
    if not 2000 <= period <= date.today().year + 1:
        raise Refused(_("The year of a list lies between 2000 and next year. Choose another year."))
    try:
        table = read_table(content, file_name)
    except Unreadable as fault:
        raise Refused(fault.sentence(get_language() or "nl")) from fault
    mapping = guess_mapping(table, remembered_mapping(organisation.pk))
    made = SiteList.objects.create(
        organisation=organisation,
        period=period,
        file_name=file_name[-255:],
        content=content,
        mapping=mapping.as_dict(),
        row_count=len(table.rows),
        uploaded_by_id=by.person_id,
    )
    record(
        "list.handed_in",
        by=by,
        on=made,
        concerns=organisation.pk,
        new={"period": period, "rows": len(table.rows)},
    )
    return made


@verb(may_change_list)
def choose_columns(site_list: SiteList, columns: dict[int, str], *, by: Actor) -> SiteList:
    """The columns mean what a person says; remembered for this member's next file."""
    site_list = _locked(site_list)
    _refuse_unless(site_list, State.UPLOADED)
    known = intake(site_list)
    try:
        mapping = known.mapping.corrected(
            {
                g.column: columns[g.column]
                for g in known.mapping.guesses
                if g.column in columns and columns[g.column] != g.field
            }
        )
    except ValueError as fault:
        raise Refused(str(fault)) from fault
    site_list.mapping = mapping.as_dict()
    site_list.save()
    RememberedMapping.objects.update_or_create(
        organisation=site_list.organisation, defaults={"mapping": mapping.as_dict()}
    )
    record(
        "list.columns_chosen",
        by=by,
        on=site_list,
        concerns=site_list.organisation_id,
        new={str(g.column): g.field for g in mapping.guesses},
    )
    return site_list


@verb(may_change_list)
def store(site_list: SiteList, *, by: Actor) -> SiteList:
    """The understood rows are stored; bad rows stay out, for the person saw them and said so.

    They become current, and an older list is replaced, when the matching has given them their sites:
    until then the pool shows what it showed.
    """
    site_list = _locked(site_list)
    _refuse_unless(site_list, State.UPLOADED)
    later = SiteList.objects.filter(
        organisation=site_list.organisation, period__gt=site_list.period, state=State.MATCHED
    ).first()
    if later is not None:
        raise Refused(
            _(
                "There is already a list for %(year)d. A list for an earlier year would replace newer "
                "facts; choose the right year, or discard this file."
            )
            % {"year": later.period}
        )
    known = intake(site_list)
    if not known.understood.rows:
        raise Refused(
            _("No row of this file can be stored. Correct the columns or the file first.")
        )
    rows = [_row(site_list, row) for row in known.understood.rows]
    ListedSite.objects.bulk_create(rows, batch_size=BATCH)
    site_list.state = State.STORED
    site_list.row_count = len(rows)
    site_list.rejected_count = len(known.understood.rejected)
    site_list.progress = 0
    site_list.save()
    record(
        "list.stored",
        by=by,
        on=site_list,
        concerns=site_list.organisation_id,
        new={"rows": len(rows), "rejected": site_list.rejected_count},
    )
    return site_list


def _row(site_list: SiteList, row: SiteRow) -> ListedSite:
    return ListedSite(
        site_list=site_list,
        organisation_id=site_list.organisation_id,
        row=row.row,
        current=False,
        name=row.name[:500],
        address=row.address[:1000],
        country=row.country,
        lat=row.lat,
        lng=row.lng,
        os_id=row.os_id or "",
        lei=row.lei or "",
        gln=row.gln or "",
        registry_number=(row.registry_number or "")[:60],
        workers_low=row.workers_low,
        workers_high=row.workers_high,
        tier=row.tier,
        product_types=list(row.product_types),
        processing_types=list(row.processing_types),
        facility_type=(row.facility_type or "")[:120],
        parent_company=(row.parent_company or "")[:300],
        capacity_low=row.capacity_low,
        capacity_high=row.capacity_high,
    )


@verb(may_change_list)
def discard(site_list: SiteList, *, by: Actor) -> None:
    """A file that was not stored is put away, its bytes with it."""
    site_list = _locked(site_list)
    _refuse_unless(site_list, State.UPLOADED)
    site_list.state, site_list.content, site_list.mapping = State.DISCARDED, b"", {}
    site_list.save()
    record("list.discarded", by=by, on=site_list, concerns=site_list.organisation_id)


@verb(may_change_list)
def match_again(site_list: SiteList, *, by: Actor) -> SiteList:
    """A list whose matching failed, or whose worker died, waits for a new try."""
    site_list = _locked(site_list)
    if site_list.state not in (State.FAILED, *RUNNING):
        raise Refused(_("This list is already matched."))
    site_list.state, site_list.problem, site_list.progress = State.STORED, "", 0
    site_list.save()
    record("list.matching_asked", by=by, on=site_list, concerns=site_list.organisation_id)
    return site_list


def _locked(site_list: SiteList) -> SiteList:
    return SiteList.objects.select_for_update().get(pk=site_list.pk)


def _refuse_unless(site_list: SiteList, state: str) -> None:
    if site_list.state != state:
        raise Refused(
            _("This list is already “%(state)s”; reload the page to see it.")
            % {"state": site_list.get_state_display()}
        )
