"""What points and votes come to. Plain: no Django."""

from collections.abc import Collection, Mapping, Sequence

from convenant.grievances.procedure.stages import Outcome


def outcome_of(points: Sequence[Outcome]) -> Outcome:
    """The whole: founded or unfounded where every point is, else partly founded."""
    if not points:
        raise ValueError("a ruling has at least one point")
    found = set(points)
    return found.pop() if len(found) == 1 else Outcome.PARTLY_FOUNDED


def adopted(
    votes: Mapping[int, bool],
    panel: Collection[int],
    *,
    at_least: float | None = None,
    consensus: bool = False,
) -> bool | None:
    """Whether the panel adopted it; None while somebody of the panel has not voted.

    `at_least` is the share of the panel in per cent where the agreement names one; else more than half.
    """
    if not panel or any(person not in votes for person in panel):
        return None
    yes = sum(votes[person] for person in set(panel))
    all_of = len(set(panel))
    if consensus:
        return yes == all_of
    return yes * 100 >= at_least * all_of if at_least is not None else yes * 2 > all_of
