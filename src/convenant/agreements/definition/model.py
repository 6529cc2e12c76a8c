"""The definition of an agreement: every rule it runs by, in one value."""

from typing import Annotated, Literal

from pydantic import Field

from convenant.agreements.definition.parts.activation import Activation
from convenant.agreements.definition.parts.assessment import Assessment
from convenant.agreements.definition.parts.associated import AssociatedAgreement
from convenant.agreements.definition.parts.bodies import Body
from convenant.agreements.definition.parts.classes import MemberClass
from convenant.agreements.definition.parts.clocks import Clock
from convenant.agreements.definition.parts.confidentiality import Confidentiality
from convenant.agreements.definition.parts.consequences import Consequence
from convenant.agreements.definition.parts.fees import Fees
from convenant.agreements.definition.parts.grievances import Grievances
from convenant.agreements.definition.parts.obligations import Obligation
from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.parts.publication import Publication
from convenant.agreements.definition.parts.roles import Role
from convenant.agreements.definition.parts.sector import Scope, Sector
from convenant.agreements.definition.parts.sides import Side
from convenant.agreements.definition.parts.sources import Source
from convenant.agreements.definition.parts.techniques import PhaseIn
from convenant.agreements.definition.parts.term import Term
from convenant.agreements.definition.parts.themes import Theme
from convenant.agreements.definition.parts.values import Flag, Language, Slug, Text, Words


class Definition(Part):
    """An agreement as a file. What is not known is absent: None, or an empty list."""

    format: Literal[1] = 1
    slug: Slug
    title: Text
    abbreviation: Words | None = None
    also_known_as: list[Words] = []
    invented: Flag = False
    languages: Annotated[list[Language], Field(min_length=1)]
    sources: list[Source] = []
    sector: Sector
    scopes: list[Scope] = []
    term: Term = Term()
    activation: Activation = Activation()
    sides: Annotated[list[Side], Field(min_length=1)]
    bodies: list[Body] = []
    roles: list[Role] = []
    classes: list[MemberClass] = []
    themes: list[Theme] = []
    obligations: list[Obligation] = []
    assessment: Assessment | None = None
    consequences: list[Consequence] = []
    fees: Fees | None = None
    clocks: list[Clock] = []
    grievances: Grievances | None = None
    confidentiality: list[Confidentiality] = []
    publication: Publication = Publication()
    techniques: PhaseIn | None = None
    associated: list[AssociatedAgreement] = []
