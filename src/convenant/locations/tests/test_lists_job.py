"""The job that matches lists: a worker that dies, one that wakes up late, two lists at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from convenant.base.models import Event
from convenant.base.walls import within
from convenant.locations import jobs
from convenant.locations.actions import matching
from convenant.locations.actions.lists import match_again, store
from convenant.locations.actions.progress import NotYet, Overtaken, begin, report
from convenant.locations.jobs import match_list
from convenant.locations.models import ListedSite, MatchQuestion, Site, SiteList
from convenant.locations.tests.some_lists import BILAL, HEADER, IRIS, handed_in, matched


class Killed(BaseException):
    """The machine went off."""


def stored(world, name, text, period=2026) -> SiteList:
    return store(handed_in(world, name, text, period), by=world.by(name))


def run(site_list: SiteList) -> str:
    return match_list.call(site_list.agreement_id, site_list.pk)


def picture() -> list[tuple]:
    """What a reader sees of all current rows, whatever their keys."""
    rows = ListedSite.objects.filter(current=True).select_related("site")
    return sorted((row.site_list_id, row.row, row.decision, row.site.name) for row in rows)


def long_ago(site_list: SiteList) -> None:
    SiteList.objects.filter(pk=site_list.pk).update(progress_at=timezone.now() - timedelta(hours=1))


@pytest.mark.parametrize("dies_in", ["match", "write_links", "refresh_faces", "enter"])
def test_a_worker_that_dies_anywhere_leaves_nothing_to_see_and_the_next_try_ends_well(
    inside, monkeypatch, dies_in
) -> None:
    matched(inside, "bilal", BILAL)
    before, sites = picture(), set(Site.objects.values_list("code", flat=True))
    late = stored(inside, "iris", IRIS)

    def dies(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(jobs, dies_in, dies)
        with pytest.raises(Killed):
            run(late)
    assert picture() == before
    late.refresh_from_db()
    assert late.state == "matching"
    assert run(late) == "nothing to do", "as far as anyone knows, the worker is still at it"

    written = set(Site.objects.values_list("code", flat=True))
    long_ago(late)
    assert run(late) == "2 rows"
    late.refresh_from_db()
    assert (late.state, late.progress) == ("matched", 100)
    assert Site.objects.filter(member_count=2).count() == 1
    assert Site.objects.count() == 4
    if dies_in in ("refresh_faces", "enter"):
        assert set(Site.objects.values_list("code", flat=True)) == written > sites


def test_half_written_rows_of_a_dead_worker_are_written_anew(inside, monkeypatch) -> None:
    monkeypatch.setattr(matching, "BATCH", 2)
    late = stored(inside, "bilal", BILAL)
    written = matching.write_links

    def dies_half_way(*args):
        for done in written(*args):
            yield done
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "write_links", dies_half_way)
        with pytest.raises(Killed):
            run(late)
    assert ListedSite.objects.filter(site_list=late).count() == 2
    codes = set(Site.objects.values_list("code", flat=True))
    long_ago(late)
    run(late)
    assert list(ListedSite.objects.order_by("row").values_list("row", "current")) == [
        (1, True),
        (2, True),
        (3, True),
    ]
    assert Site.objects.count() == 3
    assert codes < set(Site.objects.values_list("code", flat=True))


def test_a_try_that_was_overtaken_stops_and_changes_nothing(inside) -> None:
    late = stored(inside, "bilal", BILAL)
    old = begin(late.pk, by=inside.by("anna"))
    match_again(late, by=inside.by("bilal"))
    with pytest.raises(Overtaken):
        report(old, "compare", 50)
    new = begin(late.pk, by=inside.by("anna"))
    with pytest.raises(Overtaken):
        report(old, "compare", 50)
    with pytest.raises(Overtaken):
        matching.enter(old, [], by=inside.by("anna"))
    report(new, "compare", 50)
    new.refresh_from_db()
    assert (new.step, new.progress) == ("compare", 50)
    assert not ListedSite.objects.exists()


def test_lists_of_one_agreement_are_matched_one_after_the_other(inside, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    first, second = stored(inside, "bilal", BILAL), stored(inside, "iris", IRIS)
    begin(first.pk, by=inside.by("anna"))
    with pytest.raises(NotYet):
        begin(second.pk, by=inside.by("anna"))
    assert run(second) == "waits for its turn"
    second.refresh_from_db()
    assert second.state == "stored"
    waiting = DBTaskResult.objects.get()
    assert waiting.run_after > timezone.now()
    assert waiting.args_kwargs["args"] == [second.agreement_id, second.pk]
    long_ago(first)  # its worker died: the others go on
    assert run(second) == "2 rows"


def test_a_failure_is_a_sentence_on_the_page_and_an_event(inside, monkeypatch) -> None:
    late = stored(inside, "bilal", BILAL)

    def fails(*args, **kwargs):
        raise MemoryError("no more")

    monkeypatch.setattr(jobs, "match", fails)
    assert run(late) == "failed"
    late.refresh_from_db()
    assert (late.state, late.problem) == ("failed", "failed")
    assert Event.objects.filter(verb="list.matching_failed", subject_id=str(late.pk)).exists()
    monkeypatch.undo()
    assert run(match_again(late, by=inside.by("bilal"))) == "3 rows"


def test_an_open_question_goes_on_about_the_same_words_in_a_newer_list(inside) -> None:
    matched(inside, "bilal", BILAL)
    doubtful = HEADER + '"Rupali Dyeing","Plot 9, Ashulia, Dhaka",BD\n'
    older = matched(inside, "iris", doubtful, period=2025)
    site = Site.objects.get(name="Shonali Knit Wear Ltd.")
    question = MatchQuestion.objects.create(row=older.rows.get(), candidate=site, score=0.5)
    newer = matched(inside, "iris", doubtful + '"Other Mill","Road 5, Savar",BD\n')
    question.refresh_from_db()
    assert question.row.site_list == newer
    assert MatchQuestion.objects.filter(row__organisation=older.organisation).count() == 1
    matched(inside, "iris", HEADER + '"Other Mill","Road 5, Savar",BD\n')
    assert not MatchQuestion.objects.filter(pk=question.pk).exists(), "nobody says so any more"


def test_the_page_offers_a_new_start_only_when_nothing_moves_any_more(world) -> None:
    with within(world.agreement):
        late = stored(world, "bilal", BILAL)
        begin(late.pk, by=world.by("anna"))
    url = reverse("locations:list", args=[world.agreement.slug, late.pk])
    bilal = world.client("bilal")
    assert "Start it again" not in bilal.get(url).content.decode()
    with within(world.agreement):
        long_ago(late)
    page = bilal.get(url).content.decode()
    assert "Start it again" in page and 'data-reload-seconds="4"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "Start it again" not in world.client("eva").get(url).content.decode()
