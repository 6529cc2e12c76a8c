"""A deed in a process of its own, so that its peak memory is its own (and its helpers') and it can be
stopped.

What it prints is dropped: libraries write progress where the table goes.
"""

import contextlib
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

# Seconds. Adding up the memory of gigabytes holds their owner up.
LOOKING_EVERY = 5


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
        until, together = time.monotonic() + minutes * 60, 0.0
        while not ours.poll(LOOKING_EVERY):
            together = max(together, _held(process.pid))
            if time.monotonic() > until:
                _end(process.pid)
                raise NotDone(f"not done in {minutes:g} minutes")
        done, result, used = ours.recv()
    except EOFError:
        raise NotDone("its process ended, perhaps for want of memory") from None
    finally:
        process.join()
    if not done:
        raise NotDone(result)
    used["peak_gib"] = max(used["peak_gib"], round(together / 2**30, 2))
    return result, used


def _family(pid: int | None) -> list[int]:
    """A process and all that it started."""
    started: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            started += map(int, tasks.read_text().split())
    return [pid or 0, *(each for child in started for each in _family(child))]


def _held(pid: int | None) -> float:
    """Bytes that the family holds together, what they share counted once."""
    total = 0
    for each in _family(pid):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024


def _end(pid: int | None) -> None:
    for each in _family(pid):
        with contextlib.suppress(OSError):
            os.kill(each, signal.SIGKILL)


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
    own, helpers = (resource.getrusage(r) for r in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    used = sum(each.ru_utime + each.ru_stime for each in (own, helpers))
    figures = {
        "seconds": round(time.perf_counter() - began, 1),
        "processor_seconds": round(used, 1),
        "peak_gib": round(own.ru_maxrss / 2**20, 2),
    }
    pipe.send((done, result, figures))
    pipe.close()
    os._exit(0)  # a library's own workers would keep the process from ending
