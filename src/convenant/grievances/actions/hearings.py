"""Hearings: each party is invited where it reads, what was said is sealed, and the panel approves it."""

from contextlib import nullcontext
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.rooms import write
from convenant.grievances.models import (
    Case,
    Entry,
    Hearing,
    MinutesApproval,
    Notice,
    NoticeWord,
    Room,
)
from convenant.grievances.queries.cases import cases_for, in_their_language
from convenant.grievances.queries.opened import OpenedKey, room_of, today
from convenant.grievances.queries.panel import panel_of, sits_in
from convenant.grievances.rules import handles_cases
from convenant.people.models import Organisation


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_hearing(by: Actor, hearing: Hearing, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, hearing.case)


@verb(_of_case)
def invite(
    case: Case,
    key: OpenedKey,
    *,
    by: Actor,
    party: str,
    on: date,
    text: str,
    organisation: Organisation | None = None,
) -> Hearing:
    """A party reads the invitation where it reads everything else; a witness is told by who invites."""
    if party not in Hearing.Party.values:
        raise Refused(_("Choose who is heard."))
    if on < today():
        raise Refused(_("This day is over. Choose one that is still to come."))
    if not text.strip():
        raise Refused(_("Say how, where and about what they are heard."))
    if party != Hearing.Party.RESPONDENT:
        organisation = None
    elif organisation is None or not case.respondents.filter(organisation=organisation).exists():
        raise Refused(_("Choose one of the companies that the case is about."))
    to_complainant = party == Hearing.Party.COMPLAINANT
    with in_their_language(case) if to_complainant else nullcontext():
        said = _("Hearing on %(day)s.") % {"day": date_format(on)} + "\n" + text.strip()
    entry = write(
        room_of(case, Room.Kind.CASE),
        key,
        by=by,
        kind=Entry.Kind.MESSAGE if to_complainant else Entry.Kind.NOTE,
        words={"text": said},
        to_complainant=to_complainant,
    )
    if organisation is not None:
        _tell_company(case, organisation, said, by)
    made = Hearing.objects.create(
        case=case,
        party=party,
        organisation=organisation,
        on=on,
        invited_on=today(),
        invitation=entry,
    )
    record("hearing.invited", by=by, on=case, new={"party": party})
    return made


def _tell_company(case: Case, organisation: Organisation, said: str, by: Actor) -> None:
    notice = (
        Notice.objects.filter(release__case=case, organisation=organisation, told_on__lte=today())
        .order_by("-pk")
        .first()
    )
    if notice is None:
        raise Refused(
            _("%(company)s has not read of this case yet. Tell the companies first.")
            % {"company": organisation}
        )
    NoticeWord.objects.create(
        notice=notice,
        kind=NoticeWord.Kind.HEARING,
        text=said,
        author_id=by.person_id,
        on=today(),
    )


@verb(_of_hearing)
def write_minutes(hearing: Hearing, key: OpenedKey, *, by: Actor, text: str) -> Hearing:
    """What was said is sealed in the case; the complainant reads the minutes of their own hearing.

    Minutes that are written anew are approved anew.
    """
    hearing = Hearing.objects.select_for_update().get(pk=hearing.pk)
    _must_stand(hearing)
    if hearing.on > today():
        raise Refused(_("The hearing is still to come."))
    if not text.strip():
        raise Refused(_("Write what was said."))
    hearing.minutes = write(
        room_of(hearing.case, Room.Kind.CASE),
        key,
        by=by,
        kind=Entry.Kind.MINUTES,
        words={"text": text.strip()},
        to_complainant=hearing.party == Hearing.Party.COMPLAINANT,
    )
    hearing.save(update_fields=["minutes"])
    record("hearing.minutes", by=by, on=hearing.case)
    return hearing


@verb(_of_hearing)
def approve_minutes(hearing: Hearing, *, by: Actor) -> MinutesApproval:
    """A member of the panel finds that they tell what was said."""
    hearing = Hearing.objects.select_for_update().get(pk=hearing.pk)
    _must_stand(hearing)
    if hearing.minutes is None:
        raise Refused(_("There are no minutes yet."))
    if not sits_in(hearing.case, by.person_id):
        raise Refused(_("Only who sits on the panel of this case approves minutes."))
    made, new = MinutesApproval.objects.get_or_create(
        hearing=hearing, minutes=hearing.minutes, person_id=by.person_id, defaults={"on": today()}
    )
    if not new:
        raise Refused(_("You approved these minutes already."))
    record("hearing.approved", by=by, on=hearing.case)
    return made


@verb(_of_hearing)
def note_declined(hearing: Hearing, key: OpenedKey, *, by: Actor, why: str) -> Hearing:
    """They were invited, and do not wish to be heard or did not come."""
    hearing = Hearing.objects.select_for_update().get(pk=hearing.pk)
    _must_stand(hearing)
    if hearing.minutes_id is not None:
        raise Refused(_("They were heard: there are minutes."))
    if not why.strip():
        raise Refused(_("Say how you know it."))
    write(
        room_of(hearing.case, Room.Kind.CASE),
        key,
        by=by,
        kind=Entry.Kind.NOTE,
        words={"text": why.strip()},
    )
    hearing.declined_on = today()
    hearing.save(update_fields=["declined_on"])
    record("hearing.declined", by=by, on=hearing.case)
    return hearing


def _must_stand(hearing: Hearing) -> None:
    if hearing.declined_on is not None:
        raise Refused(_("This hearing does not take place."))
    if not panel_of(hearing.case):
        raise Refused(_("Compose the panel of this case first."))
