"""Cleaning in a process of its own, with little memory and little time, that knows no key.

Whoever made the file may have made it to break the program that reads it. That program then breaks alone:
it can open no case, and the page that asked says that the file is damaged.
"""

import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from convenant.grievances.sealing.bounded import Turns, cores
from convenant.grievances.sealing.cleaning.kinds import KINDS, Kind, Refused

SECONDS = 60
MEMORY = 2 * 2**30
PIECE = 64 * 2**10
DONE, REFUSED = 0, 3
copies = Turns(cores())  # each may take MEMORY
OURS = str(Path(__file__).resolve().parents[4])


def cleaned_apart(
    kind: Kind, source: BinaryIO, target: BinaryIO, *, seconds: int = SECONDS
) -> None:
    """As `cleaned`; the file goes through pipes and touches no disk. About a second. Raises Refused."""
    source.seek(0)
    with copies.turn():
        code, said, why = _asked_apart(kind, source, seconds)
    if code == REFUSED:
        raise Refused(why.decode().split()[-1])
    if code != DONE or not said:
        raise Refused("damaged")
    target.write(said)


def _asked_apart(kind: Kind, source: BinaryIO, seconds: int) -> tuple[int, bytes, bytes]:
    """The file goes over piece by piece: on this side it is never whole in memory, only its copy is."""
    program = subprocess.Popen(  # noqa: S603  (our own module, and a name out of KINDS)
        [sys.executable, "-I", "-c", START, kind.name, str(seconds), OURS, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={},
    )
    pipe, program.stdin = program.stdin, None
    faults: list[Exception] = []

    def hand_over() -> None:
        # A program that broke reads no further: then its end says what is wrong, not the pipe's.
        try:
            with suppress(BrokenPipeError), pipe:  # type: ignore[union-attr]
                while part := source.read(PIECE):
                    pipe.write(part)  # type: ignore[union-attr]
        except Exception as fault:  # what could not be read is told by who asked for it
            faults.append(fault)

    giver = threading.Thread(target=hand_over, daemon=True)
    giver.start()
    try:
        said, why = program.communicate(timeout=seconds + 5)
    except subprocess.TimeoutExpired as fault:
        raise Refused("big") from fault
    finally:
        program.kill()
        giver.join()
        program.wait()
    if faults:
        raise faults[0]
    return program.returncode, said, why


START = """
import sys
name, seconds, *sys.path[:] = sys.argv[1:]
from convenant.grievances.sealing.cleaning.apart import work
sys.exit(work(name, int(seconds)))
"""


def work(name: str, seconds: int) -> int:
    """What runs over there: standard input cleaned to standard output; 3 and the reason where refused."""
    from io import BytesIO

    from convenant.grievances.sealing.cleaning.copies import cleaned

    _with_little(seconds)
    made = BytesIO()
    try:
        cleaned(KINDS[name], BytesIO(sys.stdin.buffer.read()), made)
    except Refused as refused:
        sys.stderr.write(f"\n{refused.code}\n")
        return REFUSED
    sys.stdout.buffer.write(made.getvalue())
    return DONE


def _with_little(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on every system; the time is bounded there still
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it can write no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
