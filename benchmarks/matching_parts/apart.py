"""A deed in a process of its own, so that its peak memory is its own and it can be stopped.

What it prints is dropped: libraries write progress where the table goes.
"""

import contextlib
import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any


class NotDone(Exception):
    """The deed took too long or failed; the message says which."""


def apart(
    deed: Callable[..., Any], *arguments: Any, minutes: float = 600
) -> tuple[Any, dict[str, float]]:
    """What the deed returns, and the seconds, processor seconds and peak GiB that it took."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_alone, args=(theirs, deed, arguments))
    process.start()
    theirs.close()
    try:
        if not ours.poll(minutes * 60):
            process.kill()
            raise NotDone(f"not done in {minutes:g} minutes")
        done, result, used = ours.recv()
    except EOFError:
        raise NotDone("its process ended, perhaps for want of memory") from None
    finally:
        process.join()
    if not done:
        raise NotDone(result)
    return result, used


def _alone(pipe: Connection, deed: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    began = time.perf_counter()
    try:
        with (
            open(os.devnull, "w") as nowhere,
            contextlib.redirect_stdout(nowhere),
            contextlib.redirect_stderr(nowhere),
        ):
            result, done = deed(*arguments), True
    except Exception as problem:  # whatever a peer's library raises
        result, done = f"{type(problem).__name__}: {str(problem)[:200]}", False
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "seconds": round(time.perf_counter() - began, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_gib": round(used.ru_maxrss / 2**20, 2),
    }
    pipe.send((done, result, figures))
    pipe.close()
    os._exit(0)  # a library's own workers would keep the process from ending
