"""More time that companies asked: whom to hear, who reads the reasons, and what everyone reads."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from convenant.agreements.definition import Definition
from convenant.agreements.definition.parts.techniques import Derogation as DerogationRule
from convenant.agreements.membership import members
from convenant.agreements.models import Party
from convenant.agreements.queries import parties, running_definition
from convenant.agreements.terms import Term, term
from convenant.base.actors import Actor
from convenant.decisions.models import Proposal
from convenant.decisions.queries.asks import adopted
from convenant.people.models import PARTY_KINDS, Kind
from convenant.protection.thresholds import shown_count
from convenant.techniques.models import Clock, Derogation, DerogationOpinion
from convenant.techniques.phase_in import add_years
from convenant.techniques.queries.clocks import class_names, title_of
from convenant.techniques.queries.uptake import in_force_on
from convenant.techniques.rules import may_keep, may_read_readiness

State = Derogation.State
USUAL_SIDES = ("unions", "civil_society")  # kinds of side heard where the definition names none
# Who speaks for a company gives no opinion on a competitor, whatever the sides.
HEARD_KINDS = tuple(kind for kind in PARTY_KINDS if kind != Kind.COMPANY)
FEWEST = 5  # members of a class that is named in the register, where the definition has no number


@dataclass(frozen=True)
class Side:
    """A side that is heard, with its opinions; `parties` are those who can speak for it."""

    id: str
    name: str
    parties: tuple[Party, ...]
    opinions: tuple[DerogationOpinion, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of the public register."""

    derogation: Derogation
    title: str
    who: str  # the company, or its class, or empty where neither may be said
    is_named: bool
    reason: str
    is_in_force: bool


def rule() -> DerogationRule | None:
    """What the running definition says of derogations, if anything."""
    said = running_definition().techniques
    return said.derogation if said else None


def latest_day(clock: Clock) -> date | None:
    """The last day for which more time can be asked; None where the definition sets no limit."""
    said = rule()
    if clock.apply_by is None or said is None or said.at_most_years is None:
        return None
    return add_years(clock.apply_by, said.at_most_years)


def sides_heard(definition: Definition | None = None) -> list[Side]:
    """The sides whose opinion is asked, with the parties who can speak for them."""
    definition = definition or running_definition()
    said = definition.techniques.derogation if definition.techniques else None
    language = get_language() or "nl"
    named = said.opinions_of if said else []
    asked = [
        side for side in definition.sides
        if (side.id in named if named else side.kind in USUAL_SIDES)
    ]  # fmt: skip
    found: dict[str, list[Party]] = {}
    for party in parties().filter(side__in=[one.id for one in asked], is_supporter=False):
        found.setdefault(party.side, []).append(party)
    return [
        Side(one.id, one.name.get(language), tuple(found.get(one.id, ())))
        for one in asked
        if one.kind != "companies"
    ]


def opinions_by_side(derogation: Derogation) -> list[Side]:
    """Each side that is heard with what it said; a side that spoke before it was taken off the list too."""
    said: dict[str, list[DerogationOpinion]] = {}
    for one in derogation.opinions.select_related("by_for"):
        said.setdefault(one.side, []).append(one)
    heard = [
        Side(side.id, side.name, side.parties, tuple(said.pop(side.id, ())))
        for side in sides_heard()
    ]
    return heard + [Side(side, side, (), tuple(found)) for side, found in said.items()]


def opinion_term(derogation: Derogation, definition: Definition | None = None) -> Term:
    """Until when the sides may take to give their opinion."""
    return term("derogation_opinion", timezone.localdate(derogation.at), definition)


def silent_sides(derogation: Derogation) -> list[Side]:
    """The sides that have somebody to speak for them, and did not."""
    return [side for side in opinions_by_side(derogation) if side.parties and not side.opinions]


def speaks_for(by: Actor) -> dict[int, str]:
    """The organisations for which this person may give an opinion, with their sides."""
    own = by.organisations(*HEARD_KINDS)
    if not own or by.has(Kind.COMPANY):
        return {}
    return {
        party.organisation_id: side.id
        for side in sides_heard()
        for party in side.parties
        if party.organisation_id in own
    }


