"""A member's list from file to stored rows: hand in, correct the columns, store, discard."""

from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.models import RememberedMapping, SiteList
from convenant.locations.queries.lists import RUNNING, Intake, read_in
from convenant.locations.reading import Unreadable
from convenant.locations.rules import may_change_list, may_upload_for
from convenant.people.models import Organisation

State = SiteList.State


@verb(may_upload_for)
def hand_in(
    organisation: Organisation,
    *,
    by: Actor,
    period: int,
    file_name: str,
    content: bytes,
    known: Intake | None = None,
) -> SiteList:
    """The file is kept and read; nothing enters the register before somebody checked it.

    `known` is what `read_in` made of this very file, where the caller read it already.
    """
    if not 2000 <= period <= date.today().year + 1:
        raise Refused(_("The year of a list lies between 2000 and next year. Choose another year."))
    try:
        known = known or read_in(content, file_name, organisation.pk)
    except Unreadable as fault:
        raise Refused(fault.sentence(get_language() or "nl")) from fault
    made = SiteList.objects.create(
        organisation=organisation,
        period=period,
        file_name=file_name[-255:],
        content=content,
        mapping=known.mapping.as_dict(),
        row_count=len(known.understood.rows),
        rejected_count=len(known.understood.rejected),
        uploaded_by_id=by.person_id,
    )
    record(
        "list.handed_in",
        by=by,
        on=made,
        concerns=organisation.pk,
        new={"period": period, "rows": made.row_count, "rejected": made.rejected_count},
    )
    return made


@verb(may_change_list)
def choose_columns(site_list: SiteList, known: Intake, *, by: Actor) -> SiteList:
    """The columns mean what a person says (`corrected`); remembered for this member's next file."""
    site_list = _locked(site_list)
    _refuse_unless(site_list, State.UPLOADED)
    site_list.mapping = known.mapping.as_dict()
    site_list.row_count = len(known.understood.rows)
    site_list.rejected_count = len(known.understood.rejected)
    site_list.save(update_fields=["mapping", "row_count", "rejected_count"])
    RememberedMapping.objects.update_or_create(
        organisation=site_list.organisation, defaults={"mapping": site_list.mapping}
    )
    record(
        "list.columns_chosen",
        by=by,
        on=site_list,
        concerns=site_list.organisation_id,
        new={str(guess.column): guess.field for guess in known.mapping.guesses},
    )
    return site_list


@verb(may_change_list)
def store(site_list: SiteList, *, by: Actor) -> SiteList:
    """The understood rows enter; bad rows stay out, for the person saw them and said so.

    The job of this list writes the rows (`jobs.match_later`): 50,000 rows in one transaction would keep
    everyone waiting. They become current, and an older list is replaced, when the matching has given
    them their sites; until then the pool shows what it showed.
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
    if not site_list.row_count:
        raise Refused(
            _("No row of this file can be stored. Correct the columns or the file first.")
        )
    site_list.state, site_list.progress, site_list.progress_at = State.STORED, 0, timezone.now()
    site_list.save(update_fields=["state", "progress", "progress_at"])
    record(
        "list.stored",
        by=by,
        on=site_list,
        concerns=site_list.organisation_id,
        new={"rows": site_list.row_count, "rejected": site_list.rejected_count},
    )
    return site_list


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
    site_list.progress_at = timezone.now()
    site_list.save(update_fields=["state", "problem", "progress", "progress_at"])
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
