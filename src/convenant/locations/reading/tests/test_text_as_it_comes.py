"""A member uploads a CSV from whatever program made it."""

import pytest

from convenant.locations.reading import Limits, Unreadable, read_table
from convenant.locations.reading.tests.makers import ROWS, csv_text

ENCODINGS = {
    "utf-8": lambda text: text.encode("utf-8"),
    "utf-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "utf-16 with BOM": lambda text: text.encode("utf-16"),
    "utf-16 big-endian with BOM": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16-le without BOM": lambda text: text.encode("utf-16-le"),
    "utf-16-be without BOM": lambda text: text.encode("utf-16-be"),
}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_separator_gives_the_same_rows(encoding, separator):
    table = read_table(ENCODINGS[encoding](csv_text(separator=separator)), "list.csv")
    assert [table.headers, *table.rows] == ROWS
    assert table.separator == separator
    assert encoding.startswith(table.encoding)
    assert table.header_row == 1


def test_windows_1252_is_read_and_said():
    rows = [["naam", "adres", "land"], ["Café Zoë", "Grünstraße 1 – achter", "België"]]
    table = read_table(csv_text(rows, ";").encode("cp1252"), "lijst.csv")
    assert [table.headers, *table.rows] == rows
    assert table.encoding == "windows-1252"
    assert [note.code for note in table.notes] == ["windows_encoding"]


def test_a_file_glued_from_two_encodings_keeps_both():
    data = "name,country\nCafé,NL\n".encode() + "Zoë,NL\n".encode("cp1252")
    table = read_table(data, "list.csv")
    assert table.rows == [["Café", "NL"], ["Zoë", "NL"]]
    assert "mixed_encoding" in [note.code for note in table.notes]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_are_those_of_an_editor(end):
    text = end.join(["name,country", '"A', 'B",NL', "", "C,NL", ",", "D,NL", ""])
    table = read_table(text.encode(), "list.csv")
    assert [row[0] for row in table.rows] == [f"A{end}B", "C", "D"]
    assert table.row_numbers == [2, 5, 7]
    # The blank line is no row; the line with a separator is row 3, and empty.
    assert table.data_rows == [1, 2, 4]
    assert [note.sentence("en") for note in table.notes] == ["Empty rows, skipped: 1."]


def test_excels_own_separator_line_is_honoured():
    table = read_table(b"sep=|\r\nname|country\r\nA, B; C|NL\r\n", "list.csv")
    assert (table.separator, table.rows, table.header_row) == ("|", [["A, B; C", "NL"]], 2)


def test_commas_in_addresses_do_not_beat_the_semicolon():
    lines = ["fabriek;adres;land"] + [f"Firma {i};Weg {i}, Wijk, Stad, Regio;NL" for i in range(20)]
    table = read_table("\n".join(lines).encode(), "lijst.csv")
    assert (table.separator, table.headers) == (";", ["fabriek", "adres", "land"])


def test_an_unclosed_quote_spoils_its_own_line_only():
    data = b'name,address,country\nA,"Road 1, Dhaka,BD\nB,"Road 2, Dhaka",BD\nC,Road 3,BD\n'
    table = read_table(data, "list.csv")
    assert table.rows[1:] == [["B", "Road 2, Dhaka", "BD"], ["C", "Road 3", "BD"]]
    assert table.rows[0] == ["A", "Road 1", "Dhaka", "BD"]
    assert "2" in table.notes[0].sentence("nl")
    assert table.notes[0].code == "quotes_unpaired"


def test_a_thousand_unclosed_quotes_lose_nothing():
    data = b"name,country\n" + b'"A,NL\n' * 1000
    assert len(read_table(data, "list.csv").rows) == 1000


def test_a_row_with_too_many_cells_keeps_them_all():
    table = read_table(
        b"name,address,country\nA,Road 1, Dhaka,BD\nB,Road 2,BD\nC,x,BD,,,\n", "l.csv"
    )
    assert table.rows == [["A", "Road 1", "Dhaka", "BD"], ["B", "Road 2", "BD"], ["C", "x", "BD"]]
    assert table.headers == ["name", "address", "country"]


def test_titles_above_the_header_are_not_rows():
    data = b"Our factories 2025;;\n;;\nPrinted: 4 July;;\nname;address;country\nA;b;NL\n"
    table = read_table(data, "list.csv")
    assert (table.headers, table.rows, table.header_row) == (
        ["name", "address", "country"], [["A", "b", "NL"]], 4,
    )  # fmt: skip


def test_a_header_printed_on_every_page_is_dropped():
    table = read_table(b"name,country\nA,NL\nname,country\nB,NL\n", "list.csv")
    assert (table.rows, table.data_rows) == ([["A", "NL"], ["B", "NL"]], [1, 3])
    assert [note.code for note in table.notes] == ["header_repeated"]


def test_a_list_without_header_gets_letters():
    data = b"A Ltd,Road 1,China\nB Ltd,Road 2,China\n"
    table = read_table(data, "list.csv")
    assert (table.headers, table.header_row, len(table.rows)) == (["A", "B", "C"], None, 2)
    assert "no_header" in [note.code for note in table.notes]


def test_a_header_may_hold_a_year_and_words_we_do_not_know():
    table = read_table(b"name;address;country;2023;2024\nA;b;NL;1;2\n", "list.csv")
    assert table.headers == ["name", "address", "country", "2023", "2024"]
    table = read_table(b"Supplier;Foo;Bar\nA Ltd;Road 1;China\nB Ltd;Road 2;China\n", "list.csv")
    assert (table.headers, len(table.rows)) == (["Supplier", "Foo", "Bar"], 2)


def test_the_content_counts_not_the_name():
    assert read_table(csv_text().encode(), "list.xlsx").kind == "csv"
    assert read_table(csv_text(separator="\t").encode(), "list.xls").kind == "tsv"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b",,\n,,\n", "empty"),
        (b"name,country\n", "no_rows"),
        (b"name,country\n,\n", "no_rows"),
        (b"%PDF-1.7 \x00", "pdf"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"<html><table><tr><td>a</td></tr></table>", "web_page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "web_page"),
        (b'[{"name": "A"}]', "json"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x1f\x8b\x08" + b"\x00" * 40, "archive"),
    ],
)
def test_what_is_no_list_gets_a_sentence(data, code):
    with pytest.raises(Unreadable) as caught:
        read_table(data, "mijn lijst.xls")
    assert caught.value.code == code
    for language in ("nl", "en"):
        sentence = caught.value.sentence(language)
        assert "mijn lijst.xls" in sentence
        assert sentence.count(". ") >= 1 and sentence.endswith(".")
    assert caught.value.sentence("nl") != caught.value.sentence("en")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(size=20), "too_large"),
        (Limits(rows=1), "too_many_rows"),
        (Limits(columns=3), "too_many_columns"),
        (Limits(cell=10), "cell_too_long"),
    ],
)
def test_each_limit_says_itself(limits, code):
    with pytest.raises(Unreadable) as caught:
        read_table(csv_text().encode(), "list.csv", limits)
    assert caught.value.code == code


def test_a_cell_without_end_is_refused():
    with pytest.raises(Unreadable) as caught:
        read_table(b"name,country\nA," + b"x" * 300_000 + b"\n", "list.csv")
    assert caught.value.code == "cell_too_long"


def test_fifty_thousand_rows_pass():
    data = "name,address,country\n" + "".join(f"Firm {i},Road {i},NL\n" for i in range(50_000))
    table = read_table(data.encode(), "list.csv")
    assert len(table.rows) == 50_000
    assert table.row_numbers[-1] == 50_001
