"""The rule a body decides by, as its definition has it, and what the definition leaves open."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from convenant.agreements.definition.parts.bodies import Body


class Way(StrEnum):
    """How votes become a decision."""

    CONSENSUS = "consensus"
    CONSENSUS_THEN_MAJORITY = "consensus_then_majority"
    MAJORITY = "majority"
    MAJORITY_BY_SIDE = "majority_by_side"
    BINDING = "binding"  # a panel's: the majority of its members


class Unknown(StrEnum):
    """What must be chosen before anything can be put to this body."""

    WAY = "way"
    CHAIR_VOTES = "chair_votes"


@dataclass(frozen=True)
class Rule:
    """A body's rule. Shares are per cent of the votes cast, as exact fractions; None asks for more than half.

    `of_sides` goes before `of_each_side`. `vetoes` names sides whose majority against a proposal stops it.
    With `recused_stay` a recused seat still counts among those a quorum is taken of. `sides` are those that have
    seats by the definition, observers left out: one of which nobody sits at the table is missed, not forgotten.
    """

    way: Way | None
    at_least: Fraction | None = None
    of_each_side: Fraction | None = None
    of_sides: dict[str, Fraction] = field(default_factory=dict)
    vetoes: tuple[str, ...] = ()
    has_chair: bool = False
    chair_votes: bool | None = False
    chair_casts: bool = False
    quorum_seats: Fraction | None = None
    quorum_sides: tuple[str, ...] = ()
    recused_stay: bool = False
    sides: tuple[str, ...] = ()

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """What nobody knows of this rule, so that somebody has to choose."""
        found = []
        if self.way is None:
            found.append(Unknown.WAY)
        if self.has_chair and self.chair_votes is None:
            found.append(Unknown.CHAIR_VOTES)
        return tuple(found)


@dataclass(frozen=True)
class Choice:
    """What the table chose where its agreement is silent; it fills gaps and changes nothing that is written."""

    way: Way | None = None
    chair_votes: bool | None = None
    at_least: Fraction | None = None
    of_each_side: Fraction | None = None
    chair_casts: bool = False


def rule_of(body: Body) -> Rule:
    """The rule that the definition gives a body. What it does not say stays unknown.

    Sides that fill seats together answer to the first one's name, as `Place.side` does.
    """
    first = {side: seat.side for seat in body.seats for side in (seat.side, *seat.jointly_with)}
    decision, quorum = body.decision, body.quorum
    has_chair = bool(body.independent_chair)
    rule = Rule(
        way=None,
        sides=tuple(dict.fromkeys(seat.side for seat in body.seats if not seat.observer)),
        has_chair=has_chair,
        chair_votes=None if has_chair else False,
    )
    if decision is not None:
        rule = replace(
            rule,
            way=Way(decision.way),
            at_least=_share(decision.at_least),
            of_each_side=_share(decision.of_each_side),
            of_sides={
                first.get(one.side, one.side): Fraction(str(one.at_least))
                for one in decision.of_sides
            },
            vetoes=tuple(dict.fromkeys(first.get(side, side) for side in decision.vetoes)),
            chair_casts=bool(decision.chair_casts),
            chair_votes=_chair(has_chair, decision.chair_votes, decision.chair_casts),
        )
    if quorum is not None:
        rule = replace(
            rule,
            quorum_seats=_share(quorum.seats_at_least),
            quorum_sides=tuple(dict.fromkeys(first.get(side, side) for side in quorum.sides)),
            recused_stay=quorum.recused == "stay",
        )
    return rule


def settled(rule: Rule, choice: Choice) -> Rule:
    """The rule with its gaps filled. Shares are taken only where the way is chosen too."""
    if rule.way is None and choice.way is not None:
        rule = replace(
            rule, way=choice.way, at_least=choice.at_least, of_each_side=choice.of_each_side
        )
    if rule.has_chair and rule.chair_votes is None:
        rule = replace(rule, chair_votes=choice.chair_votes)
        if choice.chair_votes is not None:
            rule = replace(rule, chair_casts=choice.chair_casts)
    return rule


def _chair(has_chair: bool, votes: bool | None, casts: bool | None) -> bool | None:
    if not has_chair:
        return False
    # A casting vote is said of a chair who has no other.
    return False if votes is None and casts else votes


def _share(percent: float | None) -> Fraction | None:
    """66.7 is 667/1000 and no binary neighbour of it."""
    return None if percent is None else Fraction(str(percent))
