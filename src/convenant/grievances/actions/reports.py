"""How complaints were handled is published; cases come into the public register in batches."""

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.models import EffectivenessReport, PublicCase
from convenant.grievances.queries.effectiveness import frozen, report
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.queries.register import batch_day, cases_to_come, looked_at
from convenant.grievances.rules import is_the_calendar, publishes_reports


@verb(publishes_reports)
def publish_report(*, by: Actor) -> EffectivenessReport:
    """The indicators as they stand are public, and every later report is held beside them."""
    found = report()
    if EffectivenessReport.objects.filter(on=today()).exists():
        raise Refused(_("A report was published today already."))
    made = EffectivenessReport.objects.create(
        on=today(), by_id=by.person_id, indicators=frozen(found), shown=found.published
    )
    record("effectiveness.published", by=by, on=made)
    return made


@verb(is_the_calendar, silent=True)
def register_cases(*, by: Actor) -> list[PublicCase]:
    """A batch of cases comes into the register, where there are enough of them; the codes tell no order."""
    day = batch_day()
    if looked_at(day):
        return []
    batch = cases_to_come()
    if len(batch) < procedure().minimum_shown:
        batch = []  # they wait for others
    made = [PublicCase.objects.create(case=case, since=today()) for case in batch]
    record("cases.registered", by=by, new={"count": len(made), "batch": str(day)})
    return made
