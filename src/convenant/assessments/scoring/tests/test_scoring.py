"""Cases worked out by hand, and the presets' own shapes."""

from fractions import Fraction

import pytest

from convenant.agreements.definition import load, preset_text
from convenant.assessments.scoring import (
    Mark,
    Respondent,
    asked,
    levels_of,
    may_refuse,
    outcome,
    requirements,
    shares,
    weights_of,
)
from convenant.assessments.scoring.tests.frameworks import (
    STATUSES,
    criterion,
    framework,
    levels,
    section,
)


def at(*pairs: tuple[str, str]) -> dict[str, Mark]:
    return {key: Mark(level) for key, level in pairs}


def preset(name: str):
    return load(preset_text(name), name).assessment


def all_at(about, who, place: int) -> dict[str, Mark]:
    return {c.id: Mark(levels_of(about, c)[place].id) for c in asked(about, who)}


def test_sections_without_a_weight_share_what_is_left() -> None:
    about = framework(sections=[section("a"), section("b", 40), section("c")], criteria=[])
    assert weights_of(about) == {"a": 30, "b": 40, "c": 30}


def test_a_total_by_hand() -> None:
    about = framework(
        sections=[section("a", 60), section("b", 40)],
        criteria=[
            criterion("x"),
            criterion("y", levels=levels(0, 4)),
            criterion("z", "b"),
        ],
        pass_marks=[{"year": 1, "percent": 50.0}],
        statuses=STATUSES,
    )
    found = shares(about, Respondent(), at(("x", "l1"), ("y", "l1"), ("z", "l0")))
    assert found.sections == {"a": Fraction(500, 6), "b": 0}
    assert found.total == 50  # 60 % of 83.3 %
    assert outcome(about, Respondent(), at(("x", "l1"), ("y", "l1"), ("z", "l0"))).meets == "all"


def test_a_section_where_nothing_applies_gives_its_weight_to_the_others() -> None:
    about = framework(
        sections=[section("a", 60), section("b", 30), section("c", 10)],
        criteria=[criterion("x"), criterion("y", "b"), criterion("z", "c")],
    )
    marks = {**at(("y", "l2"), ("z", "l0")), "x": Mark(standing="not_applicable")}
    found = shares(about, Respondent(), marks)
    assert found.weights == {"a": 0, "b": 75, "c": 25}
    assert found.total == 75


def test_a_knock_out_bars_the_best_status_whatever_the_total() -> None:
    about = framework(
        sections=[section("a")],
        criteria=[criterion("x", knock_out=True), criterion("y", levels=levels(0, 100))],
        pass_marks=[{"year": 1, "percent": 50.0}],
        statuses=STATUSES,
    )
    found = outcome(about, Respondent(), at(("x", "l0"), ("y", "l1")))
    assert (found.meets, found.knocked_out, found.missed) == ("part", ["x"], [])
    assert [(r.criterion, r.to) for r in found.way_up] == [("x", "l1")]
    assert outcome(about, Respondent(), at(("y", "l1"))).knocked_out == ["x"]  # not answered
    none = {**at(("y", "l1")), "x": Mark(standing="not_applicable")}
    assert outcome(about, Respondent(), none).meets == "all"


@pytest.mark.parametrize(
    "share, meets", [(0, "none"), (39, "none"), (40, "part"), (59, "part"), (60, "all")]
)
def test_on_the_way_begins_at_the_mark_of_the_year_before(share, meets) -> None:
    about = framework(
        sections=[section("a")],
        criteria=[criterion("x", levels=levels(*range(101)))],
        pass_marks=[{"year": y, "percent": float(p)} for y, p in ((1, 20), (2, 40), (3, 60))],
        statuses=STATUSES,
    )
    assert outcome(about, Respondent("", 3), at(("x", f"l{share}"))).meets == meets


def test_in_the_first_year_anything_is_on_the_way() -> None:
    about = framework(
        sections=[section("a")],
        criteria=[criterion("x", levels=levels(*range(101)))],
        pass_marks=[{"year": 1, "percent": 20.0}],
        statuses=STATUSES,
    )
    assert outcome(about, Respondent(), at(("x", "l1"))).meets == "part"
    assert outcome(about, Respondent(), {}).meets == "none"


