"""A definition in one line: what it holds, and what nobody knows."""

from babel.dates import format_date

from convenant.agreements.definition.labels import field_label, noun
from convenant.agreements.definition.model import Definition
from convenant.agreements.definition.parts.assessment import Assessment
from convenant.agreements.definition.parts.obligations import Obligation

_COUNTED = ("sides", "bodies", "classes", "themes", "obligations")
_IF_ABSENT = (
    "bodies",
    "roles",
    "classes",
    "themes",
    "obligations",
    "assessment",
    "consequences",
    "fees",
    "clocks",
    "grievances",
    "confidentiality",
    "techniques",
)
_SAID = {
    "ok": {"en": "in order", "nl": "in orde"},
    "invented": {"en": "invented", "nl": "verzonnen"},
    "unknown": {"en": "not known", "nl": "niet bekend"},
    "from": {"en": "from {0}", "nl": "van {0}"},
    "to": {"en": "to {0}", "nl": "tot en met {0}"},
    "weights": {"en": "weights of {0} of {1} sections", "nl": "gewicht van {0} van {1} onderdelen"},
    "seats": {"en": "number of seats in {0}", "nl": "aantal zetels in {0}"},
    "days": {
        "en": "due days of {0} of {1} obligations",
        "nl": "dag van {0} van {1} verplichtingen",
    },
    "start": {"en": "start", "nl": "begin"},
    "end": {"en": "end", "nl": "einde"},
}


def summary(definition: Definition, language: str) -> str:
    """“Garments — in order: 5 sides, …; not known: weights of 4 of 5 sections.” in nl or en."""
    flag = f" ({_say('invented', language)})" if definition.invented else ""
    parts = [", ".join(_counts(definition, language))]
    days = (("from", definition.term.start), ("to", definition.term.end))
    term = [
        _say(word, language, format_date(day, "d MMMM y", locale=language))
        for word, day in days
        if day
    ]
    if term:
        parts.append(" ".join(term))
    unknown = what_is_not_known(definition, language)
    if unknown:
        parts.append(f"{_say('unknown', language)}: {', '.join(unknown)}")
    title = definition.title.get(language)
    return f"{title}{flag} — {_say('ok', language)}: {'; '.join(parts)}."


def what_is_not_known(definition: Definition, language: str) -> list[str]:
    """The gaps of a definition in words: parts that are absent, and values missing inside parts."""
    gaps = [_say(word, language) for word in ("start", "end") if not getattr(definition.term, word)]
    if not definition.activation.conditions:
        gaps.append(field_label(Definition, "activation", language))
    sections = definition.assessment.sections if definition.assessment else []
    if missing := [section for section in sections if section.weight is None]:
        gaps.append(_say("weights", language, len(missing), len(sections)))
    if definition.assessment and not definition.assessment.criteria:
        gaps.append(field_label(Assessment, "criteria", language))
    for body in definition.bodies:
        seated = body.kind not in ("secretariat", "general_assembly")
        if seated and (not body.seats or any(seat.count is None for seat in body.seats)):
            gaps.append(_say("seats", language, body.name.get(language)))
    if undated := [o for o in definition.obligations if not _has_a_day(o)]:
        gaps.append(_say("days", language, len(undated), len(definition.obligations)))
    gaps += [
        field_label(Definition, name, language)
        for name in _IF_ABSENT
        if not getattr(definition, name)
    ]
    return gaps


def _has_a_day(obligation: Obligation) -> bool:
    return obligation.due is not None and not obligation.due.yearly


def _counts(definition: Definition, language: str) -> list[str]:
    said = []
    for name in _COUNTED:
        items = getattr(definition, name)
        if items:
            one = len(items) == 1
            words = (
                noun(type(items[0]), language) if one else field_label(Definition, name, language)
            )
            said.append(f"{len(items)} {words}")
    return said


def _say(word: str, language: str, *values: object) -> str:
    return _SAID[word][language].format(*values)
