"""What a filled-in workbook would change, and where it disagrees with what was stored meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from convenant.assessments.workbook.columns import Question, Reply
from convenant.assessments.workbook.reading import Row

Kind = Literal["new", "change", "conflict"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One answer the file would change; `now` is what stands. A conflict waits for a person's choice."""

    code: str
    kind: Kind
    reply: Reply
    now: Reply | None
    version: int  # of what stands, 0 for nothing
    row: int


def merge(rows: Iterable[Row], questions: Mapping[str, Question]) -> list[Proposal]:
    """Three-way: against the answer the row was made from, and against what stands now.

    A row that nobody changed since the download proposes nothing, whatever was stored meanwhile; one
    that says what stands now proposes nothing either. Only where file and platform both moved, each its
    own way, is there a conflict. Empty rows never erase an answer.
    """
    found = []
    for row in rows:
        question = questions.get(row.code)
        if question is None:
            continue
        now = question.reply
        if now is not None and row.reply.digest == now.digest:
            continue
        if row.reply.digest == row.base:
            continue  # the file only repeats what it was given
        kind: Kind
        if now is None:
            kind = "new" if row.base == "-" else "conflict"
        else:
            kind = "change" if row.base == now.digest else "conflict"
        found.append(Proposal(row.code, kind, row.reply, now, question.version, row.row))
    return found
