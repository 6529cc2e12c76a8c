"""Out, filled in without a connection, and in again: nothing is lost, and every slip is named."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from convenant.assessments.workbook import (
    About,
    Question,
    Reply,
    merge,
    read_workbook,
    write_workbook,
)
from convenant.assessments.workbook.columns import COLUMNS, HEADER_ROW, heading
from convenant.locations.reading.table import Unreadable

TIERS = (("company", "Only our own people"), ("parties", "All parties"))
ABOUT = About("convenant:1:2", "Brand B, 2026", TIERS)
LEVELS = (("none", "Not yet."), ("part", "In part."), ("whole", "Wholly."))
FIRST = HEADER_ROW + 1


def question(code: str, reply: Reply | None = None, **more: Any) -> Question:
    return Question(
        code, "Policy", f"Question {code}?", LEVELS, reply=reply, version=1 if reply else 0, **more
    )


def answered(level: str = "part", text: str = "", tier: str = "company") -> Reply:
    return Reply(level=level, text=text, tier=tier)


def read(content: bytes, questions: list[Question], mark: str = ABOUT.mark):
    return read_workbook(
        content, "answers.xlsx", mark=mark, title=ABOUT.title, questions=questions, tiers=TIERS
    )


def changed(content: bytes, how: Callable[[Any], None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    how(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(key: str) -> int:
    return list(COLUMNS).index(key) + 1


def fill(key: str, value: Any, row: int = FIRST) -> Callable[[Any], None]:
    def put(sheet: Any) -> None:
        sheet.cell(row, column(key)).value = value

    return put


printable = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, [*range(9), 11, 12, 13, *range(14, 32), 127, 0xFFFE, 0xFFFF]))
)  # fmt: skip
texts = st.text(printable, max_size=60).map(str.strip) | st.sampled_from(
    [
        "=1+1",
        "+31 20 123",
        "-",
        "@home",
        "'quoted",
        "_x0041_",
        "1,5",
        "007",
        "2026-01-01",
        "TRUE",
        "a\nb",
    ]
)
replies = st.none() | st.one_of(
    st.builds(
        lambda level, text, tier: Reply(level=level, text=text, tier=tier),
        st.sampled_from([key for key, _ in LEVELS]),
        texts,
        st.sampled_from([key for key, _ in TIERS]),
    ),
    st.builds(
        lambda standing, reason, text: Reply(standing, "", reason, text, "company"),
        st.sampled_from(["not_applicable", "refused", "draft"]),
        texts.filter(bool),
        texts,
    ),
)


@settings(max_examples=12)
@given(st.lists(replies, min_size=120, max_size=120), st.sampled_from(["nl", "en"]))
def test_a_questionnaire_of_120_criteria_comes_back_without_a_loss(given_replies, language) -> None:
    questions = [
        question(f"c{n}", reply, may_refuse="too small to be asked")
        for n, reply in enumerate(given_replies)
    ]
    content = write_workbook(ABOUT, questions, language)
    found = read(content, questions)
    assert found.usable and not found.faults
    assert {row.code: row.reply for row in found.rows} == {
        q.code: q.reply for q in questions if q.reply is not None
    }
    assert merge(found.rows, {q.code: q for q in questions}) == []


@settings(max_examples=15)
@given(replies.filter(lambda reply: reply is not None))
def test_what_is_filled_in_offline_is_what_is_proposed(reply) -> None:
    """Written into an empty questionnaire by way of another one that holds it."""
    empty, full = question("a", may_refuse="x"), question("a", reply, may_refuse="x")
    filled = load_workbook(io.BytesIO(write_workbook(ABOUT, [full], "en"))).worksheets[0]

    def copy(sheet: Any) -> None:
        for key in ("answer", "reason", "text", "tier"):
            source, target = filled.cell(FIRST, column(key)), sheet.cell(FIRST, column(key))
            target.value, target.data_type = source.value, source.data_type

    found = read(changed(write_workbook(ABOUT, [empty], "en"), copy), [empty])
    assert not found.faults
    (proposal,) = merge(found.rows, {"a": empty})
    assert (proposal.kind, proposal.reply) == ("new", reply)


def test_no_cell_is_a_formula_and_the_choices_are_offered() -> None:
    content = write_workbook(ABOUT, [question("a", answered(text="=cmd|' /C calc'!A0"))], "en")
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    rules = book.worksheets[0].data_validations.dataValidation
    assert {str(rule.sqref) for rule in rules} == {f"F{FIRST}", f"I{FIRST}"}
    assert [c.value for c in book.worksheets[1]["A"]] == [
        "0. Not yet.", "1. In part.", "2. Wholly.", "Does not apply",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said, level",
    [("2. Wholly.", "whole"), ("2", "whole"), (2, "whole"), ("2.", "whole"), ("wholly.", "whole"), ("whole", "whole")],
)  # fmt: skip
def test_an_answer_may_be_typed_in_several_ways(said, level) -> None:
    empty = question("a")
    found = read(changed(write_workbook(ABOUT, [empty], "en"), fill("answer", said)), [empty])
    assert [row.reply.level for row in found.rows] == [level]


@pytest.mark.parametrize(
    "how, code, where",
    [
        (fill("answer", "=A1"), "formula", f"F{FIRST}"),
        (fill("text", "=HYPERLINK(1)"), "formula", f"H{FIRST}"),
        (fill("text", date(2026, 1, 2)), "date_cell", f"H{FIRST}"),
        (fill("answer", "Perhaps"), "answer_unknown", f"F{FIRST}"),
        (fill("answer", "3. Wholly."), "answer_unknown", f"F{FIRST}"),
        (fill("answer", "Does not apply"), "reason_missing", f"G{FIRST}"),
        (fill("answer", "Refused"), "may_not_refuse", f"F{FIRST}"),
        (fill("tier", "My friends"), "tier_unknown", f"I{FIRST}"),
        (fill("answer", None), "answer_missing", f"F{FIRST}"),
        (fill("text", "x" * 10_001), "too_long", f"H{FIRST}"),
        (fill("code", "b"), "code_unknown", f"A{FIRST}"),
        (fill("code", None), "code_missing", f"{FIRST}"),
        (fill("base", "z:1:abc"), "row_mixed", f"{FIRST}"),
    ],
)
def test_a_slip_in_a_row_is_named_by_its_cell_and_the_other_rows_count(how, code, where) -> None:
    first, second = question("a", answered(text="as it was")), question("second")

    def fill_in(sheet: Any) -> None:
        how(sheet)
        sheet.cell(FIRST + 1, column("answer")).value = "1. In part."

    content = changed(write_workbook(ABOUT, [first, second], "en"), fill_in)
    found = read(content, [first, second])
    fault = found.faults[0]
    assert fault.code == code
    for language in ("nl", "en"):
        assert where in fault.sentence(language)
    assert found.usable
    assert [row.code for row in found.rows] == ["second"]


def test_merged_codes_and_a_torn_mark_are_named_by_their_row() -> None:
    questions = [question("a"), question("b"), question("c")]

    def merge_and_tear(sheet: Any) -> None:
        sheet.merge_cells(f"A{FIRST}:A{FIRST + 1}")
        fill("answer", "2", FIRST)(sheet)
        fill("answer", "2", FIRST + 1)(sheet)
        fill("base", f"c:{'9' * 5000}:abc", FIRST + 2)(sheet)

    found = read(changed(write_workbook(ABOUT, questions, "en"), merge_and_tear), questions)
    assert [row.code for row in found.rows] == ["a"]
    told = {fault.code: fault.values.get("row") for fault in found.faults if not fault.is_note}
    assert told["code_missing"] == FIRST + 1 and told["row_mixed"] == FIRST + 2


def test_moved_columns_are_read_by_their_headings() -> None:
    one = question("a", answered(text="long ago"))

    def move(sheet: Any) -> None:
        for row in (HEADER_ROW, FIRST):
            a, b = sheet.cell(row, column("text")), sheet.cell(row, column("answer"))
            a.value, b.value = b.value, a.value

    found = read(changed(write_workbook(ABOUT, [one], "en"), move), [one])
    assert [fault.code for fault in found.faults] == ["columns_moved"] and found.faults[0].is_note
    assert found.rows[0].reply == one.reply


def test_a_column_moved_without_its_heading_is_named() -> None:
    one = question("a", answered())

    def shift(sheet: Any) -> None:
        sheet.cell(FIRST, column("section")).value = "a"
        sheet.cell(FIRST, column("code")).value = "Policy"

    found = read(changed(write_workbook(ABOUT, [one], "en"), shift), [one])
    assert not found.usable and found.faults[-1].code == "codes_elsewhere"
    assert "column B" in found.faults[-1].sentence("en")


def test_a_lost_heading_stops_the_file_and_a_doubled_one_too() -> None:
    one = question("a", answered())
    content = write_workbook(ABOUT, [one], "en")

    def lose(sheet: Any) -> None:
        sheet.cell(HEADER_ROW, column("reason")).value = None

    def double(sheet: Any) -> None:
        sheet.cell(HEADER_ROW, column("earlier")).value = heading("text", "en")

    for how, code in ((lose, "heading_missing"), (double, "heading_twice")):
        found = read(changed(content, how), [one])
        assert not found.usable and [fault.code for fault in found.faults] == [code]


def test_a_deleted_row_leaves_its_answer_and_is_said() -> None:
    one, two = question("a", answered()), question("b", answered())
    content = write_workbook(ABOUT, [one, two], "en")
    found = read(changed(content, lambda sheet: sheet.delete_rows(FIRST)), [one, two])
    assert [row.code for row in found.rows] == ["b"]
    assert [fault.code for fault in found.faults] == ["row_missing"]
    assert merge(found.rows, {"a": one, "b": two}) == []


def test_a_row_that_is_there_twice_is_not_guessed_at() -> None:
    one = question("a", answered())

    def copy(sheet: Any) -> None:
        for key in COLUMNS:
            sheet.cell(FIRST + 1, column(key)).value = sheet.cell(FIRST, column(key)).value

    found = read(changed(write_workbook(ABOUT, [one], "en"), copy), [one])
    assert not found.rows and [fault.code for fault in found.faults] == ["code_twice"]


def test_another_company_s_file_or_something_else_is_refused_in_a_sentence() -> None:
    one = question("a", answered())
    content = write_workbook(ABOUT, [one], "nl")
    found = read(content, [one], mark="convenant:1:9")
    assert not found.usable and found.faults[0].code == "other_assessment"
    book, out = Workbook(), io.BytesIO()
    book.active["A1"] = "my list"
    book.save(out)
    assert read(out.getvalue(), [one]).faults[0].code == "other_workbook"
    for junk in (b"", b"a,b\n1,2", content[:500]):
        with pytest.raises(Unreadable):
            read(junk, [one])


def test_only_where_both_moved_is_there_a_conflict() -> None:
    was = answered("part", "as it was")
    mine, theirs = answered("whole", "mine"), answered("none", "theirs")
    at_download = question("a", was)
    content = write_workbook(ABOUT, [at_download], "en")

    def say_mine(sheet: Any) -> None:
        sheet.cell(FIRST, column("answer")).value = "2. Wholly."
        sheet.cell(FIRST, column("text")).value = "mine"

    def kinds(file: bytes, now: Reply | None) -> list[tuple[str, Reply]]:
        stands = {"a": replace(at_download, reply=now, version=2)}
        found = read(file, list(stands.values()))
        return [(p.kind, p.reply) for p in merge(found.rows, stands)]

    filled = changed(content, say_mine)
    assert kinds(filled, was) == [("change", mine)]
    assert kinds(filled, theirs) == [("conflict", mine)]
    assert kinds(filled, mine) == []
    assert kinds(content, theirs) == []
    assert kinds(filled, None) == [("conflict", mine)]  # taken away meanwhile
