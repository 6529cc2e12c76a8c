"""Work shared over cores gives what one core gives, also when a helper dies."""

import os
import signal

import pytest
from hypothesis import given, settings

from convenant.locations.matching import (
    Record,
    candidates,
    cleaning,
    engine,
    match,
)
from convenant.locations.matching.on_cores import cores_here, shared_out
from convenant.locations.matching.tests.test_engine import register_of, rows_of_anyone


@pytest.fixture(scope="module", autouse=True)
def small_pieces():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "PAIRS_AT_ONCE", 3)
        patch.setattr(candidates, "ROWS_AT_ONCE", 4)
        patch.setattr(cleaning, "ROWS_AT_ONCE", 5)
        yield


@settings(deadline=None, max_examples=15)
@given(rows_of_anyone, rows_of_anyone)
def test_lists_matched_on_two_cores_get_the_links_of_one(standing, rows) -> None:
    standing = [Record(f"s{row.key}", row.name, row.address, row.country) for row in standing]
    register = register_of(standing, match(standing))
    assert match(rows, register, cores=2) == match(rows, register)
    assert match(rows, cores=3) == match(rows)


def test_results_come_in_the_order_of_the_pieces() -> None:
    assert list(shared_out(lambda n: (n, n * n), 23, 2)) == [(n, n * n) for n in range(23)]
    assert list(shared_out(str, 0, 2)) == []


def test_a_piece_whose_helper_was_killed_is_done_all_the_same() -> None:
    here = os.getpid()

    def work(n: int) -> int:
        if n == 2 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return n + 1

    assert list(shared_out(work, 5, 2)) == [1, 2, 3, 4, 5]


def test_what_goes_wrong_in_a_helper_is_raised_here() -> None:
    def work(n: int) -> int:
        return 1 // (n - 2)

    with pytest.raises(ZeroDivisionError):
        list(shared_out(work, 5, 2))


def test_no_helper_is_left_behind_when_the_reader_stops_early() -> None:
    import multiprocessing

    found = shared_out(lambda n: "x" * 1_000_000, 50, 2)
    assert len(next(found)) == 1_000_000
    found.close()
    assert multiprocessing.active_children() == []


def test_there_is_a_core_here() -> None:
    assert cores_here() >= 1
