"""How far members are with a technique, and where they are expected to be. Plain: no Django, no database."""

from convenant.techniques.readiness.projection import Projection, Waiting, expected, project
from convenant.techniques.readiness.shown import ForMembers, for_members
from convenant.techniques.readiness.states import STATES, state_of

__all__ = [
    "STATES",
    "ForMembers",
    "Projection",
    "Waiting",
    "expected",
    "for_members",
    "project",
    "state_of",
]
