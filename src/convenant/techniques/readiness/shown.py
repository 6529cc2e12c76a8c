"""What a member may see of how far others are: a band, and only where it tells of no single one.

The reader is thought of as a competitor who knows its own state, who belongs to the technique, and who looks
again after somebody joined, left or moved. So only two groups are told apart (who showed it, by evidence or
by an equal measure, and who did not yet); both must still have the minimum without the reader; and of the
share only a quarter is said, which one company seldom moves.
"""

from dataclasses import dataclass

from convenant.protection.thresholds import BANDS, shown_count


@dataclass(frozen=True)
class ForMembers:
    """The quarter in which the share lies that showed it, in per cent."""

    low: int
    high: int


def for_members(shown: int, members: int, minimum: int) -> ForMembers | None:
    """The quarter, or None where either group without one reader is below the minimum."""
    if any(shown_count(group - 1, minimum) is None for group in (shown, members - shown)):
        return None
    share = 100 * shown / members
    low, high = next(band for band in BANDS if share < band[1] or band[1] == 100)
    return ForMembers(low, high)
