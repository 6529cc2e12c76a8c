"""What the clocks of techniques hear of other rooms: what moves them, and what would."""

from convenant.agreements.foretelling import FORETELLERS
from convenant.base.actors import SYSTEM
from convenant.base.journal import on
from convenant.base.models import Event
from convenant.techniques.actions.clocks import retime
from convenant.techniques.queries.clocks_foretold import what_moves

OF_EVERYONE = (
    "agreement.amended",
    "technique.published",
    "technique.withdrawn",
    "technique.replaced",
    "recognition.moved",
    "recognition.corrected",
)
OF_ONE = ("party.admitted", "party.changed", "party.left", "assessment.started")


def clocks_follow(event: Event) -> None:
    """A deed that clocks follow from moves them in the same breath."""
    retime(by=SYSTEM, because_event=event)


def clocks_of_one_follow(event: Event) -> None:
    """The same, of the one organisation that the deed concerns."""
    if event.concerns_id is not None:
        retime(by=SYSTEM, because_event=event, organisations=[event.concerns_id])


for one in OF_EVERYONE:
    on(one)(clocks_follow)
for one in OF_ONE:
    on(one)(clocks_of_one_follow)

if what_moves not in FORETELLERS:
    FORETELLERS.append(what_moves)
