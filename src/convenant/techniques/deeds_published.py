"""Deeds in words for the journal's readers: published."""

from typing import Any

PUBLISHED: dict[str, Any] = {}
