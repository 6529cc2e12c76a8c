"""A text as it is kept. Plain: no Django, no database."""

import re

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def tidy(text: str) -> str:
    """A text as it is kept: one kind of line end, nothing that a file cannot hold, no blank rim."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", text).strip()
