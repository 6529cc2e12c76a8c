"""Keys: made by a person, opened by their secret, recovered by a circle, never by the house.

Deriving a key from a secret takes long on purpose, so it happens before these verbs and outside
any transaction; what they get is the result.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances import sealing
from convenant.grievances.models import (
    Case,
    FurtherReceipt,
    Keyholder,
    KeyShare,
    OpenKey,
    Recoverer,
    RecoveryCircle,
    RecoveryHelp,
    RecoveryRequest,
    WrongReceipt,
)
from convenant.grievances.queries.attempts import WINDOW, beginning_of
from convenant.grievances.queries.holders import circle, in_circle, key_of
from convenant.grievances.queries.opened import OpenedKey, Returned, today
from convenant.grievances.rules import comes_to_the_door, keeps_the_door, may_hold_a_key

HALF_AN_HOUR = timedelta(minutes=30)


def _own(by: Actor, key: Keyholder | OpenedKey, *args: Any, **kwargs: Any) -> bool:
    holder = key.holder if isinstance(key, OpenedKey) else key
    return by.person_id is not None and holder.person_id == by.person_id


@verb(may_hold_a_key)
def make_key(*, by: Actor, public: bytes, private: bytes, wrapped: dict[str, Any]) -> Keyholder:
    """The actor has a key from now on; the circle has its shares."""
    if key_of(by) is not None:
        raise Refused(_("You have a key already. Change its secret instead."))
    made = Keyholder.objects.create(
        person_id=by.person_id, public=public, wrapped=wrapped, made_on=today()
    )
    record("key.made", by=by, on=made)
    _give_shares(OpenedKey(made, private), by)
    return made


@verb(_own)
def change_secret(key: OpenedKey, *, by: Actor, wrapped: dict[str, Any]) -> None:
    """Another secret opens the same key; every open copy is closed."""
    key.holder.wrapped = wrapped
    key.holder.save(update_fields=["wrapped"])
    OpenKey.objects.filter(holder=key.holder).delete()
    record("key.changed", by=by, on=key.holder)


@verb(_own)
def open_key(key: OpenedKey, *, by: Actor) -> str:
    """The key is open for half an hour to whoever has the ticket that comes back."""
    OpenKey.objects.filter(until__lte=timezone.now()).delete()
    ticket = _ticket(key.private, holder=key.holder)
    record("key.opened", by=by, on=key.holder)
    _give_shares(key, by)
    return ticket


@verb(comes_to_the_door, silent=True)
def come_back(returned: Returned, *, by: Actor) -> str:
    """The complainant's case is open for half an hour to whoever has the ticket that comes back.

    Nothing is noted in the journal: when somebody reads their own case is nobody's business.
    """
    OpenKey.objects.filter(until__lte=timezone.now()).delete()
    return _ticket(returned.private, case=returned.case, further=returned.further)


def _ticket(private: bytes, **whose: Keyholder | Case | FurtherReceipt | None) -> str:
    ticket, locator, sealed = sealing.new_ticket(private)
    OpenKey.objects.create(
        locator=locator, sealed=sealed, until=timezone.now() + HALF_AN_HOUR, **whose
    )
    return ticket


@verb(comes_to_the_door, silent=True)
def note_wrong_receipt(receipt: str, *, by: Actor) -> None:
    """One more receipt that begins like this led nowhere."""
    now = timezone.now()
    row, _made = WrongReceipt.objects.select_for_update().get_or_create(
        beginning=beginning_of(receipt), defaults={"since": now}
    )
    if row.since < now - WINDOW:
        row.count, row.since = 0, now
    row.count += 1
    row.save(update_fields=["count", "since"])


@verb(may_hold_a_key, silent=True)
def close_key(*, by: Actor) -> None:
    """Every open copy of the actor's key is closed."""
    OpenKey.objects.filter(holder__person_id=by.person_id).delete()


@verb(comes_to_the_door, silent=True)
def leave_case(returned: Returned, *, by: Actor) -> None:
    """The case is closed on every phone on which this receipt opened it."""
    OpenKey.objects.filter(case=returned.case, further=returned.further).delete()


@verb(keeps_the_door)
def name_circle(people: Sequence[Keyholder], needed: int, *, by: Actor) -> RecoveryCircle:
    """So many of these people together help recover a key; each key gives its shares when it next opens."""
    if not 2 <= needed <= len(set(people)) - 1:
        raise Refused(
            _(
                "Choose at least three people with a key, and how many of them are needed: at least "
                "two, and one fewer than there are, so that they can help each other too."
            )
        )
    running_version(to_change=True)  # the lock: two who name a circle see each other
    RecoveryCircle.objects.filter(until=None).update(until=today())
    made = RecoveryCircle.objects.create(needed=needed, since=today())
    Recoverer.objects.bulk_create(
        Recoverer(circle=made, holder=one, since=made.since) for one in dict.fromkeys(people)
    )
    record(
        "recovery.circle_named",
        by=by,
        on=made,
        new={"needed": needed, "people": [str(one.person) for one in people]},
    )
    return made


