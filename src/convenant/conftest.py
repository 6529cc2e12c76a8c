"""The cast of every test: an agreement with its people, and another beside it that must stay unseen."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import pytest
from django.test import Client

from convenant.agreements.actions import admit, create_agreement
from convenant.agreements.definition import load, preset_text
from convenant.base.actors import SYSTEM, Actor
from convenant.base.models import Agreement
from convenant.base.tests import rows_again
from convenant.base.walls import within
from convenant.people.actions import add_organisation, assign_role
from convenant.people.models import Kind, Organisation, Person
from convenant.people.queries import actor_for

T = TypeVar("T")

PASSWORD = "a long enough password"

# name, kind, organisation, about
CAST = {
    "anna": (Kind.SECRETARIAT, None, None),
    "bilal": (Kind.COMPANY, "Brand B", None),
    "chantal": (Kind.UNION, "Union C", None),
    "daan": (Kind.CIVIL_SOCIETY, "Society D", None),
    "eva": (Kind.MONITOR, None, None),
    "farid": (Kind.COMMITTEE, None, None),
    "greet": (Kind.GOVERNMENT, "Ministry G", None),
    "hugo": (Kind.SUPERVISOR, "Authority H", None),
    "iris": (Kind.COMPANY, "Brand I", None),
    "jamila": (
        None,
        None,
        None,
    ),  # an account nobody gave a role: the worker as a signed-in stranger
    "koen": (None, None, None),  # not signed in at all
}
SIDES = {
    Kind.COMPANY: "companies",
    Kind.UNION: "unions",
    Kind.CIVIL_SOCIETY: "civil_society",
    Kind.GOVERNMENT: "government",
}


@dataclass
class World:
    """An agreement and its cast; `world.anna` is a person, `world.by("anna")` the actor."""

    agreement: Agreement
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]  # unpickled, it has none at first
        except KeyError:
            raise AttributeError(name) from None

    def by(self, name: str) -> Actor:
        with within(self.agreement):
            return actor_for(self.people[name])

    def client(self, name: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        if name != "koen":
            client.force_login(
                self.people[name], backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return client


def make_world(slug: str, prefix: str = "", preset: str = "example-european-garments") -> World:
    """An agreement on one of the presets, with the whole cast in their roles.

    A party stands on the preset's first side of its kind; companies are small, or of the last class.
    """
    text = re.sub(r"(?m)^slug: .*$", f"slug: {slug}", preset_text(preset), count=1)
    definition = load(text, preset)
    sides = {side.kind: side.id for side in reversed(definition.sides)}
    classes = [each.id for each in definition.classes]
    member_class = "small" if "small" in classes else classes[-1] if classes else ""
    anna = Person.objects.create_user(
        f"{prefix}anna@example.org", PASSWORD, name=f"{prefix}Anna", language="en"
    )
    world = World(create_agreement(text, by=anna), {"anna": anna})
    with within(world.agreement):
        for name, (kind, organisation_name, _about) in CAST.items():
            if name == "koen" or name == "anna":
                continue
            person = Person.objects.create_user(
                f"{prefix}{name}@example.org",
                PASSWORD,
                name=f"{prefix}{name.capitalize()}",
                language="en",
            )
            world.people[name] = person
            if kind is None:
                continue
            organisation = None
            if organisation_name:
                organisation = add_organisation(name=f"{prefix}{organisation_name}", by=SYSTEM)
                world.organisations[name] = organisation
                if kind in SIDES and SIDES[kind] in sides:
                    admit(
                        organisation,
                        by=SYSTEM,
                        side=sides[SIDES[kind]],
                        joined=date(2025, 9, 1),
                        member_class=member_class if kind == Kind.COMPANY else "",
                    )
            assign_role(person, kind, by=SYSTEM, organisation=organisation)
    return world


@pytest.fixture
def plain_world(db: None) -> World:
    """The agreement with its cast, and nothing that happened there yet."""
    return rows_again.made_once("stitch", lambda: make_world("stitch"), World)


@pytest.fixture
def made_with(db: None) -> Callable[..., Any]:
    """Such an agreement with more in it, made once: what, how it is made of the world, and what that gives."""

    def make(what: str, add: Callable[[World], T], kind: type[T]) -> T:
        return rows_again.made_once(f"stitch with {what}", lambda: add(make_world("stitch")), kind)

    return make


@pytest.fixture
def world_on(db: None) -> Callable[[str], World]:
    """The cast in an agreement on another of the presets, made once."""

    def make(preset: str) -> World:
        return rows_again.made_once(
            f"cloth on {preset}", lambda: make_world("cloth", preset=preset), World
        )

    return make


@pytest.fixture
def world(plain_world: World) -> World:
    """The agreement that the test is about; a room may begin with more in it."""
    return plain_world


@pytest.fixture
def elsewhere(db: None) -> World:
    """Another agreement on the same platform."""
    return rows_again.made_once("stone", lambda: make_world("stone", prefix="Other "), World)


@pytest.fixture
def inside(world: World) -> Any:
    """The test itself runs within the agreement."""
    with within(world.agreement):
        yield world


@pytest.fixture(autouse=True)
def jobs_run_at_once(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    # Argon2 is slow on purpose; the tests sign hundreds of people up.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
