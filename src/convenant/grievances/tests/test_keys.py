"""Keys are made by people, opened by their secret, and recovered by people together."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from convenant.base.verbs import Refused
from convenant.grievances import sealing
from convenant.grievances.actions import keys
from convenant.grievances.models import KeyShare, OpenKey, RecoveryRequest
from convenant.grievances.queries.opened import OpenedKey, holder_with_ticket
from convenant.grievances.tests.making import CHEAP, SECRET, Handled, holder_of, make_key


def test_a_key_is_open_for_half_an_hour_to_its_own_person(handled: Handled) -> None:
    leila = handled.keys["leila"]
    ticket = keys.open_key(leila, by=handled.by("leila"))
    opened = holder_with_ticket(ticket, handled.by("leila"))
    assert opened is not None and opened.private == leila.private
    assert holder_with_ticket(ticket, handled.by("omar")) is None
    assert holder_with_ticket("", handled.by("leila")) is None
    kept = OpenKey.objects.get(holder=leila.holder)
    assert leila.private not in bytes(kept.sealed) and ticket not in kept.locator
    OpenKey.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert holder_with_ticket(ticket, handled.by("leila")) is None


def test_nobody_opens_another_s_key(handled: Handled) -> None:
    with pytest.raises(PermissionDenied):
        keys.open_key(handled.keys["leila"], by=handled.by("omar"))


def test_one_key_a_person(handled: Handled) -> None:
    with pytest.raises(Refused, match="You have a key already"):
        make_key(handled.world, "leila")


def test_a_new_secret_closes_what_was_open(handled: Handled) -> None:
    leila = handled.keys["leila"]
    ticket = keys.open_key(leila, by=handled.by("leila"))
    wrapped = sealing.wrap(leila.private, "another secret", CHEAP)
    keys.change_secret(leila, by=handled.by("leila"), wrapped=wrapped)
    assert holder_with_ticket(ticket, handled.by("leila")) is None
    assert sealing.unwrap(holder_of(handled.world, "leila").wrapped, "another secret")
    with pytest.raises(sealing.WrongSecret):
        sealing.unwrap(holder_of(handled.world, "leila").wrapped, SECRET)


@pytest.mark.parametrize(("count", "needed"), [(2, 2), (3, 3), (3, 1)])
def test_a_circle_that_could_not_help_is_refused(handled: Handled, count: int, needed: int) -> None:
    people = [handled.keys[name].holder for name in ("leila", "omar", "rosa")][:count]
    with pytest.raises(Refused, match="at least three people"):
        keys.name_circle(people, needed, by=handled.by("anna"))


def recovering(handled: Handled) -> tuple[RecoveryRequest, sealing.Pair]:
    """Maarten lost his secret; his key gave its shares when it was last opened."""
    maarten = handled.keys["maarten"]
    keys.open_key(maarten, by=handled.by("maarten"))
    pair = sealing.new_pair()
    request = keys.ask_recovery(
        maarten.holder,
        by=handled.by("maarten"),
        public=pair.public,
        wrapped=sealing.wrap(pair.private, "a new secret", CHEAP),
        why="I was ill for months.",
    )
    return request, pair


def test_a_lost_secret_is_mended_by_enough_people_together(handled: Handled) -> None:
    request, pair = recovering(handled)
    keys.help_recover(request, handled.keys["leila"], by=handled.by("leila"))
    with pytest.raises(Refused, match="1 of the 2 people"):
        keys.recovered_private(request, pair.private)
    with pytest.raises(Refused, match="helped already"):
        keys.help_recover(request, handled.keys["leila"], by=handled.by("leila"))
    keys.help_recover(request, handled.keys["rosa"], by=handled.by("rosa"))
    private = keys.recovered_private(request, pair.private)
    assert private == handled.keys["maarten"].private
    keys.finish_recovery(
        request,
        private,
        by=handled.by("maarten"),
        wrapped=sealing.wrap(private, "a new secret", CHEAP),
    )
    wrapped = holder_of(handled.world, "maarten").wrapped
    assert sealing.unwrap(wrapped, "a new secret") == private
    assert not KeyShare.objects.filter(holder=request.holder).exists()


def test_no_one_outside_the_circle_helps_and_no_one_else_takes_the_key(handled: Handled) -> None:
    request, pair = recovering(handled)
    with pytest.raises(Refused, match="no share"):
        keys.help_recover(request, handled.keys["farid"], by=handled.by("farid"))
    stolen = OpenedKey(handled.keys["leila"].holder, handled.keys["leila"].private)
    with pytest.raises(Refused, match="no share"):
        keys.help_recover(request, stolen, by=handled.by("farid"))
    for name in ("leila", "omar"):
        keys.help_recover(request, handled.keys[name], by=handled.by(name))
    private = keys.recovered_private(request, pair.private)
    with pytest.raises(Refused, match="do not make your key"):
        keys.finish_recovery(request, private, by=handled.by("omar"), wrapped={})
    with pytest.raises(Refused, match="do not make your key"):
        keys.finish_recovery(request, pair.private, by=handled.by("maarten"), wrapped={})


def test_somebody_of_the_circle_stops_what_they_do_not_trust(handled: Handled) -> None:
    request, _pair = recovering(handled)
    with pytest.raises(Refused, match="Only who asked"):
        keys.stop_recovery(request, by=handled.by("farid"))
    keys.stop_recovery(request, by=handled.by("rosa"))
    request.refresh_from_db()
    with pytest.raises(Refused, match="has ended"):
        keys.help_recover(request, handled.keys["leila"], by=handled.by("leila"))


def test_without_a_circle_a_lost_key_is_lost(inside: Any) -> None:
    key = make_key(inside, "farid")
    with pytest.raises(Refused, match="No circle"):
        keys.ask_recovery(key.holder, by=inside.by("farid"), public=b"", wrapped={}, why="")
