"""Files made to hurt: each is refused with a sentence, and the process goes on."""

import io
import struct
import zipfile

import pytest

from convenant.locations.reading import Limits, Unreadable, read_table
from convenant.locations.reading.tests.makers import ROWS, archive, ods, with_part, xls, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_table(data, "list.xlsx", limits) if limits else read_table(data, "list.xlsx")
    assert "list.xlsx" in caught.value.sentence("nl")
    return caught.value.code


def test_a_bomb_that_tells_its_size_is_not_unpacked():
    data = with_part(xlsx(("L", ROWS)), SHEET, lambda _: b"0" * 30_000_000)
    assert refused(data, Limits(unpacked=20_000_000)) == "bomb_size"
    assert refused(data, Limits(ratio=100)) == "bomb_ratio"


def test_a_bomb_that_lies_about_its_size_is_stopped_at_the_ceiling():
    data = bytearray(with_part(xlsx(("L", ROWS)), SHEET, lambda _: b"0" * 30_000_000))
    true_size = struct.pack("<I", 30_000_000)
    assert data.count(true_size) == 2  # before the part, and in the directory at the end
    data = data.replace(true_size, struct.pack("<I", 10))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        assert source.getinfo(SHEET).file_size == 10
    assert refused(bytes(data), Limits(unpacked=20_000_000, ratio=10_000)) == "bomb_size"
    assert refused(bytes(data)) == "bomb_ratio"


def test_too_many_parts_are_not_opened():
    parts = {"xl/workbook.xml": b"<a/>"} | {f"xl/{i}.xml": b"" for i in range(300)}
    assert refused(archive(parts), Limits(entries=200)) == "bomb_entries"


ENTITIES = '<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;&b;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_in_any_encoding(encoding):
    text = ("<?xml version='1.0'?>" + " " * 300_000 + ENTITIES + "<a>&d;</a>").encode(encoding)
    assert refused(with_part(xlsx(("L", ROWS)), SHEET, lambda _: text)) == "entities"


def test_entities_in_opendocument_are_refused():
    assert refused(ods(("L", ROWS), prologue=ENTITIES)) == "entities"


def test_one_stray_cell_in_the_last_corner_kills_nothing():
    def stray(xml: bytes) -> bytes:
        cell = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
        return xml.replace(b"</sheetData>", cell + b"</sheetData>")

    assert refused(with_part(xlsx(("L", ROWS)), SHEET, stray)) in ("too_many_cells", "spread")


@pytest.mark.parametrize("corner", [(65_535, 255), (65_535, 65_535)])
def test_the_last_corner_of_an_old_workbook_kills_nothing(corner):
    assert refused(xls(ROWS, stray=corner)) in ("too_many_cells", "spread", "damaged")


def test_a_cell_repeated_a_thousand_million_times_kills_nothing():
    def repeat(xml: bytes) -> bytes:
        wide = b'<table:table-cell table:number-columns-repeated="1000000000"'
        return xml.replace(b"<table:table-cell", wide, 1)

    data = with_part(ods(("L", ROWS)), "content.xml", repeat)
    assert refused(data) in ("too_many_cells", "spread", "damaged")


def test_stray_text_far_to_the_right_says_where_to_look():
    with pytest.raises(Unreadable) as caught:
        read_table(xlsx(("L", [*ROWS, [None] * 2000 + ["x"]])), "list.xlsx")
    assert caught.value.code == "spread"
    assert "2001" in caught.value.sentence("en")


def test_rows_beyond_the_limit_are_refused_before_they_are_read():
    data = xlsx(("L", [["name", "country"], *[["A", "NL"]] * 50]))
    assert refused(data, Limits(rows=20)) in ("spread", "too_many_rows")
    assert refused(data, Limits(rows=40)) == "too_many_rows"


def test_a_damaged_workbook_is_refused():
    data = xlsx(("L", ROWS))
    assert refused(data[: len(data) // 2]) == "damaged"
    assert refused(b"PK\x03\x04" + b"\x00" * 100) == "damaged"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000) == "damaged"
    assert refused(with_part(data, SHEET, lambda xml: xml[:50])) in ("damaged", "empty")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/document.xml": b"<a/>"}, "word"),
        ({"Index/Document.iwa": b"x"}, "numbers"),
        ({"list.csv": b"name,country\nA,NL\n"}, "archive"),
    ],
)
def test_other_archives_are_named(parts, code):
    assert refused(archive(parts)) == code


def test_an_encrypted_archive_asks_for_the_password_to_go():
    data = bytearray(xlsx(("L", ROWS)))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)) == "password"
