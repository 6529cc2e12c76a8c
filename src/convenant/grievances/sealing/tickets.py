"""An open key for a while: the browser has the ticket, the server what the ticket opens, neither has both."""

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import SecretBox
from nacl.utils import random

from convenant.grievances.sealing.wrapping import bytes_of, text_of


def new_ticket(private: bytes) -> tuple[str, str, bytes]:
    """The ticket for the browser; the hash it is found by; the private key that it opens."""
    key = random(SecretBox.KEY_SIZE)
    return text_of(key), ticket_locator(text_of(key)), bytes(SecretBox(key).encrypt(private))


def ticket_locator(ticket: str) -> str:
    """The hash that a ticket is found by, 64 hex signs; of anything, so that a bad ticket is only not found."""
    return blake2b(ticket.encode(errors="replace"), person=b"ticket", encoder=RawEncoder).hex()


def redeem(ticket: str, sealed: bytes) -> bytes | None:
    """The private key, or None where the ticket does not open it."""
    try:
        return SecretBox(bytes_of(ticket)).decrypt(sealed)
    except (CryptoError, ValueError, TypeError):
        return None
