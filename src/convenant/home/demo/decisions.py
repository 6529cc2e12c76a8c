"""Meetings and decisions of the demo; every word is invented."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from convenant.base.actors import Actor
from convenant.decisions.actions.amendments import answer_amendment, propose_amendment
from convenant.decisions.actions.asks import answer_ask, ask_the_state
from convenant.decisions.actions.meetings import (
    add_item,
    confirm_statement,
    convene,
    plan_meeting,
)
from convenant.decisions.actions.minutes import agree_action, send_minutes, write_minutes
from convenant.decisions.actions.papers import add_paper
from convenant.decisions.actions.positions import close_decision, take_position
from convenant.decisions.actions.proposals import propose, put
from convenant.decisions.competition import competition_statement
from convenant.decisions.models import Meeting
from convenant.decisions.queries.tables import table_for
from convenant.people.models import Organisation, Person
from convenant.people.queries import actor_for

BODY = "steering_group"
PAYMENT = """1. Deelnemers betalen leveranciers binnen 60 dagen na levering.

2. Wie later betaalt, vergoedt de rente.

3. Dit geldt voor bestellingen vanaf 1 januari 2027."""
WAGES = """1. Deelnemers vragen bij elke productielocatie naar het laagste uurloon.

2. De uitkomsten gaan naar het secretariaat en worden alleen samengevoegd gedeeld."""


def decide(
    people: dict[str, Person], organisations: dict[str, Organisation], say: Callable[[str], None]
) -> None:
    """A meeting with an adopted decision and a split view, one to come in writing, a request to the state."""
    say("meetings and decisions")
    by = {name: actor_for(person) for name, person in people.items()}
    now = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0)
    held = _meeting(by["Anna"], "Stuurgroep najaar (demo)", now - timedelta(days=9), 3)
    first = add_item(
        held,
        by=by["Anna"],
        title="Betaaltermijnen",
        text="Leveranciers melden dat zij gemiddeld te laat worden betaald. Verzonnen voor de demo.",
    )
    add_paper(
        first,
        by=by["Anna"],
        name="Notitie betaaltermijnen",
        tier="parties",
        file_name="betaaltermijnen.txt",
        content=b"Verzonnen voor de demo.\n",
    )
    add_item(held, by=by["Anna"], title="Rondvraag")
    # Convened as if it had been in time: a meeting that is over cannot be.
    ends, held.ends = held.ends, timezone.now() + timedelta(hours=1)
    held.save()
    convene(held, by=by["Anna"])
    proposal = propose(
        BODY,
        by=by["Chantal"],
        title="Betalen binnen 60 dagen",
        text=PAYMENT,
        tier="public",
    )
    asked = propose_amendment(
        proposal,
        by=by["Daan"],
        old="Wie later betaalt, vergoedt de rente.",
        new="Wie later betaalt, vergoedt uit zichzelf de wettelijke rente.",
        reason="Een leverancier durft er niet om te vragen.",
    )
    answer_amendment(asked, by=by["Anna"], take=True)
    put(proposal, first, by=by["Anna"])
    stands = {
        "Chantal": ("support", ""),
        "Daan": ("support", ""),
        "Greet": ("support", ""),
        "Iris": ("stand_aside", "Voor kleine bedrijven is dit zonder overgangstijd te snel."),
    }
    for name, (stand, reason) in stands.items():
        confirm_statement(held, by=by[name], digest=competition_statement().digest)
        seat = next(o.seat for o in table_for(proposal) if o.capacity_of(people[name].pk))
        take_position(proposal, seat, by=by[name], stand=stand, reason=reason)
    close_decision(proposal, by=by["Anna"])
    held.ends = ends
    held.save()
    write_minutes(held, by=by["Anna"], item=first, text="Lang gesproken over kleine bedrijven.")
    agree_action(
        first,
        by=by["Anna"],
        text="Navragen wat banken aan voorfinanciering bieden",
        owner=people["Daan"],
        due=timezone.localdate() + timedelta(days=30),
    )
    send_minutes(held, by=by["Anna"])
    coming = _meeting(
        by["Anna"], "Schriftelijke ronde lonen (demo)", now - timedelta(days=1), 24 * 8, True
    )
    wages = add_item(coming, by=by["Anna"], title="Laagste uurlonen")
    convene(coming, by=by["Anna"])
    put(
        propose(BODY, by=by["Daan"], title="Laagste uurlonen opvragen", text=WAGES),
        wages,
        by=by["Anna"],
    )
    ministry = next((o for name, o in organisations.items() if "Ministerie" in name), None)
    if ministry is not None:
        ask = ask_the_state(
            ministry,
            by=by["Chantal"],
            what="Gesprek over registratie van vakbonden",
            addressed="Ministerie van Arbeid, Bangladesh",
            text="Drie bonden wachten al langer dan een jaar. Verzonnen voor de demo.",
            deadline=timezone.localdate() + timedelta(days=40),
            proposal=None,
        )
        if ministry.pk in by["Greet"].organisations():
            answer_ask(ask, by=by["Greet"], text="De ambassade spreekt er in het voorjaar over.")


def _meeting(
    by: Actor, title: str, starts: datetime, hours: int, in_writing: bool = False
) -> Meeting:
    return plan_meeting(
        BODY,
        by=by,
        title=title,
        starts=starts,
        ends=starts + timedelta(hours=hours),
        place="" if in_writing else "Utrecht",
        in_writing=in_writing,
    )
