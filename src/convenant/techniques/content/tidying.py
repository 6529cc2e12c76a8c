"""A content as it will be kept, from what people or programs sent: no blank rims, no empty translations."""

from typing import Any

from convenant.base.texts import tidy

_TEXTS = {"title", "what", "why", "context", "name", "measure", "text"}  # in several languages
_LONG = {"what", "why", "context", "text"}  # may have several lines
_OPTIONAL = {"why", "context"}


def tidied(content: Any) -> Any:
    """The same with every text tidy, one line where it is one line, and blank languages left out.

    Whatever is not a text stays as it is, for the model to judge.
    """
    return _tidied(content, "")


def _tidied(value: Any, field: str) -> Any:
    if isinstance(value, str):
        text = tidy(value)
        return text if field in _LONG else " ".join(text.split("\n")).strip()
    if isinstance(value, list | tuple):
        return [_tidied(one, field) for one in value]
    if isinstance(value, dict):
        inside_text = field in _TEXTS
        found = {
            key: _tidied(one, field if inside_text else str(key)) for key, one in value.items()
        }
        if inside_text:
            found = {key: one for key, one in found.items() if one != ""}
            if not found and field in _OPTIONAL:
                return None
        return found
    return value
