"""One way of writing a site down, as a fixed key: what a person's judgement is remembered by."""

import hashlib
import re
import unicodedata

_GAPS = re.compile(r"[\W_]+")


def spelling_key(name: str, address: str, country: str) -> str:
    """SHA-256 of the spelling without case, accents' composition, punctuation or spacing.

    Loose enough that the same cell re-typed in capitals is the same spelling, strict enough that
    any other word or number is another.
    """
    parts = (_GAPS.sub(" ", _folded(part)).strip() for part in (name, address, country))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text or "").casefold()
