"""A filled-in workbook as replies, and everything that is wrong with it by its cell."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from convenant.assessments.workbook.columns import (
    CHOICES,
    COLUMNS,
    FILLED,
    HEADER_ROW,
    NEEDED,
    SHEETS,
    Question,
    Reply,
    heading,
    level_in_words,
)
from convenant.assessments.workbook.messages import Fault
from convenant.locations.reading.archives import inspect
from convenant.locations.reading.limits import Limits
from convenant.locations.reading.table import Unreadable

LIMITS = Limits(size=10 * 2**20, unpacked=60 * 2**20, entries=200)
LOOKED_AT = (3_000, 100)  # rows and columns; a questionnaire has hundreds at most
_NUMBERED = re.compile(r"(\d{1,2})[.)]?(\s|$)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was understood; `base` names the answer it was made from, "-" for none."""

    code: str
    row: int
    reply: Reply
    version: int
    base: str


@dataclass(slots=True)
class Understood:
    """Everything the file says. Where `usable` is false, nothing of it could be read at all."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    usable: bool = True


@dataclass(frozen=True, slots=True)
class _Headings:
    row: int
    at: dict[str, int]  # column of each key, from 1
    language: str


def read_workbook(
    content: bytes,
    filename: str,
    *,
    mark: str,
    title: str,
    questions: Sequence[Question],
    tiers: Sequence[tuple[str, str]],
    longest: int = 10_000,
) -> Understood:
    """What a person filled in; wrong rows are passed over and named by their cell.

    Raises `Unreadable` (with a sentence in both languages) where the file is no workbook at all, is a
    bomb, or is locked with a password. `mark` and `title` are of the assessment it should be for.
    """
    if len(content) > LIMITS.size:
        raise Unreadable(
            filename, "too_large", size=len(content) // 2**20 + 1, limit=LIMITS.size // 2**20
        )
    if not content.startswith(b"PK"):
        raise Unreadable(filename, "damaged")
    inspect(content, filename, LIMITS)
    from openpyxl import (
        load_workbook,  # here: it takes longer to load than the rest of the platform
    )

    try:
        book = load_workbook(io.BytesIO(content))
    except Exception:  # openpyxl fails in as many ways as there are broken files
        raise Unreadable(filename, "damaged") from None
    sheet = next((book[name] for name in book.sheetnames if name in SHEETS["answers"]), None)
    headings = _headings(sheet) if sheet is not None else None
    if sheet is None or headings is None:
        wanted = " / ".join(SHEETS["answers"])
        return Understood([], [Fault("other_workbook", {"sheet": wanted})], usable=False)
    theirs = next(
        (_text(cell) for row in sheet.iter_rows(1, headings.row) for cell in row if _marked(cell)),
        "",
    )
    if theirs != mark:
        theirs_title = _text(sheet.cell(1, 1)) or "?"
        fault = Fault("other_assessment", {"theirs": theirs_title, "ours": title})
        return Understood([], [fault], usable=False)
    found = Understood(faults=_faults_of(sheet, headings))
    if any(not fault.is_note for fault in found.faults):
        return replace_usable(found)
    known = {question.code: question for question in questions}
    if elsewhere := _codes_elsewhere(sheet, headings, known):
        found.faults.append(elsewhere)
        return replace_usable(found)
    _read_rows(sheet, headings, known, {words: key for key, words in tiers}, longest, found)
    return found


def replace_usable(found: Understood) -> Understood:
    return Understood([], found.faults, usable=False)


def _marked(cell: Any) -> bool:
    return isinstance(cell.value, str) and cell.value.startswith("convenant:")


def _headings(sheet: Any) -> _Headings | None:
    """The row with most known headings, and where each stands; None where there is none."""
    best: _Headings | None = None
    for row in sheet.iter_rows(1, min(sheet.max_row, HEADER_ROW + 20), max_col=LOOKED_AT[1]):
        texts = [_text(cell).casefold() for cell in row]
        for place, language in enumerate(("nl", "en")):
            at = {
                key: texts.index(COLUMNS[key][0][place].casefold()) + 1
                for key in COLUMNS
                if COLUMNS[key][0][place].casefold() in texts
            }
            if "code" in at and len(at) >= 3 and (best is None or len(at) > len(best.at)):
                best = _Headings(row[0].row, at, language)
    return best


def _faults_of(sheet: Any, headings: _Headings) -> list[Fault]:
    faults = []
    texts = [_text(cell).casefold() for cell in sheet[headings.row]]
    for key in NEEDED:
        name = heading(key, headings.language)
        if key not in headings.at:
            faults.append(Fault("heading_missing", {"row": headings.row, "heading": name}))
        elif texts.count(name.casefold()) > 1:
            second = texts.index(name.casefold(), headings.at[key]) + 1
            cell = sheet.cell(headings.row, second).coordinate
            faults.append(Fault("heading_twice", {"cell": cell, "heading": name}))
    order = [headings.at[key] for key in COLUMNS if key in headings.at]
    if order != sorted(order):
        faults.append(Fault("columns_moved"))
    return faults


def _codes_elsewhere(
    sheet: Any, headings: _Headings, known: Mapping[str, Question]
) -> Fault | None:
    """Codes that are all in another column than under their heading."""
    from openpyxl.utils import get_column_letter

    counts: Counter[int] = Counter()
    last = min(sheet.max_row, LOOKED_AT[0])
    for row in sheet.iter_rows(headings.row + 1, last, max_col=min(sheet.max_column, LOOKED_AT[1])):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.strip() in known:
                counts[cell.column] += 1
    column = headings.at["code"]
    if counts[column]:
        return None
    here = {"column": get_column_letter(column), "heading": heading("code", headings.language)}
    if not counts:
        return Fault("no_codes", here)
    return Fault(
        "codes_elsewhere", {**here, "other": get_column_letter(max(counts, key=counts.__getitem__))}
    )


def _read_rows(
    sheet: Any,
    headings: _Headings,
    known: Mapping[str, Question],
    tiers: Mapping[str, str],
    longest: int,
    found: Understood,
) -> None:
    from openpyxl.utils import get_column_letter

    first_seen: dict[str, int] = {}
    rows: list[Row] = []
    twice: set[str] = set()
    last = min(sheet.max_row, LOOKED_AT[0])
    for number in range(headings.row + 1, last + 1):
        cells = {key: sheet.cell(number, column) for key, column in headings.at.items()}
        code = _text(cells["code"]).strip()
        if not code:
            if any(_text(cells[key]).strip() for key in ("answer", "reason", "text")):
                column = get_column_letter(headings.at["code"])
                found.faults.append(Fault("code_missing", {"row": number, "column": column}))
            continue
        question = known.get(code)
        where = {"cell": cells["code"].coordinate, "value": code}
        if question is None:
            found.faults.append(Fault("code_unknown", where))
            continue
        if code in first_seen:
            found.faults.append(Fault("code_twice", {**where, "row": first_seen[code]}))
            twice.add(code)
            continue
        first_seen[code] = number
        read = _row(cells, number, question, tiers, longest)
        if isinstance(read, Fault):
            found.faults.append(read)
        elif read is not None:
            rows.append(read)
    found.rows = [row for row in rows if row.code not in twice]
    for code, question in known.items():
        if code not in first_seen:
            found.faults.append(Fault("row_missing", {"value": code, "name": question.question}))


def _row(
    cells: Mapping[str, Any],
    number: int,
    question: Question,
    tiers: Mapping[str, str],
    longest: int,
) -> Row | Fault | None:
    """The row as a reply; None where nothing is filled in, a fault where it cannot be."""
    code, _, rest = _text(cells["base"]).strip().partition(":")
    version, _, digest = rest.partition(":")
    if code != question.code or not version.isdecimal() or len(version) > 9:
        return Fault("row_mixed", {"row": number})
    for key in FILLED:
        if fault := _not_text(cells[key]):
            return fault
    answer, reason, text = (_text(cells[key]) for key in ("answer", "reason", "text"))
    text, reason = _tidy(text), _tidy(reason)
    if not answer.strip():
        if not text and not reason:
            return None
        if question.reply is not None and question.reply.standing != "draft":
            return Fault("answer_missing", {"cell": cells["answer"].coordinate})
    for key, written in (("text", text), ("reason", reason)):
        if len(written) > longest:
            values = {"cell": cells[key].coordinate, "count": len(written), "most": longest}
            return Fault("too_long", values)
    reply = _reply(answer, question) if answer.strip() else Reply("draft")
    if reply is None:
        offered = [level_in_words(n, words) for n, (_id, words) in enumerate(question.levels)]
        return Fault(
            "answer_unknown",
            {
                "cell": cells["answer"].coordinate,
                "value": answer.strip(),
                "choices": " | ".join(offered),
            },
        )
    if reply.standing == "refused" and not question.may_refuse:
        return Fault("may_not_refuse", {"cell": cells["answer"].coordinate})
    if reply.standing == "not_applicable" and not reason:
        return Fault("reason_missing", {"cell": cells["reason"].coordinate})
    said_tier = " ".join(_text(cells["tier"]).split())
    tier = (
        tiers.get(said_tier, "") if said_tier else (question.reply.tier if question.reply else "")
    )
    if said_tier and not tier:
        values = {
            "cell": cells["tier"].coordinate,
            "value": said_tier,
            "choices": " | ".join(tiers),
        }
        return Fault("tier_unknown", values)
    kept = reason if reply.standing != "answered" else ""
    reply = replace(reply, reason=kept, text=text, tier=tier)
    return Row(question.code, number, reply, int(version), digest)


def _reply(answer: str, question: Question) -> Reply | None:
    """What the answer cell says: a standing, a level by its number, its words or its id."""
    said = " ".join(answer.split())
    for standing, names in CHOICES.items():
        if said.casefold() in (name.casefold() for name in names):
            return Reply(standing)
    named = [level_in_words(n, words) for n, (_id, words) in enumerate(question.levels)]
    if said in named:
        return Reply(level=question.levels[named.index(said)][0])
    exact = [
        key
        for key, words in question.levels
        if said.casefold() == " ".join(words.split()).casefold()
    ]
    if len(exact) == 1:
        return Reply(level=exact[0])
    if said in {key for key, _words in question.levels}:
        return Reply(level=said)
    # "2" or "2." alone; "2. Something" only where the words are those of that level.
    if (match := _NUMBERED.match(said)) and not said[match.end() :].strip():
        number = int(match[1])
        if number < len(question.levels):
            return Reply(level=question.levels[number][0])
    return None


def _not_text(cell: Any) -> Fault | None:
    if cell.data_type == "f" or hasattr(cell.value, "ref"):
        return Fault("formula", {"cell": cell.coordinate})
    if cell.data_type == "e":
        return Fault("broken_cell", {"cell": cell.coordinate, "value": cell.value})
    if isinstance(cell.value, date | datetime | time):
        return Fault("date_cell", {"cell": cell.coordinate})
    return None


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _tidy(text: str) -> str:
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
