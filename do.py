#!/usr/bin/env python3
"""Set up and drive Convenant with nothing but Python 3.11 and pip.

python3 do.py demo [--port N] [--host ADDRESS] [--reset]
        Set up, fill a small database with an invented agreement, serve it. --reset starts anew.
python3 do.py test [--no-browser] [PYTEST ARGUMENTS]
        Set up, then every check and test: on SQLite, on PostgreSQL, in a browser. With pytest
        arguments only the tests they choose, on both databases.
python3 do.py manage COMMAND …      any command of the web platform (its database: DATABASE_URL)
python3 do.py convenant COMMAND …   the command line for analysts and operators
python3 do.py lock [--upgrade]      for maintainers: pin the requirements and npm packages again
"""

import sys

if sys.version_info < (3, 11):
    # The one file that any Python 3.6 can read, so that an old one gets a sentence.
    import shutil

    newer = [name for name in ("python3.14", "python3.13", "python3.12", "python3.11")
             if shutil.which(name)]  # fmt: skip
    sys.exit(
        "Convenant needs Python 3.11 or newer; this is {}.{}. ".format(*sys.version_info)
        + (f"Run: {newer[0]} do.py {' '.join(sys.argv[1:])}" if newer
           else "Debian 12 and Ubuntu 24.04 have one: apt-get install python3 python3-pip")
    )  # fmt: skip

from tools import demo, lock, packages, steps, testing


def main(arguments):
    """The chosen command's exit code; a failure is told in sentences, never as a traceback."""
    deeds = {
        "demo": demo.main,
        "test": testing.main,
        "manage": lambda rest: packages.become("-m", "django", *rest),
        "convenant": lambda rest: packages.become("-m", "convenant", *rest),
        "lock": lock.main,
    }
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if name not in deeds:
        print(__doc__.strip())
        if name in ("help", "-h", "--help"):
            return 0
        print(f"\nThere is no command “{name}”.", file=sys.stderr)
        return 2
    steps.stop_on_signals()
    try:
        return deeds[name](rest)
    except steps.Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
