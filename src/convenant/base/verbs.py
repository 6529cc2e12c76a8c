"""One write path: a person's verb is one function, allowed, whole or not at all, and journaled.

`@verb(may)` goes on every public function of an `actions.py`. It asks `may` first, runs the function
in one transaction, and fails where the function changed things without leaving an event: a promise
the design makes and this keeps by machine.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from convenant.base.actors import Actor
from convenant.base.journal import recorded

F = TypeVar("F", bound=Callable[..., Any])
VERBS: list[Callable[..., Any]] = []


class Refused(Exception):
    """A deed that cannot be done now; the text is a sentence for the person who asked."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def verb(may: Callable[..., bool], *, silent: bool = False) -> Callable[[F], F]:
    """Make a function one of the house's verbs; `silent` verbs may end without change or event."""

    def wrap(function: F) -> F:
        by = inspect.signature(function).parameters.get("by")
        if by is None or by.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"{function.__name__}: a verb has a keyword-only by=")

        @functools.wraps(function)
        def run(*args: Any, by: Actor, **kwargs: Any) -> Any:
            if not (by.is_operator or may(by, *args, **kwargs)):
                raise PermissionDenied(f"{by.name} may not {function.__name__}")
            with transaction.atomic():
                before = recorded.get()
                result = function(*args, by=by, **kwargs)
                if not silent and recorded.get() == before:
                    raise RuntimeError(f"{function.__name__} left no event")
            return result

        VERBS.append(run)
        run.is_verb = True  # type: ignore[attr-defined]
        return run  # type: ignore[return-value]

    return wrap
