"""Site visits of the demo's first year; what was found and who said what is invented."""

from collections.abc import Callable
from datetime import date, timedelta

from convenant.base.actors import OUTSIDER, Actor
from convenant.locations.queries.introductions import own_site_ids
from convenant.monitoring.actions.corrective import add_evidence, close_action, report_progress
from convenant.monitoring.actions.draws import announce_draw, draw_sites
from convenant.monitoring.actions.findings import propose_action, record_finding
from convenant.monitoring.actions.visits import plan_visit, record_not_possible, record_visit
from convenant.monitoring.actions.workers import answer_for_workers, name_representative
from convenant.monitoring.models import CorrectiveAction, DrawnSite, Visit
from convenant.monitoring.queries.actions import may_report
from convenant.people.models import Kind, Person
from convenant.people.queries import actor_for, organisation

YEAR = 2026
ANNOUNCED, PUBLIC, DRAWN = date(2026, 6, 1), date(2026, 6, 13), date(2026, 6, 15)
AGAIN, PUBLIC_AGAIN = date(2026, 11, 2), date(2026, 12, 12)
SEED = "4 11 19 27 33 41"
LOTTERY = (
    "The six numbers of the invented demo lottery, from low to high, with one space between them"
)
PLACE = "https://lottery.example/results"
VISITORS = "Eva, with an inspector of Checkers (invented)"
PHOTO = b"Invented for the demo: in place of a photograph of an open door.\n"


def visit_sites(people: dict[str, Person], say: Callable[[str], None]) -> None:
    """One draw with visits, findings and actions in every stage; a second one waits for its seed."""
    say("site visits drawn from a published seed")
    eva, bilal, iris = (actor_for(people[name]) for name in ("Eva", "Bilal", "Iris"))
    drawn = _draw(eva)
    first, second, *others = _chosen(drawn, bilal, iris)
    _locked_exit(_visit(first, eva, date(2026, 7, 7)), eva, bilal, say)
    _wages(_visit(second, eva, date(2026, 8, 25)), eva, (bilal, iris))
    shut = plan_visit(others[0], by=eva, planned_on=date(2026, 9, 8), visitors=VISITORS)
    record_not_possible(shut, by=eva, reason="Invented for the demo: the hall had moved away.")
    _visit(others[1], eva, date(2026, 9, 22))
    plan_visit(others[2], by=eva, planned_on=date(2026, 12, 8), visitors=VISITORS, announced=False)
    announce_draw(
        by=eva,
        year=YEAR + 1,
        method="random",
        size=20,
        reserve=10,
        seed_source=LOTTERY,
        seed_place=PLACE,
        seed_on=PUBLIC_AGAIN,
        today=AGAIN,
    )


def _draw(eva: Actor) -> list[DrawnSite]:
    draw = announce_draw(
        by=eva,
        year=YEAR,
        method="by_risk",
        size=40,
        reserve=10,
        seed_source=LOTTERY,
        seed_place=PLACE,
        seed_on=PUBLIC,
        today=ANNOUNCED,
    )
    return draw_sites(draw, by=eva, seed=SEED, today=DRAWN)


def _chosen(drawn: list[DrawnSite], bilal: Actor, iris: Actor) -> list[DrawnSite]:
    """The first visits: where Bilal's company sources, Iris's as well where that can be."""
    of_bilal, of_iris = (own_site_ids(_company(by)) for by in (bilal, iris))
    outright = [one for one in drawn if not one.reserve]
    return sorted(
        outright,
        key=lambda one: (one.site_id not in of_bilal, one.site_id not in of_iris, one.rank),
    )


def _visit(drawn: DrawnSite, eva: Actor, day: date) -> Visit:
    visit = plan_visit(drawn, by=eva, planned_on=day, visitors=VISITORS)
    return record_visit(
        visit,
        by=eva,
        done_on=day,
        outcome="Invented for the demo: all halls were seen, and twelve workers were heard outside "
        "the gate.",
    )


def _locked_exit(visit: Visit, eva: Actor, bilal: Actor, say: Callable[[str], None]) -> None:
    """Said to be done, with a file; a worker says that it is not."""
    finding = record_finding(
        visit,
        by=eva,
        theme="safety_and_health",
        severity="critical",
        found="Invented for the demo: the exit at the back of the second floor was locked during work.",
    )
    action = propose_action(
        finding,
        by=eva,
        what="Keep the exit at the back of the second floor open during work",
        deadline=date(2026, 8, 1),
        today=visit.done_on,
    )
    _show(action, bilal, eva, "open-door.txt", "The lock was taken out.")
    drill = propose_action(
        finding,
        by=eva,
        what="Hold a fire drill on every shift",
        deadline=date(2026, 9, 1),
        today=visit.done_on,
    )
    _show(drill, bilal, eva, "drill.txt", "Both shifts held one.")
    _person, code = name_representative(visit, by=eva, name="Speaker of the second floor")
    say(f"the code of a worker representative: {code}")
    answer_for_workers(code, drill.pk, by=OUTSIDER, word="confirms")
    answer_for_workers(
        code,
        action.pk,
        by=OUTSIDER,
        word="disputes",
        text="Invented for the demo: at night it is locked again.",
    )
    close_action(drill, by=eva, reason="Seen in the register of drills.", today=date(2026, 9, 10))


def _wages(visit: Visit, eva: Actor, companies: tuple[Actor, ...]) -> None:
    """One company's own action is late, where one of these sources there; the site's is agreed."""
    finding = record_finding(
        visit,
        by=eva,
        theme="living_wage",
        severity="serious",
        found="Invented for the demo: overtime of May was paid in July, after orders were changed late.",
    )
    day = visit.done_on or date(2026, 8, 25)
    there = [by for by in companies if visit.drawn.site_id in own_site_ids(_company(by))]
    buyer = there[0] if there else None
    late = propose_action(
        finding,
        by=eva,
        what="Change no order within three weeks of its delivery",
        deadline=day + timedelta(days=45),
        organisation=organisation(_company(buyer)) if buyer else None,
        today=day,
    )
    report_progress(
        late,
        by=buyer or eva,
        text="Written into the terms for buying; buyers are trained in November.",
        stage="in_progress",
    )
    site = propose_action(
        finding,
        by=eva,
        what="Pay overtime with the wage of the same month",
        deadline=date(2027, 2, 1),
        today=day,
    )
    report_progress(site, by=eva, text="Agreed with the management.", stage="agreed")


def _show(action: CorrectiveAction, bilal: Actor, eva: Actor, file_name: str, text: str) -> None:
    """Bilal shows it; where chance drew no site of his company, Eva writes down what she was shown."""
    by = bilal if may_report(bilal, action) else eva
    add_evidence(action, by=by, name="Photograph", file_name=file_name, content=PHOTO)
    report_progress(action, by=by, text=text, stage="done")


def _company(actor: Actor) -> int:
    return next(iter(actor.organisations(Kind.COMPANY)))
