"""How a room says who may open each of its pages, for the test that tries everyone on everything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

EVERYONE = frozenset(
    ["anna", "bilal", "chantal", "daan", "eva", "farid", "greet", "hugo", "iris", "jamila", "koen"]
)
INSIDE = EVERYONE - {"jamila", "koen"}
SIGNED_IN = EVERYONE - {"koen"}


@dataclass(frozen=True)
class Page:
    """One address and who of the cast gets it; the others are refused.

    `arrange(world)` makes what the page needs, inside the agreement, and returns the address's other
    arguments. A page that takes posts only has `post`, the fields sent (may be a callable of world).
    """

    name: str
    may: frozenset[str] | set[str]
    arrange: Callable[[Any], dict[str, Any]] = field(default=lambda world: {})
    post: dict[str, Any] | Callable[[Any], dict[str, Any]] | None = None
    # 200, or 302 for a deed that leads on; a page that hands out something else says so
    answers: frozenset[int] | set[int] = frozenset({200, 302})
    # who may open such a page, but not this one: to them it does not exist
    missing_for: frozenset[str] | set[str] = frozenset()
