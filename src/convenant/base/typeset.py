"""A document as a tagged PDF. Plain: no Django, no database.

Typst sets it from a source of ours and a JSON value, in fonts that come with it, so that the same value
gives the same bytes on every machine. Words of people only ever enter as data, never as source: they cannot
bring markup or read a file.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def pdf(source: Path, data: Mapping[str, Any], made: datetime = EPOCH) -> bytes:
    """The PDF/UA-1 that `source` makes of `data`, which it reads as `json(bytes(sys.inputs.data))`.

    `made` is the moment written into the file. Raises `typst.TypstError` where the source is wrong.
    """
    return typst.compile(
        source,
        root=source.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
        pdf_standards=["ua-1"],
        timestamp=made.astimezone(UTC),
    )
