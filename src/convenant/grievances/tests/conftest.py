"""This room's tests read English, and may begin with a door that somebody answers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from convenant.grievances.tests.making import Handled, make_door


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def sealed_files_of_the_test(settings: Any, tmp_path: Any) -> None:
    settings.SEALED_FILES = tmp_path / "sealed"


@pytest.fixture
def handled(inside: Any) -> Handled:
    """Within the agreement: people with keys, a filled committee, an open door."""
    return make_door(inside)
