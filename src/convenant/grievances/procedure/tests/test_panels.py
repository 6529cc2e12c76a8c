"""A panel has its chair and one member per side, deputies only in their stead."""

from hypothesis import given
from hypothesis import strategies as st

from convenant.grievances.procedure.panels import Code, Problem, Seat, problems, proposed

BODY = (
    Seat("chair"),
    Seat("chair deputy", deputy=True),
    Seat("employers", "employers"),
    Seat("employers deputy", "employers", deputy=True),
    Seat("workers", "workers"),
    Seat("workers deputy", "workers", deputy=True),
)
EVERYONE = [seat.person for seat in BODY]
some_people = st.sets(st.sampled_from(EVERYONE))


def test_the_members_sit_where_nothing_stands_in_the_way():
    assert problems(["chair", "employers", "workers"], BODY) == ()


def test_a_deputy_stands_in_for_who_is_recused_or_absent_only():
    panel = ["chair", "employers", "workers deputy"]
    assert problems(panel, BODY) == (Problem(Code.DEPUTY_NOT_NEEDED, "workers deputy"),)
    assert problems(panel, BODY, recused={"workers"}) == ()
    assert problems(panel, BODY, absent={"workers"}) == ()


def test_each_fault_is_named():
    assert problems(["employers", "workers"], BODY) == (Problem(Code.NO_CHAIR),)
    assert problems(["chair", "employers"], BODY) == (Problem(Code.SIDE_MISSING, "workers"),)
    assert Problem(Code.NOT_ON_BODY, "koen") in problems(["koen"], BODY)
    assert Problem(Code.NAMED_TWICE, "chair") in problems(["chair", "chair"], BODY)
    both = ["chair", "employers", "workers", "workers deputy"]
    assert Problem(Code.TOO_MANY, "workers") in problems(both, BODY)


def test_a_body_without_anybody_has_no_valid_panel():
    assert problems([], []) == (Problem(Code.NO_CHAIR),)


@given(some_people, some_people)
def test_who_is_proposed_is_valid_or_nobody_could_be(recused, absent):
    found = proposed(BODY, recused=recused, absent=absent)
    panel = [p for p in found.values() if p]
    faults = {p.code for p in problems(panel, BODY, recused=recused, absent=absent)}
    assert faults <= {Code.NO_CHAIR, Code.SIDE_MISSING}
    for side, person in found.items():
        possible = [s for s in BODY if s.side == side and s.person not in recused | absent]
        assert (person is None) == (not possible)


@given(some_people, some_people, some_people)
def test_nobody_recused_ever_sits_on_a_valid_panel(panel, recused, absent):
    found = problems(sorted(panel), BODY, recused=recused, absent=absent)
    if not found:
        assert not panel & (recused | absent)
        assert len(panel) == 3


@given(st.lists(st.sampled_from([*EVERYONE, "koen"])), some_people, st.randoms())
def test_the_order_in_which_people_are_named_does_not_matter(panel, recused, chance):
    other = list(panel)
    chance.shuffle(other)
    assert problems(panel, BODY, recused=recused) == problems(other, BODY, recused=recused)
