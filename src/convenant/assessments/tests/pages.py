"""Who may open each page of the assessments room; the assessment, the documents and the plan are Bilal's."""

from typing import Any

from convenant.assessments.actions.evidence import add_evidence
from convenant.assessments.actions.sheets import hand_in_sheet
from convenant.assessments.models import AnswerSheet, EvidenceItem, SelfAssessment
from convenant.assessments.queries.sheets import workbook
from convenant.assessments.tests.goals import one_goal
from convenant.assessments.tests.years import begun, frozen, submitted
from convenant.base.tests.pages import INSIDE, Page

DESK = {"anna", "eva"}
OWN = DESK | {"bilal"}
PARTIES = {"bilal", "chantal", "daan", "greet", "iris"}


def of_bilal(world: Any) -> dict[str, Any]:
    frozen(world)
    return {"pk": world.organisations["bilal"].pk}


def one_framework(world: Any) -> dict[str, Any]:
    return {"pk": frozen(world).pk}


def one_begun(world: Any) -> dict[str, Any]:
    return {"pk": (SelfAssessment.objects.first() or begun(world)).pk}


def one_section(world: Any) -> dict[str, Any]:
    return {**one_begun(world), "section": "policy"}


def one_criterion(world: Any) -> dict[str, Any]:
    return {**one_begun(world), "criterion": "policy_adopted"}


def one_submitted(world: Any) -> dict[str, Any]:
    return {"pk": (SelfAssessment.objects.first() or submitted(world)).pk}


def one_sheet(world: Any) -> dict[str, Any]:
    found = SelfAssessment.objects.first() or begun(world)
    made = AnswerSheet.objects.first() or hand_in_sheet(
        found,
        by=world.by("bilal"),
        file_name="answers.xlsx",
        content=workbook(found, world.by("bilal")),
        language="en",
    )
    return {"pk": found.pk, "sheet": made.pk}


def one_document(world: Any) -> dict[str, Any]:
    made = EvidenceItem.objects.first() or add_evidence(
        world.organisations["bilal"],
        by=world.by("bilal"),
        name="Policy",
        file_name="policy.pdf",
        content=b"%PDF-",
    )
    return {"pk": made.pk}


def the_goal(world: Any) -> dict[str, Any]:
    return {"pk": one_goal(world).pk}


PAGES = [
    Page("assessments:overview", OWN | PARTIES),
    Page("assessments:frameworks", INSIDE),
    Page("assessments:freeze", {"anna"}, post={}, answers={422}),
    Page("assessments:framework", INSIDE, one_framework),
    Page("assessments:sector", DESK),
    Page("assessments:shares", INSIDE),
    Page("assessments:begin", {"bilal"}, of_bilal, post={}, missing_for={"iris"}),
    Page("assessments:assessment", OWN, one_begun, missing_for={"iris"}),
    Page("assessments:section", OWN, one_section, missing_for={"iris"}),
    Page("assessments:same", {"bilal"}, one_begun, post={}, missing_for={"iris"}),
    Page("assessments:show_document", {"bilal"}, one_criterion, post={}, missing_for={"iris"}),
    Page("assessments:submit", {"bilal"}, one_begun, post={}, missing_for={"iris"}),
    Page("assessments:hand_back", {"anna"}, one_submitted, post={}),
    # The example's definition lets the parties read results, not answers; a competitor reads neither.
    Page("assessments:result", OWN | PARTIES - {"iris"}, one_submitted, missing_for={"iris"}),
    Page("assessments:workbook", {"bilal"}, one_begun, missing_for={"iris"}),
    Page("assessments:hand_in_sheet", {"bilal"}, one_begun, post={}, missing_for={"iris"}),
    Page("assessments:sheet", {"bilal"}, one_sheet, missing_for={"iris"}),
    Page("assessments:documents", INSIDE, of_bilal),
    Page("assessments:document", OWN, one_document, missing_for=INSIDE - OWN),
    Page("assessments:change_document", {"bilal"}, one_document, missing_for=INSIDE - {"bilal"}),
    Page("assessments:plans", OWN | {"iris"}),
    Page("assessments:plan", OWN, of_bilal, missing_for={"iris"}),
    Page("assessments:set_goal", {"bilal"}, of_bilal, post={}, answers={422}, missing_for={"iris"}),
    Page("assessments:plan_deed", {"bilal"}, of_bilal, post={}, missing_for={"iris"}),
    Page("assessments:goal", OWN, the_goal, missing_for={"iris"}),
]
