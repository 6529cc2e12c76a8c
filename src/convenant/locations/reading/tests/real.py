"""The real lists that lie beside the project, or a skip that says so."""

import os
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parents[5]


def shared(path: str) -> Path:
    root = Path(os.environ.get("CONVENANT_SHARED") or _CHECKOUT.parent / "shared")
    found = root / path
    if not found.exists():
        pytest.skip(f"no real lists here: {found} (set CONVENANT_SHARED to their folder)")
    return found
