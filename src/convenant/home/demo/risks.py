"""Risks that the demo's members put on their lists; every judgement in here is invented."""

from collections.abc import Callable

from convenant.people.models import Kind, Person
from convenant.people.queries import actor_for, organisation
from convenant.risks.actions.register import rate_risk, scope_risk
from convenant.risks.ranking import Rated

YEAR = 2026
WHY = "Invented for the demo: known from the sector's report and from visits to two sites."
REASON = "Invented for the demo: judged with the union and with workers at two sites."

# who, theme, country, in their own words, (scale, scope, irremediability, likelihood), when
RISKS: tuple[tuple[str, str, str, str, tuple[int, int, int, int] | None, str], ...] = (
    ("Bilal", "child_labour", "IN", "Girls at work in spinning mills", (5, 2, 5, 3), "now"),
    ("Bilal", "safety_and_health", "BD", "Fire exits that are blocked", (5, 4, 5, 2), "now"),
    ("Bilal", "living_wage", "BD", "Wages below a living wage", (3, 5, 2, 5), "now"),
    (
        "Bilal",
        "freedom_of_association",
        "TR",
        "Members of unions are let go",
        (4, 2, 3, 3),
        "watch",
    ),
    ("Bilal", "water_chemicals_energy", "CN", "Waste water of a dye house", None, ""),
    ("Iris", "living_wage", "BD", "Too little pay for a full week", (3, 4, 2, 5), "now"),
    ("Iris", "safety_and_health", "BD", "Buildings that were never checked", (5, 3, 5, 2), "now"),
    ("Iris", "forced_labour", "TR", "Papers of refugees are kept", (4, 2, 4, 3), "now"),
    ("Iris", "discrimination", "IN", "Pregnant women are sent away", (4, 3, 3, 3), "watch"),
)


def judge_risks(people: dict[str, Person], say: Callable[[str], None]) -> None:
    """Two competitors judged their risks; one risk is still waiting."""
    say("risks of two members")
    for name, theme, country, title, parts, decision in RISKS:
        by = actor_for(people[name])
        company = organisation(next(iter(by.organisations(Kind.COMPANY))))
        risk = scope_risk(
            company, by=by, year=YEAR, theme=theme, country=country, title=title, why=WHY
        )
        if parts is not None:
            rate_risk(
                risk,
                by=by,
                rated=Rated(*parts),
                involvement="linked",
                reason=REASON,
                decision=decision,
            )
