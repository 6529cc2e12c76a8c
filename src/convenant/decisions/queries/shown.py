"""A proposal as people read it: who said what, what follows, by which rule, what it changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from babel.numbers import format_decimal
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition.parts.bodies import Body
from convenant.agreements.models import Party
from convenant.agreements.queries import versions
from convenant.base.actors import Actor
from convenant.base.walls import current_agreement
from convenant.decisions.models import Change, Proposal
from convenant.decisions.outcome import Rule, Stand, Statement, Unknown, Way, rule_of, words
from convenant.decisions.queries.proposals import Standing
from convenant.decisions.queries.tables import bench_name, rule_for

APART = (Stand.OBJECT, Stand.STAND_ASIDE)


def stand_in_words(stand: str) -> str:
    """What a seat said."""
    return {
        Stand.SUPPORT: _("Support"),
        Stand.ABSTAIN: _("Abstain"),
        Stand.OBJECT: _("Object"),
        Stand.STAND_ASIDE: _("Stand aside"),
    }[Stand(stand)]


def way_in_words(way: str) -> str:
    """How votes become a decision."""
    return {
        Way.CONSENSUS: _("By consensus of sides"),
        Way.CONSENSUS_THEN_MAJORITY: _("By consensus of sides; without one, by votes"),
        Way.MAJORITY: _("By majority"),
        Way.MAJORITY_BY_SIDE: _("By a majority in every side"),
        Way.BINDING: _("By the majority of the panel"),
    }[Way(way)]


@dataclass(frozen=True)
class Row:
    """A seat as it stands on the page."""

    side: str
    holder: str
    observer: bool
    recused: bool
    present: bool
    stand: str = ""
    label: str = ""
    reason: str = ""
    person: str = ""
    capacity: str = ""
    spoke: bool = False
    lapsed: bool = False

    @property
    def is_apart(self) -> bool:
        """A split view: it objected or stood aside, and it counted."""
        return self.stand in APART and not (self.observer or self.recused)

    @property
    def is_in_anothers_place(self) -> bool:
        return self.capacity in ("deputy", "mandate")


def rows_of(proposal: Proposal, found: Standing | None) -> list[Row]:
    """The seats: as they were counted where it is closed, as they stand now where it is open."""
    if proposal.state == Proposal.State.CLOSED:
        return [
            Row(
                bench_name(one["side"]),
                one["holder"],
                one["observer"],
                one["recused"],
                one["present"],
                one.get("stand", ""),
                stand_in_words(one["stand"]) if one.get("stand") else "",
                one.get("reason", ""),
                one.get("person", ""),
                one.get("capacity", ""),
                "stand" in one,
            )
            for one in proposal.table
        ]
    if found is None:
        return []
    return [
        Row(
            bench_name(one.at.side),
            str(one.at.seat.person),
            one.at.observer,
            one.at.is_recused,
            one.at.is_present or one.spoke,
            one.said.stand if one.said else "",
            stand_in_words(one.said.stand) if one.said else "",
            one.said.reason if one.said else "",
            str(one.said.person) if one.said else "",
            one.said.capacity if one.said else "",
            one.spoke,
            one.lapsed and not one.spoke,
        )
        for one in found.seated
    ]


def split_views(rows: Iterable[Row]) -> list[Row]:
    """Who objected or stood aside, with their reasons."""
    return [row for row in rows if row.is_apart]


def in_words(statements: Iterable[Statement]) -> list[str]:
    """Reasons as sentences in the page's language."""
    language = get_language() or "nl"
    return [words(one, language, bench_name) for one in statements]


def reasons_of(proposal: Proposal) -> list[str]:
    """Why a closed decision came out as it did, as it was reckoned then."""
    return in_words(
        Statement(each["code"], each["side"], {k: _value(v) for k, v in each["values"].items()})
        for each in proposal.reasons
    )


def _value(kept: Any) -> Any:
    return Fraction(kept["fraction"]) if isinstance(kept, dict) else kept


