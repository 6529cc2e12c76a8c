"""`do.py demo`: a living platform with an invented agreement, on SQLite, in one command.

The demo keeps its own folder: its people have published passwords, so they never enter a database
that somebody may use in earnest, and --reset can throw all of it away.
"""

import argparse
import contextlib
import ctypes
import fcntl
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence

from tools.packages import PYTHON, environment, set_up_steps
from tools.steps import ROOT, STATE, Failure, Step, end, run, shown, walk

FOLDER = STATE / "demo"
FIRST_PORT = 8000
PATIENCE = 60  # seconds that the server may take until its first answer


def main(arguments: Sequence[str]) -> int:
    """Set up, fill, serve until somebody stops it."""
    parser = argparse.ArgumentParser(prog="do.py demo", description=__doc__)
    parser.add_argument("--port", type=int, help=f"default: {FIRST_PORT}, or the next free one")
    parser.add_argument("--host", default="127.0.0.1", help="default: this machine only")
    parser.add_argument("--reset", action="store_true", help="throw the demo's data away first")
    options = parser.parse_args(arguments)

    started = time.monotonic()
    with only_demo() as note:
        port = free_port(options.host, options.port)
        address = (
            f"http://{options.host if ':' not in options.host else f'[{options.host}]'}:{port}/"
        )
        note(address)
        env = demo_environment(options.host)
        people: list[str] = []
        walk([*set_up_steps(), *data_steps(env, options.reset, people)])
        print("\n".join(["", *people]), flush=True)
        with serving(options.host, port, env) as processes:
            answer_awaited(address.replace("0.0.0.0", "127.0.0.1"), processes)  # noqa: S104
            print(
                f"\nConvenant is running at  {address}  ({time.monotonic() - started:.0f} s)\n"
                "Ctrl-C stops it; python3 do.py demo --reset starts anew. "
                f"What it logs: {shown(FOLDER)}/*.log\n",
                flush=True,
            )
            if options.host not in ("127.0.0.1", "::1", "localhost"):
                print("Others can reach this demo, and its passwords are public.\n", flush=True)
            watch(processes)
    return 0


def data_steps(env: dict[str, str], reset: bool, people: list[str]) -> list[Step]:
    """The database is there, of today's shape, and holds the demo; its people are noted."""
    anew = "The demo's data does not fit this version. To start anew: python3 do.py demo --reset"

    def throw_away() -> str:
        if not FOLDER.exists():
            return "there was nothing"
        shutil.rmtree(FOLDER)
        return "gone"

    def migrate() -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        run(PYTHON, "-m", "django", "migrate", "-v0", env=env, advice=anew, tail=6)

    def fill() -> None:
        people.append(run(PYTHON, "-m", "django", "demo", env=env, advice=anew, tail=6))

    steps: list[Step] = [("Old demo data", throw_away)] if reset else []
    return [*steps, ("Database", migrate), ("The demo's agreement, people and lists", fill)]


def demo_environment(host: str) -> dict[str, str]:
    """The demo's own folder and database, whatever the person's environment says."""
    env = environment(CONVENANT_DEMO="1", CONVENANT_STATE=str(FOLDER))
    env.pop("DATABASE_URL", None)
    if host in ("0.0.0.0", "::"):  # noqa: S104
        env["CONVENANT_HOSTS"] = "*"
    else:
        env["CONVENANT_HOSTS"] = f"127.0.0.1,localhost,[::1],{host}"
    return env


def free_port(host: str, wanted: int | None) -> int:
    """The wanted port, or the first free one from 8000; a taken one gets a sentence."""
    candidates = [wanted] if wanted is not None else range(FIRST_PORT, FIRST_PORT + 50)
    for port in candidates:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except PermissionError as error:
                raise Failure(f"Port {port} is for root only; choose one from 1024 up.") from error
            except OverflowError as error:
                raise Failure(f"There is no port {port}; choose one from 1024 to 65535.") from error
            except socket.gaierror as error:
                raise Failure(f"“{host}” is no address of this machine.") from error
            except OSError as error:
                if wanted is not None:
                    raise Failure(
                        f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: "
                        f"python3 do.py demo --port {port + 1}"
                    ) from error
                continue
        if wanted is None and port != FIRST_PORT:
            print(f"Port {FIRST_PORT} is taken by something else; using {port}.", flush=True)
        return port
    raise Failure("No free port was found. Choose one: python3 do.py demo --port 9000")


@contextlib.contextmanager
def only_demo() -> Iterator:
    """One demo per checkout: two would write into, or throw away, each other's database."""
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise Failure(
                f"A demo of this checkout is already running at {lock.read().strip()} . "
                "Stop it first with Ctrl-C in its window."
            ) from error

        def note(address: str) -> None:
            lock.truncate(0)
            lock.write(address)
            lock.flush()

        yield note


@contextlib.contextmanager
def serving(host: str, port: int, env: dict[str, str]) -> Iterator[dict[str, subprocess.Popen]]:
    """Server and worker run inside; both have ended when it is left, whatever the reason."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    server = ["gunicorn", "convenant.wsgi", "--bind", bind, "--threads", "4"]
    server += ["--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning"]
    with together({"worker": ["django", "db_worker"], "server": server}, env) as processes:
        yield processes


@contextlib.contextmanager
def together(
    modules: dict[str, list[str]], env: dict[str, str]
) -> Iterator[dict[str, subprocess.Popen]]:
    """These Python modules run inside, each with a log of its own."""
    processes: dict[str, subprocess.Popen] = {}
    try:
        for name, words in modules.items():
            with (FOLDER / f"{name}.log").open("wb") as log:
                processes[name] = subprocess.Popen(
                    [PYTHON, "-m", *words],
                    cwd=ROOT,
                    env=env,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    # Ctrl-C is for us; we end them in order. If we are killed outright, so are they.
                    start_new_session=True,
                    preexec_fn=_die_with_parent,
                )
        yield processes
    finally:
        for process in processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in processes.values():
            end(process)


def watch(processes: dict[str, subprocess.Popen]) -> None:
    """Returns never by itself: a signal ends it, or the Failure that one of them stopped."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                raise Failure(_stopped(name))
        time.sleep(0.5)


def answer_awaited(address: str, processes: dict[str, subprocess.Popen]) -> None:
    """The address answers with a page when this returns."""
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience:
        for name, process in processes.items():
            if process.poll() is not None:
                raise Failure(_stopped(name))
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):
                return
        except urllib.error.HTTPError as error:
            raise Failure(
                f"{address} answers with error {error.code}.\n{_stopped('server')}"
            ) from error
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Failure(f"{address} does not answer after {PATIENCE} s.\n{_stopped('server')}")


def _stopped(name: str) -> str:
    log = FOLDER / f"{name}.log"
    lines = log.read_text(errors="replace").splitlines()[-4:]
    return (
        "\n".join(f"    {line}" for line in lines)
        + f"\n\nThe demo's {name} has a problem; its log is {shown(log)} . "
        "Try again, or start anew: python3 do.py demo --reset"
    )


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