def derogations_for(by: Actor) -> QuerySet[Derogation]:
    """Those whose reason and costs this person reads: the desk and the sides heard all, a company its own."""
    found = Derogation.objects.select_related("version__technique", "organisation", "proposal")
    if may_read_readiness(by) or speaks_for(by):
        return found
    return found.filter(organisation_id__in=by.organisations(Kind.COMPANY))


def derogation_for(by: Actor, number: int) -> Derogation | None:
    """One of them."""
    return derogations_for(by).filter(number=number).first()


def own_opinion(by: Actor, derogation: Derogation) -> DerogationOpinion | None:
    """What was said for this person's organisation."""
    return derogation.opinions.filter(by_for_id__in=speaks_for(by)).first()


def opinions_asked(by: Actor) -> list[tuple[Derogation, date]]:
    """For the home page: asked, and this person's organisation said nothing yet; each with its last day."""
    own = speaks_for(by)
    if not own:
        return []
    found = derogations_for(by).filter(state=State.ASKED)
    definition = running_definition()
    return [
        (one, opinion_term(one, definition).ends)
        for one in found.exclude(opinions__by_for_id__in=own).order_by("number")
    ]


def derogations_to_decide(by: Actor, today: date | None = None) -> list[Derogation]:
    """For the home page of the secretariat: every side was heard, or its term is over; few questions."""
    if not may_keep(by):
        return []
    today = today or timezone.localdate()
    found = list(derogations_for(by).filter(state=State.ASKED).order_by("number"))
    spoke: dict[int, set[str]] = {}
    for derogation, side in DerogationOpinion.objects.filter(derogation__in=found).values_list(
        "derogation_id", "side"
    ):
        spoke.setdefault(derogation, set()).add(side)
    definition = running_definition()
    sides = {side.id for side in sides_heard(definition) if side.parties}
    return [
        one
        for one in found
        if sides <= spoke.get(one.pk, set()) or opinion_term(one, definition).ends < today
    ]


def may_be_decided(derogation: Derogation, today: date | None = None) -> bool:
    """Every side that can speak did, or the term in which it could is over."""
    today = today or timezone.localdate()
    return opinion_term(derogation).ends < today or not silent_sides(derogation)


def decisions_that_grant(derogation: Derogation) -> QuerySet[Proposal]:
    """Adopted decisions of the body that grants, made after it was asked; none where no body is named."""
    said = rule()
    if said is None or said.body is None:
        return adopted().none()
    return adopted().filter(body=said.body, closed_at__gte=derogation.at, bat_versions=None)


def register() -> list[Entry]:
    """What everyone reads: each derogation that was granted, in force or lapsed, newest first.

    The company is named only where the agreement says so; its class only where enough members were of it when it was
    granted. Nothing that becomes of the company later changes its line, for that would tell whose it is.
    """
    today, definition = timezone.localdate(), running_definition()
    said = rule()
    names_member = bool(said and said.names_member)
    reason_public = said is None or said.reason_public is not False
    found = Derogation.objects.filter(state=State.GRANTED).select_related(
        "version__technique", "organisation"
    )
    classes = class_names(definition)
    return [
        Entry(
            one,
            title_of(one.version),
            str(one.organisation) if names_member else classes.get(one.class_then, ""),
            names_member,
            one.public_reason if reason_public else "",
            in_force_on(one, today),
        )
        for one in found
    ]


def class_to_name(organisation_id: int) -> str:
    """The class of this member by its id, where it is large enough to hide one; else empty."""
    said = running_definition().techniques
    minimum = (said.minimum_members if said else None) or FEWEST
    held = dict(members().order_by().values_list("organisation_id", "member_class"))
    own = held.get(organisation_id, "")
    size = sum(one == own for one in held.values())
    return own if own and shown_count(size, minimum) is not None else ""


def has_open(clock: Clock) -> bool:
    """Whether this company already asked more time for this version, and waits."""
    return Derogation.objects.filter(
        version_id=clock.version_id, organisation_id=clock.organisation_id, state=State.ASKED
    ).exists()
