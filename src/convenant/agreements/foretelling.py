"""What another definition would move in the rooms above, said before it is applied.

A room above puts a function here when the platform starts (`apps.py`): given the running definition and the
one that is wanted, its lines, each a sentence with whose it is. An empty list: nothing of theirs moves.
"""

from collections.abc import Callable

from convenant.agreements.definition import Definition

FORETELLERS: list[Callable[[Definition, Definition], list[str]]] = []


def foretold(running: Definition, wanted: Definition) -> list[str]:
    """Every line of every room, in the order in which they were put here."""
    return [line for tells in FORETELLERS for line in tells(running, wanted)]
