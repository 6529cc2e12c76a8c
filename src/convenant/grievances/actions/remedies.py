"""Remedy is agreed, shared, done, and confirmed by the people it is for."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from nacl.secret import SecretBox

from convenant.base.actors import Actor
from convenant.base.journal import record, record_many
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.phases import begin
from convenant.grievances.actions.routing import LARGEST
from convenant.grievances.models import (
    Case,
    RemedyDeed,
    RemedyItem,
    RemedyShare,
    RemedyWord,
    Verification,
)
from convenant.grievances.models.at_rest import installation_key
from convenant.grievances.procedure.stages import Stage
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import Returned, today
from convenant.grievances.remedies import difference
from convenant.grievances.rules import decides_for_the_complainant, handles_cases, is_told_of_cases
from convenant.people.models import Kind, Organisation


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_item(by: Actor, item: RemedyItem, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, item.case)


def _of_verification(by: Actor, check: Verification, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, check.case)


def _own_share(by: Actor, share: RemedyShare, *args: Any, **kwargs: Any) -> bool:
    return is_told_of_cases(by) and share.organisation_id in by.organisations(Kind.COMPANY)


@verb(_of_case)
def agree_remedy(
    case: Case,
    *,
    by: Actor,
    form: str,
    what: str,
    due: date,
    amount: Decimal | None = None,
    currency: str = "",
    shares: Mapping[int, Decimal | None],
) -> RemedyItem:
    """An item goes into the ledger, with each company's share; amounts add up to the whole."""
    if form not in RemedyItem.Form.values:
        raise Refused(_("Choose a form of remedy."))
    if not what.strip():
        raise Refused(_("Say what the people get."))
    if not shares:
        raise Refused(_("Say which company does this."))
    if amount is not None:
        if amount <= 0 or len(currency) != 3:
            raise Refused(_("Give an amount above 0 and a currency of three letters, such as EUR."))
        given = [part if part is not None else Decimal(0) for part in shares.values()]
        if min(given) < 0:
            raise Refused(_("A share cannot be below 0."))
        if lacking := difference(amount, given):
            raise Refused(
                _("The shares make %(sum)s; the whole is %(whole)s. The difference is %(lacking)s.")
                % {"sum": sum(given), "whole": amount, "lacking": lacking}
            )
    elif any(part is not None for part in shares.values()):
        raise Refused(_("There is no amount to share. Leave the shares empty, or give an amount."))
    made = RemedyItem.objects.create(
        case=case,
        form=form,
        what=what.strip(),
        amount=amount,
        currency=currency.upper(),
        due=due,
        agreed_on=today(),
    )
    RemedyShare.objects.bulk_create(
        RemedyShare(item=made, organisation_id=pk, amount=part) for pk, part in shares.items()
    )
    record_many("remedy.agreed", by=by, concerns=sorted(shares), label=_("remedy in a case"))
    return made


@verb(_of_item)
def withdraw_remedy(item: RemedyItem, *, by: Actor, why: str) -> RemedyItem:
    """The item no longer counts, for a reason; it stays in the ledger."""
    if item.withdrawn_on is not None:
        raise Refused(_("This was withdrawn already."))
    if not why.strip():
        raise Refused(_("Say why."))
    item.withdrawn_on, item.why_withdrawn = today(), why.strip()
    item.save(update_fields=["withdrawn_on", "why_withdrawn"])
    record_many(
        "remedy.withdrawn",
        by=by,
        concerns=sorted(item.shares.values_list("organisation_id", flat=True)),
        label=_("remedy in a case"),
    )
    return item


@verb(_own_share)
def do_remedy(
    share: RemedyShare,
    *,
    by: Actor,
    said: str,
    on: date,
    amount: Decimal | None = None,
    proof: tuple[str, bytes] | None = None,
) -> RemedyDeed:
    """The company says what it paid or did, with its proof; that is not yet a confirmation."""
    if share.item.withdrawn_on is not None:
        raise Refused(_("This was withdrawn; nothing is owed under it."))
    if not said.strip():
        raise Refused(_("Say what was done."))
    if on > today():
        raise Refused(_("The day is still to come. Give the day on which it was done."))
    if (amount is None) != (share.item.amount is None) or (amount is not None and amount <= 0):
        raise Refused(
            _("Give the amount that was paid.")
            if share.item.amount is not None
            else _("This is not about money. Leave the amount empty.")
        )
    if proof is not None and not 0 < len(proof[1]) <= LARGEST:
        raise Refused(
            _("“%(file)s” is empty or too large; at most %(most)d MB fit.")
            % {"file": proof[0], "most": LARGEST // 2**20}
        )
    box = SecretBox(installation_key(b"notice files"))
    made = RemedyDeed.objects.create(
        share=share,
        on=on,
        amount=amount,
        said=said.strip(),
        proof_name=proof[0][-200:] if proof else None,
        proof=bytes(box.encrypt(proof[1])) if proof else None,
        by_id=by.person_id,
    )
    record("remedy.done", by=by, on=share, concerns=share.organisation_id)
    return made


@verb(decides_for_the_complainant)
def confirm_remedy(returned: Returned, item: RemedyItem, got: str, *, by: Actor) -> RemedyWord:
    """The person it is for says whether they got it."""
    if item.case_id != returned.case.pk:
        raise Refused(_("This belongs to another case."))
    return _confirmed(item, got, by, None)


@verb(_of_item)
def confirm_through(
    item: RemedyItem, organisation: Organisation, got: str, *, by: Actor
) -> RemedyWord:
    """A handler notes what the people said through a union or another organisation that speaks for them."""
    return _confirmed(item, got, by, organisation)


def _confirmed(item: RemedyItem, got: str, by: Actor, through: Organisation | None) -> RemedyWord:
    if got not in RemedyWord.Got.values:
        raise Refused(_("Choose yes, partly or no."))
    if item.withdrawn_on is not None:
        raise Refused(_("This was withdrawn."))
    made = RemedyWord.objects.create(item=item, got=got, on=today(), through=through)
    record("remedy.confirmed" if got == "yes" else "remedy.disputed", by=by, on=item.case)
    return made


@verb(_of_verification)
def verify(check: Verification, *, by: Actor, found: str) -> Verification:
    """What somebody found who went and looked."""
    if check.done_on is not None:
        raise Refused(_("This was looked at already."))
    if not found.strip():
        raise Refused(_("Say what was found."))
    check.found, check.done_on = found.strip(), today()
    check.save(update_fields=["found", "done_on"])
    case = Case.objects.select_for_update().get(pk=check.case_id)
    if case.stage == Stage.VERIFICATION and case.verifications.filter(done_on=None).exists():
        begin(case, Stage.VERIFICATION)  # the clock of the next one
    record("remedy.verified", by=by, on=case)
    return check
