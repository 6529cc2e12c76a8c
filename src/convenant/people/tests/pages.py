"""Who of the cast may open people's pages."""

from typing import Any
from uuid import uuid4

from convenant.base.tests.pages import EVERYONE, SIGNED_IN, Page
from convenant.people.actions import assign_role, invite
from convenant.people.models import Invitation, Kind, Person

SECRETARIAT = {"anna"}
FOR_AN_ORGANISATION = {"bilal", "chantal", "daan", "greet", "hugo", "iris"}


def an_invitation(world: Any) -> Invitation:
    made, token = invite("new@example.org", Kind.MONITOR, by=world.by("anna"))
    world.things["token"] = token
    return made


def a_token(world: Any) -> dict[str, Any]:
    an_invitation(world)
    return {"token": world.things["token"]}


def an_invitations_number(world: Any) -> dict[str, Any]:
    return {"invitation": an_invitation(world).pk}


def a_role(world: Any) -> dict[str, Any]:
    someone = Person.objects.create_user(f"{uuid4()}@example.org")
    return {"role": assign_role(someone, Kind.MONITOR, by=world.by("anna")).pk}


PAGES = [
    Page("people_open:account", SIGNED_IN),
    Page("people_open:account", SIGNED_IN, post={"name": "Someone", "language": "en"}),
    Page("people:people", SECRETARIAT),
    Page("people:assign", SECRETARIAT),
    Page("people:assign", SECRETARIAT, post={"email": "", "kind": ""}),
    Page("people:invite", SECRETARIAT),
    Page("people:invite", SECRETARIAT, post={"email": "x@example.org", "kind": "monitor"}),
    Page("people:invited", SECRETARIAT),
    Page("people:organisation", SECRETARIAT),
    Page("people:organisation", SECRETARIAT, post={"name": "Brand N", "country": "nl"}),
    Page("people:end", SECRETARIAT, a_role),
    Page("people:end", SECRETARIAT, a_role, post={}),
    Page("people:withdraw", SECRETARIAT, an_invitations_number, post={}),
    Page("people:invitation", EVERYONE, a_token),
    Page("people:looks", FOR_AN_ORGANISATION),
    Page("people:looks_csv", FOR_AN_ORGANISATION),
    Page("people:journal", SECRETARIAT),
]
