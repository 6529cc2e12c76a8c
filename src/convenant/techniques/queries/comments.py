"""Comments on a draft, with their answers; those at the table read each other's."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from convenant.base.actors import Actor
from convenant.techniques.models import Comment, Draft, Technique
from convenant.techniques.rules import may_follow

Stage = Technique.Stage
OPEN_FOR_COMMENTS = (Stage.DRAFT_1, Stage.DRAFT_2)

# The parts of a content that a comment can be on; empty: the whole.
PLACES = {
    "": _("The whole draft"),
    "title": _("The title"),
    "what": _("What to do"),
    "why": _("Why"),
    "applicability": _("To whom it applies"),
    "evidence": _("The evidence that shows it"),
    "levels": _("The levels of performance"),
    "costs": _("What it costs"),
    "learnt_from": _("The cases it was learnt from"),
    "law": _("Steps, law and guidance"),
}


def place_name(place: str) -> str:
    """The part a comment is on."""
    return str(PLACES.get(place, place))


def comments_for(by: Actor, technique: Technique) -> QuerySet[Comment]:
    """Everything said of its drafts, oldest first, for those who follow the making."""
    found = Comment.objects.filter(technique=technique).select_related(
        "draft", "by", "by_for", "answered_by"
    )
    return found if may_follow(by) else found.none()


def comment_for(by: Actor, technique: Technique, pk: int) -> Comment | None:
    """One of them."""
    return comments_for(by, technique).filter(pk=pk).first()


def open_comments(technique: Technique) -> int:
    """How many of this round wait for an answer."""
    return Comment.objects.filter(
        technique=technique, draft__round=technique.round, state=Comment.State.OPEN
    ).count()


def counts_of(technique: Technique) -> dict[str, int]:
    """How many comments of this round there are in each state."""
    return dict(
        Comment.objects.filter(technique=technique, draft__round=technique.round)
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )


def draft_put_out(technique: Technique) -> Draft | None:
    """The draft that comments are asked on: the newest that was there when they were asked."""
    return (
        Draft.objects.filter(technique=technique, round=technique.round)
        .exclude(stage=technique.stage)
        .first()
    )


def takes_comments(technique: Technique, today: date) -> bool:
    """Whether comments can be given today."""
    return (
        technique.stage in OPEN_FOR_COMMENTS
        and technique.comment_until is not None
        and today <= technique.comment_until
    )


def drafts_to_comment(by: Actor, today: date) -> list[Technique]:
    """Drafts that are open for comments on which this person said nothing yet."""
    out = (
        Draft.objects.filter(technique=OuterRef("pk"), round=OuterRef("round"))
        .exclude(stage=OuterRef("stage"))
        .order_by("-number")
    )
    said = Comment.objects.filter(by_id=by.person_id, draft=OuterRef("draft_out")).order_by()
    return list(
        Technique.objects.filter(stage__in=OPEN_FOR_COMMENTS, comment_until__gte=today)
        .annotate(draft_out=Subquery(out.values("pk")[:1]))
        .exclude(draft_out=None)
        .filter(~Exists(said))
        .order_by("comment_until", "number")
    )


def to_answer() -> QuerySet[Technique]:
    """Techniques with comments that wait for an answer, with how many."""
    waits = Q(comments__state=Comment.State.OPEN)
    return (
        Technique.objects.filter(stage__in=OPEN_FOR_COMMENTS)
        .annotate(waiting=Count("comments", filter=waits))
        .filter(waiting__gt=0)
    )
