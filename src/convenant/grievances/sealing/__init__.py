"""Sealing: what a complainant says can be opened by the people it is for, and by nobody who steals a disk.

Plain, on libsodium (PyNaCl). `docs/sealing.md` says who holds which key and what each thief would learn.
"""

from convenant.grievances.sealing.envelope import (
    BadEnvelope,
    Checked,
    canonical,
    check,
    mark_of,
    place,
    seal_intake,
)
from convenant.grievances.sealing.receipts import Mistyped
from convenant.grievances.sealing.rooms import (
    NotHere,
    Pair,
    SealedEntry,
    grant,
    new_pair,
    open_body,
    open_entry,
    open_grant,
    open_sealed,
    public_of,
    reseal,
    seal,
    seal_entry,
)
from convenant.grievances.sealing.shares import TooFew, join, split
from convenant.grievances.sealing.tickets import new_ticket, redeem, ticket_locator
from convenant.grievances.sealing.wrapping import (
    Cost,
    WrongSecret,
    belongs,
    bytes_of,
    derive,
    text_of,
    unwrap,
    wrap,
)

__all__ = [
    "BadEnvelope",
    "Checked",
    "Cost",
    "Mistyped",
    "NotHere",
    "Pair",
    "SealedEntry",
    "TooFew",
    "WrongSecret",
    "belongs",
    "bytes_of",
    "canonical",
    "check",
    "derive",
    "grant",
    "join",
    "mark_of",
    "new_pair",
    "new_ticket",
    "open_body",
    "open_entry",
    "open_grant",
    "open_sealed",
    "place",
    "public_of",
    "redeem",
    "reseal",
    "seal",
    "seal_entry",
    "seal_intake",
    "split",
    "text_of",
    "ticket_locator",
    "unwrap",
    "wrap",
]
