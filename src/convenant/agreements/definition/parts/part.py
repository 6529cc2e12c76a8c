"""What every part of a definition has: where it comes from, and a note."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from convenant.agreements.definition.parts.values import Id, SourceId, Text


class Part(BaseModel):
    """One object of a definition.

    `KEY` names the fields that tell it from its neighbours in a list; `MAIN` the one field that
    is its value, so that a difference can read "Pass mark year 3: 60 % → 70 %".
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    KEY: ClassVar[tuple[str, ...]] = ()
    MAIN: ClassVar[str | None] = None

    source: list[SourceId] = []
    note: Text | None = None


class Named(Part):
    """A part with an identifier of its own and a name people read."""

    KEY = ("id",)

    id: Id
    name: Text
    description: Text | None = None
