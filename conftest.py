"""What every test may count on: a browser or a loud reason why not, and the real data or a skip."""

import os
import shutil
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# Playwright keeps an event loop in the thread that also runs the test's queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# A minimal machine has no /etc/hosts, so “localhost” may lead nowhere.
os.environ.setdefault("DJANGO_LIVE_TEST_SERVER_ADDRESS", "127.0.0.1")

ROOT = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("CONVENANT_SHARED", ROOT.parent / "shared"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
NO_BROWSER = os.environ.get("CONVENANT_NO_BROWSER") or (
    None if CHROMIUM else "No Chromium on this machine: install it, or set CHROMIUM to its path."
)

# A slow machine is no fault; in CI the same examples every time, so that red means this change.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "house")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser stories are skipped where there is no browser; the summary says so loudly.

    In the second run, on PostgreSQL, what asks for no database is left out: it answered in the first.
    """
    if os.environ.get("CONVENANT_RUN") == "PostgreSQL":
        again = [item for item in items if _asks_for_a_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
        items[:] = again
    if NO_BROWSER:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def _asks_for_a_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return bool({"db", "transactional_db"} & asked or item.get_closest_marker("django_db"))


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int) -> None:
    """Last before pytest's own closing line: what was not tried, what was found, what to do."""
    reporter = terminalreporter
    skipped = [
        report
        for report in reporter.stats.get("skipped", [])
        if NO_BROWSER and NO_BROWSER in str(report.longrepr)
    ]
    if skipped:
        reporter.section(f"BROWSER STORIES NOT TRIED: {len(skipped)}", sep="!", yellow=True)
        reporter.write_line(f"{NO_BROWSER}\nNo page was seen by a browser or by axe in this run.")
    if faults := os.environ.get("CONVENANT_EARLIER_FAULTS"):
        reporter.section("FAULTS FOUND BEFORE THE TESTS", sep="!", red=True)
        reporter.write_line(faults)
    if exitstatus == pytest.ExitCode.TESTS_FAILED and (run := os.environ.get("CONVENANT_RUN")):
        reporter.section(f"TESTS FAILED ON {run}", sep="!", red=True)
        reporter.write_line("Only these again: python3 do.py test --last-failed")
        reporter.write_line("One of them: python3 do.py test PATH::NAME -vv")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists and reference data beside the project; never committed."""
    if not (SHARED / "data").is_dir():
        pytest.skip(
            f"The real data is not here ({SHARED}); set CONVENANT_SHARED to the folder that has it."
        )
    return SHARED


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium, quiet: it calls no one and needs no sandbox as root."""
    return {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }
