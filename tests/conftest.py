"""The house's own tests meet the same cast as the rooms' tests do."""

from convenant.conftest import (
    elsewhere,
    inside,
    jobs_run_at_once,
    made_with,
    plain_world,
    world,
)

__all__ = ["elsewhere", "inside", "jobs_run_at_once", "made_with", "plain_world", "world"]
