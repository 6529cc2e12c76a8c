"""Who is read by whom and which sites are visited: drawn from a published seed, so that anyone can repeat it.

A plain core: no Django, plain values in and out.
"""

from convenant.monitoring.drawing.allocation import Allocation, Unassignable, allocate
from convenant.monitoring.drawing.readers import Agreement, agreement_of_readers
from convenant.monitoring.drawing.sampling import Drawn, draw

__all__ = [
    "Agreement",
    "Allocation",
    "Drawn",
    "Unassignable",
    "agreement_of_readers",
    "allocate",
    "draw",
]
