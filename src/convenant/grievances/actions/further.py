"""Further receipts to a case: a union that helps, or each person of a group, comes back with a number of their own.

Whoever has the first receipt makes them and ends them. Deriving a key from a receipt takes long on purpose, so
`wrapped` is made before these verbs.
"""

from typing import Any

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.models import FurtherReceipt
from convenant.grievances.queries.opened import Returned, index_of, today
from convenant.grievances.rules import decides_for_the_complainant
from convenant.grievances.sealing import receipts

MOST = 60


class TooMany(Refused):
    """As many numbers as a case can have."""


@verb(decides_for_the_complainant)
def make_receipt(
    returned: Returned, receipt: str, wrapped: dict[str, Any], *, by: Actor
) -> FurtherReceipt:
    """The receipt leads to the case from now on; it reads and adds, and decides nothing."""
    if returned.case.further_receipts.count() >= MOST:
        raise TooMany(str(MOST))
    made = FurtherReceipt.objects.create(
        case=returned.case,
        locator=index_of(receipts.locator(receipt)),
        wrapped=wrapped,
        made_on=today(),
    )
    record("receipt.made", by=by, on=returned.case)
    return made


@verb(decides_for_the_complainant)
def end_receipt(returned: Returned, which: FurtherReceipt, *, by: Actor) -> None:
    """The receipt opens nothing any more, and is closed where it is open."""
    returned.case.further_receipts.filter(pk=which.pk).delete()
    record("receipt.ended", by=by, on=returned.case)
