"""Who may open the pages of what becomes of cases."""

from collections.abc import Callable
from typing import Any

from convenant.base.tests.pages import EVERYONE, Page
from convenant.grievances.actions import reports
from convenant.grievances.models import Case, EffectivenessReport, PublicCase
from convenant.grievances.queries.opened import today


def pages(one_case: Callable[[Any], dict[str, Any]]) -> list[Page]:
    """Farid was let into the case."""

    def one_report(world: Any) -> dict[str, Any]:
        found = EffectivenessReport.objects.first() or reports.publish_report(by=world.by("anna"))
        return {"pk": found.pk}

    def one_public(world: Any) -> dict[str, Any]:
        case = Case.objects.get(**one_case(world))
        found = PublicCase.objects.first() or PublicCase.objects.create(case=case, since=today())
        return {"code": found.code}

    return [
        Page("grievances:kept", {"farid"}, one_case),
        Page("grievances:to_go", {"farid"}),
        Page("grievances:effectiveness", {"anna", "farid"}),
        Page("grievances:reports", EVERYONE),
        Page("grievances:report", EVERYONE, one_report),
        Page("grievances:report_csv", EVERYONE, one_report),
        Page("grievances:register", EVERYONE),
        Page("grievances:register_one", EVERYONE, one_public),
    ]
