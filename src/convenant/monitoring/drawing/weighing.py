"""How heavily a site weighs in a draw by risk: a sum of small whole numbers, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 4  # no single reason weighs more than this, so that none of them decides the draw alone
PER_NOTICE = 2
SEVERE = 4  # a member's judgement from here on (of 1–5) counts as severe
WORSE = 0.5  # of a source that rates countries from 0 (best) to 1 (worst), from here on


@dataclass(frozen=True, slots=True)
class Why:
    """What is known of a site when a draw is announced.

    `members` source there now; `notices` from outside are open; `themes` of the agreement are known to
    be severe in its country, by a source in use or by a member's own judgement.
    """

    members: int = 0
    notices: int = 0
    themes: int = 0

    @property
    def for_members(self) -> int:
        """Each member beyond the first adds one: what is found there helps more chains at once."""
        return min(max(self.members - 1, 0), MOST)

    @property
    def for_notices(self) -> int:
        """Each open notice adds two: somebody said that something is wrong at this very site."""
        return min(self.notices * PER_NOTICE, MOST)

    @property
    def for_themes(self) -> int:
        """Each theme adds one: harm is likelier where it is known to happen."""
        return min(self.themes, MOST)


def weigh(why: Why) -> int:
    """The weight, from 1 to 13. Every site weighs at least 1: what nobody knows of is drawn as well."""
    return 1 + why.for_members + why.for_notices + why.for_themes
