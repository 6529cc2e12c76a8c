"""Cleaning in a process of its own, with little memory and little time, that knows no key.

Whoever made the file may have made it to break the program that reads it. That program then breaks alone:
it can open no case, and the page that asked says that the file is damaged.
"""

import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from convenant.grievances.sealing.bounded import Turns, cores
from convenant.grievances.sealing.cleaning.kinds import KINDS, Kind, Refused

SECONDS = 60
MEMORY = 2 * 2**30
DONE, REFUSED = 0, 3
copies = Turns(cores())  # each may take MEMORY
OURS = str(Path(__file__).resolve().parents[4])


def cleaned_apart(
    kind: Kind, source: BinaryIO, target: BinaryIO, *, seconds: int = SECONDS
) -> None:
    """As `cleaned`; the file goes through pipes and touches no disk. About a second. Raises Refused."""
    source.seek(0)
    try:
        with copies.turn():
            done = subprocess.run(  # noqa: S603  (our own module, and a name out of KINDS)
                [sys.executable, "-I", "-c", START, kind.name, str(seconds), OURS, *sys.path],
                input=source.read(),
                capture_output=True,
                timeout=seconds + 5,
                env={},
                check=False,
            )
    except subprocess.TimeoutExpired as fault:
        raise Refused("big") from fault
    if done.returncode == REFUSED:
        raise Refused(done.stderr.decode().split()[-1])
    if done.returncode != DONE or not done.stdout:
        raise Refused("damaged")
    target.write(done.stdout)


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
