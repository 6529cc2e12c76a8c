"""What a person typed for each question of a section, beside what is stored: nothing typed is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from convenant.assessments.actions.answers import Changed, save_answer
from convenant.assessments.models import Answer, SelfAssessment
from convenant.assessments.queries.questionnaire import Line
from convenant.base.actors import Actor
from convenant.base.verbs import Refused

Standing = Answer.Standing
# What the radio buttons send where it is no level; a level's id never begins with a dash.
NOT_LEVELS = {
    "-not_applicable": Standing.NOT_APPLICABLE.value,
    "-refused": Standing.REFUSED.value,
}


@dataclass
class Entry:
    """One question as the page shows it: the fields' values, and what went wrong with saving them."""

    line: Line
    said: str = ""  # a level's id, or a key of NOT_LEVELS
    reason: str = ""
    text: str = ""
    tier: str = ""
    seen: int = 0
    fault: str = ""
    theirs: Answer | None = None  # what a colleague stored meanwhile
    theirs_level: Any = None
    saved: bool = False
    documents_left: list[Any] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.line.criterion.id


def stored(line: Line) -> Entry:
    """The question with what is stored."""
    answer = line.answer
    if answer is None:
        return Entry(line, tier=Answer._meta.get_field("tier").default)
    said = answer.level
    for name, standing in NOT_LEVELS.items():
        if answer.standing == standing:
            said = name
    return Entry(line, said, answer.reason, answer.text, answer.tier, answer.version)


def typed(line: Line, sent: Mapping[str, str]) -> Entry | None:
    """The question with what was sent for it; None where nothing of it was on the page sent."""
    key = line.criterion.id
    if f"{key}-seen" not in sent:
        return None
    seen = sent.get(f"{key}-seen", "")
    return Entry(
        line,
        sent.get(f"{key}-said", ""),
        sent.get(f"{key}-reason", ""),
        sent.get(f"{key}-text", ""),
        sent.get(f"{key}-tier", ""),
        int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
    )


def store_sent(
    found: SelfAssessment, lines: Iterable[Line], sent: Mapping[str, str], by: Actor
) -> list[Entry]:
    """Every question sent is stored by itself; one that cannot be keeps its words and says why."""
    entries = []
    for line in lines:
        entry = typed(line, sent)
        if entry is None:
            entries.append(stored(line))
            continue
        entries.append(entry)
        if not (entry.said or entry.text.strip() or entry.reason.strip()) and line.answer is None:
            continue  # not touched
        try:
            answer = save_answer(found, entry.key, by=by, **_arguments(entry))
        except Changed as changed:
            entry.fault, entry.theirs = str(changed.sentence), changed.now
            entry.theirs_level = next(
                (x.name for x in line.levels if x.id == changed.now.level), None
            )
            entry.seen = (
                changed.now.version
            )  # to save again is a choice made with both before one's eyes
        except Refused as refusal:
            entry.fault = str(refusal.sentence)
        else:
            entry.saved, entry.seen, line.answer = True, answer.version, answer
    return entries


def _arguments(entry: Entry) -> dict[str, Any]:
    standing = NOT_LEVELS.get(entry.said, Standing.ANSWERED if entry.said else Standing.DRAFT)
    level = entry.said if standing == Standing.ANSWERED else ""
    return {
        "standing": str(standing),
        "level": level,
        "reason": entry.reason if standing != Standing.ANSWERED else "",
        "text": entry.text,
        "tier": entry.tier or None,
        "seen": entry.seen,
    }


def faults(entries: Iterable[Entry]) -> int:
    """How many questions could not be stored."""
    return sum(bool(entry.fault) for entry in entries)


def as_json(entry: Entry) -> dict[str, Any]:
    """What the page's script is told after saving by itself."""
    return {
        "seen": entry.seen,
        "saved": entry.saved,
        "fault": entry.fault,
        "message": entry.fault or (_("Stored.") if entry.saved else ""),
    }
