"""Who does a deed: a person with the roles they hold in the open agreement, or the system."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Held:
    """A role as held: what kind, for which organisation, and whom it concerns (adviser, assessor)."""

    kind: str
    organisation_id: int | None = None
    about_id: int | None = None


@dataclass(frozen=True)
class Actor:
    """The `by=` of every verb."""

    person_id: int | None
    name: str
    roles: tuple[Held, ...] = field(default=())
    is_operator: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether one of these roles is held."""
        return any(role.kind in kinds for role in self.roles)

    def organisations(self, *kinds: str) -> set[int]:
        """The organisations this actor speaks for, in any role or in these."""
        return {
            role.organisation_id
            for role in self.roles
            if role.organisation_id is not None and (not kinds or role.kind in kinds)
        }

    @property
    def organisation_id(self) -> int | None:
        """The one organisation the actor speaks for; None where there is none or more than one."""
        found = self.organisations()
        return next(iter(found)) if len(found) == 1 else None


SYSTEM = Actor(person_id=None, name="system", is_operator=True)
OUTSIDER = Actor(person_id=None, name="outsider")
