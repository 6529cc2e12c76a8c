"""`.venv` and `node_modules` hold exactly what the lock files pin, and are left alone when they do.

Each finished step leaves a stamp named after the content it installed; the same content is never
installed twice, another content always is.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from tools.steps import ROOT, STATE, Failure, Step, run, walk

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
REQUIREMENTS = ROOT / "requirements"

OFFLINE = (
    "The download did not work. Is this machine online? Behind a proxy set HTTPS_PROXY, with a "
    "package index of your own configure pip and npm for it. Then run the same command again: "
    "what is there already is kept."
)


def environment(**more: str) -> dict[str, str]:
    """This process's environment, with the project's tools first and nothing of another Python."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    }
    kept |= {
        "PATH": f"{PYTHON.parent}:{kept.get('PATH', os.defpath)}",
        "DJANGO_SETTINGS_MODULE": "convenant.settings",
        "PYTHONUNBUFFERED": "1",
        # Trust what the machine trusts, also behind an office proxy.
        "UV_SYSTEM_CERTS": "1",
        "NODE_OPTIONS": f"{kept.get('NODE_OPTIONS', '')} --use-system-ca".strip(),
    }
    if not os.access(Path.home(), os.W_OK):
        kept |= {
            "UV_CACHE_DIR": str(STATE / "cache" / "uv"),
            "npm_config_cache": str(STATE / "cache" / "npm"),
        }
    return kept | more


def set_up_steps(requirements: str = "base.txt") -> list[Step]:
    """The steps after which the platform runs (`base.txt`) or can be tested (`dev.txt`)."""
    return [
        *python_steps(requirements),
        ("Styles, charts, map and font", _one_at_a_time(install_node)),
    ]


def python_steps(requirements: str = "base.txt") -> list[Step]:
    """The steps after which our Python stands, node and npm among its packages."""
    steps: list[Step] = [
        ("Python environment", make_venv),
        ("Python packages, checked by hash", lambda: install_python(REQUIREMENTS / requirements)),
        ("Convenant itself", install_project),
    ]
    return [(title, _one_at_a_time(deed)) for title, deed in steps]


def become(*words: str) -> int:
    """Turn into the project's Python with these words; set up first where that is needed.

    Where nothing is to be done nothing is printed, so that output can go into a file or a pipe.
    """
    if not all(stamp.exists() for stamp in stamps("base.txt")):
        with contextlib.redirect_stdout(sys.stderr):
            walk(set_up_steps())
    os.execve(PYTHON, [str(PYTHON), *words], environment())  # noqa: S606 -- no shell is wanted


def stamps(requirements: str) -> list[Path]:
    """What exists when the set-up with these requirements has nothing left to do."""
    return [
        _stamp(VENV, Path(requirements).stem, REQUIREMENTS / requirements),
        _stamp(VENV, "convenant", ROOT / "pyproject.toml"),
        _stamp(
            NODE_MODULES,
            "npm",
            *(ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")),
        ),
    ]


def make_venv() -> str | None:
    """A working `.venv`; Debian's python3 has no ensurepip, so pip is not asked for in it."""
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", "import sys"], check=False).returncode == 0
    ):
        return "already there"
    venv.create(VENV, with_pip=False, symlinks=True, clear=True)
    return None


def install_python(wanted: Path) -> str | None:
    """What the requirements file pins, each download checked against its hash."""
    stamp = stamps(wanted.name)[0]
    if stamp.exists():
        return "already there"
    # uv is quick, but reads no pip configuration and exists for fewer machines: pip stands behind.
    try:
        if os.environ.get("CONVENANT_INSTALLER") == "pip":
            raise Failure("asked for pip")
        install_uv()
        run(*uv("install", "--require-hashes", "-r", wanted), env=environment(), advice=OFFLINE)
        note = "installed"
    except Failure:
        run(*_pip(), "--require-hashes", "-r", wanted, env=environment(), advice=OFFLINE)
        note = "installed with pip"
    _mark(stamp)
    base = REQUIREMENTS / "base.txt"
    if wanted != base and _pins(base) <= _pins(wanted):
        _mark(stamps(base.name)[0])  # who can test can also run the demo
    return note


def _pins(requirements: Path) -> set[str]:
    return {line for line in requirements.read_text().splitlines() if "==" in line}


def install_uv() -> None:
    """uv in `.venv`, by the pip of the machine."""
    if not (VENV / "bin" / "uv").exists():
        pinned = REQUIREMENTS / "uv.txt"
        run(*_pip(), "--require-hashes", "-r", pinned, env=environment(), advice=OFFLINE)


def uv(*words: str | Path) -> list[str | Path]:
    """A `uv pip` command on `.venv`."""
    return [VENV / "bin" / "uv", "pip", words[0], "--python", PYTHON, *words[1:]]


def install_project() -> str | None:
    """`import convenant` and the `convenant` command work from this checkout, edits included."""
    stamp = stamps("base.txt")[1]
    if stamp.exists():
        return "already there"
    words = ("--no-deps", "--no-build-isolation", "--editable", ROOT)
    quick = (VENV / "bin" / "uv").exists() and os.environ.get("CONVENANT_INSTALLER") != "pip"
    run(
        *(uv("install", *words) if quick else (*_pip(), *words)),
        env=environment(),
        advice="Convenant's own package could not be made; pyproject.toml says how it should be.",
    )
    _mark(stamp)
    return None


def install_node() -> str | None:
    """`node_modules` as package-lock.json pins it; node and npm come from a Python package."""
    stamp = stamps("base.txt")[2]
    if stamp.exists():
        return "already there"
    run(*npm("ci", "--prefer-offline", "--no-progress"), env=environment(), advice=OFFLINE)
    _mark(stamp)
    return None


def npm(*words: str) -> list[str | Path]:
    """An npm command; scripts of packages never run."""
    return [PYTHON, VENV / "bin" / "npm", *words, "--ignore-scripts"]


def _one_at_a_time(deed: Callable[[], str | None]) -> Callable[[], str | None]:
    """Commands started together do not install over each other; the later finds it done."""

    def alone() -> str | None:
        STATE.mkdir(parents=True, exist_ok=True)
        with (STATE / "set-up.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(" waiting for another do.py …", end="", flush=True)
                fcntl.flock(lock, fcntl.LOCK_EX)
            return deed()

    return alone


def _pip() -> list[str | Path]:
    """`pip install` into `.venv`, by whichever pip there is."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", *quiet, "--python", PYTHON, "install"]
    if importlib.util.find_spec("ensurepip"):
        run(PYTHON, "-m", "ensurepip", env=environment(), advice=OFFLINE)
        return [PYTHON, "-m", "pip", *quiet, "install"]
    raise Failure("This Python has no pip. On Debian and Ubuntu: apt-get install python3-pip")


def _stamp(place: Path, name: str, *sources: Path) -> Path:
    # A checkout that was moved has stale paths in its environment: the place counts as content.
    digest = hashlib.sha256(str(ROOT).encode())
    for source in sources:
        digest.update(source.read_bytes())
    return place / ".stamps" / f"{name}-{digest.hexdigest()[:20]}"


def _mark(stamp: Path) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    for older in stamp.parent.glob(f"{stamp.name.rsplit('-', 1)[0]}-*"):
        older.unlink()
    stamp.touch()
