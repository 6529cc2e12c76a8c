"""The browser stories find a Chromium: the machine's own, or Debian's where we may install it."""

import ctypes.util
import os
import shutil

from tools.packages import environment
from tools.steps import Failure, run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium on this machine; CHROMIUM in the environment goes first."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def missing() -> list[str]:
    """Debian packages that the browser stories need and this machine lacks."""
    # Playwright's own node needs libatomic, which a minimal Debian has not.
    return ["chromium"] * (find() is None) + ["libatomic1"] * (
        ctypes.util.find_library("atomic") is None
    )


def why_not() -> str | None:
    """None when a browser is ready, installed if need be; else why the stories cannot run."""
    wanted = missing()
    if not wanted:
        return None
    names = " and ".join(wanted)
    if not shutil.which("apt-get"):
        return f"This machine has no {names} and no apt-get to install it with."
    as_root = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() != 0:
        if not (shutil.which("sudo") and _may_sudo()):
            return f"This machine has no {names}, and installing it needs root."
        as_root = ["sudo", "-n", *as_root]
    env = environment()
    try:
        run(*as_root, "apt-get", "update", "-q", env=env, advice="apt-get could not update.")
        install = ("apt-get", "install", "-qq", "-y", "--no-install-recommends", *wanted)
        run(*as_root, *install, env=env, advice="apt-get could not install.")
    except Failure as failure:
        return f"apt-get could not install {names}:\n{failure}"
    return None


def _may_sudo() -> bool:
    try:
        run("sudo", "-n", "true", env=environment(), advice="")
    except Failure:
        return False
    return True
