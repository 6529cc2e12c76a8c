"""Deeds in words for the journal's readers: applying."""

from typing import Any

APPLYING: dict[str, Any] = {}
