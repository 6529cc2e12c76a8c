"""Every stage can be reached, every one but the joined leads on, and nothing leads nowhere."""

from convenant.grievances.languages import language
from convenant.grievances.steps import CLOCK, NEXT, OVER, may_follow


def test_every_stage_is_reached_from_the_start_but_what_others_do() -> None:
    reached, frontier = {"received"}, ["received"]
    while frontier:
        for stage in NEXT[frontier.pop()]:
            if stage not in reached:
                reached.add(stage)
                frontier.append(stage)
    # The complainant withdraws; a case is joined to another.
    assert set(NEXT) - reached == {"withdrawn", "joined"}


def test_a_case_ends_from_every_stage() -> None:
    for start in NEXT:
        reached, frontier = {start}, [start]
        while frontier:
            for stage in NEXT[frontier.pop()]:
                if stage not in reached:
                    reached.add(stage)
                    frontier.append(stage)
        assert reached & OVER


def test_each_stage_has_words_and_clocks_belong_to_stages() -> None:
    english = language("en")
    assert english is not None
    assert all(f"stage.{stage}" in english.texts for stage in NEXT)
    assert set(CLOCK) <= set(NEXT)
    assert may_follow("received", "acknowledged") and not may_follow("received", "closed")
