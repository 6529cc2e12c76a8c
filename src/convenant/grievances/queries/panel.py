"""Who may decide a case: the committee's seats, who cannot sit, who sits, and what binds people to others."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from convenant.agreements.queries import seats
from convenant.base.actors import Actor
from convenant.grievances.models import (
    Case,
    ConflictCheck,
    Dispute,
    OwnershipLink,
    PanelSeat,
    Recusal,
    Tie,
)
from convenant.grievances.models.at_rest import installation_key
from convenant.grievances.procedure import conflicts, panels
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.queries.routing import to_be_told
from convenant.grievances.rules import ON_COMMITTEE
from convenant.people.models import Kind, Organisation, Person, Role
from convenant.people.queries import held_by, organisations_here


@dataclass(frozen=True)
class Member:
    """Somebody of the committee beside a case: sits there, may sit, or does not."""

    person: Person
    side: str
    deputy: bool
    sits: PanelSeat | None
    recusal: Recusal | None
    checked: ConflictCheck | None


def committee_seats() -> list[panels.Seat]:
    """The seats of the committee as they are held today, members before deputies."""
    body = procedure().committee
    if body is None:
        return []
    held = list(seats().filter(body=body).order_by("pk"))
    members = [panels.Seat(str(one.person_id), one.side or None) for one in held]
    deputies = [
        panels.Seat(str(one.deputy_id), one.side or None, deputy=True)
        for one in held
        if one.deputy_id is not None
    ]
    return [*members, *deputies]


def people_by_id(ids: set[int]) -> dict[int, Person]:
    """People by their key."""
    return {one.pk: one for one in Person.objects.filter(pk__in=ids)}


def panel_of(case: Case) -> list[PanelSeat]:
    """Who decides now, the chair first."""
    return list(PanelSeat.objects.filter(case=case, until=None).select_related("person"))


def panel_before(case: Case) -> list[PanelSeat]:
    """Who was on the panel and is no longer."""
    return list(PanelSeat.objects.filter(case=case).exclude(until=None).select_related("person"))


def sits_in(case: Case, person_id: int | None) -> bool:
    """Whether this person is on the panel of the case today."""
    return PanelSeat.objects.filter(case=case, until=None, person=person_id).exists()


def recused(case: Case) -> set[int]:
    """Who does not sit in this case."""
    return set(Recusal.objects.filter(case=case).values_list("person", flat=True))


def kept_out(case: Case, person_id: int) -> bool:
    """Who was recused, and once there is a panel, whoever of the committee is not on it."""
    if Recusal.objects.filter(case=case, person=person_id).exists():
        return True
    panel = {one.person_id for one in panel_of(case)}
    if not panel or person_id in panel:
        return False
    kinds = {one.kind for one in held_by(person_id)}
    return bool(kinds & set(ON_COMMITTEE)) and Kind.OFFICER not in kinds


def members_beside(case: Case) -> list[Member]:
    """Everybody of the committee, as they stand to the case."""
    body = committee_seats()
    people = people_by_id({int(one.person) for one in body})
    sitting = {one.person_id: one for one in panel_of(case)}
    out = {one.person_id: one for one in Recusal.objects.filter(case=case)}
    last = {one.person_id: one for one in ConflictCheck.objects.filter(case=case).order_by("pk")}
    return [
        Member(
            people[int(one.person)],
            one.side or "",
            one.deputy,
            sitting.get(int(one.person)),
            out.get(int(one.person)),
            last.get(int(one.person)),
        )
        for one in body
    ]


def linked(case: Case) -> set[str]:
    """The organisations of a case: respondents, who sources at the site, and the parties of a dispute."""
    found = to_be_told(case)
    dispute = Dispute.objects.filter(case=case).first()
    if dispute is not None:
        found |= {dispute.organisation_id, *([dispute.against_id] if dispute.against_id else [])}
    return {str(one) for one in found}


def ties_of(person_id: int) -> list[conflicts.Tie]:
    """What binds somebody: what they declared, and the organisations for which they hold or held a role."""
    found = [
        conflicts.Tie(
            str(one.organisation_id), conflicts.Kind(one.kind), one.declared_on, one.ended_on
        )
        for one in Tie.objects.filter(person=person_id)
    ]
    for role in Role.objects.filter(person=person_id):
        over = role.until is not None and role.until <= today()
        kind = conflicts.Kind.FORMER if over else conflicts.Kind.EMPLOYMENT
        about = conflicts.Kind.FORMER if over else conflicts.Kind.ADVICE
        if role.organisation_id is not None:
            found.append(conflicts.Tie(str(role.organisation_id), kind, role.since, role.until))
        if role.about_id is not None:
            found.append(conflicts.Tie(str(role.about_id), about, role.since, role.until))
    return found


def ownership_groups() -> dict[str, str]:
    """The group of each organisation that is in one: whoever is linked, directly or through others."""
    group: dict[str, str] = {}
    links = OwnershipLink.objects.filter(Q(until=None) | Q(until__gt=today()))
    for one, other in links.values_list("organisation", "with_organisation"):
        first, second = (group.setdefault(str(pk), str(pk)) for pk in (one, other))
        if first != second:
            group = {pk: first if name == second else name for pk, name in group.items()}
    return group


def verdict_on(case: Case, person_id: int) -> conflicts.Verdict:
    """Whether this person may sit in the case. Ask it when a panel is composed, not on every page."""
    return conflicts.verdict(
        case=str(case.pk),
        received=case.received_on,
        person=str(person_id),
        ties=ties_of(person_id),
        linked=linked(case),
        groups=ownership_groups(),
        key=installation_key(b"panel conflicts"),
    )


def own_ties(by: Actor) -> QuerySet[Tie]:
    """What the actor declared, with what has ended."""
    return Tie.objects.filter(person=by.person_id).select_related("organisation").order_by("-pk")


def ownership_links() -> QuerySet[OwnershipLink]:
    """Which organisations are in one group, as it stands."""
    return OwnershipLink.objects.filter(until=None).select_related(
        "organisation", "with_organisation"
    )


def organisations_to_choose() -> QuerySet[Organisation]:
    """The organisations of this agreement."""
    return organisations_here()


def last_check(case: Case) -> date | None:
    """When it was asked last who may sit."""
    found = ConflictCheck.objects.filter(case=case).order_by("-pk").first()
    return found.on if found is not None else None
