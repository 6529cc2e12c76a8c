"""Fill an empty platform with the demo agreement, through the same verbs that people use."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from convenant.agreements.actions import admit, create_agreement, seat
from convenant.agreements.definition import preset_text
from convenant.base.actors import SYSTEM, Actor
from convenant.base.models import Agreement
from convenant.base.walls import within
from convenant.home.demo.assessments import assess
from convenant.home.demo.cast import (
    COMPANIES,
    OTHERS,
    PASSWORD,
    PEOPLE,
    SUPERVISOR,
    address_of,
)
from convenant.home.demo.commitments import hold_to_their_word
from convenant.home.demo.decisions import decide
from convenant.home.demo.files import file_of
from convenant.home.demo.grievances import open_door
from convenant.home.demo.monitoring import monitor
from convenant.home.demo.places import rows_per_member
from convenant.home.demo.risks import judge_risks
from convenant.home.demo.visits import visit_sites
from convenant.locations.actions.introductions import ask_introduction
from convenant.locations.actions.lists import hand_in, store
from convenant.locations.actions.notices import receive_notice
from convenant.locations.jobs import match_list
from convenant.locations.models import Site
from convenant.locations.queries.sites import shared_by
from convenant.people.actions import add_organisation, assign_role
from convenant.people.models import Kind, Organisation, Person
from convenant.people.queries import actor_for, agreement_by_slug, person_by_email
from convenant.publishing.actions import publish

PRESET = "example-european-garments"
JOINED = date(2025, 7, 1)
YEAR = 2026
NOT_STORED = "Zilverlijn Warenhuizen"  # handed in, waiting for its own check
NOT_HANDED_IN = "Merel & Mus"
EDITION_OF = date(2026, 7, 4)

Say = Callable[[str], None]


def build(say: Say) -> Agreement:
    """The demo agreement; the one already there where it was built before."""
    if found := agreement_by_slug(PRESET):
        return found
    people = {name: _person(name, language) for name, _kind, _organisation, language in PEOPLE}
    anna = people["Anna"]
    anna.is_operator = True
    anna.save()
    agreement = create_agreement(preset_text(PRESET), by=anna, file_name=f"{PRESET}.yaml")
    with within(agreement):
        organisations = _parties()
        for name, kind, organisation, _language in PEOPLE:
            if kind is not None and name != "Anna":
                assign_role(
                    people[name],
                    kind,
                    by=SYSTEM,
                    organisation=organisations.get(organisation or ""),
                    since=JOINED,
                )
        _seats(people)
        _lists(organisations, anna, say)
        say("publishing the edition of 4 July 2026")
        publish(by=SYSTEM, on=EDITION_OF)
        _exchange(people)
        judge_risks(people, say)
        assess(organisations, say)
        visit_sites(people, say)
        monitor(people, organisations, say)
        hold_to_their_word(people, organisations, say)
        decide(people, organisations, say)
        open_door(people, organisations, _shared(people), say)
    return agreement


def _person(name: str, language: str) -> Person:
    address = address_of(name)
    return person_by_email(address) or Person.objects.create_user(
        address, PASSWORD, name=name, language=language
    )


def _parties() -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}
    for name, member_class, share in COMPANIES:
        made[name] = add_organisation(name=name, country="NL", by=SYSTEM)
        admit(
            made[name],
            by=SYSTEM,
            side="companies",
            joined=JOINED,
            member_class=member_class,
            turnover_share=Decimal(share) if share else None,
        )
    for name, side in OTHERS:
        made[name] = add_organisation(name=name, country="NL", by=SYSTEM)
        admit(made[name], by=SYSTEM, side=side, joined=JOINED)
    made[SUPERVISOR] = add_organisation(name=SUPERVISOR, country="NL", by=SYSTEM)
    return made


def _seats(people: dict[str, Person]) -> None:
    """A few seats are held and most are empty, as in a young agreement."""
    for body, side, name in (
        ("general_assembly", "companies", "Bilal"),
        ("general_assembly", "unions", "Chantal"),
        ("general_assembly", "civil_society", "Daan"),
        ("general_assembly", "government", "Greet"),
        ("steering_group", "companies", "Iris"),
        ("steering_group", "unions", "Chantal"),
        ("steering_group", "civil_society", "Daan"),
        ("steering_group", "government", "Greet"),
    ):
        seat(people[name], by=SYSTEM, body=body, side=side, since=JOINED)


def _lists(organisations: dict[str, Organisation], anna: Person, say: Say) -> None:
    secretariat = actor_for(anna)
    every = rows_per_member(len(COMPANIES))
    for member, ((name, *_), rows) in enumerate(zip(COMPANIES, every, strict=True)):
        if name == NOT_HANDED_IN:
            continue
        file = file_of(member, name, rows)
        say(f"list of {name}: {len(rows)} rows")
        site_list = hand_in(
            organisations[name],
            by=secretariat,
            period=YEAR,
            file_name=file.name,
            content=file.content,
        )
        if name != NOT_STORED:
            store(site_list, by=secretariat)
            match_list.call(site_list.agreement_id, site_list.pk)


def _exchange(people: dict[str, Person]) -> None:
    """One member asks to be introduced at a shared site; someone outside reports a problem."""
    iris, bilal = actor_for(people["Iris"]), actor_for(people["Bilal"])
    shared = shared_by(_company(bilal), _company(iris))
    if shared:
        ask_introduction(shared[0], "Shall we look at overtime here together?", by=iris)
        receive_notice(
            shared[-1],
            "Invented for the demo: people in this street say that the fire exits at the back are "
            "blocked with boxes since the spring.",
            "",
            by=SYSTEM,
        )


def _shared(people: dict[str, Person]) -> list[Site]:
    """Sites that Bilal and Iris both source from."""
    return shared_by(*(_company(actor_for(people[name])) for name in ("Bilal", "Iris")))


def _company(actor: Actor) -> int:
    return next(iter(actor.organisations(Kind.COMPANY)))
