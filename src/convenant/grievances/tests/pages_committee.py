"""Who may open the pages of the committee and of the rooms beside a case."""

from collections.abc import Callable
from typing import Any

from convenant.base.tests.pages import EVERYONE, INSIDE, Page
from convenant.grievances.models import Case, PublishedRuling
from convenant.grievances.queries.opened import today

PARTIES = {"bilal", "chantal", "daan", "greet", "iris"}


def pages(one_case: Callable[[Any], dict[str, Any]]) -> list[Page]:
    """Farid was let into the case; nobody of the cast keeps names or leads talks."""

    def one_ruling(world: Any) -> dict[str, Any]:
        case = Case.objects.get(**one_case(world))
        made = PublishedRuling.objects.first() or PublishedRuling.objects.create(
            case=case,
            language="en",
            title="Wages",
            text="The wages are owed.",
            outcome="founded",
            prepared_by=world.people["farid"],
            prepared_on=today(),
            published_on=today(),
        )
        return {"code": made.code}

    return [
        Page("grievances:ties", {"farid"}),
        Page("grievances:ownership", {"anna"}),
        Page("grievances:panel", {"farid"}, one_case),
        Page("grievances:hearings", {"farid"}, one_case),
        Page("grievances:evidence", {"farid"}, one_case),
        Page("grievances:ruling", {"farid"}, one_case),
        Page("grievances:mediation", set(), one_case, missing_for=INSIDE),
        Page("grievances:identity", set(), one_case, missing_for=INSIDE),
        Page("grievances:beside", set()),
        Page("grievances:disputes", PARTIES),
        Page("grievances:rulings", EVERYONE),
        Page("grievances:ruling_public", EVERYONE, one_ruling),
    ]
