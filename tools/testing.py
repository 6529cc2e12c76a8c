"""`do.py test`: every check and test, the same for a maintainer, a newcomer and the machine.

Nothing hides behind an earlier fault: all checks run, then the tests. SQLite goes first; when it
fails PostgreSQL is not started, so that the last line is always the summary that counts.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import chromium
from tools.packages import PYTHON, VENV, environment, set_up_steps
from tools.steps import STATE, Failure, Step, call, heading, run, walk
from tools.with_postgres import NoPostgres, postgres

# name, command, what to do when it finds something
CHECKS: list[tuple[str, list[str | Path], str]] = [
    ("Lint", [PYTHON, "-m", "ruff", "check", "--quiet", "."], ".venv/bin/ruff check --fix ."),
    ("Layout", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."], ".venv/bin/ruff format ."),
    ("Types", [PYTHON, "-m", "mypy"], "correct the types, or the code they are right about"),
    ("Import rules", [PYTHON, VENV / "bin" / "lint-imports"], "import downwards; docs: pyproject.toml"),
    (
        "Migrations",
        [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
        "python3 do.py manage makemigrations",
    ),
    (
        "Dutch and English complete",
        [PYTHON, "tools/messages.py", "check"],
        ".venv/bin/python tools/messages.py update, then fill in the empty msgstr",
    ),
]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """0 when every check and test is green."""
    chosen = [word for word in arguments if word != "--no-browser"]
    with private_state() as state:
        env = test_environment(state)
        faults: dict[str, str] = {}
        steps = set_up_steps("dev.txt")
        if "--no-browser" in arguments:
            env["CONVENANT_NO_BROWSER"] = "--no-browser was asked for."
        else:
            steps.append(("Chromium for the browser stories", lambda: _browser(env)))
        if not chosen:
            steps += [_check(check, env, faults) for check in CHECKS]
        walk(steps, more=2)
        if faults:
            print("\n" + "\n\n".join(f"{title}:\n{text}" for title, text in faults.items()))
            remedies = [f"{title}: {remedy}" for title, _, remedy in CHECKS if title in faults]
            env["CONVENANT_EARLIER_FAULTS"] = "\n".join([*remedies, "Each is shown in full above."])
        code = tests(chosen, env, len(steps) + 2)
        return 1 if faults else code


def tests(chosen: Sequence[str], env: dict[str, str], steps: int) -> int:
    """Pytest's exit code, of SQLite if that fails, else of PostgreSQL."""
    words = [PYTHON, "-m", "pytest", *(chosen or ["-n", str(min(2, os.cpu_count() or 1))])]
    heading(steps - 1, steps, "Tests on SQLite")
    first = call(words, env=env | {"CONVENANT_RUN": "SQLite; PostgreSQL was not tried"})
    if first not in (0, NOTHING_CHOSEN):
        return first
    heading(steps, steps, "Tests on PostgreSQL")
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(postgres())
        except NoPostgres as reason:
            raise Failure(
                f"{reason}\n\nThe tests passed on SQLite, but PostgreSQL did not start. With a "
                "server of your own: TEST_POSTGRES_URL=postgresql://user:password@host/database"
            ) from reason
        second = call(words, env=env | {"DATABASE_URL": url, "CONVENANT_RUN": "PostgreSQL"})
    return second if second != NOTHING_CHOSEN else first


NOTHING_CHOSEN = 5  # pytest's exit code when its arguments choose no test


def test_environment(state: Path) -> dict[str, str]:
    """The tests see this project, their own state and the real lists; no setting of a deployment."""
    kept = ("CONVENANT_SHARED",)
    env = {
        name: value
        for name, value in environment(CONVENANT_STATE=str(state)).items()
        if name in (*kept, "CONVENANT_STATE")
        or not name.startswith(("CONVENANT_", "DATABASE_URL", "PYTEST_ADDOPTS"))
    }
    return env


@contextlib.contextmanager
def private_state() -> Iterator[Path]:
    """A folder for this run's databases and files, gone afterwards: two runs do not meet."""
    state = STATE / f"tests-{os.getpid()}"
    state.mkdir(parents=True)
    try:
        yield state
    finally:
        shutil.rmtree(state, ignore_errors=True)


def _browser(env: dict[str, str]) -> str:
    reason = chromium.why_not()
    if reason:
        env["CONVENANT_NO_BROWSER"] = reason
        return "NOT HERE: the browser stories will be skipped"
    env["CHROMIUM"] = chromium.find() or ""
    return "ready"


def _check(
    check: tuple[str, list[str | Path], str], env: dict[str, str], faults: dict[str, str]
) -> Step:
    title, command, remedy = check

    def deed() -> str:
        try:
            run(*command, env=env, advice=f"What to do: {remedy}", tail=80)
        except Failure as failure:
            faults[title] = str(failure)
            return "FAULTS, shown below"
        return "good"

    return title, deed
