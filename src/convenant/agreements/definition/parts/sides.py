"""The sides around the table."""

from typing import Literal

from convenant.agreements.definition.parts.part import Named


class Side(Named):
    """A constituency; `kind` says what it is whatever an agreement calls it."""

    kind: Literal[
        "companies", "unions", "civil_society", "government", "trade_associations", "other"
    ]
