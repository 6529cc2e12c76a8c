"""People with keys, a door that may open, and a case that came in: what this room's tests begin with."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from convenant.agreements.actions import seat
from convenant.agreements.queries import running_definition
from convenant.base.actors import SYSTEM, Actor
from convenant.grievances import sealing
from convenant.grievances.actions import door, intake, keys
from convenant.grievances.models import Case, Keyholder
from convenant.grievances.queries.opened import OpenedKey, Returned
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.sealing import receipts
from convenant.people.actions import assign_role
from convenant.people.models import Kind, Person

SECRET = "a secret of their own"
CHEAP = sealing.Cost(8 * 2**10, 1)
# name, role: beside Farid, who is a member of the committee
AROUND = {
    "leila": Kind.OFFICER,
    "omar": Kind.OFFICER,
    "maarten": Kind.CUSTODIAN,
    "noor": Kind.MEDIATOR,
    "petra": Kind.COMMITTEE,
    "quirijn": Kind.COMMITTEE,
}
WORDS = {"what": "We were not paid for three months.", "wanted": "Our wages."}
NAME = {"name": "Jamila Akter", "reach": "through my aunt"}


@dataclass
class Handled:
    """A world with a door: its handlers' keys open."""

    world: Any
    keys: dict[str, OpenedKey] = field(default_factory=dict)

    def by(self, name: str) -> Actor:
        return self.world.by(name)


def add_handlers(world: Any) -> None:
    """Officers, a custodian, a mediator and more members of the committee join the cast."""
    for name, kind in AROUND.items():
        person = Person.objects.create_user(
            f"{name}@{world.agreement.slug}.example.org",
            "a long enough password",
            name=name.capitalize(),
            language="en",
        )
        world.people[name] = person
        assign_role(person, kind, by=SYSTEM)
    chair = world.people["rosa"] = Person.objects.create_user(
        f"rosa@{world.agreement.slug}.example.org",
        "a long enough password",
        name="Rosa",
        language="en",
    )
    assign_role(chair, Kind.CHAIR, by=SYSTEM)
    assign_role(chair, Kind.COMMITTEE, by=SYSTEM)


def make_key(world: Any, name: str, secret: str = SECRET) -> OpenedKey:
    """The person makes a key, and has it open."""
    pair = sealing.new_pair()
    holder = keys.make_key(
        by=world.by(name),
        public=pair.public,
        private=pair.private,
        wrapped=sealing.wrap(pair.private, secret, CHEAP),
    )
    return OpenedKey(holder, pair.private)


def fill_committee(world: Any) -> None:
    """Each seat of the complaints committee is taken; Rosa is its chair."""
    body = next(b for b in running_definition().bodies if b.kind == "complaints_committee")
    members = iter(["farid", "petra", "quirijn"])
    since = date(2025, 9, 1)
    if body.independent_chair:
        seat(world.people["rosa"], by=SYSTEM, body=body.id, since=since)
    for places in body.seats:
        member = world.people[next(members)]
        seat(member, by=SYSTEM, body=body.id, side=places.side, since=since)


def make_door(world: Any) -> Handled:
    """The door is open, and somebody would answer it. Run within the agreement."""
    add_handlers(world)
    fill_committee(world)
    handled = Handled(world)
    for name in ("leila", "omar", "maarten", "noor", "farid", "petra", "quirijn", "rosa"):
        handled.keys[name] = make_key(world, name)
    keys.name_circle(
        [handled.keys[name].holder for name in ("leila", "omar", "rosa")], 2, by=world.by("anna")
    )
    door.open_the_door(by=world.by("anna"))
    return handled


@dataclass
class Complained:
    """A case, and what its complainant has on paper."""

    case: Case
    receipt: str

    def back(self) -> Returned:
        """The complainant, back with the receipt."""
        return Returned(self.case, sealing.unwrap(self.case.complainant["wrapped"], self.receipt))


def complain(
    words: dict[str, Any] | None = None,
    name: dict[str, Any] | None = None,
    receipt: str = "",
    **chosen: Any,
) -> Complained:
    """A case comes in at the door. Run within the agreement."""
    receipt = receipt or receipts.new()
    readers = intake.recipients()
    envelope = sealing.seal_intake(
        receipt,
        {"case": words or WORDS, "identity": name},
        readers["handlers"],
        readers["custodians"],
        CHEAP,
    )
    told = intake.Intake(
        **{
            "kind": Case.Kind.COMPLAINT,
            "openness": Case.Openness.CONFIDENTIAL if name else Case.Openness.ANONYMOUS,
            "behalf": Case.Behalf.SELF,
            "language": "bn",
            "sealed_by": Case.SealedBy.SERVER,
            **chosen,
        }
    )
    return Complained(intake.receive(envelope, told, by=COMPLAINANT).case, receipt)


def holder_of(world: Any, name: str) -> Keyholder:
    """The person's key."""
    return Keyholder.objects.get(person=world.people[name], ended_on=None)
