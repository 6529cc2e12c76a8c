"""Rulings: drafted, voted on by each of the panel, adopted, translated; and a new text for everybody to read."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.rooms import write
from convenant.grievances.languages import language as language_of
from convenant.grievances.models import (
    Case,
    Entry,
    Room,
    Ruling,
    RulingTranslation,
    RulingVote,
)
from convenant.grievances.procedure.rulings import outcome_of
from convenant.grievances.procedure.stages import Outcome
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.hearings import parties_heard
from convenant.grievances.queries.opened import OpenedKey, room_of, said_in, today
from convenant.grievances.queries.panel import sits_in
from convenant.grievances.queries.rulings import adopted_now, as_read, newest, panel_is_whole, tally
from convenant.grievances.rules import handles_cases


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_ruling(by: Actor, ruling: Ruling, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, ruling.case)


@verb(_of_case)
def draft_ruling(
    case: Case,
    key: OpenedKey,
    *,
    by: Actor,
    text: str,
    points: Sequence[tuple[str, str]],
    language: str,
    unheard: str = "",
) -> Ruling:
    """A version for the panel to vote on. Each point says what was claimed and whether that is founded."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not sits_in(case, by.person_id):
        raise Refused(_("Only who sits on the panel of this case writes its ruling."))
    if not panel_is_whole(case):
        raise Refused(_("The panel is not complete. Somebody must sit in each place first."))
    if case.closed_on is not None or adopted_now(case) is not None:
        raise Refused(_("This case was ruled on already."))
    if not text.strip() or not points:
        raise Refused(_("Write the ruling, and at least one point with whether it is founded."))
    if any(not what.strip() or outcome not in set(Outcome) for what, outcome in points):
        raise Refused(_("Say of each point what was claimed, and whether it is founded."))
    if language_of(language) is None:
        raise Refused(_("Choose the language that it is written in."))
    words: dict[str, Any] = {
        "text": text.strip(),
        "points": [{"point": what.strip(), "outcome": outcome} for what, outcome in points],
    }
    if any(not one.done for one in parties_heard(case)):
        if not unheard.strip():
            raise Refused(
                _("Not every party was heard. Hear them first, or say why you rule without it.")
            )
        words["unheard"] = unheard.strip()
    before = newest(case)
    entry = write(room_of(case, Room.Kind.CASE), key, by=by, kind=Entry.Kind.RULING, words=words)
    made = Ruling.objects.create(
        case=case,
        version=before.version + 1 if before else 1,
        entry=entry,
        made_by_id=by.person_id,
        made_on=today(),
        language=language,
        outcome=outcome_of([Outcome(outcome) for _what, outcome in points]),
    )
    record("ruling.drafted", by=by, on=case, new={"version": made.version})
    return made


@verb(_of_ruling)
def vote(ruling: Ruling, key: OpenedKey, *, by: Actor, agrees: bool, reasons: str = "") -> Ruling:
    """A member agrees, or dissents with reasons; with the last vote it is adopted or not."""
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    case = ruling.case
    last = newest(case)
    if not sits_in(case, by.person_id):
        raise Refused(_("Only who sits on the panel of this case votes on its ruling."))
    if ruling.adopted_on is not None or last is None or last.pk != ruling.pk:
        raise Refused(_("This version is no longer voted on."))
    if not panel_is_whole(case):
        raise Refused(_("The panel is not complete. Somebody must sit in each place first."))
    if ruling.votes.filter(person=by.person_id).exists():
        raise Refused(_("You voted on this version already."))
    if not agrees and not reasons.strip():
        raise Refused(_("Say why you dissent: it goes with the ruling."))
    said = None
    if not agrees:
        said = write(
            room_of(case, Room.Kind.CASE),
            key,
            by=by,
            kind=Entry.Kind.RULING,
            words={"text": reasons.strip(), "dissent": "yes"},
        )
    RulingVote.objects.create(
        ruling=ruling, person_id=by.person_id, agrees=agrees, reasons=said, on=today()
    )
    record("ruling.voted", by=by, on=case, new={"version": ruling.version})
    if tally(ruling):
        ruling.adopted_on = today()
        ruling.save(update_fields=["adopted_on"])
        _give_to_complainant(ruling, key, by)
        record("ruling.adopted", by=by, on=case, new={"version": ruling.version})
    return ruling


def _give_to_complainant(ruling: Ruling, key: OpenedKey, by: Actor) -> None:
    """The ruling as adopted, with who dissented and why, where the complainant reads."""
    room = room_of(ruling.case, Room.Kind.CASE)
    words = {one.entry.pk: one.words or {} for one in said_in(room, key)}
    whole = words.get(ruling.entry_id)
    if whole is None:
        raise Refused(_("This version does not open."))
    text = as_read(ruling, words)
    write(
        room,
        key,
        by=by,
        kind=Entry.Kind.RULING,
        words={"text": text, "outcome": ruling.outcome, "points": whole["points"]},
        to_complainant=True,
    )


@verb(_of_ruling)
def translate_ruling(
    ruling: Ruling, key: OpenedKey, *, by: Actor, language: str, translator: str, text: str
) -> RulingTranslation:
    """A human being translated it; the complainant reads it beside the ruling."""
    if ruling.adopted_on is None:
        raise Refused(_("Translate it once it is adopted."))
    if language_of(language) is None or language == ruling.language:
        raise Refused(_("Choose a language other than that of the ruling."))
    if not translator.strip() or not text.strip():
        raise Refused(_("Say who translated it, and give the text."))
    if ruling.translations.filter(language=language).exists():
        raise Refused(_("There is a translation in this language already."))
    entry = write(
        room_of(ruling.case, Room.Kind.CASE),
        key,
        by=by,
        kind=Entry.Kind.RULING,
        words={"text": text.strip(), "translation": language},
        to_complainant=True,
    )
    made = RulingTranslation.objects.create(
        ruling=ruling,
        language=language,
        translator=translator.strip()[:150],
        entry=entry,
        on=today(),
    )
    record("ruling.translated", by=by, on=ruling.case, new={"language": language})
    return made
