"""Documents a company shows: handed in once, used for many criteria and years."""

import hashlib
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.assessments.models import Answer, EvidenceItem, EvidenceUse, SelfAssessment, Tier
from convenant.assessments.rules import may_answer, may_answer_for
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.people.models import Organisation

LARGEST = 25 * 2**20  # bytes; a scanned policy of a hundred pages stays below


@verb(may_answer_for)
def add_evidence(
    organisation: Organisation,
    *,
    by: Actor,
    name: str,
    file_name: str,
    content: bytes,
    kind: str = "",
    tier: str = Tier.DESK,
    valid_until: date | None = None,
) -> EvidenceItem:
    """A document is kept, with who may read it."""
    if not content:
        raise Refused(_("“%(file)s” is empty. Choose the file again.") % {"file": file_name})
    if len(content) > LARGEST:
        raise Refused(
            _("“%(file)s” has %(size)d MB; at most %(most)d MB fit. Split it, or make it smaller.")
            % {"file": file_name, "size": len(content) // 2**20, "most": LARGEST // 2**20}
        )
    digest = hashlib.sha256(content).hexdigest()
    same = (
        EvidenceItem.objects.filter(organisation=organisation, digest=digest, withdrawn_at=None)
        .defer("content")
        .first()
    )
    if same is not None:
        raise Refused(
            _("This file is already among your documents, as “%(name)s”. Use that one.")
            % {"name": same.name}
        )
    made = EvidenceItem.objects.create(
        organisation=organisation,
        name=(name.strip() or file_name)[:200],
        kind=kind,
        tier=_tier(tier),
        valid_until=valid_until,
        file_name=file_name[-255:],
        content=content,
        size=len(content),
        digest=digest,
        uploaded_by_id=by.person_id,
    )
    record(
        "evidence.added",
        by=by,
        on=made,
        concerns=organisation.pk,
        new={"file": file_name, "digest": digest, "tier": tier},
    )
    return made


@verb(may_answer)
def change_evidence(
    item: EvidenceItem, *, by: Actor, name: str, kind: str, tier: str, valid_until: date | None
) -> EvidenceItem:
    """What a document is called, what it is and who may read it; the file stays as it is."""
    old = {"name": item.name, "kind": item.kind, "tier": item.tier}
    item.name, item.kind, item.tier = name.strip()[:200] or item.name, kind, _tier(tier)
    item.valid_until = valid_until
    item.save(update_fields=["name", "kind", "tier", "valid_until"])
    new = {"name": item.name, "kind": item.kind, "tier": item.tier}
    record("evidence.changed", by=by, on=item, concerns=item.organisation_id, old=old, new=new)
    return item


@verb(may_answer)
def withdraw_evidence(item: EvidenceItem, *, by: Actor) -> None:
    """The document can no longer be used; where it was submitted with, it stays to be read."""
    if item.uses.filter(answer__assessment__state=SelfAssessment.State.OPEN).exists():
        raise Refused(
            _("“%(name)s” is shown for an answer that is being filled in. Take it off there first.")
            % {"name": item.name}
        )
    item.withdrawn_at = timezone.now()
    item.save(update_fields=["withdrawn_at"])
    record("evidence.withdrawn", by=by, on=item, concerns=item.organisation_id)


@verb(may_answer, silent=True)
def use_evidence(found: SelfAssessment, criterion: str, item: EvidenceItem, *, by: Actor) -> None:
    """The document is shown for the answer to this criterion."""
    answer = _answer(found, criterion)
    if item.organisation_id != found.organisation_id or item.withdrawn_at is not None:
        raise Refused(_("This document is not among yours, or was withdrawn."))
    _use, made = EvidenceUse.objects.get_or_create(answer=answer, item=item)
    if made:
        record(
            "evidence.used",
            by=by,
            on=item,
            concerns=found.organisation_id,
            new={"year": found.year, "criterion": criterion},
        )


@verb(may_answer, silent=True)
def stop_using_evidence(
    found: SelfAssessment, criterion: str, item: EvidenceItem, *, by: Actor
) -> None:
    """The document is no longer shown for this criterion."""
    answer = _answer(found, criterion)
    gone, _each = EvidenceUse.objects.filter(answer=answer, item=item).delete()
    if gone:
        record(
            "evidence.taken_off",
            by=by,
            on=item,
            concerns=found.organisation_id,
            old={"year": found.year, "criterion": criterion},
        )


def _answer(found: SelfAssessment, criterion: str) -> Answer:
    if found.state != SelfAssessment.State.OPEN:
        raise Refused(
            _("This assessment was submitted. Ask the secretariat to hand it back to you.")
        )
    answer = Answer.objects.filter(assessment=found, criterion=criterion).first()
    if answer is None:
        raise Refused(_("Answer the question first, then add the document."))
    return answer


def _tier(tier: str) -> str:
    if tier not in Tier.values:
        raise Refused(_("Choose who may read the document."))
    return tier
