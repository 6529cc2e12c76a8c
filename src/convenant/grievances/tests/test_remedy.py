"""Remedy: each company sees its own part, and only the people it is for say that they got it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from convenant.base.verbs import Refused
from convenant.grievances.actions import remedies
from convenant.grievances.models import RemedyItem
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.remedies import borne_by, ledger, share_of, shares_of
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import Complained, Handled, complain


def wages(handled: Handled, made: Complained, **given: Any) -> RemedyItem:
    """Bilal's and Iris's companies pay the wages together."""
    firms = handled.world.organisations
    return remedies.agree_remedy(
        made.case,
        **{
            "by": handled.by("leila"),
            "form": "compensation",
            "what": "Wages of three months for forty people.",
            "due": today() + timedelta(days=30),
            "amount": Decimal("1000.00"),
            "currency": "eur",
            "shares": {firms["bilal"].pk: Decimal("333.33"), firms["iris"].pk: Decimal("666.67")},
            **given,
        },
    )


def test_shares_that_do_not_make_the_whole_say_what_is_lacking(handled: Handled) -> None:
    firms = handled.world.organisations
    with pytest.raises(Refused, match=r"make 333.33; the whole is 1000.00.*666.67"):
        wages(handled, complain(), shares={firms["bilal"].pk: Decimal("333.33")})


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"form": "money"}, "form of remedy"),
        ({"what": " "}, "what the people get"),
        ({"shares": {}}, "which company"),
        ({"amount": Decimal(0)}, "above 0"),
        ({"currency": "euro"}, "three letters"),
        ({"amount": None}, "no amount to share"),
    ],
)
def test_a_remedy_that_makes_no_sense_is_refused(handled: Handled, given: Any, why: str) -> None:
    with pytest.raises(Refused, match=why):
        wages(handled, complain(), **given)


def test_each_company_sees_and_pays_its_own_share(handled: Handled) -> None:
    made = complain()
    wages(handled, made)
    bilal, iris = handled.by("bilal"), handled.by("iris")
    (own,) = shares_of(bilal)
    (other,) = shares_of(iris)
    assert own.amount == Decimal("333.33")
    assert share_of(bilal, other.code) is None
    with pytest.raises(PermissionDenied):
        remedies.do_remedy(other, by=bilal, said="Paid.", on=today(), amount=Decimal(1))
    remedies.do_remedy(
        own, by=bilal, said="Paid.", on=today(), amount=Decimal("300"), proof=("slip.pdf", b"%PDF")
    )
    (borne,) = borne_by(bilal, made.case)
    assert (borne.done, borne.owed) == (Decimal("300"), Decimal("33.33"))
    book = ledger(made.case)
    assert [(s.currency, s.whole, s.done, s.owed) for s in book.sums] == [
        ("EUR", Decimal("1000.00"), Decimal("300.00"), Decimal("700.00"))
    ]
    for name in ("anna", "chantal", "eva", "farid", "greet", "hugo"):
        assert not shares_of(handled.by(name))


def test_who_pays_too_much_does_not_pay_for_another(handled: Handled) -> None:
    made = complain()
    wages(handled, made)
    (own,) = shares_of(handled.by("bilal"))
    remedies.do_remedy(own, by=handled.by("bilal"), said="Paid.", on=today(), amount=Decimal(900))
    assert ledger(made.case).sums[0].owed == Decimal("666.67")


def test_only_the_people_say_that_they_got_it(handled: Handled) -> None:
    made = complain()
    item = wages(handled, made)
    assert ledger(made.case).unconfirmed
    remedies.confirm_remedy(made.back(), item, "no", by=COMPLAINANT)
    assert not ledger(made.case).lines[0].confirmed
    union = handled.world.organisations["chantal"]
    remedies.confirm_through(item, union, "yes", by=handled.by("leila"))
    (line,) = ledger(made.case).lines
    assert line.confirmed and line.word.through == union
    assert not ledger(made.case).unconfirmed
    with pytest.raises(Refused, match="another case"):
        remedies.confirm_remedy(complain().back(), item, "yes", by=COMPLAINANT)
    for name in ("bilal", "anna", "farid"):
        with pytest.raises(PermissionDenied):
            remedies.confirm_through(item, union, "yes", by=handled.by(name))
    with pytest.raises(PermissionDenied):
        remedies.confirm_remedy(made.back(), item, "yes", by=handled.by("bilal"))


def test_what_is_withdrawn_is_owed_no_more_and_stays_readable(handled: Handled) -> None:
    made = complain()
    item = wages(handled, made)
    remedies.withdraw_remedy(item, by=handled.by("leila"), why="Paid by the site itself.")
    book = ledger(made.case)
    assert book.sums == [] and book.unconfirmed == [] and len(book.lines) == 1
    with pytest.raises(Refused, match="withdrawn"):
        remedies.confirm_remedy(made.back(), item, "yes", by=COMPLAINANT)


def test_a_deed_without_money_has_no_amount(handled: Handled) -> None:
    made = complain()
    firms = handled.world.organisations
    wages(
        handled,
        made,
        form="non_repetition",
        what="A lock on the outside of the door is gone.",
        amount=None,
        currency="",
        shares={firms["bilal"].pk: None},
    )
    (own,) = shares_of(handled.by("bilal"))
    bilal = handled.by("bilal")
    with pytest.raises(Refused, match="not about money"):
        remedies.do_remedy(own, by=bilal, said="Done.", on=today(), amount=Decimal(1))
    with pytest.raises(Refused, match="still to come"):
        remedies.do_remedy(own, by=bilal, said="Done.", on=today() + timedelta(days=1))
    remedies.do_remedy(own, by=bilal, said="Done.", on=today())
    (borne,) = borne_by(bilal, made.case)
    assert borne.acted and borne.owed is None
