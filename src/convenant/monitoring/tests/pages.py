"""Who may open each page of the monitoring room; the assessment is Bilal's, its reader is Eva."""

from typing import Any

from convenant.assessments.models import SelfAssessment
from convenant.assessments.tests.years import submitted
from convenant.base.tests.pages import INSIDE, Page
from convenant.monitoring.actions.assessing import ask
from convenant.monitoring.models import Allocation, Question, Verdict
from convenant.monitoring.tests import pages_standing, pages_visits
from convenant.monitoring.tests.readers import allocated, by_reader, drafted

FOLLOWS = {"anna", "eva", "bilal"}


def one_submitted(world: Any) -> dict[str, Any]:
    return {"pk": allocated(world).assessment_id}


def one_draft(world: Any) -> dict[str, Any]:
    verdict = Verdict.objects.first() or drafted(world)
    return {"pk": verdict.assessment_id}


def one_reading(world: Any) -> dict[str, Any]:
    return {"pk": allocated(world).pk}


def one_section(world: Any) -> dict[str, Any]:
    return {"pk": allocated(world).pk, "section": "policy"}


def one_allocation(world: Any) -> dict[str, Any]:
    allocated(world)
    return {"pk": Allocation.objects.get().pk}


def one_question(world: Any) -> dict[str, Any]:
    reading = allocated(world)
    made = Question.objects.first() or ask(
        reading, "policy_adopted", by=by_reader(reading), text="Since when?"
    )
    return {"pk": made.pk}


def waiting(world: Any) -> dict[str, Any]:
    if not SelfAssessment.objects.exists():
        submitted(world)
    return {}


PAGES = [
    *pages_visits.PAGES,
    *pages_standing.PAGES,
    Page("monitoring:assessing", FOLLOWS | {"iris"}),
    Page("monitoring:allocate", {"eva"}, waiting),
    Page("monitoring:allocation", INSIDE, one_allocation),
    Page("monitoring:ties", {"eva"}),
    Page("monitoring:verdict", FOLLOWS, one_submitted, missing_for={"iris"}),
    Page("monitoring:reply", {"bilal"}, one_draft, post={}, missing_for={"iris"}),
    Page("monitoring:appeal", {"bilal"}, one_draft, post={}, missing_for={"iris"}),
    Page("monitoring:answer", {"bilal"}, one_question, post={}, missing_for={"iris"}),
    Page("monitoring:reading", {"eva"}, one_reading),
    Page("monitoring:reading_deed", {"eva"}, one_reading, post={}),
    Page("monitoring:reading_section", {"eva"}, one_section),
]
