"""Work asked of who sends, while more want to come in than the machine can let in at once; none while it is calm.

How many wait is known by the derivations that wait for their turn (`sealing/bounded.py`). Somebody without
scripts is never asked: they wait in that very line.
"""

import time

from convenant.grievances.models.at_rest import installation_key
from convenant.grievances.sealing import proof_of_work
from convenant.grievances.sealing.bounded import derivations


def _bits() -> int:
    return proof_of_work.difficulty(derivations.load)


def challenge() -> str:
    """What is to be solved before something is sent; empty while it is calm."""
    bits = _bits()
    if not bits:
        return ""
    return proof_of_work.challenge(time.time(), bits, installation_key(b"door work"))


def paid(given: str, nonce: str, locator: str) -> bool:
    """Whether the work that is asked now was done, or was harder when it was asked; for this receipt."""
    if not _bits():
        return True
    key = installation_key(b"door work")
    return proof_of_work.solved(given, nonce, time.time(), key, 1, locator)
