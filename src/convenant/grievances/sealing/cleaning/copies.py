"""The copy that is shared: the same photo, voice or page, written anew without what it tells about its maker."""

from collections.abc import Callable
from typing import BinaryIO

from PIL.Image import DecompressionBombError

from convenant.grievances.sealing.cleaning.documents import clean_document
from convenant.grievances.sealing.cleaning.images import clean_image
from convenant.grievances.sealing.cleaning.kinds import Kind, Refused, text_in
from convenant.grievances.sealing.cleaning.recordings import clean_recording
from convenant.grievances.sealing.cleaning.viruses import watched

PIECE = 2**20
LONGEST_TEXT = 10 * 2**20


def cleaned(kind: Kind, source: BinaryIO, target: BinaryIO) -> None:
    """Writes the copy without metadata to `target`; both are open, seekable and binary. Raises Refused.

    Keep both in memory: a plain file on a disk can be found there when it is long deleted.
    """
    source.seek(0)
    for _part in watched(iter(lambda: source.read(PIECE), b"")):
        pass
    source.seek(0)
    try:
        CLEANERS[kind.family](kind, source, target)
    except Refused:
        raise
    except (MemoryError, DecompressionBombError) as fault:
        raise Refused("big") from fault
    except Exception as fault:  # whatever a parser says about bytes that somebody made to harm it
        raise Refused("damaged") from fault


def _clean_text(kind: Kind, source: BinaryIO, target: BinaryIO) -> None:
    data = source.read(LONGEST_TEXT + 1)
    if len(data) > LONGEST_TEXT:
        raise Refused("big")
    text = text_in(data)
    if text is None:
        raise Refused("unknown")
    seen = "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or sign in JOINERS)
    target.write(seen.encode())


# Not printable by Unicode's count, but part of how Persian, Urdu, Hindi, Sinhala … are written; and of right to left.
JOINERS = "\u200c\u200d\u200e\u200f"

CLEANERS: dict[str, Callable[[Kind, BinaryIO, BinaryIO], None]] = {
    "image": clean_image,
    "sound": clean_recording,
    "film": clean_recording,
    "document": clean_document,
    "text": _clean_text,
}
