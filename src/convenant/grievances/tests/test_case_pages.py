"""What officers and the committee do on the pages, from a key of their own to a closed case."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from convenant.base.models import Event
from convenant.base.walls import within
from convenant.grievances import sealing
from convenant.grievances.actions import coming_back, offers, remedies
from convenant.grievances.models import Case, Keyholder, Offer, Pause, Phase, RecoveryRequest
from convenant.grievances.queries.clocks import beside, clock_now
from convenant.grievances.queries.opened import room_of, said_in, today
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.sealing import wrapping
from convenant.grievances.tests.making import SECRET, Complained, Handled, add_handlers, complain
from convenant.locations.tests.making_sites import list_site
from convenant.risks.models import RiskSignal

LONG = "correct horse battery staple"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    least, real = sealing.Cost(8 * 2**10, 1), wrapping.wrap
    monkeypatch.setattr(
        sealing, "wrap", lambda private, secret, cost=least: real(private, secret, cost)
    )


def at(world: Any, *parts: str) -> str:
    return "/" + "/".join([world.agreement.slug, "grievances", *parts]) + "/"


def with_key(handled: Handled, name: str) -> Client:
    """Signed in, with their key open in this browser."""
    client = handled.world.client(name)
    page = client.post(at(handled.world, "keys"), {"deed": "open", "secret": SECRET})
    assert page.status_code == 302
    return client


def test_a_person_makes_a_key_and_its_secret_is_one_of_their_own(world: Any) -> None:
    with within(world.agreement):
        add_handlers(world)
    leila = world.client("leila")
    keys = at(world, "keys")
    for secret, again, why in (
        ("short", "short", "too short"),
        ("a" * 20, "a" * 20, "too easy"),
        (LONG, "another", "not the same"),
        ("a long enough password", "a long enough password", "sign in with this"),
    ):
        page = leila.post(keys, {"deed": "make", "secret": secret, "again": again})
        assert page.status_code == 422 and why in page.content.decode()
    page = leila.post(keys, {"deed": "make", "secret": LONG, "again": LONG})
    cookie = page.cookies["case_key"]
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["max-age"] == 1800
    assert cookie["path"] == at(world)
    assert "open in this browser" in leila.get(keys).content.decode()
    leila.post(keys, {"deed": "close"})
    assert "Open your key" in leila.get(keys).content.decode()
    wrong = leila.post(keys, {"deed": "open", "secret": "not the secret at all"})
    assert wrong.status_code == 422 and "does not open your key" in wrong.content.decode()
    assert leila.post(keys, {"deed": "open", "secret": LONG}).status_code == 302


def test_a_lost_secret_is_mended_on_the_page(handled: Handled) -> None:
    world = handled.world
    maarten = with_key(handled, "maarten")  # his key gives its shares
    keys = at(world, "keys")
    ask = {"deed": "ask", "why": "I was ill.", "secret": LONG, "again": LONG}
    assert maarten.post(keys, ask).status_code == 302
    asked = RecoveryRequest.objects.get()
    assert "Speak with them first" in world.client("leila").get(keys).content.decode()
    assert "I was ill" not in world.client("farid").get(keys).content.decode()
    closed = world.client("leila").post(keys, {"deed": "help", "which": asked.pk}, follow=True)
    assert "Open your own key first" in closed.content.decode()
    for name in ("leila", "rosa"):
        with_key(handled, name).post(keys, {"deed": "help", "which": asked.pk})
    wrong = maarten.post(keys, {"deed": "finish", "which": asked.pk, "secret": SECRET})
    assert wrong.status_code == 422
    maarten.post(keys, {"deed": "finish", "which": asked.pk, "secret": LONG})
    wrapped = Keyholder.objects.get(person=world.people["maarten"]).wrapped
    assert sealing.unwrap(wrapped, LONG) == handled.keys["maarten"].private


def test_without_an_open_key_a_case_asks_for_it_first(handled: Handled) -> None:
    made = complain()
    leila = handled.world.client("leila")
    where = at(handled.world, "cases", made.case.number)
    page = leila.get(where)
    assert page.status_code == 302 and "/keys/?next=" in page.headers["Location"]
    back = leila.post(at(handled.world, "keys"), {"deed": "open", "secret": SECRET, "next": where})
    assert back.headers["Location"] == where
    assert "three months" in leila.get(where).content.decode()
    away = {"deed": "open", "secret": SECRET, "next": "https://elsewhere.example/"}
    assert "elsewhere" not in leila.post(at(handled.world, "keys"), away).headers["Location"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("farid", 404), ("petra", 404), ("rosa", 404), ("anna", 403), ("maarten", 403), ("noor", 403)]
    + [("bilal", 403), ("chantal", 403), ("eva", 403), ("greet", 403), ("hugo", 403)],
)
def test_who_was_not_let_in_reads_no_case(handled: Handled, name: str, code: int) -> None:
    made = complain()
    assert (
        handled.world.client(name).get(at(handled.world, "cases", made.case.number)).status_code
        == code
    )


def test_the_secretariat_sees_clocks_and_no_words(handled: Handled) -> None:
    made = complain()
    page = handled.world.client("anna").get(at(handled.world, "cases")).content.decode()
    assert made.case.number in page and "three months" not in page
    assert f'cases/{made.case.number}/"' not in page  # no way in


def test_a_case_goes_from_the_door_to_its_end(handled: Handled) -> None:
    world, firms = handled.world, handled.world.organisations
    row = list_site(firms["bilal"])
    made = complain(name={"name": "Jamila"})
    leila = with_key(handled, "leila")
    where = at(world, "cases", made.case.number)

    def do(status: int = 302, **data: Any) -> str:
        page = leila.post(where, data)
        assert page.status_code == status, page.content.decode()[-3000:]
        return page.content.decode()

    def move(
        to: str, why: str = "Because of what you told us.", status: int = 302, **more: Any
    ) -> str:
        return do(status, deed="move", to=to, why=why, **more)

    assert "Select a valid choice" in move("closed", status=422)
    do(deed="write", kind="question", text="Since when?")
    do(deed="write", kind="note", text="Ask the union.")
    move("acknowledged")
    move("scope")
    assert "Set the site" in move("admissibility", status=422)
    assert "No site has this code" in do(422, deed="scope", site_code="NONE", theme="living_wage")
    do(
        deed="scope",
        site_code=row.site.code,
        theme="living_wage",
        country="BD",
        respondents=[firms["iris"].pk],
    )
    move("admissibility")
    do(deed="pause", why="The witness is in hospital.")
    do(deed="go_on")
    do(deed="longer", days="5", why="A holiday.")
    assert "longer than the agreement allows" in do(422, deed="longer", days="6", why="Again.")
    judged = {
        f"{field}_{one.id}": value
        for one in procedure().admissibility
        for field, value in (("met", "yes"), ("why", "It says so itself."))
    }
    assert "no company hears of it before" in leila.get(where).content.decode()
    assert "Select a valid choice" in move("parties_informed", status=422, **judged)
    do(deed="safe", level="low", why="She is not known there.")
    assert "of each criterion" in move("parties_informed", status=422)
    unmet = {**judged, f"met_{procedure().admissibility[0].id}": "no"}
    assert "not admissible" in move("parties_informed", status=422, **unmet)
    assert "so the case is admissible" in move("not_admissible", status=422, **judged)
    move("parties_informed", **judged)
    assert "No company was told yet" in move("dialogue", status=422)
    do(deed="informed", how="By letter to the factory.")
    move("dialogue")
    do(deed="offer", text="Half of the wages.")
    assert "waits for the complainant" in do(422, deed="offer", text="Three quarters.")
    offers.answer_offer(made.back(), Offer.objects.get(), False, by=COMPLAINANT)
    do(deed="write", kind="progress", text="We spoke with the factory.")
    move("investigation")
    assert "whether it is founded" in move("finding", status=422)
    assert "without names" in move("finding", outcome="founded", status=422)
    move("finding", outcome="founded", in_public="Wages were not paid.")
    assert set(RiskSignal.objects.values_list("organisation_id", flat=True)) == {
        firms["bilal"].pk,
        firms["iris"].pk,
    }
    move("remedy_plan")
    item = remedies.agree_remedy(
        made.case,
        by=handled.by("leila"),
        form="compensation",
        what="The wages.",
        due=today() + timedelta(days=9),
        amount=100,
        currency="EUR",
        shares={firms["bilal"].pk: 100},
    )
    move("verification")
    case = Case.objects.get()
    assert [c.number for c in case.verifications.all()] == [1, 2, 3]
    assert clock_now(case).phase.clock == "verification_1"  # type: ignore[union-attr]
    remedies.verify(case.verifications.first(), by=handled.by("leila"), found="Paid.")
    assert clock_now(case).phase.clock == "verification_2"  # type: ignore[union-attr]
    assert clock_now(case).due == case.verifications.get(number=2).due  # type: ignore[union-attr]
    assert "not said that they got" in move("closed", status=422)
    remedies.confirm_remedy(made.back(), item, "yes", by=COMPLAINANT)
    move("closed")
    case.refresh_from_db()
    assert case.closed_on == today() and case.outcome == "founded"
    read = [s.words.get("text") for s in said_in(room_of(case, "case"), made.back())]  # type: ignore[union-attr]
    assert "Since when?" in read and "Ask the union." not in read
    assert read.count("Because of what you told us.") == 10
    assert Pause.objects.get().until == today()
    assert beside(case) == []
    carried = Phase.objects.get(stage="acknowledged")
    assert carried.clock == "" and Phase.objects.get(stage="scope").days is not None
    told = " ".join(f"{e.old} {e.new} {e.subject_label}" for e in Event.objects.all())
    for word in ("three months", "Since when", "Jamila", "hospital", "not known there"):
        assert word not in told
    assert all("three months" not in message.body for message in mail.outbox)


def test_a_member_of_the_panel_is_let_in_and_sent_away(handled: Handled) -> None:
    made: Complained = complain()
    leila, farid = with_key(handled, "leila"), with_key(handled, "farid")
    where = at(handled.world, "cases", made.case.number)
    holder = handled.keys["farid"].holder
    leila.post(where, {"deed": "let_in", "person": holder.pk})
    assert "three months" in farid.get(where).content.decode()
    leila.post(where, {"deed": "send_away", "person": holder.pk})
    coming_back.add(made.case, by=COMPLAINANT, words={"text": "They threatened me."})
    assert farid.get(where).status_code == 404
    assert "They threatened me." in leila.get(where).content.decode()
    again = leila.post(where, {"deed": "let_in", "person": "999999"})
    assert again.status_code == 422


def test_the_secretariat_keeps_the_door(handled: Handled) -> None:
    anna = handled.world.client("anna")
    desk = at(handled.world, "keeping")
    assert "The door is open since" in anna.get(desk).content.decode()
    assert anna.post(desk, {"deed": "close", "why": ""}).status_code == 422
    anna.post(desk, {"deed": "close", "why": "We move."})
    assert "The door is closed" in anna.get(desk).content.decode()
    holders = [handled.keys[name].holder.pk for name in ("leila", "omar", "farid")]
    few = anna.post(desk, {"deed": "circle", "people": holders[:1], "needed": "2"})
    assert few.status_code == 422 and "at least three people" in few.content.decode()
    anna.post(desk, {"deed": "circle", "people": holders, "needed": "2"})
    assert "Farid" in anna.get(desk).content.decode()
    anna.post(desk, {"deed": "open"})
    assert "The door is open since" in anna.get(desk).content.decode()
    for name in ("leila", "bilal", "chantal", "farid"):
        assert handled.world.client(name).get(desk).status_code == 403


def test_many_cases_cost_few_queries(handled: Handled, django_assert_max_num_queries: Any) -> None:
    for _number in range(12):
        complain()
    for name in ("leila", "anna"):
        client = handled.world.client(name)
        with django_assert_max_num_queries(40):
            assert client.get(at(handled.world, "cases")).status_code == 200
    made = complain()
    leila = with_key(handled, "leila")
    for number in range(15):
        coming_back.add(made.case, by=COMPLAINANT, words={"text": f"More {number}"})
    with django_assert_max_num_queries(45):
        assert leila.get(at(handled.world, "cases", made.case.number)).status_code == 200
