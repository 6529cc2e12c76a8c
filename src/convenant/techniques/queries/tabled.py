"""Techniques before a body, found from what the journal says of their proposal or draft."""

from dataclasses import dataclass

from convenant.base.models import Event
from convenant.decisions.models import Amendment
from convenant.decisions.queries.proposals import texts_of
from convenant.techniques.models import Draft, Technique

Stage = Technique.Stage


def before_a_body_as(proposal_id: int) -> Technique | None:
    """The technique a body decides on as this proposal."""
    return Technique.objects.filter(proposal_id=proposal_id, stage=Stage.TABLED).first()


def technique_of_draft(event: Event) -> Technique | None:
    """The technique that `draft.written` is about, whether the event names it or its draft."""
    if event.subject_type == "techniques.draft":
        draft = Draft.objects.select_related("technique").filter(pk=event.subject_id).first()
        return draft.technique if draft else None
    if event.subject_type == "techniques.technique":
        return Technique.objects.filter(pk=event.subject_id).first()
    return None


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
