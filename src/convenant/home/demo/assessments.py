"""Two years of assessments, documents and plans of the demo's members; every answer is invented."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from convenant.assessments.actions.answers import (
    save_answer,
    settle_assessment,
    start_assessment,
    submit_assessment,
)
from convenant.assessments.actions.evidence import add_evidence, use_evidence
from convenant.assessments.actions.frameworks import freeze_framework
from convenant.assessments.actions.plans import note_progress, set_goal
from convenant.assessments.models import SelfAssessment
from convenant.assessments.queries.frameworks import asks
from convenant.assessments.queries.questionnaire import outcome_of, respondent
from convenant.assessments.scoring import asked, levels_of
from convenant.base.actors import SYSTEM
from convenant.people.models import Organisation
from convenant.risks.queries.register import prioritised_risks

# member: (level reached in 2025, in 2026, staff); a level is a share of a criterion's own levels.
MEMBERS: dict[str, tuple[float, float, int]] = {
    "Polder Outdoor": (0.35, 0.62, 140),
    "Veldwind Mode": (0.55, 0.81, 2600),
    "Noordkust Kleding": (0.3, 0.5, 210),
    "Atelier Linde": (0.2, 0.24, 9),
    "Katoenhuis Twente": (0.45, 0.58, 95),
    "Draad & Daad": (0.6, 0.75, 18),
    "Rosa Bleu": (0.25, 0.4, 30),
    "Sporthal Zuid": (0.5, 0.7, 5400),
}
ANSWERS_STILL = "Kleine Beer Kinderkleding"  # half-way through 2026, with 2025 behind it
DONE = {"en": "Invented for the demo.", "nl": "Verzonnen voor de demo."}
DOCUMENT = b"%PDF-1.4\n% Invented for the demo: an empty document.\n%%EOF\n"

# theme: goal, indicator, from, to, by when
GOALS = {
    "safety_and_health": (
        "Nooduitgangen open op elke locatie",
        "Locaties met open nooduitgangen",
        40,
        100,
        date(2026, 12, 1),
    ),
    "child_labour": (
        "Spinnerijen in beeld",
        "Spinnerijen met naam bekend",
        10,
        60,
        date(2027, 6, 1),
    ),
}


def assess(organisations: dict[str, Organisation], say: Callable[[str], None]) -> None:
    """Frameworks of 2025 and 2026; most members submitted, one is half-way."""
    say("assessments and plans of two years")
    for year in (2025, 2026):
        freeze_framework(year, by=SYSTEM, note="Verzonnen voor de demo / invented for the demo.")
        for name, (then, now, staff) in MEMBERS.items():
            found = _answered(organisations[name], year, then if year == 2025 else now, staff)
            found = submit_assessment(found, by=SYSTEM)
            if year == 2025:
                settle_assessment(found, outcome_of(found), by=SYSTEM)
    own = organisations[ANSWERS_STILL]
    last = _answered(own, 2025, 0.4, 41)
    document = add_evidence(
        own,
        by=SYSTEM,
        name="Beleid gepaste zorgvuldigheid 2025 (demo)",
        file_name="beleid-2025.pdf",
        content=DOCUMENT,
        kind="policy_document",
        valid_until=date(2027, 7, 1),
    )
    use_evidence(last, "policy_adopted", document, by=SYSTEM)
    settle_assessment(submit_assessment(last, by=SYSTEM), outcome_of(last), by=SYSTEM)
    _answered(own, 2026, 0.5, 41, sections={"policy", "risk_analysis"})
    _plan(own)


def _answered(
    company: Organisation, year: int, reached: float, staff: int, sections: set[str] | None = None
) -> SelfAssessment:
    found = start_assessment(
        company, by=SYSTEM, year=year, chain_roles=["brand"], tiers=[1, 2], employees=staff
    )
    framework = asks(found.framework)
    for n, criterion in enumerate(asked(framework, respondent(found))):
        if sections is not None and criterion.section not in sections:
            continue
        levels = levels_of(framework, criterion)
        # Members differ by criterion too: now a step better, now a step worse than their own mean.
        place = round(reached * (len(levels) - 1) + ((n * 7) % 5 - 2) / 4)
        save_answer(
            found,
            criterion.id,
            by=SYSTEM,
            level=levels[min(len(levels) - 1, max(0, place))].id,
            text=DONE["nl"],
        )
    return found


def _plan(company: Organisation) -> None:
    for line in prioritised_risks(company.pk, 2026):
        if line.risk.theme not in GOALS:
            continue
        text, indicator, baseline, target, due = GOALS[line.risk.theme]
        goal = set_goal(
            company,
            by=SYSTEM,
            year=2026,
            risk=line.risk,
            text=text,
            indicator=indicator,
            unit="%",
            baseline=Decimal(baseline),
            target=Decimal(target),
            owner="Hoofd inkoop",
            due=due,
        )
        if line.risk.theme == "safety_and_health":
            note_progress(goal, by=SYSTEM, on=date(2026, 9, 1), value=Decimal(70), text=DONE["nl"])
