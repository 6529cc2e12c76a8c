"""Work shared over the cores of one machine: the same results in the same order, sooner.

A helper is a copy of this process that sees everything it has in memory, does one piece and ends. So
nothing has to be sent to it, only its result comes back, and what it used goes with it.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

Result = TypeVar("Result")


def cores_here() -> int:
    """How many cores this process may use; one where a process cannot be copied."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(work: Callable[[int], Result], pieces: int, cores: int) -> Iterator[Result]:
    """`work(0)`, `work(1)` … in that order, up to `cores` of them done at once.

    The work must not change what it finds: nobody would see it. A piece whose helper ended before its
    time (no memory left for two) is done here, and so is everything where there is one core or piece.
    """
    if cores < 2 or pieces < 2:
        yield from map(work, range(pieces))
        return
    fork = multiprocessing.get_context("fork")
    busy: deque[tuple[int, ForkProcess, Connection]] = deque()
    following = iter(range(pieces))
    try:
        while True:
            while len(busy) < cores and (piece := next(following, None)) is not None:
                here, there = fork.Pipe(duplex=False)
                helper = fork.Process(target=_do, args=(work, piece, there), daemon=True)
                helper.start()
                there.close()
                busy.append((piece, helper, here))
            if not busy:
                return
            piece, helper, here = busy.popleft()
            try:
                result: Result = here.recv()
            except EOFError:
                result = work(piece)
            helper.join()
            here.close()
            yield result
    finally:
        for _, helper, here in busy:
            helper.terminate()
            helper.join()
            here.close()


def _do(work: Callable[[int], object], piece: int, out: Connection) -> None:
    try:
        out.send(work(piece))
    except Exception:  # the piece is done once more where the error can be told
        os._exit(1)
