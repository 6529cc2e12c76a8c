"""Every party is monitored: it reports, the monitor judges, it may reply, then it is final."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.agreements.agenda import agenda
from convenant.agreements.queries import parties, running_definition, running_version
from convenant.agreements.terms import term
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.monitoring.models import Commitment
from convenant.monitoring.rules import may_judge, may_report_on, may_take_on
from convenant.people.models import Organisation

FIRST_YEAR = 2000
_public_address = URLValidator(schemes=["http", "https"])
# How heavily a judgement weighs on who is judged.
_WEIGHT = {
    Commitment.Judgement.MET: 0,
    Commitment.Judgement.NOT_DUE: 0,
    Commitment.Judgement.PARTLY: 1,
    Commitment.Judgement.NOT_MET: 2,
}


def _held(commitment: Commitment) -> Commitment:
    """The row as it is now, and nobody else's to change before this deed is done."""
    commitment.refresh_from_db(from_queryset=Commitment.objects.select_for_update())
    return commitment


@verb(may_judge, silent=True)
def gather_commitments(year: int, *, by: Actor) -> int:
    """What the definition asks of sides and bodies in a year stands on the list; how many are new.

    Again and again the same: what stands already stays as it is.
    """
    if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
        raise Refused(
            _("Choose this year, the next, or one before; %(year)d is none of them.")
            % {"year": year}
        )
    running_version(to_change=True)  # two monitors at once would put everything on the list twice
    definition = running_definition()
    owed = {o.id: o for o in definition.obligations if o.who != "members"}
    there = set(
        Commitment.objects.filter(year=year).values_list("organisation_id", "body", "obligation")
    )
    made = []
    first, last = date(year, 1, 1), date(year, 12, 31)
    for item in agenda(definition, parties(), first):
        if item.obligation.id not in owed or (item.day is not None and item.day > last):
            continue
        text = item.obligation.name.get("nl")
        if item.body is not None:
            keys: list[tuple[int | None, str, str, str]] = [
                (None, item.obligation.body or "", item.obligation.id, "")
            ]
        else:
            keys = [
                (party.organisation_id, "", item.obligation.id, party.side)
                for party in item.parties
            ]
        for organisation_id, body, obligation, side in keys:
            if (organisation_id, body, obligation) in there:
                continue
            there.add((organisation_id, body, obligation))
            made.append(
                Commitment(
                    year=year,
                    organisation_id=organisation_id,
                    body=body,
                    side=side,
                    obligation=obligation,
                    text=text[:1000],
                    due=item.day,
                )
            )
    if made:
        Commitment.objects.bulk_create(made)
        record("commitments.gathered", by=by, label=str(year), new={"year": year, "new": len(made)})
    return len(made)


@verb(may_take_on)
def take_on(
    organisation: Organisation,
    *,
    by: Actor,
    year: int,
    text: str,
    indicator: str,
    due: date | None,
) -> Commitment:
    """A party promises something of its own, with what will show it."""
    party = parties().filter(organisation=organisation).first()
    if party is None:
        raise Refused(_("%(name)s is no party to this agreement now.") % {"name": organisation})
    if not text.strip() or not indicator.strip():
        raise Refused(_("Say what you promise, and what will show that you did it."))
    if due is None:
        raise Refused(_("Say by when: a promise without a day cannot be judged."))
    made = Commitment.objects.create(
        year=year,
        organisation=organisation,
        side=party.side,
        text=text.strip()[:1000],
        indicator=indicator.strip()[:500],
        due=due,
    )
    record("commitment.taken_on", by=by, on=made, concerns=organisation.pk, new={"text": made.text})
    return made


