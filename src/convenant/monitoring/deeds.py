"""This room's deeds in words, for the journal's readers."""

from typing import Any

WORDS: dict[str, Any] = {}
