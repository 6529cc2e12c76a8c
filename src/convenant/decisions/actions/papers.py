"""Papers at an item of an agenda."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.meetings import held
from convenant.decisions.models import AgendaItem, Paper
from convenant.decisions.rules import may_convene

LARGEST = 25 * 2**20  # bytes


@verb(may_convene)
def add_paper(
    item: AgendaItem, *, by: Actor, name: str, tier: str, file_name: str, content: bytes
) -> Paper:
    """A document stands at the item for those whom its tier allows."""
    held(item.meeting)
    if not content:
        raise Refused(_("“%(file)s” is empty. Choose the file again.") % {"file": file_name})
    if len(content) > LARGEST:
        raise Refused(
            _("“%(file)s” has %(size)d MB; at most %(most)d MB fit. Split it, or make it smaller.")
            % {"file": file_name, "size": len(content) // 2**20, "most": LARGEST // 2**20}
        )
    if tier not in Paper.Tier.values:
        raise Refused(_("Choose who may read it."))
    made = Paper.objects.create(
        item=item,
        name=(tidy(name) or file_name)[:200],
        tier=tier,
        file_name=file_name[-255:],
        content=content,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
    record(
        "paper.added",
        by=by,
        on=item.meeting,
        new={"item": item.title, "file": made.file_name, "digest": made.digest, "tier": tier},
    )
    return made


@verb(may_convene)
def withdraw_paper(paper: Paper, *, by: Actor) -> Paper:
    """Nobody reads it any more; that it was there stays in the journal."""
    held(paper.item.meeting)
    if paper.withdrawn_at is not None:
        raise Refused(_("This paper was withdrawn already."))
    paper.withdrawn_at = timezone.now()
    paper.save(update_fields=["withdrawn_at"])
    record("paper.withdrawn", by=by, on=paper.item.meeting, old={"file": paper.file_name})
    return paper
