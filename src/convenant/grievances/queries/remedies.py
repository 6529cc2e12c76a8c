"""The ledger of a case: what is owed, what was done, what the people say."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet

from convenant.base.actors import Actor
from convenant.grievances.models import (
    Case,
    Notice,
    RemedyItem,
    RemedyShare,
    RemedyWord,
    Verification,
)
from convenant.grievances.queries.opened import today
from convenant.locations.queries.introductions import company_of
from convenant.people.models import Kind, Organisation, Role
from convenant.people.queries import current, organisations_here


@dataclass(frozen=True)
class Borne:
    """One company's part of an item."""

    share: RemedyShare
    done: Decimal
    owed: Decimal | None  # None where it is not about money
    acted: bool


@dataclass(frozen=True)
class Line:
    """An item with every share, and what the people said last."""

    item: RemedyItem
    borne: list[Borne]
    word: RemedyWord | None

    @property
    def late(self) -> bool:
        """Whether its day has passed without the people saying that they got it."""
        return self.item.withdrawn_on is None and self.item.due < today() and not self.confirmed

    @property
    def confirmed(self) -> bool:
        """Whether the people said that they got it."""
        return self.word is not None and self.word.got == RemedyWord.Got.YES


@dataclass(frozen=True)
class Sum:
    """Money in one currency, over the items that stand."""

    currency: str
    whole: Decimal
    done: Decimal

    @property
    def owed(self) -> Decimal:
        """What is still owed; more paid than owed is not taken off another's share."""
        return self.whole - self.done


@dataclass
class Ledger:
    """The items of a case, with sums by currency."""

    lines: list[Line] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    checks: list[Verification] = field(default_factory=list)

    @property
    def unconfirmed(self) -> list[Line]:
        """What stands and the people did not say that they got."""
        return [one for one in self.lines if one.item.withdrawn_on is None and not one.confirmed]


def _borne(share: RemedyShare) -> Borne:
    deeds = list(share.deeds.all())
    done = sum((deed.amount or Decimal(0) for deed in deeds), Decimal(0))
    owed = None if share.amount is None else max(share.amount - done, Decimal(0))
    return Borne(share, done, owed, bool(deeds))


def ledger(case: Case) -> Ledger:
    """Everything, for the handlers of the case; a fixed number of queries."""
    items = (
        RemedyItem.objects.filter(case=case)
        .prefetch_related("shares__organisation", "shares__deeds", "words__through")
        .order_by("due", "pk")
    )
    made = Ledger(checks=list(Verification.objects.filter(case=case)))
    by_currency: dict[str, list[Decimal]] = {}
    for item in items:
        words = list(item.words.all())
        borne = [_borne(share) for share in item.shares.all()]
        made.lines.append(Line(item, borne, words[-1] if words else None))
        if item.amount is not None and item.withdrawn_on is None:
            sums = by_currency.setdefault(item.currency, [Decimal(0), Decimal(0)])
            sums[0] += item.amount
            sums[1] += sum((min(b.done, b.share.amount or b.done) for b in borne), Decimal(0))
    made.sums = [Sum(code, *sums) for code, sums in sorted(by_currency.items())]
    return made


def shares_of(by: Actor) -> QuerySet[RemedyShare]:
    """The actor's company's own shares, whatever the case; nobody else's."""
    company = company_of(by)
    if company is None:
        return RemedyShare.objects.none()
    return (
        RemedyShare.objects.filter(organisation_id=company)
        .select_related("item__case")
        .prefetch_related("deeds")
        .order_by("item__due", "pk")
    )


def share_of(by: Actor, code: str) -> RemedyShare | None:
    """One of them."""
    return shares_of(by).filter(code=code).first()


def borne_by(by: Actor, case: Case) -> list[Borne]:
    """The company's own part of a case's remedy."""
    return [_borne(share) for share in shares_of(by).filter(item__case=case)]


def companies_of(case: Case) -> list[Organisation]:
    """The companies that were told of the case, or that it is about."""
    told = Notice.objects.filter(release__case=case).order_by().values("organisation")
    named = case.respondents.order_by().values("organisation")
    return list(
        organisations_here().filter(Q(pk__in=told) | Q(pk__in=named)).order_by("name", "pk")
    )


def speakers() -> QuerySet[Organisation]:
    """Unions and civil-society organisations that can speak for the people."""
    roles = Role.objects.filter(current(), kind__in=[Kind.UNION, Kind.CIVIL_SOCIETY]).order_by()
    return organisations_here().filter(pk__in=roles.values("organisation")).order_by("name", "pk")


def owed_by(by: Actor) -> list[tuple[RemedyShare, Notice]]:
    """The company's shares that are not wholly paid or done, each with the notice whose page shows it."""
    company = company_of(by)
    if company is None:
        return []
    open_shares = [
        share
        for share in shares_of(by).filter(item__withdrawn_on=None)
        if (borne := _borne(share)).owed or (borne.owed is None and not borne.acted)
    ]
    cases = {share.item.case_id for share in open_shares}
    notices = {
        notice.release.case_id: notice
        for notice in Notice.objects.filter(
            organisation_id=company, release__case__in=cases, told_on__lte=today()
        ).select_related("release")
    }
    return [
        (share, notices[share.item.case_id])
        for share in open_shares
        if share.item.case_id in notices
    ]
