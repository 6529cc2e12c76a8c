"""Deeds in words for the journal's readers: recognition."""

from typing import Any

RECOGNITION: dict[str, Any] = {}
