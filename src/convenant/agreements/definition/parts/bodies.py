"""The bodies of an agreement: who sits in them and how they decide."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import (
    Count,
    Flag,
    Percent,
    RoleId,
    SideId,
    Words,
)


class Seat(Part):
    """The seats one side has in a body.

    `jointly_with` names the sides that put the same people forward together with `side`;
    `organisations` those the agreement names. Observers speak and never count.
    """

    KEY: ClassVar = ("side",)
    MAIN = "count"

    side: SideId
    jointly_with: list[SideId] = []
    count: Count | None = None
    deputies: Flag | None = None
    organisations: list[Words] = []
    observer: Flag | None = None


class SideMajority(Part):
    """The share of one side's votes that a decision needs."""

    KEY: ClassVar = ("side",)
    MAIN = "at_least"

    side: SideId
    at_least: Percent


class DecisionRule(Part):
    """How a body decides.

    `consensus_then_majority` asks for consensus first and falls back on the shares given here;
    shares are percentages of the votes cast. `vetoes` names sides whose majority against a proposal stops
    it; a chair who `chair_casts` decides where votes are equal.
    """

    way: Literal["consensus", "consensus_then_majority", "majority", "majority_by_side", "binding"]
    at_least: Percent | None = None
    of_each_side: Percent | None = None
    of_sides: list[SideMajority] = []
    vetoes: list[SideId] = []
    chair_votes: Flag | None = None
    chair_casts: Flag | None = None


class Quorum(Part):
    """Who must be present before a body can decide.

    Whoever has an interest in a matter leaves the table and its number of seats, unless `recused` says that
    their seats stay in that number.
    """

    seats_at_least: Percent | None = None
    sides: list[SideId] = []
    recused: Literal["leave", "stay"] | None = None


class Body(Named):
    """A body; an independent chair sits for no side."""

    kind: Literal[
        "general_assembly",
        "steering_group",
        "working_group",
        "secretariat",
        "complaints_committee",
        "monitoring_committee",
        "other",
    ]
    seats: list[Seat] = []
    independent_chair: Flag | None = None
    role: RoleId | None = None
    decision: DecisionRule | None = None
    quorum: Quorum | None = None
