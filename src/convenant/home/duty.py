"""Something to do, as a first page shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Duty:
    """Something to do: in words, the page to do it on, and the day it must be done."""

    text: str
    where: str = ""
    day: date | None = None
    overdue: bool = False
