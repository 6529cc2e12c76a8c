"""At most so many slow derivations at once; the others wait, and get their turn in the order they came.

Each takes 64 MiB and a core for a moment. Without a bound a crowd at the door takes the memory of the whole
machine; without an order somebody unlucky waits behind everybody who comes later.
"""

import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """So many places, and a queue before them."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._free = places
        self._queue: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for a place, and gives it to the next afterwards."""
        self._take()
        try:
            yield
        finally:
            with self._lock:
                self._pass_on()

    def _take(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = threading.Event()
            self._queue.append(mine)
        try:
            mine.wait()
        except BaseException:  # who waits was stopped: the place must not be lost with them
            with self._lock:
                if mine in self._queue:
                    self._queue.remove(mine)
                else:
                    self._pass_on()
            raise

    def _pass_on(self) -> None:
        if self._queue:
            self._queue.popleft().set()
        else:
            self._free += 1

    @property
    def load(self) -> float:
        """How many wait for each place; 0 when it is calm. What `proof_of_work.difficulty` asks."""
        with self._lock:
            return len(self._queue) / self.places


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0)) or 1
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


derivations = Turns(cores())
