"""A name is told under four eyes: the custodian asks, the chair agrees, then one person is told for one reason."""

import json
from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances import sealing
from convenant.grievances.actions.rooms import put
from convenant.grievances.models import Case, Entry, Keyholder, NameTold, Room
from convenant.grievances.procedure.redaction import Strike, left_of, names_left
from convenant.grievances.queries.beside import (
    identity_words,
    keeps_identity_of,
    sealed_for,
    to_tell,
)
from convenant.grievances.queries.cases import in_their_language
from convenant.grievances.queries.opened import OpenedKey, room_of, today
from convenant.grievances.queries.panel import committee_seats
from convenant.grievances.rules import agrees_to_telling, keeps_names


def _keeps(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return keeps_names(by) and keeps_identity_of(by, case)


def _keeps_of(by: Actor, telling: NameTold, *args: Any, **kwargs: Any) -> bool:
    return _keeps(by, telling.case)


def _is_told(by: Actor, telling: NameTold, *args: Any, **kwargs: Any) -> bool:
    return telling.holder.person_id == by.person_id


@verb(_keeps)
def ask_to_tell(case: Case, holder: Keyholder, key: OpenedKey, *, by: Actor, why: str) -> NameTold:
    """The custodian asks that one person be told the name, for a reason that does not say it."""
    words = _name(case, key)
    if not why.strip():
        raise Refused(_("Say why this person must know the name."))
    if not to_tell(case).filter(pk=holder.pk).exists() or holder.person_id == by.person_id:
        raise Refused(_("Who decides a case is not told the name. Choose somebody else."))
    values = [str(one) for one in words.values() if isinstance(one, str) and len(one.strip()) > 3]
    if names_left(why, [str(words.get("name", ""))]) or left_of(why, list(map(Strike, values))):
        raise Refused(_("The name, or how to reach them, is in your reason. Others read it."))
    if NameTold.objects.filter(case=case, holder=holder, told_on=None, refused_on=None).exists():
        raise Refused(_("This was asked already."))
    made = NameTold.objects.create(
        case=case, holder=holder, why=why.strip(), asked_by_id=by.person_id, asked_on=today()
    )
    record("name.asked", by=by, on=case, new={"person": str(holder.person)})
    return made


@verb(agrees_to_telling)
def answer_telling(telling: NameTold, agreed: bool, *, by: Actor) -> NameTold:
    """The chair agrees or does not; never who asked, and never who would be told."""
    telling = NameTold.objects.select_for_update().get(pk=telling.pk)
    if telling.agreed_on is not None or telling.refused_on is not None:
        raise Refused(_("This was answered already."))
    chairs = {one.person for one in committee_seats() if one.side is None}
    if chairs and str(by.person_id) not in chairs:
        raise Refused(_("The chair of the complaints committee answers this."))
    if by.person_id in (telling.asked_by_id, telling.holder.person_id):
        raise Refused(_("Two people look at this. You asked for it, or would be told the name."))
    if agreed:
        telling.agreed_by_id, telling.agreed_on = by.person_id, today()
    else:
        telling.refused_on = today()
    telling.save(update_fields=["agreed_by", "agreed_on", "refused_on"])
    record(
        "name.agreed" if agreed else "name.refused",
        by=by,
        on=telling.case,
        new={"person": str(telling.holder.person)},
    )
    return telling


@verb(_keeps_of)
def tell_name(telling: NameTold, key: OpenedKey, *, by: Actor) -> NameTold:
    """The name is sealed to that one person; the complainant reads who was told, and why."""
    telling = NameTold.objects.select_for_update().get(pk=telling.pk)
    case = telling.case
    if telling.agreed_on is None or telling.refused_on is not None:
        raise Refused(_("The chair has not agreed to this."))
    if telling.told_on is not None:
        raise Refused(_("They were told already."))
    if not to_tell(case).filter(pk=telling.holder_id).exists():
        raise Refused(_("Who decides a case is not told the name. Choose somebody else."))
    text = json.dumps(_name(case, key), ensure_ascii=False).encode()
    telling.sealed = sealing.seal(text, bytes(telling.holder.public), sealed_for(telling))
    telling.told_on = today()
    telling.save(update_fields=["sealed", "told_on"])
    with in_their_language(case):
        said = _("Your name was told to %(person)s. Why: %(why)s") % {
            "person": telling.holder.person,
            "why": telling.why,
        }
    put(
        room_of(case, Room.Kind.CASE),
        Entry.Kind.MESSAGE,
        {"text": said},
        author=by.person_id,
        to_complainant=True,
    )
    record("name.told", by=by, on=case, new={"person": str(telling.holder.person)})
    return telling


@verb(_is_told, silent=True)
def note_name_read(telling: NameTold, *, by: Actor) -> NameTold:
    """The first time that the name was read by who was told it."""
    if telling.told_on is not None and telling.read_on is None:
        telling.read_on = today()
        telling.save(update_fields=["read_on"])
        record("name.read", by=by, on=telling.case)
    return telling


def _name(case: Case, key: OpenedKey) -> dict[str, Any]:
    words = identity_words(case, key)
    if words is None:
        raise Refused(_("You cannot read the identity room of this case."))
    if not words:
        raise Refused(_("No name was left in this case."))
    return words
