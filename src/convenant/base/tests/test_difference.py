"""A reader sees which words changed, and both texts can be read back from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from convenant.base.difference import Run, difference

words = st.text(alphabet="ab ,\n", max_size=40)


@given(words, words)
def test_both_texts_can_be_read_back(old: str, new: str) -> None:
    runs = difference(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new


def test_whole_words_change_and_changes_side_by_side_are_one() -> None:
    runs = difference(
        "Pay within 90 days after delivery.", "Pay within sixty weeks after delivery."
    )
    assert runs == [
        Run("same", "Pay within "),
        Run("removed", "90 days"),
        Run("added", "sixty weeks"),
        Run("same", " after delivery."),
    ]


def test_nothing_changed_is_one_run_or_none() -> None:
    assert difference("", "") == []
    assert difference("a b", "a b") == [Run("same", "a b")]


def clauses(count: int) -> list[str]:
    return [
        f"{n}. Members pay within {n + 30} days; who pays later pays interest."
        for n in range(count)
    ]


def test_in_a_long_text_the_words_that_changed_are_shown_and_nothing_else() -> None:
    old = clauses(2000)
    new = [
        one.replace("pay within", "settle within") if n % 100 == 0 else one
        for n, one in enumerate(old)
    ]
    runs = difference("\n\n".join(old), "\n\n".join(new))
    assert {run.text for run in runs if run.kind == "removed"} == {"pay"}
    assert [run.text for run in runs if run.kind == "added"] == ["settle"] * 20


def test_a_passage_too_long_to_compare_is_shown_as_gone_and_come() -> None:
    """Word by word this would take minutes, and hold up everybody else."""
    old, new = "pay " * 20_000, "pay later " * 10_000
    runs = difference(old, new)
    assert [run.kind for run in runs] == ["same", "removed", "added", "same"]
    assert "".join(run.text for run in runs if run.kind != "added") == old
