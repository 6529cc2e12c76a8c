"""The verbs of an agreement: create and amend it from a definition, admit a party, seat a person."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition, DefinitionFaults, load
from convenant.agreements.in_use import what_breaks
from convenant.agreements.models import DefinitionVersion, Party, Seat
from convenant.agreements.queries import (
    definition_of,
    party_of,
    running_definition,
    running_version,
    seats_of_people_of,
    slug_is_taken,
)
from convenant.agreements.rules import RESERVED_SLUGS, may_admit, may_amend, may_seat
from convenant.agreements.seating import Asked, why_no_seat
from convenant.base.actors import SYSTEM, Actor
from convenant.base.journal import record
from convenant.base.models import Agreement
from convenant.base.once import forget
from convenant.base.verbs import Refused, verb
from convenant.base.walls import current_agreement, walls_down, within
from convenant.people.actions import found_agreement_secretariat
from convenant.people.models import Organisation, Person


def why_no_such_slug(slug: str) -> str | None:
    """The reason no agreement can be made at this address, or None."""
    if slug in RESERVED_SLUGS:
        return _(
            "The address %(slug)s belongs to the platform itself. Change the slug in the definition."
        ) % {"slug": slug}
    if slug_is_taken(slug):
        return _(
            "There is already an agreement at the address %(slug)s. Change the slug in the definition."
        ) % {"slug": slug}
    return None


def create_agreement(text: str, *, by: Person, file_name: str = "definition.yaml") -> Agreement:
    """A new agreement that runs on this definition, with `by` as its first secretariat.

    The one deed that happens outside an agreement, for there is none yet; raises DefinitionFaults.
    """
    definition = load(text, file_name)
    with walls_down("a new tenant is made before anyone can be within it"), transaction.atomic():
        if reason := why_no_such_slug(definition.slug):
            raise Refused(reason)
        agreement = Agreement.objects.create(slug=definition.slug, **_titles(definition))
        with within(agreement):
            version = DefinitionVersion.objects.create(
                number=1, text=text, file_name=file_name, loaded_by=by
            )
            record(
                "agreement.created",
                by=Actor(by.pk, str(by)),
                on=version,
                label=agreement.title,
                new={"slug": agreement.slug, "file": file_name},
            )
            found_agreement_secretariat(by)
    return agreement


def _titles(definition: Definition) -> dict[str, Any]:
    return {"title": definition.title.get("nl")[:300], "titles": definition.title.root}


def why_not_amend(running: DefinitionVersion, text: str, definition: Definition) -> list[str]:
    """Every reason this definition cannot follow the running one; empty where it can."""
    before = definition_of(running)
    if definition.slug != before.slug:
        return [
            _("This definition is for another agreement: its slug is %(slug)s, not %(ours)s.")
            % {"slug": definition.slug, "ours": before.slug}
        ]
    if text == running.text:
        return [_("This file is the same as the running version; nothing was changed.")]
    return what_breaks(before, definition)


@verb(may_amend)
def amend(
    text: str, *, by: Actor, file_name: str, note: str = "", after: int | None = None
) -> DefinitionVersion:
    """A new version of the definition runs from now; earlier ones stay readable.

    `after` is the version its difference was shown against: where another runs by now, what was
    shown is no longer what would happen, and the deed is refused.
    """
    try:
        definition = load(text, file_name)
    except DefinitionFaults as faults:
        raise Refused(str(faults)) from faults
    last = running_version(to_change=True)
    assert last is not None  # noqa: S101 -- create_agreement makes the first
    if after is not None and after != last.number:
        raise Refused(
            _(
                "Someone else amended the definition meanwhile: version %(number)s runs now. "
                "Look at the difference with that version, then apply yours."
            )
            % {"number": last.number}
        )
    if reasons := why_not_amend(last, text, definition):
        raise Refused(" ".join(reasons))
    made = DefinitionVersion.objects.create(
        number=last.number + 1, text=text, file_name=file_name, note=note, loaded_by_id=by.person_id
    )
    forget()
    agreement = current_agreement()
    if agreement.titles != definition.title.root:
        for name, value in _titles(definition).items():
            setattr(agreement, name, value)
        agreement.save(update_fields=["title", "titles"])
    record("agreement.amended", by=by, on=made, old=last.number, new=made.number)
    return made


@verb(may_admit)
def admit(
    organisation: Organisation,
    *,
    by: Actor,
    side: str,
    joined: date,
    member_class: str = "",
    turnover_share: Decimal | None = None,
    is_supporter: bool = False,
) -> Party:
    """The organisation is a party on this side."""
    if party_of(organisation.pk):
        raise Refused(_("%(name)s is already a party.") % {"name": organisation})
    definition = running_definition()
    if side not in {one.id for one in definition.sides}:
        raise Refused(
            _("The definition of this agreement has no side %(side)s. It has: %(sides)s.")
            % {"side": side, "sides": ", ".join(one.id for one in definition.sides)}
        )
    if joined > date.today():
        raise Refused(_("A party joined today or earlier. Record it on the day itself."))
    _refuse_standing(definition, side, member_class, turnover_share, is_supporter)
    party = Party.objects.create(
        organisation=organisation,
        side=side,
        member_class=member_class,
        joined=joined,
        turnover_share=turnover_share,
        is_supporter=is_supporter,
    )
    record("party.admitted", by=by, on=party, concerns=organisation.pk, new={"side": side})
    return party


def _refuse_standing(
    definition: Definition,
    side: str,
    member_class: str,
    turnover_share: Decimal | None,
    is_supporter: bool,
) -> None:
    kind = next(one.kind for one in definition.sides if one.id == side)
    classes = {one.id for one in definition.classes}
    if member_class and member_class not in classes:
        raise Refused(
            _("The definition of this agreement has no member class %(name)s. It has: %(classes)s.")
            % {"name": member_class, "classes": ", ".join(sorted(classes)) or "—"}
        )
    if (member_class or turnover_share is not None) and (kind != "companies" or is_supporter):
        raise Refused(
            _(
                "Only a participating company has a member class and a share of the turnover; "
                "leave both empty for others and for supporters."
            )
        )
    if turnover_share is not None and not 0 <= turnover_share <= 100:
        raise Refused(_("A share of the turnover lies between 0 and 100 per cent."))


@verb(may_admit)
def change_party(
    party: Party,
    *,
    by: Actor,
    member_class: str = "",
    turnover_share: Decimal | None = None,
    is_supporter: bool = False,
) -> Party:
    """The party's class, share of the turnover and whether it only supports are these from now."""
    party = _still_party(party)
    _refuse_standing(running_definition(), party.side, member_class, turnover_share, is_supporter)
    if is_supporter and not party.is_supporter:
        _refuse_while_seated(party)
    old, new = _standing(party), {}
    party.member_class, party.turnover_share = member_class, turnover_share
    party.is_supporter = is_supporter
    new = _standing(party)
    if old == new:
        raise Refused(_("Nothing was changed."))
    party.save()
    record("party.changed", by=by, on=party, concerns=party.organisation_id, old=old, new=new)
    return party


