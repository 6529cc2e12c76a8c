"""A filled-in workbook: handed in, checked by a person, applied answer by answer."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.assessments.actions.answers import LONGEST_TEXT, save_answer
from convenant.assessments.models import AnswerSheet, SelfAssessment
from convenant.assessments.queries.sheets import (
    about,
    changes,
    questions,
    stored_row,
    tiers_in_words,
)
from convenant.assessments.rules import may_answer
from convenant.assessments.workbook import read_workbook
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb


@verb(may_answer)
def hand_in_sheet(
    found: SelfAssessment, *, by: Actor, file_name: str, content: bytes, language: str
) -> AnswerSheet:
    """The workbook is read and kept until someone looked at what it would change.

    Raises `Unreadable` where the file is no workbook, `Refused` where nothing of it can be used.
    """
    if found.state != SelfAssessment.State.OPEN:
        raise Refused(
            _("This assessment was submitted. Ask the secretariat to hand it back to you.")
        )
    identity = about(found)
    understood = read_workbook(
        content,
        file_name,
        mark=identity.mark,
        title=identity.title,
        questions=questions(found, by),
        tiers=tiers_in_words(),
        longest=LONGEST_TEXT,
    )
    if not understood.usable:
        raise Refused(" ".join(fault.sentence(language) for fault in understood.faults))
    made = AnswerSheet.objects.create(
        assessment=found,
        file_name=file_name[-255:],
        rows=[stored_row(row) for row in understood.rows],
        faults=[
            {language: fault.sentence(language) for language in ("nl", "en")}
            | {"note": fault.is_note}
            for fault in understood.faults
        ],
        by_id=by.person_id,
    )
    record(
        "answers.handed_in",
        by=by,
        on=found,
        concerns=found.organisation_id,
        new={"file": made.file_name, "rows": len(made.rows), "faults": len(made.faults)},
    )
    return made


@verb(may_answer)
def apply_sheet(
    found: SelfAssessment, sheet: AnswerSheet, *, by: Actor, choices: Mapping[str, str]
) -> int:
    """The workbook's answers are stored; how many. `choices` says per conflict one of its `choices`.

    A conflict without a choice, or with one made over an answer that is no longer what stands, stops everything: nothing is overwritten by silence.
    """
    sheet.refresh_from_db(from_queryset=AnswerSheet.objects.select_for_update())
    if sheet.applied_at is not None:
        raise Refused(_("This file was already used."))
    wanted = changes(sheet, found, by)
    undecided = [
        change
        for change in wanted
        if change.proposal.kind == "conflict"
        and choices.get(change.proposal.code) not in change.choices.values()
    ]
    if undecided:
        raise Refused(
            _(
                "Choose for each answer that was changed on both sides which one holds: %(count)d to go."
            )
            % {"count": len(undecided)}
        )
    count = 0
    for change in wanted:
        proposal = change.proposal
        if proposal.kind == "conflict" and choices[proposal.code] == change.choices["stays"]:
            continue
        save_answer(
            found,
            proposal.code,
            by=by,
            standing=proposal.reply.standing,
            level=proposal.reply.level,
            reason=proposal.reply.reason,
            text=proposal.reply.text,
            tier=proposal.reply.tier or None,
            seen=proposal.version,
        )
        count += 1
    sheet.applied_at = timezone.now()
    sheet.save(update_fields=["applied_at"])
    record(
        "answers.applied",
        by=by,
        on=found,
        concerns=found.organisation_id,
        new={"file": sheet.file_name, "answers": count},
    )
    return count


@verb(may_answer)
def discard_sheet(found: SelfAssessment, sheet: AnswerSheet, *, by: Actor) -> None:
    """The workbook is not used; nothing changes."""
    record(
        "answers.discarded",
        by=by,
        on=found,
        concerns=found.organisation_id,
        old={"file": sheet.file_name},
    )
    sheet.delete()
