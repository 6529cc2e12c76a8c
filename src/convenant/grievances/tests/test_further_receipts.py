"""A union that helps and each of a group come back with a number of their own; one person decides."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from convenant.grievances import sealing
from convenant.grievances.actions import coming_back, further, offers, record, remedies, routing
from convenant.grievances.languages import languages
from convenant.grievances.models import Case, FurtherReceipt, Incident, OpenKey
from convenant.grievances.queries.opened import Returned, led_to, room_of, said_in
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.sealing import receipts
from convenant.grievances.tests.making import CHEAP, Complained, Handled
from convenant.grievances.tests.test_door import (
    at,
    cheap,
    hidden,
    opened,
    phone,
    receipt_in,
    sent,
)

__all__ = ["cheap", "phone"]  # fixtures
BN = languages()["bn"]


def further_of(made: Complained) -> tuple[Returned, str]:
    """Somebody who came back with a further receipt, and the receipt."""
    receipt, first = receipts.new(), made.back()
    wrapped = sealing.wrap(first.private, receipt, CHEAP)
    row = further.make_receipt(first, receipt, wrapped, by=COMPLAINANT)
    return Returned(made.case, sealing.unwrap(row.wrapped, receipt), row), receipt


def do(handled: Handled, phone: Client, page: str, deed: str, **more: Any) -> Any:
    data = {"ticket": hidden(page, "ticket"), "do": deed, **more}
    return phone.post(at(handled, "case"), data)


def test_a_union_tells_for_somebody_makes_a_number_for_itself_and_follows(
    handled: Handled, phone: Client
) -> None:
    receipt, page = sent(handled, phone, behalf="other", organisation="Garment workers' union")
    assert BN.say("receipt.for_other") in page and BN.say("others.follow") in page
    own = opened(handled, phone, receipt)
    made = do(handled, phone, own, "make_number").content.decode()
    assert BN.say("others.made") in made
    number = receipt_in(made)
    assert number != receipt
    # It is shown this once: the page opened again says only that there is one.
    again = opened(handled, phone, receipt)
    assert receipts.shown(number) not in again
    assert BN.say("others.since", date=BN.day(FurtherReceipt.objects.get().made_on)) in again

    union = opened(handled, phone, number)
    assert "তিন মাস মজুরি" in union and BN.say("others.yours") in union
    for deed in ("withdraw", "accept", "got_yes", "make_number", "appeal", "feedback"):
        assert f'value="{deed}"' not in union
    assert do(handled, phone, union, "add", text="আমরা সাথে আছি").status_code == 200
    assert do(handled, phone, union, "retaliation", text="হুমকি").status_code == 200
    assert Incident.objects.count() == 1
    stopped = do(handled, phone, union, "withdraw", sure="yes")
    assert stopped.status_code == 403 and BN.say("others.yours") in stopped.content.decode()
    assert Case.objects.get().stage == "received"
    assert "আমরা সাথে আছি" in opened(handled, phone, receipt)


def test_a_number_that_is_ended_opens_nothing_even_where_it_was_open(
    handled: Handled, phone: Client
) -> None:
    receipt, _page = sent(handled, phone)
    own = opened(handled, phone, receipt)
    number = receipt_in(do(handled, phone, own, "make_number").content.decode())
    theirs = opened(handled, phone, number)
    which = FurtherReceipt.objects.get().pk
    assert do(handled, phone, theirs, "end_number", which=which).status_code == 403
    ended = do(handled, phone, own, "end_number", which=which)
    assert BN.say("others.ended") in ended.content.decode()
    assert do(handled, phone, theirs, "add", text="x").status_code == 403
    gone = phone.post(at(handled, "back"), {"receipt": number})
    assert gone.status_code == 404
    assert opened(handled, phone, receipt)


def test_who_leaves_closes_the_case_where_their_own_number_opened_it(
    handled: Handled, phone: Client
) -> None:
    receipt, _page = sent(handled, phone)
    own = opened(handled, phone, receipt)
    number = receipt_in(do(handled, phone, own, "make_number").content.decode())
    theirs = opened(handled, phone, number)
    do(handled, phone, theirs, "leave")
    assert do(handled, phone, theirs, "add", text="x").status_code == 403
    assert do(handled, phone, own, "add", text="x").status_code == 200
    assert OpenKey.objects.filter(further=None).exists()


def test_a_further_receipt_reads_and_never_decides(handled: Handled, phone: Client) -> None:
    first, _page = sent(handled, phone)
    made = Complained(Case.objects.get(), first)
    union, receipt = further_of(made)
    found = led_to(receipt)
    assert found is not None and found[0] == made.case and found[1] == union.further
    assert said_in(room_of(made.case, "case"), union)[0].words
    with pytest.raises(PermissionDenied):
        coming_back.withdraw(union, by=COMPLAINANT)
    with pytest.raises(PermissionDenied):
        coming_back.appeal(union, by=COMPLAINANT, why="No.")
    with pytest.raises(PermissionDenied):
        routing.answer_release(union, None, True, by=COMPLAINANT)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        offers.answer_offer(union, None, True, by=COMPLAINANT)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        remedies.confirm_remedy(union, None, "yes", by=COMPLAINANT)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        record.give_feedback(union, by=COMPLAINANT, words="", heard="yes", safe="yes", fair="yes")
    with pytest.raises(PermissionDenied):
        further.make_receipt(union, receipts.new(), {}, by=COMPLAINANT)


def test_a_group_has_so_many_numbers_and_one_more_is_said_to_be_too_many(
    handled: Handled, phone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(further, "MOST", 2)
    receipt, _page = sent(handled, phone, behalf="group", group_size="40")
    own = opened(handled, phone, receipt)
    numbers = {
        receipt_in(do(handled, phone, own, "make_number").content.decode()) for _n in range(2)
    }
    assert len(numbers) == 2
    refused = do(handled, phone, own, "make_number")
    assert refused.status_code == 422
    assert BN.say("others.many", count=2) in refused.content.decode()
