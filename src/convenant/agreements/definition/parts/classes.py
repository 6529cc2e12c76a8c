"""Classes of members: size, role in the chain, or whatever an agreement tells them apart by."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import Amount


class Criterion(Part):
    """A bound of a class: more than `above`, at most `up_to`, either of them absent."""

    KEY: ClassVar = ("measure",)

    measure: Literal[
        "employees_fte", "turnover_eur", "balance_total_eur", "sourcing_volume_usd", "assets_eur"
    ]
    above: Amount | None = None
    up_to: Amount | None = None


class MemberClass(Named):
    """A class of members; all criteria given must hold."""

    criteria: list[Criterion] = []
