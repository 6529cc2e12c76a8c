"""More time for one company: asked with its reason, heard by the sides, decided, and over on its day."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.models import Proposal
from convenant.techniques.models import Clock, ClockMove, Derogation, DerogationOpinion
from convenant.techniques.phase_in import day_in_words
from convenant.techniques.queries import derogations as queries
from convenant.techniques.queries.clocks import ended_recognition
from convenant.techniques.queries.uptake import standing_of
from convenant.techniques.rules import may_give_opinion, may_keep, may_work_on

State = Derogation.State


@verb(may_work_on)
def ask_derogation(
    clock: Clock, *, by: Actor, reason: str, cost_benefit: str, until: date
) -> Derogation:
    """The company asks more time, with its reason and what it costs and brings."""
    running_version(to_change=True)  # the lock: two at once would take the same number
    clock.refresh_from_db()
    _refuse_what_the_agreement_does_not_allow(clock, until)
    if not reason.strip() or not cost_benefit.strip():
        raise Refused(_("Give the reason, and what applying it in time would cost and bring."))
    if queries.has_open(clock):
        raise Refused(
            _("You already asked more time for this technique. Withdraw that request first.")
        )
    last = Derogation.objects.aggregate(last=Max("number"))["last"] or 0
    made = Derogation.objects.create(
        number=last + 1,
        version=clock.version,
        organisation_id=clock.organisation_id,
        reason=tidy(reason)[:4000],
        cost_benefit=tidy(cost_benefit)[:10_000],
        until=until,
        by_id=by.person_id,
    )
    record(
        "derogation.asked",
        by=by,
        on=made,
        label=_label(made),
        concerns=made.organisation_id,
        new={"until": until},
    )
    return made


def _refuse_what_the_agreement_does_not_allow(clock: Clock, until: date) -> None:
    said, today = queries.rule(), timezone.localdate()
    if said is None:
        raise Refused(
            _("The agreement says nothing of derogations. Ask the secretariat to have it settled.")
        )
    if not said.allowed:
        raise Refused(_("The agreement allows no derogation. Apply it, or show equal effect."))
    if not clock.version.is_in_force:
        raise Refused(_("This version is no longer in force; ask it for the newest one."))
    if clock.apply_by is None or ended_recognition(clock.because) is not None:
        raise Refused(_("The clock of this technique stands still: there is no day to move yet."))
    if until <= clock.apply_by:
        raise Refused(
            _("You have until %(day)s as it is. Choose a later day.")
            % {"day": _words(clock.apply_by)}
        )
    if until <= today:
        raise Refused(_("Choose a day in the future."))
    most = queries.latest_day(clock)
    if most is not None and until > most:
        raise Refused(
            _("The agreement gives at most %(years)d years more: until %(day)s at the latest.")
            % {"years": said.at_most_years, "day": _words(most)}
        )


@verb(may_work_on)
def withdraw_derogation(derogation: Derogation, *, by: Actor) -> Derogation:
    """The company no longer asks it; what was said stays."""
    _lock(derogation)
    derogation.state = State.WITHDRAWN
    derogation.save(update_fields=["state"])
    record(
        "derogation.withdrawn",
        by=by,
        on=derogation,
        label=_label(derogation),
        concerns=derogation.organisation_id,
    )
    return derogation


@verb(may_give_opinion)
def give_opinion(derogation: Derogation, *, by: Actor, stance: str, text: str) -> DerogationOpinion:
    """What an organisation of a side that is heard thinks of it; written anew until it is decided."""
    _lock(derogation)
    own = queries.speaks_for(by)
    if not own:
        raise Refused(_("The opinion of your side is not asked for this."))
    if stance not in DerogationOpinion.Stance.values or not text.strip():
        raise Refused(_("Say what you think of it, and why."))
    given = DerogationOpinion.objects.filter(derogation=derogation, by_for_id__in=own).first()
    organisation_id = given.by_for_id if given else min(own)
    old = {"stance": given.stance, "text": given.text} if given else None
    found = given or DerogationOpinion(derogation=derogation, by_for_id=organisation_id)
    assert organisation_id is not None  # noqa: S101 -- an opinion is given for an organisation
    found.side, found.stance, found.text = own[organisation_id], stance, tidy(text)[:4000]
    found.by_id = by.person_id
    found.save()
    record(
        "derogation.opinion_given",
        by=by,
        on=derogation,
        label=_label(derogation),
        concerns=derogation.organisation_id,
        old=old,
        new={"side": found.side, "stance": stance, "text": found.text},
    )
    return found


@verb(may_keep)
def grant_derogation(
    derogation: Derogation,
    *,
    by: Actor,
    granted_until: date,
    public_reason: str,
    proposal: Proposal | None = None,
) -> Derogation:
    """It applies from now until its day, for the reason that everyone reads; then it lapses by itself."""
    _lock(derogation)
    silent = _refuse_before_all_were_heard(derogation)
    clock = Clock.objects.select_related("version").filter(
        version_id=derogation.version_id, organisation_id=derogation.organisation_id
    ).first()  # fmt: skip
    if clock is None:
        raise Refused(_("There is no clock of this company to move."))
    _refuse_what_the_agreement_does_not_allow(clock, granted_until)
    if granted_until > derogation.until:
        raise Refused(
            _("It was asked until %(day)s; more than that cannot be granted.")
            % {"day": _words(derogation.until)}
        )
    if not public_reason.strip():
        raise Refused(_("Write the reason as everyone may read it."))
    said = queries.rule()
    if said is not None and said.body is not None:
        found = queries.decisions_that_grant(derogation)
        if proposal is None or not found.filter(pk=proposal.pk).exists():
            raise Refused(
                _(
                    "The agreement has another body grant this. Choose its adopted decision, made after "
                    "this was asked."
                )
            )
    elif proposal is not None:
        raise Refused(_("The agreement names no body that grants this; leave the decision empty."))
    was = standing_of(clock).day
    derogation.state, derogation.granted_until = State.GRANTED, granted_until
    derogation.public_reason, derogation.proposal = tidy(public_reason)[:4000], proposal
    derogation.class_then = queries.class_to_name(derogation.organisation_id)
    _decided(derogation, by)
    event = record(
        "derogation.granted",
        by=by,
        on=derogation,
        label=_label(derogation),
        concerns=derogation.organisation_id,
        new={
            "until": granted_until,
            "decision": proposal.number if proposal else None,
            "silent": silent,
        },
    )
    now = standing_of(clock).day
    if was != now:
        ClockMove.objects.create(
            version_id=derogation.version_id,
            organisation_id=derogation.organisation_id,
            was=was,
            now=now,
            because={"reasons": [["derogation", {"day": granted_until.isoformat()}]]},
            verb="derogation.granted",
            event_number=event.number,
        )
    return derogation


@verb(may_keep)
def refuse_derogation(derogation: Derogation, *, by: Actor, public_reason: str) -> Derogation:
    """The company has no more time; it reads why, and nobody else."""
    _lock(derogation)
    silent = _refuse_before_all_were_heard(derogation)
    if not public_reason.strip():
        raise Refused(_("Write why it is refused."))
    derogation.state, derogation.public_reason = State.REFUSED, tidy(public_reason)[:4000]
    _decided(derogation, by)
    record(
        "derogation.refused",
        by=by,
        on=derogation,
        label=_label(derogation),
        concerns=derogation.organisation_id,
        new={"silent": silent},
    )
    return derogation


def _decided(derogation: Derogation, by: Actor) -> None:
    derogation.decided_by_id, derogation.decided_at = by.person_id, timezone.now()
    derogation.save(
        update_fields=[
            "state", "granted_until", "class_then", "public_reason", "proposal", "decided_by", "decided_at",
        ]
    )  # fmt: skip


def _refuse_before_all_were_heard(derogation: Derogation) -> list[str]:
    """The sides that stayed silent in their term; before it is over, their opinion is waited for."""
    silent = queries.silent_sides(derogation)
    ends = queries.opinion_term(derogation).ends
    if silent and ends >= timezone.localdate():
        raise Refused(
            _("Nothing was heard yet from %(sides)s. They have until %(day)s; decide after that.")
            % {"sides": ", ".join(side.name for side in silent), "day": _words(ends)}
        )
    return [side.id for side in silent]


def _lock(derogation: Derogation) -> None:
    derogation.refresh_from_db(from_queryset=Derogation.objects.select_for_update())
    if derogation.state != State.ASKED:
        raise Refused(_("This was decided or withdrawn already."))


def _words(day: date) -> Any:
    return day_in_words(day, get_language() or "nl")


def _label(derogation: Derogation) -> str:
    """The number only: the journal's other readers need not know whose it is."""
    return str(derogation.number)
