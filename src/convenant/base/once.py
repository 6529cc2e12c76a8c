"""What is asked many times within one request and stays the same, asked once.

Kept for the length of the request and nowhere else: a job, a command or a test asks each time. Who changes
what is kept here forgets it in the same breath.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_KEPT: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept for one request", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Everything inside remembers what it asked."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer; asked again only where nothing is remembered."""
    kept = _KEPT.get()
    if kept is None:
        return ask()
    if key not in kept:
        kept[key] = ask()
    return kept[key]


def forget() -> None:
    """What was remembered in this request is asked anew."""
    kept = _KEPT.get()
    if kept is not None:
        kept.clear()
