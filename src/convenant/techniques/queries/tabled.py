"""Techniques before a body, found from what the journal says of their proposal or draft."""

from dataclasses import dataclass

from convenant.base.models import Event
from convenant.decisions.models import Amendment
from convenant.decisions.queries.proposals import texts_of
from convenant.techniques.models import Technique

Stage = Technique.Stage


def before_a_body_as(proposal_id: int) -> Technique | None:
    """The technique a body decides on as this proposal."""
    return Technique.objects.filter(proposal_id=proposal_id, stage=Stage.TABLED).first()


def all_before_a_body() -> list[Technique]:
    """Every technique a body decides on now."""
    return list(Technique.objects.filter(stage=Stage.TABLED))


def technique_written(event: Event) -> Technique | None:
    """The technique of which a draft was written."""
    return Technique.objects.filter(pk=event.subject_id).first()


@dataclass(frozen=True)
class Taken:
    """An amendment as it was taken over, and the note its text has."""

    old: str
    new: str
    note: str


def amendment_taken(technique: Technique, version: int | None) -> Taken | None:
    """The amendment that made this version of the proposal's text.

    The event names the version, not the amendment: it is the one that leads from the text before to it.
    """
    proposal = technique.proposal
    if proposal is None or version is None:
        return None
    texts = {one.number: one for one in texts_of(proposal)}
    before, after = texts.get(version - 1), texts.get(version)
    if before is None or after is None:
        return None
    for one in Amendment.objects.filter(proposal=proposal, state=Amendment.State.TAKEN):
        if one.old and before.text.count(one.old) == 1:
            changed = before.text.replace(one.old, one.new)
        elif not one.old:
            changed = f"{before.text}\n\n{one.new}"
        else:
            continue
        if changed.strip() == after.text.strip():
            return Taken(one.old, one.new, after.note)
    return None
