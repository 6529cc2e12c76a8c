"""The sector an agreement is about, and the scopes a member can take part in."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import Country, Flag, Text, Words


class SectorCode(Part):
    """A code of the sector in a public classification."""

    KEY: ClassVar = ("system", "code")

    system: Literal["nace", "isic", "hs", "os_hub"]
    code: Words


class Sector(Part):
    """The sector by name, its codes, and the countries whose market the agreement covers."""

    name: Text
    market: list[Country] = []
    codes: list[SectorCode] = []


class Scope(Named):
    """A part of the sector's activities the agreement covers; members may choose where it says so."""

    chosen_by_member: Flag | None = None