@verb(may_report_on)
def report_on(
    commitment: Commitment, *, by: Actor, report: str, proof: str = "", seen: str | None = None
) -> Commitment:
    """What the party did; it can be written anew until the monitor judged it."""
    _held(commitment)
    if commitment.judged_at is not None:
        raise Refused(_("The monitor judged this already; reply to that."))
    if not report.strip():
        raise Refused(_("Say what was done, or why it was not."))
    if seen is not None and tidy(seen) != commitment.report:
        raise Refused(
            _("A colleague wrote this anew meanwhile. Yours is not stored: compare the two.")
        )
    if proof.strip():
        try:
            _public_address(proof.strip())
        except ValidationError:
            raise Refused(_("The address where it can be seen begins with https:// or http://."))
    commitment.report, commitment.proof = tidy(report)[:10_000], proof.strip()[:500]
    commitment.reported_at, commitment.reported_by_id = timezone.now(), by.person_id
    commitment.save(update_fields=["report", "proof", "reported_at", "reported_by"])
    record("commitment.reported", by=by, on=commitment, concerns=commitment.organisation_id)
    return commitment


@verb(may_judge)
def judge_commitment(
    commitment: Commitment, *, by: Actor, judgement: str, reason: str
) -> Commitment:
    """What the monitor finds, with the reason; the party may reply before it is final.

    The term to reply runs from what is found. Found anew before the reply, it begins again; after the
    reply only a heavier finding does that, for the party has not been heard on it.
    """
    _held(commitment)
    if commitment.final_at is not None:
        raise Refused(_("This judgement is final."))
    if judgement not in _WEIGHT:
        raise Refused(_("Choose: met, in part, not met, or not due yet."))
    if not reason.strip():
        raise Refused(_("Give the reason; every party reads it once it is final."))
    reason = tidy(reason)[:4000]
    earlier = commitment.judgement
    same = judgement == earlier and reason == commitment.reason
    heavier = bool(earlier) and _WEIGHT[judgement] > _WEIGHT[earlier]  # type: ignore[index]
    if not earlier or heavier or (commitment.replied_at is None and not same):
        commitment.reply_until = term("commitment_reply", timezone.localdate()).ends
        commitment.replied_at = None
    commitment.judgement, commitment.reason, commitment.judged_at = (
        judgement,
        reason,
        timezone.now(),
    )
    commitment.save(update_fields=["judgement", "reason", "judged_at", "reply_until", "replied_at"])
    record(
        "commitment.judged",
        by=by,
        on=commitment,
        concerns=commitment.organisation_id,
        old={"judgement": earlier} if earlier else None,
        new={"judgement": judgement, "reply_until": commitment.reply_until},
    )
    return commitment


@verb(may_report_on)
def reply_to_judgement(commitment: Commitment, *, by: Actor, text: str) -> Commitment:
    """The party's one reply before the judgement is final."""
    _held(commitment)
    if commitment.judged_at is None or commitment.final_at is not None:
        raise Refused(_("A reply is to a judgement that is not final yet."))
    if commitment.reply_until is not None and timezone.localdate() > commitment.reply_until:
        raise Refused(
            _("The time to reply ended on %(day)s.")
            % {"day": date_format(commitment.reply_until, "j F Y")}
        )
    if commitment.replied_at is not None:
        raise Refused(_("You already replied."))
    if not text.strip():
        raise Refused(_("Write your reply."))
    # A reply to an earlier, milder judgement: what it said stays in the journal.
    old = {"reply": commitment.reply} if commitment.reply else None
    commitment.reply, commitment.replied_at = tidy(text)[:4000], timezone.now()
    commitment.save(update_fields=["reply", "replied_at"])
    record("commitment.replied", by=by, on=commitment, concerns=commitment.organisation_id, old=old)
    return commitment


@verb(may_judge)
def finalise_commitment(commitment: Commitment, *, by: Actor) -> Commitment:
    """The judgement is final, once the party replied or its time is over."""
    _held(commitment)
    if commitment.judged_at is None or commitment.reply_until is None:
        raise Refused(_("Judge it first."))
    if commitment.final_at is not None:
        raise Refused(_("This judgement is final."))
    if commitment.replied_at is None and timezone.localdate() <= commitment.reply_until:
        raise Refused(
            _("The party may reply until %(day)s; nothing is final before it was heard.")
            % {"day": date_format(commitment.reply_until, "j F Y")}
        )
    commitment.final_at = timezone.now()
    commitment.save(update_fields=["final_at"])
    record(
        "commitment.final",
        by=by,
        on=commitment,
        concerns=commitment.organisation_id,
        new={"judgement": commitment.judgement},
    )
    return commitment
