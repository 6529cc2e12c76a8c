"""What is wrong with an input: where, what, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault as a person can mend it."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.remedy}"


class BadInput(Exception):
    """Everything that is wrong, together, so that it is mended in one go."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
