"""What everybody reads of a ruling: a new text without the struck words, looked at by several, public for good."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.rooms import write
from convenant.grievances.models import Case, Entry, PublishedRuling, Room, Ruling
from convenant.grievances.procedure.redaction import (
    BadStrike,
    Strike,
    left_of,
    names_left,
    redacted,
)
from convenant.grievances.queries.beside import identity_words, keeps_identity_of
from convenant.grievances.queries.cases import cases_for, companies_to_name
from convenant.grievances.queries.opened import OpenedKey, room_of, said_in, today
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.queries.rulings import as_read, has_name
from convenant.grievances.rules import handles_cases, keeps_names


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_ruling(by: Actor, ruling: Ruling, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, ruling.case)


def _of_published(by: Actor, made: PublishedRuling, *args: Any, **kwargs: Any) -> bool:
    return made.case is not None and _of_case(by, made.case)


def _keeps_name_of(by: Actor, made: PublishedRuling, *args: Any, **kwargs: Any) -> bool:
    return keeps_names(by) and made.case is not None and keeps_identity_of(by, made.case)


@verb(_of_ruling)
def prepare_publication(
    ruling: Ruling,
    key: OpenedKey,
    *,
    by: Actor,
    language: str,
    title: str,
    strikes: Sequence[Strike],
    unwilling: str = "",
) -> PublishedRuling:
    """The text as it would be public; prepared anew, the one before is gone. Companies go by the agreement's rule."""
    case = ruling.case
    if ruling.adopted_on is None:
        raise Refused(_("Publish it once it is adopted."))
    if PublishedRuling.objects.filter(
        ruling=ruling, language=language, published_on__isnull=False
    ).exists():
        raise Refused(_("It is public in this language already."))
    if not title.strip():
        raise Refused(_("Give it a title without names."))
    named, every = _with_companies(case, list(strikes), unwilling)
    text = _text_of(ruling, key, language)
    try:
        made_title, made_text = (redacted(one, every) for one in (title.strip(), text))
    except BadStrike as fault:
        raise Refused(
            _("“%(words)s” is too short to strike, or stands in what replaces it.")
            % {"words": fault}
        ) from None
    if left := left_of(f"{made_title}\n{made_text}", every):
        raise Refused(
            _("Still there, written apart: %(words)s. Strike it as it is written there.")
            % {"words": ", ".join(left)}
        )
    kept = write(
        room_of(case, Room.Kind.CASE),
        key,
        by=by,
        kind=Entry.Kind.NOTE,
        words={
            "text": unwilling.strip(),
            "strikes": [[one.words, one.instead] for one in strikes],
        },
    )
    PublishedRuling.objects.filter(ruling=ruling, language=language, published_on=None).delete()
    made = PublishedRuling.objects.create(
        case=case,
        ruling=ruling,
        language=language,
        title=made_title[:200],
        text=made_text,
        outcome=ruling.outcome,
        strikes=kept,
        names_company=named,
        prepared_by_id=by.person_id,
        prepared_on=today(),
    )
    record("ruling.prepared", by=by, on=case, new={"language": language})
    return made


def _with_companies(case: Case, strikes: list[Strike], unwilling: str) -> tuple[bool, list[Strike]]:
    """Every member's name goes, but for the respondents' where the agreement lets it stand."""
    rule = procedure().rulings_name_company
    named = rule == "always" or (rule == "if_unwilling" and bool(unwilling.strip()))
    respondents = set(case.respondents.values_list("organisation", flat=True))
    gone = [
        Strike(one.name) for one in companies_to_name() if not (named and one.pk in respondents)
    ]
    instead = _("[a company]")
    if left_of(instead, gone):
        instead = Strike("").instead
    strikes += [Strike(one.words, instead) for one in gone if len(one.words.strip()) > 1]
    strikes.append(Strike(case.number))
    return named and bool(respondents), strikes


def _text_of(ruling: Ruling, key: OpenedKey, language: str) -> str:
    words = {
        one.entry.pk: one.words or {} for one in said_in(room_of(ruling.case, Room.Kind.CASE), key)
    }
    if language == ruling.language:
        return as_read(ruling, words)
    translation = ruling.translations.filter(language=language).first()
    if translation is None:
        raise Refused(_("There is no translation in this language yet."))
    return str(words.get(translation.entry_id, {}).get("text", ""))


@verb(_keeps_name_of)
def check_publication(made: PublishedRuling, key: OpenedKey, *, by: Actor) -> PublishedRuling:
    """The custodian lets the name be looked for in the text; who prepared it learns no more than that it is there."""
    if made.case is None or made.checked_on is not None or made.published_on is not None:
        raise Refused(_("This was looked at already."))
    words = identity_words(made.case, key)
    if words is None:
        raise Refused(_("You cannot read the identity room of this case."))
    values = [str(value) for value in words.values() if isinstance(value, str)]
    text = f"{made.title}\n{made.text}"
    found = names_left(text, [str(words.get("name", ""))])
    found += left_of(text, [Strike(one) for one in values if len(one.strip()) > 3])
    if found:
        raise Refused(
            _("The name, or how to reach them, is in this text. It cannot be public like this.")
        )
    made.checked_on = today()
    made.save(update_fields=["checked_on"])
    record("ruling.name_checked", by=by, on=made.case)
    return made


@verb(_of_published)
def publish_ruling(made: PublishedRuling, *, by: Actor) -> PublishedRuling:
    """Everybody reads it from now on, under an address that stays. A second person of the case does this."""
    made = PublishedRuling.objects.select_for_update().get(pk=made.pk)
    if made.case is None or made.published_on is not None:
        raise Refused(_("It is public already."))
    if made.prepared_by_id == by.person_id:
        raise Refused(
            _("Another person of this case reads it and publishes it: four eyes see more.")
        )
    if has_name(made.case) and made.checked_on is None:
        raise Refused(_("The custodian looks first whether the name is in it."))
    made.published_on = today()
    made.save(update_fields=["published_on"])
    record("ruling.published", by=by, on=made, new={"code": made.code, "language": made.language})
    return made
