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
