"""Positions and the close: each seat says where it stands, and the outcome follows by the rule."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.agreements.models import Seat
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.proposals import held
from convenant.decisions.models import Proposal, SeatPosition
from convenant.decisions.outcome import CHAIR, Result, Stand, Statement, outcome
from convenant.decisions.queries.meetings import has_confirmed
from convenant.decisions.queries.proposals import current_text, has_interest
from convenant.decisions.queries.tables import (
    RANK,
    as_positions,
    places_of,
    positions_that_count,
    rule_for,
    sits_at,
    table_for,
)
from convenant.decisions.rules import may_sit, may_take_part
from convenant.people.models import Kind

State = Proposal.State


@verb(may_sit)
def take_position(
    proposal: Proposal,
    seat: Seat,
    *,
    by: Actor,
    stand: str,
    reason: str = "",
    version: int | None = None,
) -> SeatPosition:
    """A seat supports, abstains, objects with a reason or stands aside; until it closes it may change its mind.

    `version` is the text that was read: where another stands by now, the position is not stored.
    """
    held(proposal, State.PUT)
    item = proposal.item
    assert item is not None  # noqa: S101 -- `put` sets it
    at = next((one for one in table_for(proposal) if one.seat.pk == seat.pk), None)
    capacity = at.capacity_of(by.person_id) if at else ""
    if at is None or not capacity:
        raise Refused(_("You do not speak for this seat."))
    if at.observer:
        raise Refused(_("This seat is an observer's: it speaks and takes no position."))
    if by.person_id in at.recused or at.is_recused:
        raise Refused(_("You have an interest in this item and left the table for it."))
    rule = rule_for(proposal)
    if at.side == CHAIR and rule is not None and not (rule.chair_votes or rule.chair_casts):
        raise Refused(_("By the rules of this body its chair takes no position."))
    if item.meeting.in_writing:
        _refuse_outside(item.meeting.starts, item.meeting.ends)
    if not has_confirmed(by.person_id, item.meeting):
        raise Refused(_("Confirm the statement on competition law for this meeting first."))
    now = current_text(proposal).number
    if version is not None and version != now:
        raise Refused(
            _(
                "The text changed meanwhile: version %(number)d stands now. Read it, then take your position."
            )
            % {"number": now}
        )
    if stand not in {one.value for one in Stand}:
        raise Refused(_("Choose: support, abstain, object or stand aside."))
    reason = tidy(reason)[:4000]
    if stand == Stand.OBJECT and not reason:
        raise Refused(
            _("An objection needs a reason: say what is wrong, and what would make it right.")
        )
    before = SeatPosition.objects.filter(proposal=proposal, seat=seat).first()
    if before is not None and before.version == now:
        if RANK[capacity] < RANK[before.capacity] and before.person_id not in at.recused:
            raise Refused(
                _("%(person)s already took a position for this seat, and goes before you.")
                % {"person": before.person}
            )
        if (before.stand, before.reason, before.person_id) == (stand, reason, by.person_id):
            raise Refused(_("This is your position already."))
    made, _new = SeatPosition.objects.update_or_create(
        proposal=proposal,
        seat=seat,
        defaults={
            "version": now,
            "stand": stand,
            "reason": reason,
            "person_id": by.person_id,
            "capacity": capacity,
        },
    )
    # Hidden positions are hidden from the journal's readers too, until they are counted.
    said = {"seat": str(seat), "version": now, "capacity": capacity}
    shown = {} if proposal.hidden else {"stand": stand, "reason": reason}
    old = (
        {"stand": before.stand, "reason": before.reason}
        if before is not None and not proposal.hidden
        else None
    )
    record("position.taken", by=by, on=proposal, old=old, new={**said, **shown})
    return made


def _refuse_outside(starts: Any, ends: Any) -> None:
    now = timezone.now()
    if now < starts:
        raise Refused(
            _("Positions can be taken from %(moment)s.")
            % {"moment": date_format(timezone.localtime(starts), "j F Y, H:i")}
        )
    if now > ends:
        raise Refused(
            _("Positions could be taken until %(moment)s.")
            % {"moment": date_format(timezone.localtime(ends), "j F Y, H:i")}
        )


@verb(may_take_part)
def close_decision(proposal: Proposal, *, by: Actor, version: int | None = None) -> Proposal:
    """The positions are counted by the rule; result, reasons and split views are kept as they are now."""
    held(proposal, State.PUT)
    if not (by.has(Kind.SECRETARIAT) or (by.has(Kind.CHAIR) and sits_at(by, proposal.body))):
        raise Refused(_("The secretariat or the chair of this body closes a decision."))
    if has_interest(by, proposal):
        raise Refused(_("You have an interest in this item and left the table for it."))
    text = current_text(proposal)
    if version is not None and version != text.number:
        raise Refused(_("The text changed meanwhile; look at it before you close."))
    item, rule, table = proposal.item, rule_for(proposal), table_for(proposal)
    assert item is not None and rule is not None  # noqa: S101 -- `put` saw to both
    said = positions_that_count(proposal, table, text.number)
    deciding = [one for one in table if one.side and not one.observer and not one.is_recused]
    everyone = all(str(one.seat.pk) in said for one in deciding)
    now = timezone.now()
    if item.meeting.in_writing and now < item.meeting.ends and not everyone:
        raise Refused(
            _("Not every seat has spoken, and there is time until %(moment)s.")
            % {"moment": date_format(timezone.localtime(item.meeting.ends), "j F Y, H:i")}
        )
    if not item.meeting.in_writing and now < item.meeting.starts:
        raise Refused(_("The meeting has not begun yet."))
    found = outcome(rule, places_of(table), as_positions(said), closed=True)
    proposal.state, proposal.closed_at = State.CLOSED, now
    proposal.result, proposal.how = found.result, found.how
    proposal.reasons = [kept(one) for one in found.reasons]
    proposal.table = [
        {
            "side": one.side,
            "holder": str(one.seat.person),
            "observer": one.observer,
            "recused": one.is_recused,
            "present": one.is_present or str(one.seat.pk) in said,
            **_spoken(said.get(str(one.seat.pk))),
        }
        for one in table
    ]
    proposal.save(update_fields=["state", "closed_at", "result", "how", "reasons", "table"])
    adopted = found.result == Result.ADOPTED
    record(
        "decision.adopted" if adopted else "decision.not_adopted",
        by=by,
        on=proposal,
        new={
            "number": proposal.number,
            "version": text.number,
            "result": found.result,
            "how": found.how,
            "about_kind": proposal.about_kind,
            "about_key": proposal.about_key,
            "table": proposal.table,
        },
    )
    return proposal


def _spoken(said: SeatPosition | None) -> dict[str, str]:
    if said is None:
        return {}
    return {
        "stand": said.stand,
        "reason": said.reason,
        "person": str(said.person),
        "capacity": said.capacity,
    }


def kept(statement: Statement) -> dict[str, Any]:
    """A reason as it is kept: shares as exact fractions in text."""
    values = {
        key: value if value is None or isinstance(value, int) else {"fraction": str(value)}
        for key, value in statement.values.items()
    }
    return {"code": statement.code, "side": statement.side, "values": values}
