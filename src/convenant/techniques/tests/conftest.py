"""The sentences of refusals are read in English here, whichever test ran before."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Verbs called by a test speak the language of no request."""
    with override("en"):
        yield
