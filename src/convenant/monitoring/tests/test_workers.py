"""A worker representative opens the plan with a code on any phone; nobody else can."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.monitoring.actions.workers import (
    answer_for_workers,
    name_representative,
    renew_code,
    withdraw_code,
)
from convenant.monitoring.models import WorkerAnswer, WorkerRepresentative
from convenant.monitoring.queries.workers import SIGNS, plain_code, representative_by_code
from convenant.monitoring.tests.making_visits import (
    action_at,
    done_action,
    found_at,
    some_sites,
    visited,
)

NAME = "Speaker of the sewing hall"


def address(world, name: str, *args) -> str:
    return reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])


@pytest.fixture
def plan(world):
    """A visit with one action said to be done, and the code of a representative."""
    with within(world.agreement):
        some_sites(world)
        visit = visited(world)
        finding = found_at(world, visit)
        action = done_action(world, action_at(world, finding))
        company = world.organisations["bilal"]
        action_at(world, finding, what="Pay for the door", organisation=company)
        person, code = name_representative(visit, by=world.by("eva"), name=NAME)
    return {"visit": visit, "action": action, "person": person, "code": code}


def test_a_worker_opens_the_plan_without_an_account_and_says_whether_it_was_done(
    world, plan
) -> None:
    phone = Client(headers={"accept-language": "en"})
    typed = plan["code"].lower().replace("-", " ")
    answer = phone.post(address(world, "worker_entry"), {"code": typed})
    assert answer.status_code == 302
    html = phone.get(answer["Location"]).content.decode()
    assert "Open the back exit" in html and "Pay for the door" in html
    # neither who buys there, nor the finding in words, nor who they are themselves
    for secret in ("Brand B", "locked", NAME, "<script"):
        assert secret not in html
    said = {"action": plan["action"].pk, "word": "disputes", "text": "At night it is locked."}
    page = phone.post(answer["Location"], said, follow=True).content.decode()
    assert "You said:" in page and "At night it is locked." in page
    with within(world.agreement):
        (kept,) = WorkerAnswer.objects.all()
        assert (kept.word, kept.text) == ("disputes", "At night it is locked.")
        event = Event.objects.get(verb="action.disputed")
        assert (event.actor_name, event.new) == ("outsider", None)
    desk = world.client("anna").get(address(world, "action", plan["action"].pk)).content.decode()
    assert NAME in desk and "At night it is locked." in desk
    company = world.client("bilal").get(address(world, "action", plan["action"].pk))
    for secret in (NAME, "At night", "disputed", "worker representative"):
        assert secret not in company.content.decode().lower()


def test_a_wrong_renewed_or_withdrawn_code_opens_nothing(world, plan) -> None:
    phone = Client(headers={"accept-language": "en"})

    def opens(code: str) -> int:
        return phone.get(address(world, "worker_plan", plain_code(code) or "X")).status_code

    wrong = plan["code"][:-1] + ("2" if plan["code"][-1] != "2" else "3")
    assert (opens(plan["code"]), opens(wrong), opens("-")) == (200, 404, 404)
    with within(world.agreement):
        new = renew_code(plan["person"], by=world.by("eva"))
    assert (opens(plan["code"]), opens(new)) == (404, 200)
    with within(world.agreement):
        withdraw_code(plan["person"], by=world.by("eva"))
        with pytest.raises(Refused, match="withdrawn already"):
            withdraw_code(plan["person"], by=world.by("eva"))
        assert representative_by_code("") is None
    assert opens(new) == 404
    for code in (wrong, new, ""):
        tried = phone.post(address(world, "worker_entry"), {"code": code})
        assert tried.status_code == 404, code
        url = address(world, "worker_plan", plain_code(code) or "X")
        said = {"action": plan["action"].pk, "word": "confirms"}
        assert phone.post(url, said).status_code == 404
    with within(world.agreement):
        assert not WorkerAnswer.objects.exists()


def test_a_code_opens_its_own_visit_in_its_own_agreement_only(world, elsewhere, plan) -> None:
    code = plain_code(plan["code"])
    phone = Client(headers={"accept-language": "en"})
    assert phone.get(address(elsewhere, "worker_plan", code)).status_code == 404
    with within(world.agreement):
        other = done_action(world, action_at(world, found_at(world, visited(world))))
        with pytest.raises(Refused, match="does not open this plan"):
            answer_for_workers(code, other.pk, by=world.by("jamila"), word="confirms")


def test_the_code_is_kept_as_a_hash_and_shown_once(world, plan) -> None:
    eva = world.client("eva")
    url = address(world, "representatives", plan["visit"].pk)
    shown = eva.post(url, {"deed": "name", "name": "Night shift"})
    sign = f"[{SIGNS}]{{4}}"
    (code,) = set(re.findall("-".join([sign] * 4), shown.content.decode()))
    assert "no-store" in shown["Cache-Control"]
    assert code not in eva.get(url).content.decode()
    with within(world.agreement):
        person = WorkerRepresentative.objects.get(name="Night shift")
        assert representative_by_code(code) == person
        assert plain_code(code) not in str(person.__dict__)
        assert not any(
            plain_code(code) in f"{event.new}{event.old}{event.subject_label}"
            or "Night shift" in f"{event.new}{event.old}{event.subject_label}"
            for event in Event.objects.all()
        )
    again = eva.post(url, {"deed": "name", "name": "night shift"})
    assert again.status_code == 422 and "named for this visit already" in again.content.decode()


def test_only_the_monitor_names_renews_and_withdraws(inside) -> None:
    some_sites(inside)
    visit = visited(inside)
    person, _code = name_representative(visit, by=inside.by("eva"), name=NAME)
    for name in ("anna", "bilal", "chantal"):
        by = inside.by(name)
        with pytest.raises(PermissionDenied):
            name_representative(visit, by=by, name="x")
        for deed in (renew_code, withdraw_code):
            with pytest.raises(PermissionDenied):
                deed(person, by=by)


def test_there_is_nothing_to_answer_before_something_is_said_to_be_done(inside) -> None:
    some_sites(inside)
    action = action_at(inside)
    _p, code = name_representative(action.finding.visit, by=inside.by("eva"), name=NAME)
    for said, told in (
        ({"word": "confirms"}, "nothing to answer"),
        ({"word": "perhaps"}, "nothing to answer"),
    ):
        with pytest.raises(Refused, match=told):
            answer_for_workers(code, action.pk, by=inside.by("jamila"), **said)
    done_action(inside, action)
    for said, told in (
        ({"word": "perhaps"}, "done or not"),
        ({"word": "confirms", "text": "x" * 2001}, "Shorten it"),
    ):
        with pytest.raises(Refused, match=told):
            answer_for_workers(code, action.pk, by=inside.by("jamila"), **said)


def test_the_last_word_counts(inside) -> None:
    some_sites(inside)
    action = done_action(inside)
    _p, code = name_representative(action.finding.visit, by=inside.by("eva"), name=NAME)
    for word in ("disputes", "confirms"):
        answer_for_workers(code, action.pk, by=inside.by("jamila"), word=word)
    assert [a.word for a in WorkerAnswer.objects.all()] == ["confirms"]


def test_the_workers_page_is_kept_out_of_caches_and_search_engines(world, plan) -> None:
    answer = Client().get(address(world, "worker_plan", plain_code(plan["code"])))
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
