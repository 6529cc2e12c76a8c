"""What holds for every framework and all answers: bounded, monotone, and no order matters."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from convenant.assessments.scoring import Mark, asked, levels_of, outcome, shares
from convenant.assessments.scoring.tests.frameworks import marked

ORDER = {None: -1, "none": 0, "part": 1, "all": 2}


@given(marked())
def test_shares_are_bounded_and_weights_are_a_whole(case) -> None:
    found = shares(*case)
    for share in (found.total, *found.sections.values()):
        assert share is None or 0 <= share <= 100
    assert sum(found.weights.values()) in ((0, 100) if found.total is None else (100,))


@given(marked(), st.data())
def test_a_better_answer_never_makes_anything_worse(case, data) -> None:
    about, who, marks = case
    raisable = [
        each
        for each in asked(about, who)
        if each.id not in marks or marks[each.id].standing == "level"
    ]
    if not raisable:
        return
    each = data.draw(st.sampled_from(raisable))
    levels = levels_of(about, each)
    now = [level.id for level in levels].index(marks[each.id].level) if each.id in marks else 0
    better = {**marks, each.id: Mark(levels[data.draw(st.integers(now, len(levels) - 1))].id)}
    before, after = outcome(about, who, marks), outcome(about, who, better)
    assert after.shares.total >= before.shares.total
    assert all(
        after.shares.sections[name] >= share
        for name, share in before.shares.sections.items()
        if share is not None
    )
    assert ORDER[after.meets] >= ORDER[before.meets]
    assert set(after.knocked_out) <= set(before.knocked_out)


@given(marked(), st.randoms())
def test_no_order_of_answers_or_criteria_changes_the_outcome(case, chance) -> None:
    about, who, marks = case
    turned = dict(sorted(marks.items(), key=lambda _: chance.random()))
    criteria = list(about.criteria)
    chance.shuffle(criteria)
    one = outcome(about, who, marks)
    other = outcome(about.model_copy(update={"criteria": criteria}), who, turned)
    assert one.shares.total == other.shares.total and one.shares.sections == other.shares.sections
    assert (one.meets, one.status, set(one.knocked_out)) == (
        other.meets,
        other.status,
        set(other.knocked_out),
    )


@given(marked())
def test_the_way_up_leads_up_and_names_no_answer_too_many(case) -> None:
    about, who, marks = case
    now = outcome(about, who, marks)
    if not now.way_up:
        return
    raised = {each.criterion: Mark(each.to) for each in now.way_up}
    after = outcome(about, who, {**marks, **raised})
    assert ORDER[after.meets] > ORDER[now.meets]
    assert after.status == now.next_status
    for left_out in raised:
        rest = {key: mark for key, mark in raised.items() if key != left_out}
        assert ORDER[outcome(about, who, {**marks, **rest}).meets] <= ORDER[now.meets]


@given(marked())
def test_there_is_a_way_up_wherever_one_can_exist(case) -> None:
    about, who, marks = case
    now = outcome(about, who, marks)
    best = dict(marks)
    for each in asked(about, who):
        if each.id not in marks or marks[each.id].standing == "level":
            best[each.id] = Mark(levels_of(about, each)[-1].id)
    could = ORDER[outcome(about, who, best).meets] > ORDER[now.meets]
    assert bool(now.way_up) == could


@given(marked())
def test_what_does_not_apply_moves_no_point_of_the_rest(case) -> None:
    """Leaving a criterion out of the framework is the same as saying that it does not apply."""
    about, who, marks = case
    out = {key for key, mark in marks.items() if mark.standing != "level"}
    without = about.model_copy(update={"criteria": [c for c in about.criteria if c.id not in out]})
    one = shares(about, who, marks)
    other = shares(without, who, marks)
    assert (one.total, one.sections, one.weights) == (other.total, other.sections, other.weights)


@given(marked())
def test_everything_at_its_best_is_a_hundred(case) -> None:
    about, who, _marks = case
    best = {c.id: Mark(levels_of(about, c)[-1].id) for c in asked(about, who)}
    found = outcome(about, who, best)
    if best:
        assert found.shares.total == Fraction(100) and found.meets == "all"
    else:
        assert found.shares.total is None and found.meets is None
