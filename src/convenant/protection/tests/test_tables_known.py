"""Instances with known answers: what is unsafe, and which expected patterns of another tool leak."""

from pathlib import Path

import pytest

from convenant.protection.tables import audit
from convenant.protection.tests.instances import expected_pattern, instance

pytestmark = pytest.mark.real


@pytest.mark.parametrize(
    ("name", "unsafe"),
    [
        ("simple2d", 9),
        ("ent_act_product", 283),
        ("ent_region_product", 17),
        ("sector_flat", 164),
        ("sector_linked", 493),
        ("sector120", 4222),
    ],
)
def test_as_many_cells_are_unsafe_as_are_known_to_be(shared: Path, name: str, unsafe: int) -> None:
    _spec, cells, found = instance(shared, name)
    assert int(found.unsafe.sum()) == unsafe
    assert abs(cells.sums @ cells.values).max() <= 1e-6


@pytest.mark.parametrize(
    ("name", "file", "broken"),
    [("simple2d", "Simple2D.txt", 4), ("ent_act_product", "test_2a.txt", 15)],
)
def test_a_pattern_that_leaks_to_members_is_refused_with_who_what_and_how(
    shared: Path, name: str, file: str, broken: int
) -> None:
    spec, cells, found = instance(shared, name)
    pattern = expected_pattern(shared, cells, file)
    assert audit(spec, cells, found, pattern, members=False).safe
    result = audit(spec, cells, found, pattern)
    assert not result.safe and result.broken_cells == broken
    for breach in result.breaches:
        assert breach.attacker.members and breach.equations
        assert breach.low - 1e-4 <= cells.values[breach.cell] <= breach.high + 1e-4
    # The best-known case: one firm computes another's figure to the cent.
    assert any(breach.high - breach.low < 1e-3 for breach in result.breaches)


def test_blanking_only_what_is_unsafe_leaks_to_everybody(shared: Path) -> None:
    from convenant.protection.tables import Pattern

    spec, cells, found = instance(shared, "sector_flat")
    result = audit(spec, cells, found, Pattern(found.unsafe.copy()), members=False)
    assert result.broken_cells > 0
