"""Proposing a technique, and writing its drafts."""

from typing import Any

from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError

from convenant.agreements.definition.wording import language_name
from convenant.agreements.queries import running_definition, running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.queries.proposals import organisation_of
from convenant.techniques.actions.lessons import take_up_lesson
from convenant.techniques.actions.locks import hold
from convenant.techniques.content import Content
from convenant.techniques.content.faults import sentences
from convenant.techniques.content.tidying import tidied
from convenant.techniques.content.words import references
from convenant.techniques.models import Draft, Lesson, Technique
from convenant.techniques.queries.contents import names_here
from convenant.techniques.queries.drafts import newest_draft, why_not_write
from convenant.techniques.queries.versions import content_of
from convenant.techniques.rules import may_follow, may_propose

LONGEST_TITLE = 200


@verb(may_propose)
def propose_technique(
    content: Content | dict[str, Any], *, by: Actor, because: str, lesson: Lesson | None = None
) -> Technique:
    """A technique under a number that stays, with its first draft; the table and the secretariat read it.

    `lesson` is what a case taught, which waits no more.
    """
    language = running_definition().languages[0]
    whole = _checked(content, language, known=set())
    if not because.strip():
        raise Refused(_("Say why this technique is needed, and what shows that."))
    running_version(to_change=True)  # the lock: two at once would take the same number
    _refuse_twice(whole, because, by)
    last = Technique.objects.aggregate(last=Max("number"))["last"] or 0
    made = Technique.objects.create(
        number=last + 1,
        title=whole.title.root[language],
        kind=whole.kind,
        language=language,
        proposed_by_id=by.person_id,
        proposed_for=organisation_of(by),
        proposed_because=tidy(because)[:10_000],
    )
    _add(made, whole, 1, "", by)
    record(
        "technique.proposed",
        by=by,
        on=made,
        new={"number": made.number, "because": made.proposed_because},
    )
    if lesson is not None:
        take_up_lesson(lesson, made, by=by)
    return made


def _refuse_twice(content: Content, because: str, by: Actor) -> None:
    """The same, by the same person, of which nothing came yet: somebody pressed twice."""
    same = Technique.objects.filter(
        stage=Technique.Stage.PROPOSED,
        proposed_by_id=by.person_id,
        proposed_because=tidy(because)[:10_000],
    )
    for one in same:
        draft = newest_draft(one)
        if draft is not None and content_of(draft.content) == content:
            raise Refused(
                _("You proposed this already: it has number %(number)d.") % {"number": one.number}
            )


@verb(may_follow)
def write_draft(
    technique: Technique,
    content: Content | dict[str, Any],
    *,
    by: Actor,
    note: str = "",
    after: int | None = None,
) -> Draft:
    """The next draft, by whom the stage lets write.

    `after` is the draft that was edited: where another stands by now, nothing is lost and nothing is stored.
    """
    hold(technique)
    reason = why_not_write(by, technique)
    if reason:
        raise Refused(reason)
    last = newest_draft(technique)
    before = content_of(last.content) if last else None
    number = last.number if last else 0
    whole = _checked(content, technique.language, references(before) if before else set())
    if after is not None and after != number:
        raise Refused(
            _("Somebody stored draft %(number)d meanwhile. Compare the two, then store yours.")
            % {"number": number}
        )
    if whole == before:
        raise Refused(_("This is the draft as it stands; nothing was changed."))
    made = _add(technique, whole, number + 1, note, by)
    technique.title = whole.title.root[technique.language]
    technique.kind = whole.kind
    technique.save(update_fields=["title", "kind"])
    record(
        "draft.written", by=by, on=technique, new={"number": technique.number, "draft": made.number}
    )
    return made


def _add(technique: Technique, content: Content, number: int, note: str, by: Actor) -> Draft:
    return Draft.objects.create(
        technique=technique,
        number=number,
        round=technique.round,
        stage=technique.stage,
        content=content.model_dump(mode="json"),
        note=tidy(note)[:500],
        by_id=by.person_id,
    )


def _checked(content: Content | dict[str, Any], language: str, known: set[str]) -> Content:
    """The content as it will be kept; refused with a sentence for each place that is not in order.

    `known` is what the draft before named of the agreement: it stays, also where the agreement lost it.
    """
    if isinstance(content, Content):
        content = content.model_dump(mode="json")
    try:
        whole = Content.model_validate(tidied(content))
    except ValidationError as error:
        raise Refused(" ".join(sentences(error, get_language() or "nl"))) from None
    title = whole.title.root.get(language)
    if not title or language not in whole.what.root:
        raise Refused(
            _("Write the title and what to do in %(language)s: in that language it is decided on.")
            % {"language": language_name(language, get_language() or "nl")}
        )
    if len(title) > LONGEST_TITLE:
        raise Refused(
            _("The title has %(length)d signs; at most %(most)d fit.")
            % {"length": len(title), "most": LONGEST_TITLE}
        )
    strange = sorted(references(whole) - known - names_here().keys())
    if strange:
        raise Refused(
            _("The agreement does not know: %(what)s. Choose from its lists.")
            % {"what": ", ".join(one.partition(":")[2] for one in strange)}
        )
    return whole
