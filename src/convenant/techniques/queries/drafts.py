"""The drafts of a technique, and who may write the next one now."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.people.rules import is_secretariat
from convenant.techniques.models import Draft, GroupSeat, Technique

Stage = Technique.Stage
IN_THE_GROUP = (Stage.GROUP, Stage.DATA, Stage.DRAFT_1, Stage.DRAFT_2, Stage.FINAL)
BY_THE_SECRETARIAT = (Stage.TABLED, Stage.PILOT)


def drafts_of(technique: Technique) -> QuerySet[Draft]:
    """Every draft of a technique, newest first, without what each says."""
    return Draft.objects.filter(technique=technique).select_related("by").defer("content")


def draft_numbered(technique: Technique, number: int) -> Draft | None:
    """One draft, whole."""
    return Draft.objects.filter(technique=technique, number=number).select_related("by").first()


def newest_draft(technique: Technique) -> Draft | None:
    """The draft as it stands, whole."""
    return Draft.objects.filter(technique=technique).select_related("by").first()


def sits_in_group(by: Actor, technique: Technique) -> bool:
    """Whether this person has a seat in the technique's working group now."""
    if by.person_id is None:
        return False
    return GroupSeat.objects.filter(
        technique=technique, person_id=by.person_id, until=None
    ).exists()


def has_a_hand_in(by: Actor, technique: Technique) -> bool:
    """Whether this person wrote on it, or can in some stage: what they typed is not to be lost."""
    if is_secretariat(by):
        return True
    if by.person_id is None:
        return False
    own = GroupSeat.objects.filter(technique=technique, person_id=by.person_id)
    return by.person_id == technique.proposed_by_id or own.exists()


def why_not_write(by: Actor, technique: Technique) -> str:
    """Why this person cannot write the next draft now; empty where they can."""
    desk = is_secretariat(by) or by.is_operator
    stage = Stage(technique.stage)
    if stage == Stage.PROPOSED:
        if desk or (by.person_id is not None and by.person_id == technique.proposed_by_id):
            return ""
        return _(
            "Until its working group is formed, who proposed a technique and the secretariat write its drafts."
        )
    if stage in IN_THE_GROUP:
        if desk or sits_in_group(by, technique):
            return ""
        return _(
            "Members of its working group and the secretariat write the drafts of a technique."
        )
    if stage in BY_THE_SECRETARIAT:
        return "" if desk else _("In this stage only the secretariat writes drafts.")
    return {
        Stage.ADOPTED: _(
            "This text was adopted as it is; it does not change before it is published."
        ),
        Stage.PUBLISHED: _("This technique is published. It changes when a new round is begun."),
    }.get(stage, _("The making of this technique has ended."))
