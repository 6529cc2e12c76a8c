"""Whatever comes in, the answer is a table or a sentence, and no row is lost."""

import io
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from convenant.locations.reading import (
    Table,
    Unreadable,
    guess_mapping,
    handed_back_csv,
    read_table,
    understand,
)
from convenant.locations.reading.tests.makers import ROWS, csv_text, ods, xls, xlsx

quiet = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORKBOOKS = {"xlsx": xlsx(("List", ROWS)), "ods": ods(("List", ROWS)), "xls": xls(ROWS)}


def survives(data: bytes) -> None:
    try:
        table = read_table(data, "any.csv")
    except Unreadable as error:
        assert error.sentence("nl") and error.sentence("en")
        return
    whole(table)


def whole(table: Table) -> None:
    found = understand(table, guess_mapping(table))
    assert len(found.rows) + len(found.rejected) == len(table.rows)
    said = sorted([r.row for r in found.rows] + [r.row for r in found.rejected])
    assert said == table.data_rows
    for item in (*found.notes, *found.warnings, *found.rejected):
        assert item.sentence("nl") and item.sentence("en")


@settings(parent=quiet, max_examples=300)
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b"sep=\n")
@example(b'"')
@example(b"a\x00b\x00")
def test_any_bytes(data):
    survives(data)


texts = st.text(st.sampled_from("abÇ0159 ,;\t|\"'\r\n=@-.%中"), max_size=200)


@settings(parent=quiet, max_examples=300)
@given(texts, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]))
def test_any_separated_text(text, encoding):
    survives(text.encode(encoding, errors="replace"))


@settings(parent=quiet, max_examples=40)
@given(st.sampled_from(sorted(WORKBOOKS)), st.data())
def test_any_damage_to_a_workbook(kind, data):
    book = bytearray(WORKBOOKS[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        book[data.draw(st.integers(0, len(book) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(book[: data.draw(st.integers(len(book) // 2, len(book)))]))


@settings(parent=quiet, max_examples=30)
@given(st.sampled_from(["ods", "xlsx"]), st.data())
def test_any_damage_inside_a_workbook(kind, data):
    source = zipfile.ZipFile(io.BytesIO(WORKBOOKS[kind]))
    names = [name for name in source.namelist() if name.endswith((".xml", ".rels"))]
    broken = data.draw(st.sampled_from(names))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            part = bytearray(source.read(name))
            if name == broken:
                at = data.draw(st.integers(0, len(part) - 1))
                part[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=10))
            out.writestr(name, bytes(part))
    survives(file.getvalue())


cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "NL", "Bangladseh", "China", "12,5%", "1-50", "0", "90.4", "Tier 1", "=1+1", "A Ltd", "-",
         "BD2020021QK28YZ", "Road 1, Dhaka, Bangladesh", "T2/3", "<10"]
    ),
)  # fmt: skip
headers = st.lists(
    st.sampled_from(["name", "address", "country", "lat", "lng", "workers", "tier", "share", "os_id", "", "email"]),
    min_size=1, max_size=8,
)  # fmt: skip


@st.composite
def tables(draw):
    head = draw(headers)
    width = st.lists(cells, min_size=len(head), max_size=len(head) + draw(st.integers(0, 1)))
    rows = draw(st.lists(width, min_size=1, max_size=12))
    numbers = list(range(2, len(rows) + 2))
    return Table("any.csv", "csv", head, rows, numbers, [n - 1 for n in numbers], header_row=1)


@settings(parent=quiet, max_examples=80)
@given(tables())
def test_any_table_is_understood_whole_and_handed_back(table):
    whole(table)
    found = understand(table, guess_mapping(table))
    if found.rejected:
        # Letters for headers that say nothing are not the point here; that all rows return is.
        again = read_table(handed_back_csv(found, table, "en"), "again.csv")
        filled = [r for r in found.rejected if any(cell.strip() for cell in r.cells)]
        assert len(again.rows) >= len(filled)


line_ends = st.sampled_from(["\n", "\r\n", "\r"])
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]),
    min_size=1,
    max_size=8,
)


@settings(parent=quiet, max_examples=150)
@given(
    st.lists(st.tuples(words, words, words), min_size=1, max_size=10),
    st.sampled_from(",;\t|"),
    line_ends,
)
def test_well_formed_text_comes_back_cell_by_cell(rows, separator, end):
    # The reader takes off the apostrophe that a guarded formula carries, and the byte order mark.
    rows = [[cell.lstrip("'\ufeff") or "x" for cell in row] for row in rows]
    head = ["name", "address", "country"]
    table = read_table(csv_text([head, *rows], separator, end).encode(), "list.csv")
    assert (table.headers, table.rows) == (head, [row for row in rows if row != head])
