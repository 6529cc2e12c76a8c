"""Meetings, positions by side, and what follows from them."""
