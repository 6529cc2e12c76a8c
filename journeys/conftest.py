"""The browser stories have the same cast as the rooms'."""

from convenant.conftest import elsewhere, inside, jobs_run_at_once, world

__all__ = ["elsewhere", "inside", "jobs_run_at_once", "world"]
