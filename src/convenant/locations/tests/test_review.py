"""The secretariat reviews what the model doubts, and takes a decision back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.locations.actions.review import decide, undo_decision
from convenant.locations.actions.sites import merge_sites, undo_change
from convenant.locations.models import Judgement, ListedSite, MatchQuestion, Site, SiteChange
from convenant.locations.queries.review import (
    Waiting,
    by_value,
    open_questions_count,
    progress,
    question_after,
    questions,
    queue,
)
from convenant.locations.queries.sites import site_by_code
from convenant.locations.tests.making_sites import ask_about, list_site, make_list, more_members

SHAPLA = "Shapla Textiles Ltd."
SHAPLA_TOO = "Shapla Textile Mills"


@pytest.fixture(autouse=True)
def in_english():
    """The sentences asked for below are the English ones."""
    with translation.override("en"):
        yield


@pytest.fixture
def pair(inside):
    """Bilal's row stands alone; Iris's site is the candidate."""
    theirs = list_site(inside.organisations["iris"], SHAPLA, lat=23.99, lng=90.41)
    ours = list_site(
        inside.organisations["bilal"],
        SHAPLA_TOO,
        address="Mill Rd 12, Gazipur 1700",
        lat=23.995,
        lng=90.415,
    )
    return inside, ours, theirs.site, ask_about(ours, theirs.site)


def snapshot() -> dict:
    """Everything a decision can change."""
    return {
        "rows": list(ListedSite.objects.order_by("pk").values("pk", "site_id", "current")),
        "sites": list(Site.objects.order_by("pk").values()),
        "judgements": list(
            Judgement.objects.order_by("left", "right").values("left", "right", "same")
        ),
        "questions": list(
            MatchQuestion.objects.order_by("pk").values("pk", "answer", "answered_by", "undo")
        ),
    }


def test_the_same_site_takes_the_rows_and_the_old_code_leads_there(pair) -> None:
    world, row, candidate, question = pair
    old = row.site
    decide(question, True, by=world.by("anna"))
    row.refresh_from_db()
    candidate.refresh_from_db()
    assert row.site_id == candidate.pk
    assert candidate.member_count == 2
    assert site_by_code(old.code) == candidate
    assert open_questions_count() == 0
    assert Judgement.objects.get(same=True).by_id == world.anna.pk
    assert Event.objects.filter(verb="question.decided", actor_id=world.anna.pk).exists()


def test_different_sites_stay_apart_and_the_spellings_are_remembered(pair) -> None:
    world, row, candidate, question = pair
    decide(question, False, by=world.by("anna"))
    row.refresh_from_db()
    candidate.refresh_from_db()
    assert row.site_id != candidate.pk
    assert candidate.member_count == 1
    assert not Judgement.objects.get().same


@pytest.mark.parametrize("same", [True, False])
def test_undo_restores_exactly_what_was(pair, same) -> None:
    world, _row, _candidate, question = pair
    before = snapshot()
    decide(question, same, by=world.by("anna"))
    assert snapshot() != before
    undo_decision(question, by=world.by("anna"))
    assert snapshot() == before
    decide(question, same, by=world.by("anna"))  # and it can be decided anew


def test_the_same_two_spellings_are_answered_together_and_reopened_together(pair) -> None:
    world, row, candidate, question = pair
    twin = list_site(world.organisations["bilal"], row.name.upper(), address=row.address)
    alike = ask_about(twin, candidate)
    other = ask_about(list_site(world.organisations["bilal"], "Shapla Dyeing"), candidate)
    before = snapshot()
    done = decide(question, True, by=world.by("anna"))
    assert done.undo["along"] == [alike.pk]
    twin.refresh_from_db()
    assert twin.site_id == candidate.pk
    other.refresh_from_db()
    assert other.answer == "open"
    undo_decision(alike, by=world.by("anna"))  # undoing any of the group undoes the decision
    assert snapshot() == before


def test_two_people_at_once_the_second_reads_who_was_first(pair) -> None:
    world, _row, candidate, question = pair
    stale = MatchQuestion.objects.get(pk=question.pk)
    decide(question, True, by=world.by("anna"))
    with pytest.raises(Refused, match="Anna already decided this: same site"):
        decide(stale, False, by=world.by("anna"))
    candidate.refresh_from_db()
    assert candidate.member_count == 2
    address = reverse("locations:question", args=["stitch", question.pk])
    client = world.client("anna")
    answer = client.post(address, {"answer": "different"}, follow=True)
    assert "already decided this" in answer.content.decode()
    assert "Undo this decision" in answer.content.decode()


def test_a_word_against_an_earlier_word_is_refused(pair) -> None:
    world, row, candidate, question = pair
    decide(question, False, by=world.by("anna"))
    beside = list_site(world.organisations["bilal"], "Shapla Two", site=row.site)
    second = ask_about(beside, candidate)
    with pytest.raises(Refused, match="different sites"):
        decide(second, True, by=world.by("anna"))
    assert second.answer == "open"


def test_a_question_that_a_merge_settled_is_closed_and_opens_when_it_is_undone(pair) -> None:
    world, row, candidate, question = pair
    before = snapshot()
    change = merge_sites(row.site, candidate, "one gate", by=world.by("anna"))
    assert open_questions_count() == 0
    with pytest.raises(Refused, match="Undo that merge"):
        undo_decision(question, by=world.by("anna"))
    undo_change(change, by=world.by("anna"))
    assert snapshot() == before


def test_a_merge_from_the_review_is_undone_in_the_review(pair) -> None:
    world, _row, _candidate, question = pair
    decide(question, True, by=world.by("anna"))
    with pytest.raises(Refused, match="review"):
        undo_change(SiteChange.objects.get(), by=world.by("anna"))


def test_decisions_on_one_candidate_can_be_undone_in_any_order(pair) -> None:
    world, _row, candidate, question = pair
    late = list_site(world.organisations["bilal"], "Shapla Mills Unit")
    second = ask_about(late, candidate)
    decide(question, True, by=world.by("anna"))
    decide(second, True, by=world.by("anna"))
    undo_decision(question, by=world.by("anna"))
    late.refresh_from_db()
    candidate.refresh_from_db()
    assert late.site_id == candidate.pk
    assert candidate.member_count == 2


def test_undo_is_refused_where_a_newer_list_added_rows(pair) -> None:
    world, _row, candidate, question = pair
    decide(question, True, by=world.by("anna"))
    (organisation, _actor), *_ = more_members(1)
    list_site(organisation, "Shapla", site=candidate)
    held = snapshot()
    with pytest.raises(Refused, match="1 row of a newer list"):
        undo_decision(question, by=world.by("anna"))
    assert snapshot() == held


def test_questions_about_replaced_lists_are_not_asked(pair) -> None:
    world, row, _candidate, _question = pair
    ListedSite.objects.filter(pk=row.pk).update(current=False)
    assert open_questions_count() == 0
    assert progress().total == 0


def test_the_queue_is_ordered_by_value_by_score_or_by_members(pair) -> None:
    world, _row, candidate, question = pair
    sure = ask_about(
        list_site(world.organisations["bilal"], "Padma Knit", address="Savar"), candidate, 0.9
    )
    busy = list_site(world.organisations["iris"], "Jamuna Denim", address="Tongi").site
    for organisation, _actor in more_members(2):
        list_site(organisation, "Jamuna Denim", site=busy, address="Tongi")
    wide = ask_about(
        list_site(world.organisations["bilal"], "Jamuna Jeans", address="Tongi"), busy, 0.3
    )
    assert queue("score") == [sure.pk, question.pk, wide.pk]
    assert queue("members")[0] == wide.pk
    # Most members and most doubt first; the sure one stays beside the doubtful one about its site.
    assert queue() == [wide.pk, question.pk, sure.pk]
    assert question_after(question, "score") == wide.pk
    assert question_after(wide, "score") == sure.pk  # from the end on to the start
    first, second, third = questions(queue("members"))
    assert question_after(first, "members") == second.pk
    assert question_after(second, "members") == third.pk


some_questions = st.lists(
    st.tuples(
        st.floats(0, 1), st.none() | st.integers(1, 6), st.integers(7, 12), st.integers(1, 9)
    ),
    max_size=12,
)


@given(some_questions)
def test_questions_that_share_a_site_stand_together_and_none_is_lost(drawn) -> None:
    found = [
        (Waiting(pk, score, site, candidate), members)
        for pk, (score, site, candidate, members) in enumerate(drawn)
    ]
    order = by_value(found)
    assert sorted(order) == [one.pk for one, _members in found]
    assert by_value(found[::-1]) == order
    groups: list[tuple[set[int], set[int]]] = []  # the sites that hang together, their questions
    for one, _members in found:
        joined = (set(one.sites), {one.pk})
        for group in [g for g in groups if g[0] & joined[0]]:
            groups.remove(group)
            joined = (joined[0] | group[0], joined[1] | group[1])
        groups.append(joined)
    for _sites, pks in groups:
        places = sorted(order.index(pk) for pk in pks)
        assert places == list(range(places[0], places[0] + len(pks)))


def test_only_the_secretariat_decides(pair) -> None:
    world, _row, _candidate, question = pair
    for name in ("bilal", "iris", "eva", "chantal", "greet", "hugo", "farid"):
        with pytest.raises(PermissionDenied):
            decide(question, True, by=world.by(name))


def test_the_page_shows_both_sides_marks_what_differs_and_goes_on(pair) -> None:
    world, row, candidate, question = pair
    second = ask_about(
        list_site(world.organisations["bilal"], "Padma Knit", address="Savar"), candidate, 0.5
    )
    client = world.client("anna")
    text = client.get(reverse("locations:question", args=["stitch", question.pk])).content.decode()
    assert "<mark>" in text and "differs:" in text
    assert "m apart" in text
    assert "0 of 2 answered" in text
    assert "Names nearly the same" in text
    assert "Brand B" not in text and "Brand I" not in text  # the place decides, not the company
    answer = client.post(
        reverse("locations:question", args=["stitch", question.pk]), {"answer": "same"}
    )
    assert answer["Location"] == reverse("locations:question", args=["stitch", second.pk])
    following = client.get(answer["Location"]).content.decode()
    assert "1 of 2 answered" in following
    assert "no coordinates" in following
    assert 'data-key="u"' in following  # undo of what was just decided
    undone = client.post(reverse("locations:undo_decision", args=["stitch", question.pk]))
    assert undone["Location"] == reverse("locations:question", args=["stitch", question.pk])
    assert MatchQuestion.objects.get(pk=question.pk).answer == "open"


def test_after_the_last_question_the_queue_says_it_is_done(pair) -> None:
    world, _row, _candidate, question = pair
    client = world.client("anna")
    answer = client.post(
        reverse("locations:question", args=["stitch", question.pk]),
        {"answer": "different"},
        follow=True,
    )
    text = answer.content.decode()
    assert "every question is answered" in text
    history = client.get(reverse("locations:decided", args=["stitch"])).content.decode()
    assert SHAPLA_TOO in history and "Anna" in history


def test_reasons_are_in_the_language_of_the_page(pair) -> None:
    world, _row, _candidate, question = pair
    client = world.client("anna")
    client.cookies["django_language"] = "nl"
    text = client.get(reverse("locations:question", args=["stitch", question.pk])).content.decode()
    assert "Namen bijna gelijk" in text


def test_another_agreement_s_question_does_not_exist(pair, elsewhere) -> None:
    world, _row, _candidate, question = pair
    with within(elsewhere.agreement):
        answer = elsewhere.client("anna").get(
            reverse("locations:question", args=["stone", question.pk])
        )
    assert answer.status_code == 404


def test_a_long_queue_and_a_question_stay_within_the_bound_of_queries(
    inside, django_assert_max_num_queries
) -> None:
    iris, bilal = inside.organisations["iris"], inside.organisations["bilal"]
    theirs, ours = make_list(iris), make_list(bilal)
    sites = Site.objects.bulk_create(
        [
            Site(name=f"Mill {n}", address=f"{n} Road", country="BD", member_count=1)
            for n in range(5000)
        ]
    )
    ListedSite.objects.bulk_create(
        [
            ListedSite(
                site_list=theirs if n < 2500 else ours,
                organisation=iris if n < 2500 else bilal,
                row=n,
                site=sites[n],
                name=f"Mill {n}",
                address=f"{n} Road",
                country="BD",
            )
            for n in range(5000)
        ]
    )
    rows = list(ListedSite.objects.filter(site_list=ours))
    MatchQuestion.objects.bulk_create(
        [
            MatchQuestion(row=row, candidate=sites[n], score=0.5, reasons=[])
            for n, row in enumerate(rows[:1000])
        ]
    )
    client = inside.client("anna")
    (question,) = questions(queue()[10:11])
    for address in (
        reverse("locations:review", args=["stitch"]),
        reverse("locations:review", args=["stitch"]) + "?order=members",
        reverse("locations:question", args=["stitch", question.pk]),
        reverse("locations:decided", args=["stitch"]),
    ):
        with django_assert_max_num_queries(30):
            assert client.get(address).status_code == 200