def _standing(party: Party) -> dict[str, Any]:
    share = party.turnover_share
    return {
        "class": party.member_class,
        "turnover": None if share is None else f"{share:.3f}",
        "supporter": party.is_supporter,
    }


@verb(may_admit)
def let_leave(party: Party, *, by: Actor, on: date | None = None) -> Party:
    """The organisation is no party any more from that day; the row stays, as history."""
    party = _still_party(party)
    on = on or date.today()
    if on > date.today():
        raise Refused(_("A party left today or earlier. Record it on the day itself."))
    if on < party.joined:
        raise Refused(_("A party cannot leave before it joined."))
    _refuse_while_seated(party)
    party.left = on
    party.save()
    record("party.left", by=by, on=party, concerns=party.organisation_id, new={"left": on})
    return party


def _still_party(party: Party) -> Party:
    found = Party.objects.select_for_update().get(pk=party.pk)
    if found.left is not None:
        raise Refused(_("%(name)s has already left.") % {"name": found})
    return found


def _refuse_while_seated(party: Party) -> None:
    seated = [str(seat.person) for seat in seats_of_people_of(party.organisation_id)]
    if seated:
        raise Refused(
            _("%(name)s still has people at the table. End these seats first: %(seats)s.")
            % {"name": party, "seats": ", ".join(seated)}
        )


@verb(may_seat)
def seat(
    person: Person,
    *,
    by: Actor,
    body: str,
    side: str = "",
    deputy: Person | None = None,
    since: date | None = None,
) -> Seat:
    """The person has a seat in the body for this side; without a side, as its independent chair."""
    running_version(
        to_change=True
    )  # the lock: two people for the last free seat must see each other
    if reason := why_no_seat(Asked(running_definition(), body, side), person, deputy, since):
        raise Refused(reason)
    made = Seat.objects.create(
        body=body, side=side, person=person, deputy=deputy, since=since or date.today()
    )
    record(
        "seat.taken",
        by=by,
        on=made,
        new={"person": str(person), "deputy": str(deputy or ""), "body": body, "side": side},
    )
    return made


@verb(may_seat)
def end_seat(seat: Seat, *, by: Actor) -> Seat:
    """The seat is free again; the row stays, as history."""
    found = Seat.objects.select_for_update().get(pk=seat.pk)
    if found.until is not None:
        raise Refused(_("This seat has already ended."))
    found.until = date.today()
    found.save()
    record("seat.ended", by=by, on=found, new={"until": found.until})
    return found


__all__ = [
    "SYSTEM",
    "admit",
    "amend",
    "change_party",
    "create_agreement",
    "end_seat",
    "let_leave",
    "seat",
    "why_no_such_slug",
    "why_not_amend",
]
