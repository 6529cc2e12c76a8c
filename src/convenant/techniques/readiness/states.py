"""In which of five states a company is with a technique."""

from typing import Literal

State = Literal["applied", "equivalent", "derogation", "planned", "nothing"]
STATES: tuple[State, ...] = ("applied", "equivalent", "derogation", "planned", "nothing")


def state_of(*, complete: bool, equal: bool, derogation: bool, begun: bool) -> State:
    """The first that holds: what is shown goes before what is allowed, and that before what is meant.

    `begun` is a plan, a planned day, or some of the evidence.
    """
    if complete:
        return "applied"
    if equal:
        return "equivalent"
    if derogation:
        return "derogation"
    return "planned" if begun else "nothing"
