"""Every party is held to its word, consequences come step by step, outcomes keep their history."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from convenant.agreements.actions import admit
from convenant.assessments.actions.frameworks import enter_cohort
from convenant.base.actors import SYSTEM
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.monitoring.actions.commitments import (
    finalise_commitment,
    gather_commitments,
    judge_commitment,
    reply_to_judgement,
    report_on,
    take_on,
)
from convenant.monitoring.actions.consequences import (
    answer_step,
    contest_step,
    decide_step,
    lift_step,
)
from convenant.monitoring.actions.outcomes import enter_value, set_indicator
from convenant.monitoring.models import Commitment, IndicatorValue, Step
from convenant.monitoring.queries import commitments, consequences, outcomes
from convenant.monitoring.queries.report import yearly_tables
from convenant.monitoring.tests.standing import (
    YEAR,
    an_indicator,
    announced,
    gathered,
    later,
    of_ministry,
)
from convenant.people.actions import add_organisation

TODAY = date.today()


def address(world, name: str, *args) -> str:
    return reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])


# Commitments


def test_the_state_unions_and_civil_society_owe_what_the_definition_says(inside) -> None:
    found = gathered(inside)
    owed = {(str(c.organisation or c.body), c.obligation) for c in found}
    assert ("Ministry G", "government_report") in owed or any(o == "Ministry G" for o, _ in owed)
    assert ("Union C", "union_and_ngo_report") in owed
    assert ("Society D", "union_and_ngo_report") in owed
    assert ("steering_group", "yearly_report") in owed
    assert not any("Brand" in o for o, _ in owed)  # what companies owe is assessed elsewhere
    assert gather_commitments(YEAR, by=inside.by("eva")) == 0


def test_a_party_reports_is_judged_replies_and_it_is_final(world) -> None:
    with within(world.agreement):
        found = of_ministry(world)
    greet, eva = world.client("greet"), world.client("eva")
    deed = address(world, "commitment_deed", found.pk)
    assert (
        greet.post(
            deed, {"deed": "report", "report": "Two missions.", "proof": "example.org/report"}
        ).status_code
        == 302
    )
    page = address(world, "commitment", found.pk)
    assert "https://example.org/report" in eva.get(page).content.decode()
    assert eva.post(deed, {"deed": "judge", "judgement": "partly"}).status_code == 422
    eva.post(deed, {"deed": "judge", "judgement": "partly", "reason": "One of the two took place."})
    assert world.client("chantal").get(page).status_code == 404  # not final, not hers
    eva.post(deed, {"deed": "final"})
    with within(world.agreement):
        assert Commitment.objects.get(pk=found.pk).final_at is None  # the state is heard first
    greet.post(deed, {"deed": "reply", "text": "Both took place."})
    eva.post(deed, {"deed": "final"})
    for name in ("chantal", "bilal", "hugo"):
        html = world.client(name).get(page).content.decode()
        assert "One of the two took place." in html and "Both took place." in html
    with within(world.agreement):
        row = next(c for c in commitments.counts(YEAR) if c.side == "government")
        assert (row.partly, row.open) == (1, 0)


def test_the_order_of_a_judgement_is_kept(inside) -> None:
    world = inside
    found = of_ministry(world)
    with pytest.raises(Refused, match="Judge it first"):
        finalise_commitment(found, by=world.by("eva"))
    with pytest.raises(PermissionDenied):
        judge_commitment(found, by=world.by("anna"), judgement="met", reason="x")
    with pytest.raises(PermissionDenied):
        report_on(found, by=world.by("chantal"), report="x")
    judge_commitment(found, by=world.by("eva"), judgement="not_met", reason="Nothing came.")
    with pytest.raises(Refused, match="judged this already"):
        report_on(found, by=world.by("greet"), report="Late")
    found.reply_until = TODAY - timedelta(days=1)
    found.save()
    with pytest.raises(Refused, match="time to reply ended"):
        reply_to_judgement(found, by=world.by("greet"), text="Wait")
    assert finalise_commitment(found, by=world.by("eva")).final_at is not None


def test_a_party_takes_something_on_for_itself_only(inside) -> None:
    world = inside
    union = world.organisations["chantal"]
    made = take_on(
        union,
        by=world.by("chantal"),
        year=YEAR,
        text="Train officers",
        indicator="Ten trained",
        due=TODAY,
    )
    assert made.side == "unions"
    with pytest.raises(PermissionDenied):
        take_on(union, by=world.by("daan"), year=YEAR, text="x", indicator="y", due=TODAY)
    with pytest.raises(Refused, match="what will show"):
        take_on(union, by=world.by("chantal"), year=YEAR, text="x", indicator=" ", due=TODAY)
    with pytest.raises(Refused, match="by when"):
        take_on(union, by=world.by("chantal"), year=YEAR, text="x", indicator="y", due=None)


def test_the_list_of_many_parties_costs_few_queries(world, django_assert_max_num_queries) -> None:
    with within(world.agreement):
        for n in range(120):
            one = add_organisation(name=f"Union {n}", by=SYSTEM)
            admit(one, by=SYSTEM, side="unions", joined=date(2025, 9, 1))
        gathered(world)
    for name in ("eva", "chantal"):
        client = world.client(name)
        client.get(address(world, "commitments"))
        with django_assert_max_num_queries(40):
            assert client.get(address(world, "commitments")).status_code == 200


# Consequences


def decided(world, step: Step, decision: str = "taken", on: date | None = None) -> Step:
    return decide_step(
        step,
        by=world.by("anna"),
        decision=decision,
        decided_on=on or TODAY,
        reference="Minutes, item 4",
        reason="No list came.",
    )


def test_steps_come_in_order_and_a_skip_needs_a_reason(inside) -> None:
    world = inside
    with pytest.raises(Refused, match="come first"):
        announced(world, "suspension")
    first = announced(world, "talk")
    with pytest.raises(Refused, match="still to be decided"):
        announced(world, "notice")
    decided(world, later(first))
    second = announced(world, "notice")
    decided(world, later(second))
    skipped = announced(world, "expulsion", skips_because="Forced labour was hidden.")
    assert skipped.skips_because and not second.skips_because


def test_nothing_is_decided_before_the_company_was_heard(inside) -> None:
    world = inside
    step = announced(world)
    with pytest.raises(Refused, match="before it was heard"):
        decided(world, step)
    with pytest.raises(PermissionDenied):
        answer_step(step, by=world.by("iris"), text="x")
    answer_step(step, by=world.by("bilal"), text="It was handed in on Monday.")
    with pytest.raises(Refused, match="lies ahead"):
        decided(world, step, on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="weigh its answer"):
        decided(world, step, on=TODAY - timedelta(days=1))
    assert decided(world, step, "not_taken").in_force_from is None
    with pytest.raises(Refused, match="already decided"):
        answer_step(step, by=world.by("bilal"), text="More")


def test_a_step_is_in_force_until_it_ends_or_is_lifted(inside) -> None:
    world = inside
    step = decided(world, later(announced(world)))
    assert consequences.is_in_force(step, TODAY)
    notice = decided(world, later(announced(world, "notice")))
    assert notice.ends_on is not None and notice.ends_on > TODAY  # the definition's own clock
    assert not consequences.is_in_force(notice, notice.ends_on + timedelta(days=1))
    contest_step(notice, by=world.by("bilal"), text="We dispute it.")
    with pytest.raises(Refused, match="already contested"):
        contest_step(notice, by=world.by("bilal"), text="Again")
    lift_step(step, by=world.by("anna"), why="The list came.")
    assert not consequences.is_in_force(step, TODAY)
    with pytest.raises(Refused, match="in force"):
        lift_step(step, by=world.by("anna"), why="again")


def test_only_what_the_definition_says_is_for_the_public(inside) -> None:
    world = inside
    decided(world, later(announced(world)))
    assert consequences.public_steps() == []
    decided(world, later(announced(world, "suspension", skips_because="Severe")))
    assert [s.consequence for s in consequences.public_steps()] == ["suspension"]


def test_a_company_reads_and_answers_its_own_step(world) -> None:
    with within(world.agreement):
        step = announced(world)
    bilal = world.client("bilal")
    html = bilal.get(address(world, "step", step.pk)).content.decode()
    assert "The list of sites was not handed in." in html and "Your answer" in html
    bilal.post(address(world, "step_deed", step.pk), {"deed": "answer", "text": "It was."})
    anna = world.client("anna").get(address(world, "step", step.pk)).content.decode()
    assert "It was." in anna and "Record the decision" in anna
    assert (
        "Brand B" not in world.client("iris").get(address(world, "consequences")).content.decode()
    )


# Outcomes


def test_a_value_is_corrected_with_a_reason_and_the_old_one_is_kept(inside) -> None:
    world = inside
    found = an_indicator(world)
    eva = world.by("eva")
    enter_value(found, by=eva, year=YEAR - 2, value=Decimal(20), source="Visits (invented)")
    enter_value(found, by=eva, year=YEAR, value=Decimal(35), source="Visits (invented)")
    with pytest.raises(Refused, match="say why"):
        enter_value(found, by=eva, year=YEAR, value=Decimal(30), source="Visits (invented)")
    enter_value(
        found,
        by=eva,
        year=YEAR,
        value=Decimal(30),
        source="Visits",
        corrected_because="Counted twice",
    )
    line = outcomes.line_of(found)
    assert [v.value for v in line.values] == [Decimal(20), Decimal(30)]
    assert line.moved == "better" and line.target is not None
    assert IndicatorValue.objects.filter(superseded_at__isnull=False).get().value == Decimal(35)
    html = world.client("chantal").get(address(world, "outcome", found.pk)).content.decode()
    assert "Counted twice" in html and "<s>35" in html


@pytest.mark.parametrize(
    "better, values, moved",
    [
        ("down", (30, 20), "better"),
        ("down", (20, 30), "worse"),
        ("up", (20, 20), "same"),
        ("up", (20,), None),
    ],
)
def test_better_follows_the_indicator_s_direction(inside, better, values, moved) -> None:
    found = an_indicator(inside, better=better)
    for n, value in enumerate(values):
        enter_value(found, by=inside.by("eva"), year=YEAR - 2 + n, value=Decimal(value), source="x")
    assert outcomes.line_of(found).moved == moved


def test_senseless_indicators_and_values_are_refused(inside) -> None:
    with pytest.raises(Refused, match="target year"):
        an_indicator(inside, target=None)
    with pytest.raises(Refused, match="after the baseline"):
        an_indicator(inside, target_year=YEAR - 3)
    found = an_indicator(inside)
    with pytest.raises(Refused, match="baseline is of"):
        enter_value(found, by=inside.by("eva"), year=YEAR - 5, value=Decimal(1), source="x")
    with pytest.raises(Refused, match="Name the source"):
        enter_value(found, by=inside.by("eva"), year=YEAR, value=Decimal(1), source=" ")
    with pytest.raises(PermissionDenied):
        set_indicator(by=inside.by("bilal"))


def test_a_cohort_assessed_elsewhere_stands_in_the_report_with_its_own_shares(inside) -> None:
    enter_cohort(
        2018,
        by=inside.by("anna"),
        shares={"fully": 8, "on_the_way": 78, "behind": 14},
        source="Yearly report 2018 (as an example)",
        as_of=date(2026, 11, 22),
    )
    (results,) = [table for table in yearly_tables(2018) if table.key == "results"]
    assert [(row[2], row[3]) for row in results.rows] == [
        (share, "Yearly report 2018 (as an example)") for share in (8, 78, 14)
    ]


def test_the_tables_of_the_year_go_out_as_csv_and_workbook(world) -> None:
    with within(world.agreement):
        gathered(world)
        decided(world, later(announced(world)))
        found = an_indicator(world, name_en="=cmd()", name_nl="=cmd()")
        enter_value(
            found,
            by=world.by("eva"),
            year=YEAR,
            value=Decimal(30),
            source="Visits",
            organisations=7,
        )
        tables = {table.key: table for table in yearly_tables(YEAR)}
    assert tables["consequences"].rows[0][1:] == [1, 1]
    assert tables["consequences"].behind[0] == [None, 1, 1]
    assert tables["outcomes"].behind == [[*[None] * 5, 7, None, None, 7, None]]
    anna = world.client("anna")
    text = anna.get(address(world, "tables_csv")).content.decode("utf-8-sig")
    assert "'=cmd()" in text
    book = load_workbook(io.BytesIO(anna.get(address(world, "tables_xlsx")).content))
    assert set(book.sheetnames) == set(tables)
    assert all(c.data_type != "f" for s in book for row in s.iter_rows() for c in row)
