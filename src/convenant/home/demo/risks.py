"""Risks that the demo's members put on their lists; every judgement in here is invented."""

from collections.abc import Callable

from convenant.people.models import Kind, Person
from convenant.people.queries import actor_for, organisation
from convenant.risks.actions.register import rate_risk, scope_risk
from convenant.risks.ranking import Rated

YEAR = 2026
WHY = "Verzonnen voor de demo: bekend uit het sectorverslag en van bezoek aan twee locaties."
REASON = "Verzonnen voor de demo: beoordeeld met de vakbond en met werknemers op twee locaties."

# who, theme, country, in their own words, (scale, scope, irremediability, likelihood), when
RISKS: tuple[tuple[str, str, str, str, tuple[int, int, int, int] | None, str], ...] = (
    ("Bilal", "child_labour", "IN", "Meisjes aan het werk in spinnerijen", (5, 2, 5, 3), "now"),
    ("Bilal", "safety_and_health", "BD", "Nooduitgangen die dicht zitten", (5, 4, 5, 2), "now"),
    ("Bilal", "living_wage", "BD", "Lonen onder een leefbaar loon", (3, 5, 2, 5), "now"),
    (
        "Bilal",
        "freedom_of_association",
        "TR",
        "Ontslag van vakbondsleden",
        (4, 2, 3, 3),
        "watch",
    ),
    ("Bilal", "water_chemicals_energy", "CN", "Afvalwater van een ververij", None, ""),
    ("Iris", "living_wage", "BD", "Te weinig loon voor een volle week", (3, 4, 2, 5), "now"),
    ("Iris", "safety_and_health", "BD", "Gebouwen die nooit zijn gekeurd", (5, 3, 5, 2), "now"),
    ("Iris", "forced_labour", "TR", "Papieren van vluchtelingen ingehouden", (4, 2, 4, 3), "now"),
    ("Iris", "discrimination", "IN", "Zwangere vrouwen weggestuurd", (4, 3, 3, 3), "watch"),
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
