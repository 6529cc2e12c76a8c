"""`do.py lock`: pin again what requirements/*.in and package.json ask for, without any address.

Lock files that name a registry would send every newcomer to the maintainer's own one.
"""

import re
from collections.abc import Sequence

from tools.packages import (
    OFFLINE,
    REQUIREMENTS,
    environment,
    install_uv,
    npm,
    python_steps,
    uv,
)
from tools.steps import ROOT, Failure, run, walk

ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|\"resolved\"")


def main(arguments: Sequence[str]) -> int:
    """All lock files are written anew; with --upgrade to the newest versions that fit."""
    if set(arguments) - {"--upgrade"}:
        raise Failure("do.py lock knows one option: --upgrade")
    upgrade = list(arguments)
    walk(
        [
            # What package.json asks for anew is not in its lock yet: `npm ci` would refuse.
            *python_steps(),
            ("requirements/uv.txt", lambda: compile_("uv", upgrade)),
            ("requirements/base.txt", lambda: compile_("base", upgrade)),
            (
                "requirements/dev.txt",
                lambda: compile_("dev", [*upgrade, "-c", "requirements/base.txt"]),
            ),
            ("package-lock.json", lambda: lock_npm(bool(upgrade))),
            ("No address in any of them", refuse_addresses),
        ]
    )
    print("Now: python3 do.py test, read the difference, and commit all lock files together.")
    return 0


def compile_(name: str, more: Sequence[str]) -> None:
    """requirements/NAME.txt fits requirements/NAME.in for every platform, with hashes."""
    install_uv()
    folder = REQUIREMENTS.relative_to(ROOT)  # uv notes in the file which path asked
    run(
        *uv("compile", f"{folder}/{name}.in", "-o", f"{folder}/{name}.txt", "--quiet"),
        *("--universal", "--python-version", "3.11", "--generate-hashes"),
        *("--no-emit-index-url", "--no-header"),
        *more,
        env=environment(),
        advice=f"requirements/{name}.in asks for what cannot be had together. {OFFLINE}",
    )


def lock_npm(upgrade: bool) -> None:
    """package-lock.json fits package.json; .npmrc leaves the addresses out."""
    verb = "update" if upgrade else "install"
    run(*npm(verb, "--package-lock-only"), env=environment(), advice=OFFLINE)


def refuse_addresses() -> None:
    """A Failure where a lock file names the place something was fetched from."""
    for path in [*sorted(REQUIREMENTS.glob("*.txt")), ROOT / "package-lock.json"]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if ADDRESS.search(line) and '"url": "https://' not in line:
                raise Failure(f"{path.name}:{number} names an address: {line.strip()}")
