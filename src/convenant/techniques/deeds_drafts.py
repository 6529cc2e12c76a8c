"""Deeds in words for the journal's readers: drafts."""

from typing import Any

DRAFTS: dict[str, Any] = {}
