"""The questionnaire with its rules as a workbook that is pleasant to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from convenant.assessments.workbook.columns import (
    CHOICES,
    COLUMNS,
    FILLED,
    HEADER_ROW,
    Question,
    choice,
    heading,
    level_in_words,
    sheet_name,
)

_INTRO = {
    "nl": "Vul alleen de gele kolommen in. Kies in “Antwoord” uit de lijst. Het platform laat u na het"
    " uploaden zien wat er verandert, voordat er iets verandert.",
    "en": "Fill in the yellow columns only. Choose in “Answer” from the list. After you upload it, the"
    " platform shows you what would change before anything changes.",
}
_YELLOW, _GREY, _HEAD = "FFF8DC", "F2F4F3", "DCE9E5"
_WRAPPED_AT = {"question", "guidance", "levels", "text", "answer", "reason", "earlier", "section"}
_MAY_REFUSE = {"nl": "U mag weigeren: {why}", "en": "You may refuse: {why}"}


@dataclass(frozen=True, slots=True)
class About:
    """Whose questionnaire it is; `mark` is how the platform knows its own file again."""

    mark: str
    title: str
    tiers: Sequence[tuple[str, str]]  # (id, words)


def write_workbook(about: About, questions: Sequence[Question], language: str) -> bytes:
    """An XLSX file; every cell that is filled in is text, and none is ever a formula."""
    from openpyxl import Workbook  # here: it takes longer to load than the rest of the platform
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    language = "nl" if language[:2] == "nl" else "en"
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name("answers", language)
    lists = book.create_sheet(sheet_name("lists", language))
    lists.sheet_state = "hidden"
    _put(sheet.cell(1, 1), about.title)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    _put(sheet.cell(2, 1), _INTRO[language])
    _put(sheet.cell(3, 1), about.mark)
    sheet.row_dimensions[3].hidden = True
    for column, key in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEADER_ROW, column)
        _put(cell, heading(key, language))
        _dress(cell, key, head=True)
        sheet.column_dimensions[get_column_letter(column)].width = COLUMNS[key][1]
        sheet.column_dimensions[get_column_letter(column)].hidden = key == "base"
    for row, question in enumerate(questions, HEADER_ROW + 1):
        cells = _row(question, about, language)
        for column, key in enumerate(COLUMNS, 1):
            cell = sheet.cell(row, column)
            _put(cell, cells[key])
            _dress(cell, key)
        sheet.row_dimensions[row].height = _height(cells)
    _choices(sheet, lists, about, questions, language)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 2)
    sheet.protection.sheet = True  # without a password: against slips, not against people
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _row(question: Question, about: About, language: str) -> dict[str, str]:
    reply = question.reply
    named = [level_in_words(n, words) for n, (_id, words) in enumerate(question.levels)]
    answer = ""
    if reply is not None:
        places = [n for n, (key, _words) in enumerate(question.levels) if key == reply.level]
        if reply.standing in CHOICES:
            answer = choice(reply.standing, language)
        elif places:
            answer = named[places[0]]
    tiers = dict(about.tiers)
    guidance = question.guidance
    if question.may_refuse:
        refusal = _MAY_REFUSE[language].format(why=question.may_refuse)
        guidance = f"{guidance}\n{refusal}".strip()
    return {
        "code": question.code,
        "section": question.section,
        "question": question.question,
        "guidance": guidance,
        "levels": "\n".join(named),
        "answer": answer,
        "reason": reply.reason if reply else "",
        "text": reply.text if reply else "",
        "tier": tiers.get(reply.tier, "") if reply else "",
        "documents": "\n".join(question.documents),
        "earlier": question.earlier,
        "base": question.base,
    }


def _put(cell: Any, text: str) -> None:
    if not text:
        return
    cell.value = text
    cell.data_type = "s"  # as text, also where it starts like a formula


def _dress(cell: Any, key: str, *, head: bool = False) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    line = Side(style="thin", color="D5DBD9")
    cell.border = Border(bottom=line, right=line)
    cell.alignment = Alignment(vertical="top", wrap_text=head or key in _WRAPPED_AT)
    cell.number_format = "@"
    filled = key in FILLED
    cell.fill = PatternFill("solid", fgColor=_HEAD if head else _YELLOW if filled else _GREY)
    cell.font = Font(bold=head)
    cell.protection = Protection(locked=head or not filled)
    cell.quotePrefix = False


def _height(cells: dict[str, str]) -> float:
    """High enough for the tallest wrapped cell, as far as a row can be."""
    lines = max(
        sum(1 + len(line) // max(1, COLUMNS[key][1] - 2) for line in text.split("\n"))
        for key, text in cells.items()
    )
    return float(min(15 * lines + 3, 400))


def _choices(
    sheet: Any, lists: Any, about: About, questions: Sequence[Question], language: str
) -> None:
    """Drop-downs; their entries stand on a hidden sheet, for an inline list ends at 255 characters."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    keys = list(COLUMNS)
    columns: dict[tuple[str, ...], int] = {}

    def offer(entries: Sequence[str], row: int, key: str) -> None:
        entries = tuple(entries)
        if entries not in columns:
            columns[entries] = column = len(columns) + 1
            for n, entry in enumerate(entries, 1):
                _put(lists.cell(n, column), entry)
            letter = get_column_letter(column)
            where = f"'{lists.title}'!${letter}$1:${letter}${len(entries)}"
            rules[entries] = DataValidation("list", formula1=where, allow_blank=True)
            sheet.add_data_validation(rules[entries])
        rules[entries].add(sheet.cell(row, keys.index(key) + 1))

    rules: dict[tuple[str, ...], Any] = {}
    for row, question in enumerate(questions, HEADER_ROW + 1):
        named = [level_in_words(n, words) for n, (_id, words) in enumerate(question.levels)]
        named.append(choice("not_applicable", language))
        if question.may_refuse:
            named.append(choice("refused", language))
        offer(named, row, "answer")
        offer([words for _id, words in about.tiers], row, "tier")
