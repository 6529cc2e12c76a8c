"""What techniques make of deeds in other rooms."""

from convenant.techniques import hears_applying, hears_lessons, hears_making

__all__ = ["hears_applying", "hears_lessons", "hears_making"]
