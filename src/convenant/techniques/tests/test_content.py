"""A technique's content is whole, or is refused with what is wrong."""

from typing import Any

import pytest
from pydantic import ValidationError

from convenant.techniques.content import Content
from convenant.techniques.tests.published import PAYMENT, a_published, some_content


def test_what_is_stored_is_read_back_the_same() -> None:
    stored = some_content()
    assert Content.model_validate(stored).model_dump(mode="json") == stored


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "other"},
        {"topic": "social"},
        {"evidence": [PAYMENT["evidence"][0], PAYMENT["evidence"][0]]},
        {"levels": [{**PAYMENT["levels"][0], "range": {"low": 9, "high": 1}}]},
        {"costs": [{"price_year": 2026, "mark": "sourced", "yearly": {"low": 1, "high": 2}}]},
        {"costs": [{"price_year": 2026, "mark": "expert"}]},
        {"oecd_steps": [7]},
        {"what": {}},
    ],
)
def test_what_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        some_content(**changes)


def test_a_published_technique_stands_in_the_agreement(inside: Any) -> None:
    first = a_published()
    second = a_published(version=2)
    first.refresh_from_db()
    assert not first.is_in_force
    assert second.is_in_force
