"""The roles people hold, and which of them one person must not hold together."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import RoleId, SideId, Text


class Separation(Part):
    """A role that must not be held together with this one, and where the wall stands."""

    KEY: ClassVar = ("role",)

    role: RoleId
    within: Literal["agreement", "company", "case"] = "agreement"
    reason: Text | None = None


class Role(Named):
    """A role; `sides` limits who can hold it, none given means anyone."""

    sides: list[SideId] = []
    must_not_mix: list[Separation] = []
