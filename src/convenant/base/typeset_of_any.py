"""A PDF of any words: what its fonts cannot show stands as a box. Plain: no Django, no database.

A tagged PDF may not leave a character out in silence, so typst refuses the whole document over one word of
Chinese. A dossier has to come out whatever somebody typed; its manifest holds the words themselves.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from convenant.base import typeset

BOX = "\u25af"
MOST = 60  # scripts in one document; each costs one more try
REFUSED = re.compile(r"the text `\"(.*?)\"` could not be displayed")
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
LATIN_END = 0x250


def pdf_of_any(source: Path, data: Mapping[str, Any], made: datetime, note: str = "") -> bytes:
    """`typeset.pdf`, with boxes for what no font has; `note` then stands in the data as `missing`."""
    gone: frozenset[str] = frozenset()
    for _try in range(MOST):
        try:
            return _set(source, data, made, note, gone)
        except typst.TypstError as error:
            found = REFUSED.search(str(error))
            chars = ESCAPED.sub(lambda m: chr(int(m[1], 16)), found[1]) if found else ""
            new = {kind_of(char) for char in chars if ord(char) >= LATIN_END} - gone
            if not new:
                raise
            gone |= new
    told = replaced(data, lambda char: ord(char) >= LATIN_END and char != "\u200b")
    return typeset.pdf(source, {**told, "missing": note}, made)


def _set(
    source: Path, data: Mapping[str, Any], made: datetime, note: str, gone: frozenset[str]
) -> bytes:
    if not gone:
        return typeset.pdf(source, {**data, "missing": ""}, made)
    told = replaced(data, lambda char: kind_of(char) in gone)
    return typeset.pdf(source, {**told, "missing": note}, made)


def kind_of(char: str) -> str:
    """What goes missing together: a script as a whole, pictographs as a whole, any other sign by itself."""
    if ord(char) >= 0x1F000 and unicodedata.category(char) in ("So", "Sk", "Cn"):
        return "pictographs"
    name = unicodedata.name(char, "")
    if unicodedata.category(char)[0] in "LM" and ord(char) >= LATIN_END and name:
        return name.split()[0]
    return char


def replaced(value: Any, is_gone: Callable[[str], bool]) -> Any:
    """The same value, with a box for each character that is gone."""
    if isinstance(value, str):
        return "".join(BOX if is_gone(char) else char for char in value)
    if isinstance(value, Mapping):
        return {key: replaced(inner, is_gone) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [replaced(inner, is_gone) for inner in value]
    return value
