"""Working the clocks out anew: stored where they moved, with whose moved and by which deed."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record_many
from convenant.base.models import Event
from convenant.base.verbs import verb
from convenant.techniques.models import Clock, ClockMove
from convenant.techniques.phase_in import ApplyBy, Reason, not_running
from convenant.techniques.queries.clocks import (
    ended_recognition,
    recorded,
    running_rule,
    stored,
    why_it_stopped,
    worked_out,
)


def _only_the_house(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Nobody moves a clock by hand: they follow from what is recorded."""
    return False


@verb(_only_the_house, silent=True)
def retime(
    *, by: Actor, because_event: Event | None = None, organisations: Collection[int] | None = None
) -> int:
    """Every clock says what follows from the records now; how many moved.

    A clock that moved leaves a row that says from when to when and by which deed, and each organisation
    concerned has one event. `organisations` limits it to those whom the deed touches.
    """
    running_version(to_change=True)  # the lock: two at once would both make the same clock
    rule, today = running_rule(), timezone.localdate()
    known = recorded(organisations)
    found = worked_out(rule, known, today)
    versions = {version.pk: version for version in known.versions}
    before = {(clock.version_id, clock.organisation_id): clock for clock in stored(organisations)}
    changed: list[Clock] = []
    moves: list[ClockMove] = []

    def moved(clock: Clock, was: Any, now: Any, because: Any, event: Event | None) -> None:
        moves.append(
            ClockMove(
                version=clock.version,
                organisation_id=clock.organisation_id,
                was=was,
                now=now,
                because=because,
                verb=event.verb if event else "",
                event_number=event.number if event else None,
            )
        )

    def keep(clock: Clock, now: ApplyBy, was: Any) -> None:
        because = now.as_stored()
        if clock.pk is not None and (clock.apply_by, clock.because) == (now.day, because):
            return
        ended = ended_recognition(clock.because, today) if was is not None else None
        if ended is not None:  # it stood still since then, by that date and by no deed
            reason = Reason("recognition_ended", {"day": ended.isoformat()})
            moved(clock, was, None, not_running(rule, reason).as_stored(), None)
            was = None
        clock.apply_by, clock.because = now.day, because
        changed.append(clock)
        if was != now.day:
            moved(clock, was, now.day, because, because_event)

    for key, now in found.items():
        version_id, organisation_id = key
        old = before.pop(key, None)
        made = old or Clock(version=versions[version_id], organisation_id=organisation_id)
        keep(made, now, old.apply_by if old else None)
    for clock in before.values():  # of a version in force no more, or of who left
        if clock.apply_by is not None or clock.because.get("applies", True):
            keep(clock, why_it_stopped(rule, clock.version), clock.apply_by)
    Clock.objects.bulk_create(
        [_row(clock) for clock in changed],
        update_conflicts=True,
        unique_fields=["agreement", "version", "organisation"],
        update_fields=["apply_by", "because", "worked_out_at"],
    )
    ClockMove.objects.bulk_create(moves)
    concerned = sorted({move.organisation_id for move in moves if move.verb or not because_event})
    if concerned:
        record_many(
            "clock.moved",
            by=by,
            concerns=concerned,
            new={
                "by": because_event.verb if because_event else "",
                "event": because_event.number if because_event else None,
            },
        )
    return len(moves)


def _row(clock: Clock) -> Clock:
    """The clock as a row to be put in, whether there is one already or not."""
    return Clock(
        version=clock.version,
        organisation_id=clock.organisation_id,
        apply_by=clock.apply_by,
        because=clock.because,
    )