def rule_in_words(rule: Rule | None) -> list[str]:
    """How this body decides, line by line; what nobody knows is said too."""
    if rule is None:
        return [_("The definition of this agreement has no such body any more.")]
    found = [
        way_in_words(rule.way)
        if rule.way is not None
        else _("The agreement does not say how this body decides.")
    ]
    if rule.at_least is not None:
        found.append(_("%(share)s %% of all votes for it") % {"share": _share(rule.at_least)})
    if rule.of_each_side is not None:
        found.append(
            _("%(share)s %% of the votes of each side") % {"share": _share(rule.of_each_side)}
        )
    for side, share in rule.of_sides.items():
        found.append(
            _("%(share)s %% of the votes of %(side)s")
            % {"share": _share(share), "side": bench_name(side)}
        )
    for side in rule.vetoes:
        found.append(_("%(side)s can stop it") % {"side": bench_name(side)})
    if rule.quorum_seats is not None:
        found.append(
            _("At least %(share)s %% of the seats take part") % {"share": _share(rule.quorum_seats)}
        )
    if rule.quorum_sides:
        names = ", ".join(bench_name(side) for side in rule.quorum_sides)
        found.append(_("Somebody takes part of: %(sides)s") % {"sides": names})
    if rule.has_chair and rule.chair_votes is None:
        found.append(_("The agreement does not say whether the chair votes."))
    elif rule.chair_casts:
        found.append(_("Where votes are equal the chair decides"))
    elif rule.has_chair:
        found.append(_("The chair votes") if rule.chair_votes else _("The chair does not vote"))
    return found


def _share(share: Fraction) -> str:
    return format_decimal(float(share), locale=get_language() or "nl")


def rule_of_proposal(proposal: Proposal) -> list[str]:
    """The rule it is, or was, decided by."""
    return rule_in_words(rule_for(proposal))


@dataclass(frozen=True)
class Changed:
    """What a decision changed, with the page where it can be seen, where there is one."""

    label: str
    address: str


# For each kind of change, the pages of these keys that this reader may open. Rooms above add their own kind.
ADDRESSES: dict[str, Callable[[Actor, set[str]], dict[str, str]]] = {}


def changes_of(by: Actor, proposals: Iterable[Proposal]) -> dict[int, list[Changed]]:
    """What each of these decisions changed, in order, by its key; in the same few queries whatever their number."""
    found = list(Change.objects.filter(proposal__in=[one.pk for one in proposals]))
    asked: dict[str, set[str]] = {}
    for one in found:
        asked.setdefault(one.kind, set()).add(one.key)
    pages = {kind: ADDRESSES[kind](by, keys) for kind, keys in asked.items() if kind in ADDRESSES}
    changed: dict[int, list[Changed]] = {}
    for one in found:
        address = pages.get(one.kind, {}).get(one.key, "")
        changed.setdefault(one.proposal_id, []).append(Changed(one.label, address))
    return changed


def _versions(by: Actor, keys: set[str]) -> dict[str, str]:
    """What a version of the definition changed, beside the one before it; the first, whole."""
    slug = current_agreement().slug
    compare = reverse("agreements:compare", args=[slug])
    whole = reverse("agreements:definition", args=[slug])
    return {
        key: f"{compare}?old={int(key) - 1}&new={key}" if int(key) > 1 else whole for key in keys
    }


def _members(by: Actor, keys: set[str]) -> dict[str, str]:
    """The parties with their standing, which everyone reads."""
    where = reverse("agreements:agreement", args=[current_agreement().slug])
    return dict.fromkeys(keys, f"{where}#parties")


ADDRESSES[Proposal.About.DEFINITION] = _versions
ADDRESSES[Proposal.About.MEMBER] = _members


def members_to_name() -> QuerySet[Party]:
    """Every party, those that left too: a decision may be about just that."""
    return Party.objects.select_related("organisation").order_by("organisation__name", "pk")


def member_named(key: str) -> Party | None:
    """One of them, by the key of a change."""
    return members_to_name().filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None


def versions_to_name() -> list[tuple[str, str]]:
    """The definition's versions, newest first, to choose from."""
    return [
        (str(one.number), f"{one}, {date_format(timezone.localtime(one.loaded_at), 'j F Y')}")
        for one in versions()
    ]


def unknown_of(body: Body | None) -> tuple[Unknown, ...]:
    """What must be chosen before anything can be put to this body."""
    return rule_of(body).unknown if body is not None else ()
