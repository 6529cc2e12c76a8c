"""Whether somebody may decide a case, without telling who is linked to it. Plain: no Django.

A member of the committee must not sit where a tie binds him or her to an organisation of the case:
a respondent, a buyer at the site, the complainant's representative. Who buys at a site is secret,
also from the committee. So:

- The person asked about learns one thing: may sit, or may not (`Verdict.may_sit`). Not why.
- Who composes the panel also sees the *kind* of tie, never the organisation.
- The organisation is in no answer. A keyed `token` lets who holds the key, and the facts, check later
  that an answer was right; to anybody else it is noise, different for every case.

**Asking again and again tells nothing.** One could otherwise declare a tie with one firm after
another and see which bars one from the case. Only ties declared before the case was received are
compared with it. A tie declared later bars its owner *whatever* the organisation is, linked or not,
so the answer is the same for every firm there is, and once given it does not change for the better:
a tie ended after the case was received still counts. For ties declared before, the answer is fixed by
then, and says no more than what nobody can keep from a person who is bound to one firm alone and
then may not sit. Firms declared by the handful bar one often, and tell which of them less.

Two duties of the caller: ties, their days and the day of receipt come from what was recorded, never from
the form that asks; and the answer is asked for when a panel is composed or the links of the case have
changed, not on every page, for a change from may to may not says that a link was added.
"""

import hmac
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What binds somebody to an organisation, the strongest first."""

    EMPLOYMENT = "employment"
    OWNERSHIP = "ownership"
    MANDATE = "mandate"  # board, supervision, representing it
    ADVICE = "advice"  # paid work for it
    FAMILY = "family"
    FORMER = "former"
    OTHER = "other"


DECLARED_LATE = "declared_late"


@dataclass(frozen=True)
class Tie:
    """A declared tie with an organisation; `ended` where it is over."""

    organisation: str
    kind: Kind
    declared: date
    ended: date | None = None


@dataclass(frozen=True)
class Verdict:
    """The answer. Show the person `may_sit` alone; `kind` is for who composes the panel."""

    conflict: bool
    kind: str | None
    token: str

    @property
    def may_sit(self) -> bool:
        """All that the person asked about is told."""
        return not self.conflict


def verdict(
    *,
    case: str,
    received: date,
    person: str,
    ties: Iterable[Tie],
    linked: Collection[str],
    groups: Mapping[str, str],
    key: bytes,
) -> Verdict:
    """Whether ties bar the person from the case received that day.

    `groups` gives the ownership group of an organisation: a tie with one company of a group is a tie
    with all. `linked` are the organisations of the case. `key` makes the token; keep it a secret.
    """
    if len(key) < 16:
        raise ValueError("a key has at least 16 bytes")
    every = list(ties)
    concerned = {groups[one] for one in linked if one in groups}
    struck = [
        tie
        for tie in every
        if tie.declared < received
        and (tie.ended is None or tie.ended >= received or tie.kind == Kind.FORMER)
        and (tie.organisation in linked or groups.get(tie.organisation) in concerned)
    ]
    late = any(tie.declared >= received for tie in every)
    # Late first: a late tie must not show, by the kind it gets, whether an earlier one struck.
    kind = DECLARED_LATE if late else _strongest(struck)
    facts = sorted({f"{tie.kind.value}:{tie.organisation}" for tie in struck})
    return Verdict(late or bool(struck), kind, _token(key, case, person, kind or "", *facts))


def _strongest(ties: list[Tie]) -> str | None:
    order = list(Kind)
    return min((t.kind for t in ties), key=order.index).value if ties else None


def _token(key: bytes, *facts: str) -> str:
    # Lengths first, so that no two lists of facts read as the same bytes.
    read = b"".join(len(f.encode()).to_bytes(4, "big") + f.encode() for f in facts)
    return hmac.new(key, read, "sha256").hexdigest()
