"""The questionnaire as a workbook's questions, and what a filled-in workbook would change."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from convenant.assessments.models import Answer, AnswerSheet, SelfAssessment, Tier
from convenant.assessments.queries.questionnaire import Line, Part, questionnaire, words
from convenant.assessments.workbook import About, Proposal, Question, Reply, merge, write_workbook
from convenant.assessments.workbook.reading import Row
from convenant.base.actors import Actor


@dataclass(frozen=True)
class Change:
    """One answer that a workbook would change, with both sides in words."""

    proposal: Proposal
    line: Line
    theirs: str  # the level or standing in the file
    tier: str

    @property
    def choices(self) -> dict[str, str]:
        """What a person may choose in a conflict, each naming the answer that stood before their eyes."""
        return {kind: f"{kind}:{self.proposal.version}" for kind in ("stays", "file")}


def about(found: SelfAssessment) -> About:
    """How the platform knows its own file again, and what it says on top."""
    return About(
        f"convenant:{found.agreement_id}:{found.pk}",
        f"{found.organisation}, {found.year}",
        [(key, str(label)) for key, label in Tier.choices],
    )


def reply_of(answer: Answer) -> Reply:
    """An answer as a workbook holds it."""
    return Reply(answer.standing, answer.level, answer.reason, answer.text, answer.tier)


def questions(found: SelfAssessment, by: Actor) -> list[Question]:
    """Everything that is asked, with what stands now."""
    return [_question(part, line) for part in questionnaire(found, by) for line in part.lines]


def _question(part: Part, line: Line) -> Question:
    criterion, earlier = line.criterion, ""
    if line.earlier is not None:
        said = words(line.earlier_level_name) or line.earlier.get_standing_display()
        earlier = "\n".join(filter(None, (str(said), line.earlier.text or line.earlier.reason)))
    return Question(
        criterion.id,
        words(part.section.name),
        words(criterion.question),
        [(level.id, words(level.name)) for level in line.levels],
        guidance=words(criterion.guidance),
        may_refuse=(words(line.limit.description) or words(line.limit.name)) if line.limit else "",
        reply=reply_of(line.answer) if line.answer else None,
        version=line.answer.version if line.answer else 0,
        documents=[item.name for item in line.documents],
        earlier=earlier,
    )


def workbook(found: SelfAssessment, by: Actor) -> bytes:
    """The whole questionnaire with its rules, in the reader's language."""
    return write_workbook(about(found), questions(found, by), get_language() or "nl")


def tiers_in_words() -> list[tuple[str, str]]:
    """Every tier by its words in both languages, for a file may come back in the other one."""
    found = []
    for language in ("nl", "en"):
        with override(language):
            found += [(key, str(label)) for key, label in Tier.choices]
    return found


def stored_row(row: Row) -> dict[str, Any]:
    """A row that was understood, as it is kept until someone checked it."""
    reply = row.reply
    return {
        "code": row.code,
        "row": row.row,
        "standing": reply.standing,
        "level": reply.level,
        "reason": reply.reason,
        "text": reply.text,
        "tier": reply.tier,
        "version": row.version,
        "base": row.base,
    }


def sheet_for(found: SelfAssessment, pk: int) -> AnswerSheet | None:
    """A workbook of this assessment that waits for its check."""
    return found.sheets.filter(pk=pk, applied_at=None).first()


def changes(sheet: AnswerSheet, found: SelfAssessment, by: Actor) -> list[Change]:
    """What the workbook would change now, conflicts first; worked out anew at every look."""
    parts = questionnaire(found, by)
    lines = {line.criterion.id: line for part in parts for line in part.lines}
    held = {q.code: q for q in (_question(p, line) for p in parts for line in p.lines)}
    rows = [
        Row(
            each["code"],
            each["row"],
            Reply(each["standing"], each["level"], each["reason"], each["text"], each["tier"]),
            each["version"],
            each["base"],
        )
        for each in sheet.rows
    ]
    tiers = dict(Tier.choices)
    found_changes = [
        Change(
            proposal,
            lines[proposal.code],
            _said(proposal.reply, lines[proposal.code]),
            str(tiers.get(proposal.reply.tier, "")),
        )
        for proposal in merge(rows, held)
    ]
    return sorted(found_changes, key=lambda change: change.proposal.kind != "conflict")


def _said(reply: Reply, line: Line) -> str:
    for level in line.levels:
        if level.id == reply.level and reply.standing == Answer.Standing.ANSWERED:
            return words(level.name)
    return str(Answer.Standing(reply.standing).label)


def name_of(found: SelfAssessment) -> str:
    """What the downloaded file is called."""
    return _("questionnaire-%(year)d.xlsx") % {"year": found.year}
