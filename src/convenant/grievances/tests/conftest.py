"""This room's tests read English, and may begin with a door that somebody answers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from convenant.base.walls import within
from convenant.grievances.tests.making import Handled, make_door


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def sealed_files_of_the_test(settings: Any, tmp_path: Any) -> None:
    settings.SEALED_FILES = tmp_path / "sealed"


def _door_in(world: Any) -> Handled:
    with within(world.agreement):
        return make_door(world)


@pytest.fixture
def with_door(made_with: Any) -> Handled:
    """People with keys, a filled committee, an open door."""
    return made_with("a door", _door_in, Handled)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Any:
    """The agreement that the test is about; with the door where the test asks for it."""
    if "with_door" in request.fixturenames:
        return request.getfixturevalue("with_door").world
    return request.getfixturevalue("plain_world")


@pytest.fixture
def handled(with_door: Handled, inside: Any) -> Handled:
    """Within the agreement: people with keys, a filled committee, an open door."""
    return with_door
