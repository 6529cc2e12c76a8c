"""Deeds in words for the journal's readers: making."""

from typing import Any

MAKING: dict[str, Any] = {}
