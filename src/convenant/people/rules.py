"""Who may, and which roles cannot be one person's: pure predicates."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor, Held
from convenant.people.models import NEEDS_COMPANY, NEEDS_ORGANISATION, PARTY_KINDS, Kind


def is_secretariat(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The secretariat runs the agreement's administration."""
    return by.has(Kind.SECRETARIAT)


def is_company(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """A participating company's person."""
    return by.has(Kind.COMPANY)


def is_party(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Anyone who speaks for an organisation that signed."""
    return by.has(*PARTY_KINDS)


def is_inside(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Anyone with a role in this agreement."""
    return bool(by.roles)


def anyone(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """No role needed."""
    return True


def speaks_for_an_organisation(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Anyone with a role for an organisation."""
    return bool(by.organisations())


def why_not(
    role: Held,
    held: Iterable[Held],
    organisation_kinds: Iterable[str] = (),
    colleagues: Iterable[Held] = (),
) -> str | None:
    """The reason a person who holds `held` cannot also hold `role`, or None.

    The design's promise 5: adviser and assessor of one company; state as party and as supervisor; the
    complaints committee and anyone with a stake in a case. `organisation_kinds` are the kinds the
    role's organisation already has in the agreement through other people, `colleagues` the roles
    these hold for it.
    """
    held = list(held)
    kinds = {other.kind for other in held}
    if role.kind in NEEDS_ORGANISATION and role.organisation_id is None:
        return _("Choose the organisation this person speaks for.")
    if role.kind in NEEDS_COMPANY and role.about_id is None:
        return _("Choose the company this role is about.")
    pair = {Kind.ADVISER: Kind.ASSESSOR, Kind.ASSESSOR: Kind.ADVISER}
    if role.kind in pair:
        for other in held:
            if other.kind == pair[Kind(role.kind)] and other.about_id == role.about_id:
                return _(
                    "One person cannot advise and assess the same company: who helped write the plan "
                    "would judge it."
                )
        if role.organisation_id is not None and any(
            other.kind == pair[Kind(role.kind)]
            and other.about_id == role.about_id
            and other.organisation_id == role.organisation_id
            for other in colleagues
        ):
            return _(
                "One organisation cannot advise and assess the same company: a colleague already "
                "holds the other role."
            )
    own = {other.organisation_id for other in held} | {role.organisation_id}
    about = {other.about_id for other in held} | {role.about_id}
    if (own & about) - {None}:
        return _("A person cannot advise or assess their own organisation.")
    for one, another in (
        ({Kind.GOVERNMENT}, {Kind.SUPERVISOR}),
        ({Kind.SUPERVISOR}, {Kind.GOVERNMENT}),
    ):
        if role.kind in one and (another & (kinds | set(organisation_kinds))):
            return _(
                "The state as a party and the state as supervisor are kept apart: this person or "
                "organisation already holds the other role."
            )
    stake = {
        *PARTY_KINDS,
        Kind.SECRETARIAT,
        Kind.MONITOR,
        Kind.ADVISER,
        Kind.ASSESSOR,
        Kind.SUPERVISOR,
    }
    if (role.kind == Kind.COMMITTEE and kinds & stake) or (
        role.kind in stake and Kind.COMMITTEE in kinds
    ):
        return _(
            "A member of the complaints committee cannot also have a stake in its cases: choose "
            "someone without another role in this agreement."
        )
    apart = _apart_in_cases(role.kind, kinds, stake)
    if apart is not None:
        return apart
    independent = {Kind.MONITOR, Kind.ASSESSOR}
    if (role.kind in independent and kinds & {*PARTY_KINDS, Kind.SECRETARIAT}) or (
        role.kind in {*PARTY_KINDS, Kind.SECRETARIAT} and kinds & independent
    ):
        return _(
            "Monitoring is independent: a monitor or assessor cannot also work for a party or the "
            "secretariat."
        )
    if (role.kind == Kind.MONITOR and Kind.ADVISER in kinds) or (
        role.kind == Kind.ADVISER and Kind.MONITOR in kinds
    ):
        return _(
            "Monitoring is independent: who advises a company in this agreement cannot also be its "
            "monitor."
        )
    if (role.kind == Kind.CHAIR and kinds & set(PARTY_KINDS)) or (
        role.kind in PARTY_KINDS and Kind.CHAIR in kinds
    ):
        return _("The independent chair belongs to no side.")
    if role.kind == Kind.COMPANY and any(
        other.kind == Kind.COMPANY and other.organisation_id != role.organisation_id
        for other in held
    ):
        return _(
            "This person already speaks for another company. One person who sees two competitors' "
            "data would carry it across."
        )
    return None


# Three keys to a case, in three pairs of hands: who decides, who knows the name, who mediates.
CASE_KEYS = frozenset({Kind.OFFICER, Kind.COMMITTEE})


def _apart_in_cases(kind: str, kinds: set[str], stake: set[Kind]) -> str | None:
    """Why a role around the cases does not go with those held; the officer may be of the secretariat."""
    for one, others in (
        (Kind.OFFICER, (stake - {Kind.SECRETARIAT}) | {Kind.CUSTODIAN, Kind.MEDIATOR}),
        (Kind.CUSTODIAN, stake | CASE_KEYS | {Kind.MEDIATOR}),
        (Kind.MEDIATOR, stake | CASE_KEYS | {Kind.CUSTODIAN}),
    ):
        if (kind == one and kinds & others) or (kind in others and one in kinds):
            return _(
                "Who handles complaints, who keeps complainants’ names and who mediates are kept "
                "apart, and none of them has a stake in the cases: choose someone else."
            )
    return None
