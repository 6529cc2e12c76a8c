"""Who of the cast may open an agreement's pages."""

from datetime import date
from typing import Any

from convenant.agreements.actions import admit, seat
from convenant.agreements.queries import party_of, running_version, seats
from convenant.base.tests.pages import EVERYONE, Page
from convenant.people.actions import add_organisation

SECRETARIAT = {"anna"}


def brand_b(world: Any) -> dict[str, Any]:
    party = party_of(world.organisations["bilal"].pk)
    if party is None:
        raise AssertionError("the cast's Brand B is a party")
    return {"party": party.pk}


def a_party(world: Any) -> dict[str, Any]:
    made = add_organisation(name=f"Brand {len(world.things)}", by=world.by("anna"))
    world.things[made.name] = made
    party = admit(
        made, by=world.by("anna"), side="companies", joined=date(2026, 1, 1), member_class="small"
    )
    return {"party": party.pk}


def a_seat(world: Any) -> dict[str, Any]:
    held = seats().filter(body="steering_group").first()
    held = held or seat(world.bilal, by=world.by("anna"), body="steering_group", side="companies")
    return {"seat": held.pk}


def next_version(world: Any) -> dict[str, Any]:
    running = running_version()
    assert running is not None
    return {"text": running.text + "\n# another version\n", "note": "", "check": "1"}


PAGES = [
    Page("agreements_open:new", set()),
    Page("agreements_open:new", set(), post={"preset": "metals-2019", "check": "1"}),
    Page("agreements:agreement", EVERYONE),
    Page("agreements:definition", EVERYONE),
    Page("agreements:schema", EVERYONE),
    Page("agreements:compare", EVERYONE),
    Page("agreements:download", EVERYONE, lambda world: {"number": 1}),
    Page("agreements:amend", SECRETARIAT),
    Page("agreements:amend", SECRETARIAT, post=next_version),
    Page("agreements:admit", SECRETARIAT),
    Page(
        "agreements:admit",
        SECRETARIAT,
        post={"name": "Brand N", "side": "companies", "joined": "2026-01-01"},
    ),
    Page("agreements:party", SECRETARIAT, brand_b),
    Page("agreements:party", SECRETARIAT, a_party, post={"member_class": "large"}),
    Page("agreements:leave", SECRETARIAT, a_party),
    Page("agreements:leave", SECRETARIAT, a_party, post={"on": "2026-02-01"}),
    Page("agreements:seat", SECRETARIAT, answers={404}),  # without a body in the address
    Page("agreements:end_seat", SECRETARIAT, a_seat),
    Page("agreements:end_seat", SECRETARIAT, a_seat, post={}),
]
