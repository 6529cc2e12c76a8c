"""A technique before the body that decides: put there, kept in step with its proposal, and what came of it.

What was before a body is a proposal of the decisions room, whose text is the newest draft written out.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.once import forget
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.proposals import propose, rewrite
from convenant.decisions.models import Proposal
from convenant.decisions.queries.proposals import current_text
from convenant.techniques.actions.drafts import write_draft
from convenant.techniques.actions.group import held, refuse_where_a_side_is_missing
from convenant.techniques.content.replacing import NotInOnePlace, replaced
from convenant.techniques.content.texts import without_stale
from convenant.techniques.models import Technique
from convenant.techniques.queries import making as queries
from convenant.techniques.queries.contents import names_here, reader
from convenant.techniques.queries.versions import content_of
from convenant.techniques.rules import may_keep

Stage = Technique.Stage


@verb(may_keep)
def put_before_body(technique: Technique, *, by: Actor, body: str) -> Technique:
    """The newest draft is a proposal to a body; meeting, positions and split views are the table's from here."""
    running_version(to_change=True)  # the lock: its names of classes and themes stand in the text
    forget()
    held(technique, Stage.FINAL)
    if technique.final_on is None or technique.final_on > timezone.localdate():
        raise Refused(_("The final meeting was not held yet."))
    if not technique.final_text:
        raise Refused(_("Write what the final meeting settled first."))
    if left := queries.issues_of(technique).filter(answer="").count():
        raise Refused(
            ngettext(
                "%(count)d key issue has no answer yet. Answer it first.",
                "%(count)d key issues have no answer yet. Answer them first.",
                left,
            )
            % {"count": left}
        )
    draft = queries.latest_draft(technique)
    if draft is None:
        raise Refused(_("There is no draft of this round yet. Write one first."))
    refuse_where_a_side_is_missing(technique, body)
    made = propose(
        body,
        by=by,
        title=technique.title,
        text=queries.rendering_of(technique, draft),
        about_kind=Proposal.About.TECHNIQUE,
        about_key=str(technique.number),
        tier=Proposal.Tier.PUBLIC,
    )
    technique.stage, technique.proposal = Stage.TABLED, made
    technique.save(update_fields=["stage", "proposal"])
    record(
        "technique.tabled",
        by=by,
        on=technique,
        new={"proposal": made.number, "draft": draft.number, "body": body},
    )
    return technique


# In step with the table: called by `hears_making`, as whoever did the deed that was heard ------------


@verb(may_keep, silent=True)
def follow_draft(technique: Technique, *, by: Actor) -> None:
    """A new draft is a new text of the proposal, and every seat is asked anew; the same words ask nobody."""
    held(technique)
    proposal = technique.proposal
    if technique.stage != Stage.TABLED or proposal is None:
        return
    text = queries.rendering_of(technique)
    if text != current_text(proposal).text:
        rewrite(proposal, by=by, text=text, note=_("The technique's draft reads so now"))


@verb(may_keep, silent=True)
def follow_amendment(technique: Technique, *, by: Actor, old: str, new: str, note: str) -> None:
    """Words that the table took over stand in the technique's own draft too."""
    held(technique, Stage.TABLED)
    draft, proposal = queries.latest_draft(technique), technique.proposal
    if draft is None or proposal is None:
        raise Refused(_in_several_parts())
    before = content_of(draft.content)
    try:
        content = replaced(
            before,
            technique.language,
            old,
            new,
            names_here(technique.language),
        )
    except NotInOnePlace as fault:
        raise Refused(f"{fault.sentence(reader())} {_in_several_parts()}") from None
    # Nobody amended the translations: they are written anew before it is published.
    write_draft(technique, without_stale(before, content, technique.language), by=by, note=note)
    if queries.rendering_of(technique) != current_text(proposal).text:
        raise Refused(_in_several_parts())


def _in_several_parts() -> str:
    return _(
        "Or change it in the technique's own draft: the proposal follows by itself. Then answer the "
        "amendment as not taken over, saying what was done."
    )


def refuse_words_of_its_own(technique: Technique) -> None:
    """A proposal about a technique says what its draft says, or the table would adopt another text."""
    proposal = technique.proposal
    if proposal is not None and current_text(proposal).text != queries.rendering_of(technique):
        raise Refused(
            _(
                "This proposal follows the draft of a technique. Write a new draft of that technique; the "
                "text here changes with it."
            )
        )


@verb(may_keep)
def take_outcome(technique: Technique, *, by: Actor, outcome: str) -> Technique:
    """Adopted, it waits to be published; anything else brings it back to the group, which says so."""
    held(technique, Stage.TABLED)
    technique.stage = Stage.ADOPTED if outcome == "adopted" else Stage.FINAL
    technique.save(update_fields=["stage"])
    number = technique.proposal.number if technique.proposal else None
    record(
        "technique.adopted" if outcome == "adopted" else "technique.came_back",
        by=by,
        on=technique,
        old={"stage": Stage.TABLED.value},
        new={"proposal": number, "outcome": outcome},
    )
    return technique
