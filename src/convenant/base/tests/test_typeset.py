"""A PDF is tagged, the same each time, and takes words as words."""

from io import BytesIO
from pathlib import Path

import pikepdf

from convenant.base.typeset import pdf

SOURCE = """#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: data.language)
= #data.title
#data.text
"""


def test_a_pdf_is_tagged_and_the_same_each_time(tmp_path: Path) -> None:
    source = tmp_path / "a.typ"
    source.write_text(SOURCE)
    said = {"title": "Kaart", "language": "nl", "text": '#read("/etc/passwd") = * _ $ @x "'}
    first = pdf(source, said)
    assert first == pdf(source, said)
    with pikepdf.open(BytesIO(first)) as read:
        assert read.Root.MarkInfo.Marked
        assert read.Root.Lang == "nl"
