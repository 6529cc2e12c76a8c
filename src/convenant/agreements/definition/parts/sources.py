"""Where the values of a definition come from."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.parts.values import Day, Id, Words


class Source(Part):
    """One entry of the register of sources; parts name it in their `source` list.

    `basis` is `public` for a source others can open, `general_knowledge` for what is only
    believed (then `confidence` says how firmly).
    """

    KEY: ClassVar = ("id",)

    id: Id
    reference: Words
    basis: Literal["public", "general_knowledge"] = "public"
    confidence: Literal["high", "medium", "low"] | None = None
    as_of: Day | None = None
