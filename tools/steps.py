"""A person sees which step runs and for how long; a step that fails says what to do next."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATE = Path(os.environ.get("CONVENANT_STATE", ROOT / ".state")).absolute()
LOGS = STATE / "logs"

Step = tuple[str, Callable[[], str | None]]


class Failure(Exception):
    """What went wrong and what to do about it, in sentences for the person at the keyboard."""


class Stopped(SystemExit):
    """Somebody asked this process to end; what it started is ended on the way out."""


def stop_on_signals() -> None:
    """SIGTERM and a closed terminal end us as orderly as Ctrl-C does."""

    def stop(number: int, _frame: object) -> None:
        raise Stopped(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def walk(steps: Sequence[Step], *, more: int = 0) -> None:
    """Run the steps in order, each with its number, name, what it has to say and its seconds.

    `more` steps follow that the caller announces with `heading`.
    """
    for number, (title, deed) in enumerate(steps, 1):
        with _Ticker(f"[{number}/{len(steps) + more}] {title} …") as line:
            line.note = deed() or "done"


def heading(number: int, total: int, title: str) -> None:
    """Announce a step that speaks for itself."""
    print(f"\n[{number}/{total}] {title} …\n", flush=True)


class _Ticker:
    """One line per step; on a terminal its seconds count while the step runs."""

    def __init__(self, title: str) -> None:
        self.title, self.note = title, "failed"
        self.started, self.over = time.monotonic(), threading.Event()
        self.live = sys.stdout.isatty()

    def __enter__(self) -> "_Ticker":
        print(self.title, end="", flush=True)
        self.thread = threading.Thread(target=self._count, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.over.set()
        self.thread.join()
        if kind and issubclass(kind, (KeyboardInterrupt, Stopped)):
            self.note = "stopped"
        again = f"\r\x1b[K{self.title}" if self.live else ""
        print(f"{again} {self.note} ({self._seconds():.1f} s)", flush=True)

    def _count(self) -> None:
        while self.live and not self.over.wait(1):
            print(f"\r\x1b[K{self.title} {self._seconds():.0f} s", end="", flush=True)

    def _seconds(self) -> float:
        return time.monotonic() - self.started


def run(
    *command: str | Path,
    env: Mapping[str, str],
    advice: str,
    tail: int = 25,
    cwd: Path = ROOT,
) -> str:
    """The command's output, kept in a log; a Failure with its last lines and the advice if it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in command]
    log = LOGS / f"{time.strftime('%Y%m%d-%H%M%S')}-{time.monotonic_ns()}.log"
    with log.open("wb") as out:
        out.write(f"$ {' '.join(words)}\n".encode())
        out.flush()
        code = call(words, env=env, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
    lines = log.read_text(errors="replace").splitlines()[1:]
    _forget_old_logs()
    if code:
        last = "\n".join(f"    {line}" for line in lines[-tail:])
        raise Failure(f"{last}\n\n{advice}\nEverything it said: {shown(log)}")
    return "\n".join(lines)


def shown(path: Path) -> str:
    """The path as a person in the checkout would type it."""
    return os.path.relpath(path, ROOT)


def call(
    command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path = ROOT, **streams: object
) -> int:
    """The command's exit code; it never outlives us, whatever ends us."""
    process = subprocess.Popen(list(map(str, command)), cwd=cwd, env=dict(env), **streams)  # type: ignore[call-overload]
    try:
        return process.wait()
    except BaseException:
        # Ctrl-C reached the child too: give it the time to end by itself.
        end(process)
        raise


def end(process: subprocess.Popen, patience: float = 10) -> None:
    """The process has ended when this returns: asked first, forced after `patience` seconds."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _forget_old_logs(keep: int = 40) -> None:
    for old in sorted(LOGS.glob("*.log"))[:-keep]:
        old.unlink(missing_ok=True)