def _give_shares(key: OpenedKey, by: Actor) -> None:
    """The circle as it is now holds this key's shares; does nothing where it holds them already."""
    now = circle()
    others = [one for one in in_circle(now) if one.holder_id != key.holder.pk]
    if now is None or len(others) < now.needed:
        return
    if {s.recoverer_id for s in key.holder.shares.all()} == {one.pk for one in others}:
        return
    key.holder.shares.all().delete()
    shares = sealing.split(key.private, now.needed, len(others))
    KeyShare.objects.bulk_create(
        KeyShare(
            holder=key.holder,
            recoverer=one,
            sealed=sealing.seal(share, bytes(one.holder.public), f"share of {key.holder.pk}"),
        )
        for one, share in zip(others, shares, strict=True)
    )
    record("key.shared", by=by, on=key.holder, new={"needed": now.needed, "of": len(others)})


@verb(_own)
def ask_recovery(
    holder: Keyholder, *, by: Actor, public: bytes, wrapped: dict[str, Any], why: str
) -> RecoveryRequest:
    """The circle is asked; whoever helps seals their share to the new key that waits here."""
    if not holder.shares.exists():
        raise Refused(
            _(
                "No circle holds shares of your key, so it cannot be recovered. Ask the secretariat to "
                "end it, and make a new key; cases are opened to that by another officer."
            )
        )
    RecoveryRequest.objects.filter(holder=holder, done_at=None, stopped_at=None).update(
        stopped_at=timezone.now()
    )
    made = RecoveryRequest.objects.create(
        holder=holder, public=public, wrapped=wrapped, why=why.strip()[:2000]
    )
    record("recovery.asked", by=by, on=made)
    return made


@verb(may_hold_a_key)
def help_recover(request: RecoveryRequest, key: OpenedKey, *, by: Actor) -> RecoveryHelp:
    """The actor's share is sealed again, to the one who asks."""
    _still_asked(request)
    share = (
        KeyShare.objects.filter(holder=request.holder, recoverer__holder=key.holder)
        .select_related("recoverer")
        .first()
    )
    if share is None or key.holder.person_id != by.person_id:
        raise Refused(_("You hold no share of this key."))
    if request.helps.filter(recoverer=share.recoverer).exists():
        raise Refused(_("You helped already."))
    plain = sealing.open_sealed(bytes(share.sealed), key.private, f"share of {request.holder_id}")
    made = RecoveryHelp.objects.create(
        request=request,
        recoverer=share.recoverer,
        sealed=sealing.seal(plain, bytes(request.public), f"help for {request.pk}"),
    )
    record("recovery.helped", by=by, on=request)
    return made


@verb(may_hold_a_key)
def stop_recovery(request: RecoveryRequest, *, by: Actor) -> None:
    """Somebody of the circle, or who asked, says that this must not go on."""
    _still_asked(request)
    own = request.holder.person_id == by.person_id
    mine = key_of(by)
    of_circle = request.holder.shares.filter(recoverer__holder=mine).exists() if mine else False
    if not own and not of_circle:
        raise Refused(_("Only who asked, and who holds a share, can stop this."))
    request.stopped_at = timezone.now()
    request.save(update_fields=["stopped_at"])
    record("recovery.stopped", by=by, on=request)


def recovered_private(request: RecoveryRequest, new_private: bytes) -> bytes:
    """The old private key from the shares that came back; raises Refused while there are too few."""
    helps = list(request.helps.all())
    needed = helps[0].recoverer.circle.needed if helps else 2
    if len(helps) < needed:
        raise Refused(
            _("%(count)d of the %(needed)d people needed have helped so far.")
            % {"count": len(helps), "needed": needed}
        )
    return sealing.join(
        [
            sealing.open_sealed(bytes(one.sealed), new_private, f"help for {request.pk}")
            for one in helps
        ]
    )


@verb(may_hold_a_key)
def finish_recovery(
    request: RecoveryRequest, private: bytes, *, by: Actor, wrapped: dict[str, Any]
) -> Keyholder:
    """The old key opens with the new secret; its shares are made anew when it next opens."""
    _still_asked(request)
    holder = request.holder
    if holder.person_id != by.person_id or not sealing.belongs(private, bytes(holder.public)):
        raise Refused(_("These shares do not make your key."))
    holder.wrapped = wrapped
    holder.save(update_fields=["wrapped"])
    request.done_at = timezone.now()
    request.save(update_fields=["done_at"])
    holder.shares.all().delete()
    record("recovery.done", by=by, on=request)
    return holder


def _still_asked(request: RecoveryRequest) -> None:
    if request.done_at or request.stopped_at:
        raise Refused(_("This request has ended."))