def test_a_later_year_without_a_mark_keeps_the_last_one_and_says_so() -> None:
    garments = preset("garments-2016")
    (third,) = requirements(garments, "", 3)
    (sixth,) = requirements(garments, "", 6)
    assert (third.percent, third.stated) == (60, "mark")
    assert (sixth.percent, sixth.stated) == (60, "last_known")
    example = preset("example-european-garments")
    assert [r.stated for r in requirements(example, "large", 6)] == ["mark", "mark"]


def test_the_class_s_own_mark_goes_first() -> None:
    about = framework(
        sections=[section("a")],
        criteria=[criterion("x")],
        pass_marks=[
            {"year": 1, "percent": 50.0, "and_later": True},
            {"year": 2, "percent": 30.0, "member_class": "small"},
        ],
    )
    assert [r.percent for r in requirements(about, "small", 1)] == [50]
    assert [r.percent for r in requirements(about, "small", 2)] == [30]
    assert [r.percent for r in requirements(about, "large", 2)] == [50]


def test_garments_weigh_goals_at_forty_and_pass_at_twenty_forty_sixty() -> None:
    garments = preset("garments-2016")
    assert weights_of(garments)["goals_and_actions"] == 40
    assert sum(weights_of(garments).values()) == 100
    for year, percent in ((1, 20), (2, 40), (3, 60)):
        (mark,) = requirements(garments, "", year)
        assert mark.percent == percent
    who = Respondent("", 3)
    assert outcome(garments, who, all_at(garments, who, -1)).status == "fully"
    assert outcome(garments, who, all_at(garments, who, 1)).status == "on_the_way"
    assert outcome(garments, who, all_at(garments, who, 0)).status == "behind"


def test_stone_asks_by_group_and_shows_a_traffic_light() -> None:
    stone = preset("trustone-2019")
    names = {g: [c.id for c in asked(stone, Respondent(g))] for g in "abc"}
    assert "suppliers_asked" in names["a"] and "suppliers_asked" not in names["c"]
    assert len(names["c"]) > len(names["b"])
    for group in "abc":
        who = Respondent(group)
        assert outcome(stone, who, all_at(stone, who, -1)).status == "green"
        assert outcome(stone, who, all_at(stone, who, 1)).status == "amber"
        assert outcome(stone, who, {}).status == "red"
    assert requirements(stone, "c", 2)[0].stated == "everything"


def test_a_criterion_is_asked_by_role_and_tier_and_of_who_says_neither() -> None:
    about = framework(
        sections=[section("a")],
        criteria=[criterion("x", chain_roles=["brand"]), criterion("y", tiers=[2, 3])],
    )
    ask = lambda **who: [c.id for c in asked(about, Respondent(**who))]  # noqa: E731
    assert ask(chain_roles=frozenset({"retailer"})) == ["y"]
    assert ask(tiers=frozenset({1})) == ["x"]
    assert ask(tiers=frozenset({1, 3}), chain_roles=frozenset({"brand"})) == ["x", "y"]
    assert ask() == ["x", "y"]


def test_who_is_small_may_refuse_what_goes_beyond_the_voluntary_standard() -> None:
    about = preset("example-european-garments")
    by_id = {c.id: c for c in about.criteria}
    beyond, within = by_id["evaluation_footprint"], by_id["policy_board"]
    for staff, limit in ((None, "reporting_cap"), (1000, "reporting_cap"), (1001, None)):
        found = may_refuse(about, beyond, Respondent(employees=staff))
        assert (found and found.id) == limit
        assert may_refuse(about, within, Respondent(employees=staff)) is None
    last_resort = by_id["goals_living_wage"]
    assert (
        may_refuse(about, last_resort, Respondent(employees=10)) is None
    )  # not otherwise to be had


def test_a_level_that_does_not_exist_is_an_error() -> None:
    about = framework(sections=[section("a")], criteria=[criterion("x")])
    with pytest.raises(ValueError, match="no level"):
        shares(about, Respondent(), at(("x", "l9")))
