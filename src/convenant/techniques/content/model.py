"""A technique's content in one value, as it is stored with each draft and each version.

Modelled on what BAT conclusions hold under the Industrial Emissions Directive (technique, applicability,
levels, monitoring), for due diligence: `../../docs/techniques.md` maps one on the other. What is not known
is absent: None, or an empty list.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from convenant.agreements.definition.parts.values import Text

TechniqueKind = Literal[
    "process_step", "risk_theme", "purchasing_practice", "grievance", "monitoring"
]
# The topics of the UN Transparency Protocol's scheme vocabulary (conformityTopic).
Topic = Literal[
    "environment.energy",
    "environment.emissions",
    "environment.water",
    "environment.waste",
    "environment.deforestation",
    "environment.biodiversity",
    "circularity.content",
    "circularity.design",
    "social.labour",
    "social.rights",
    "social.community",
    "social.safety",
    "governance.ethics",
    "governance.compliance",
    "governance.transparency",
]
Mark = Literal["sourced", "expert", "assumption"]
ItemId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]
MOST_MONEY = 1e12
MOST = {  # as many as one form holds and a reader takes in
    "evidence": 30,
    "levels": 20,
    "costs": 30,
    "learnt_from": 30,
    "law": 30,
    "guidance": 30,
}


class Piece(BaseModel):
    """One object of a content."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Range(Piece):
    """From `low` to `high`; one of them may be open."""

    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Range":
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is above high")
        return self


class Applicability(Piece):
    """To whom it applies; a list that is empty leaves nobody out.

    `classes` and `chain_roles` are ids of the agreement's definition, `tiers` 1 to 9, `countries` ISO 3166
    codes of production, `products` words; `context` is what else decides (no free unions by law, leverage).
    """

    classes: list[str] = []
    chain_roles: list[str] = []
    tiers: list[Annotated[int, Field(ge=1, le=9)]] = []
    products: list[Words] = []
    countries: list[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]] = []
    context: Text | None = None


class EvidenceAsked(Piece):
    """Something that shows that the technique is applied."""

    id: ItemId
    name: Text
    kind: str = ""  # an evidence kind of the assessment framework
    required: bool = True


class Level(Piece):
    """A level of performance with a measurable range, lowest first."""

    id: ItemId
    name: Text
    measure: Text
    unit: Annotated[str, Field(min_length=1, max_length=60)]
    range: Range


class Cost(Piece):
    """What it costs a company of one class (empty: any), in money of one year; with its source."""

    member_class: str = ""
    one_off: Range | None = None
    yearly: Range | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "EUR"
    price_year: Annotated[int, Field(ge=1990, le=2200)]
    mark: Mark
    source: Annotated[str, Field(max_length=500)] = ""

    @model_validator(mode="after")
    def _says_something(self) -> "Cost":
        given = [one for one in (self.one_off, self.yearly) if one is not None]
        ends = [(one.low, one.high) for one in given]
        if not given or (None, None) in ends:
            raise ValueError("neither one-off nor yearly cost is given")
        if any(end is not None and not 0 <= end <= MOST_MONEY for both in ends for end in both):
            raise ValueError("an amount is below nothing or beyond reach")
        if self.mark == "sourced" and not self.source.strip():
            raise ValueError("a sourced cost names its source")
        return self


class Case(Piece):
    """A case it was learnt from, told so that nobody is recognised; `address` where it is public."""

    text: Text
    address: Annotated[str, Field(max_length=500)] = ""


class LawArticle(Piece):
    """An article of law it helps to meet."""

    act: Words
    article: Annotated[str, Field(max_length=100)] = ""
    note: Annotated[str, Field(max_length=500)] = ""


class Link(Piece):
    """Guidance elsewhere."""

    title: Words
    address: Annotated[str, Field(max_length=500)] = ""


class Content(Piece):
    """What a technique asks, of whom, shown by what, at what cost."""

    title: Text
    kind: TechniqueKind
    topic: Topic
    what: Text
    why: Text | None = None
    applicability: Applicability = Applicability()
    evidence: Annotated[list[EvidenceAsked], Field(max_length=MOST["evidence"])] = []
    levels: Annotated[list[Level], Field(max_length=MOST["levels"])] = []
    costs: Annotated[list[Cost], Field(max_length=MOST["costs"])] = []
    learnt_from: Annotated[list[Case], Field(max_length=MOST["learnt_from"])] = []
    themes: list[str] = []
    oecd_steps: list[Annotated[int, Field(ge=1, le=6)]] = []
    law: Annotated[list[LawArticle], Field(max_length=MOST["law"])] = []
    guidance: Annotated[list[Link], Field(max_length=MOST["guidance"])] = []
    criteria: list[str] = []  # ids of assessment criteria it bears on

    @model_validator(mode="after")
    def _ids_once(self) -> "Content":
        for items in (self.evidence, self.levels):
            ids = [item.id for item in items]
            if len(set(ids)) < len(ids):
                raise ValueError("an id stands twice")
        return self
