"""A company asks more time; sides are heard; it is granted for a public reason and lapses on its day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from convenant.agreements.actions import amend, change_party, let_leave
from convenant.agreements.queries import party_of, running_version
from convenant.base.actors import SYSTEM
from convenant.base.journal import record
from convenant.base.verbs import Refused
from convenant.techniques.actions.derogations import (
    ask_derogation,
    give_opinion,
    grant_derogation,
    refuse_derogation,
    withdraw_derogation,
)
from convenant.techniques.models import ClockMove, Derogation
from convenant.techniques.queries.derogations import derogations_to_decide, opinions_asked, register
from convenant.techniques.queries.uptake import standing_of
from convenant.techniques.tests.applying import (
    APPLY_BY,
    a_decision_of,
    a_granted,
    a_request,
    an_opinion,
    clock_of,
)
from convenant.techniques.tests.published import a_published
from convenant.techniques.tests.test_readiness import others

UNTIL = date(2032, 6, 1)


def amended(world: Any, *changes: tuple[str, str]) -> None:
    text = running_version().text  # type: ignore[union-attr]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    amend(text, by=world.by("anna"), file_name="next.yaml")


def grants(world: Any, found: Derogation, **more: Any) -> Derogation:
    said = {"granted_until": UNTIL, "public_reason": "A new system.", "proposal": a_decision_of()}
    return grant_derogation(found, by=world.by("anna"), **{**said, **more})


def test_a_company_asks_more_time_it_is_granted_and_lapses_on_its_date(inside: Any) -> None:
    found = a_granted(inside)
    clock = clock_of(inside)
    assert clock.apply_by == APPLY_BY and standing_of(clock).day == UNTIL
    assert standing_of(clock).state == "derogation"
    move = ClockMove.objects.get(verb="derogation.granted")
    assert (move.organisation, move.was, move.now) == (found.organisation, APPLY_BY, UNTIL)
    page, open_to_all = "/stitch/techniques/ours/1/", "/stitch/techniques/derogations/"
    assert "apply by 1 June 2032" in inside.client("bilal").get(page).content.decode()
    assert "in force" in inside.client("koen").get(open_to_all).content.decode()
    with time_machine.travel(datetime(2032, 6, 1, 12, tzinfo=UTC)):
        assert standing_of(clock).day == UNTIL
    with time_machine.travel(datetime(2032, 6, 2, 12, tzinfo=UTC)):
        later = standing_of(clock)
        assert later.day == APPLY_BY and later.is_late and later.state == "nothing"
        text = inside.client("bilal").get(page).content.decode()
        assert "apply by 12 March 2031" in text and "the day has passed" in text
        text = inside.client("koen").get(open_to_all).content.decode()
        assert "lapsed" in text and "in force" not in text


def test_more_than_the_agreement_gives_is_refused_with_a_sentence(inside: Any) -> None:
    with pytest.raises(Refused, match="at most 2 years more: until 12 March 2033"):
        a_request(inside, until=date(2033, 3, 13))
    with pytest.raises(Refused, match="You have until 12 March 2031 as it is"):
        a_request(inside, until=APPLY_BY)
    a_request(inside, until=date(2033, 3, 12))
    with pytest.raises(Refused, match="already asked"):
        a_request(inside)


def test_where_the_agreement_allows_none_there_is_none(inside: Any) -> None:
    clock_of(inside)
    text = running_version().text  # type: ignore[union-attr]
    start = text.index("  derogation:\n    allowed: true")
    end = text.index("\nassociated:", start)
    amended(inside, (text[start:end], "  derogation:\n    allowed: false\n"))
    with pytest.raises(Refused, match="allows no derogation"):
        a_request(inside)
    page = inside.client("bilal").get("/stitch/techniques/ours/1/").content.decode()
    assert "The agreement allows no derogation." in page and "Ask more time" not in page


def test_both_sides_are_heard_before_it_is_decided_or_their_term_is_over(inside: Any) -> None:
    found = a_request(inside)
    an_opinion(inside, found, "chantal", "against")
    assert derogations_to_decide(inside.by("anna")) == []
    with pytest.raises(Refused, match="Nothing was heard yet from"):
        grants(inside, found)
    with pytest.raises(Refused, match="Nothing was heard yet from"):
        refuse_derogation(found, by=inside.by("anna"), public_reason="No.")
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        assert derogations_to_decide(inside.by("anna")) == [found]
        grants(inside, found)
    text = inside.client("anna").get(f"/stitch/techniques/derogations/{found.number}/")
    assert "Asked; nothing was heard." in text.content.decode()


def test_an_opinion_is_asked_of_those_sides_and_nobody_else(inside: Any) -> None:
    found = a_request(inside)
    assert [one for one, _day in opinions_asked(inside.by("chantal"))] == [found]
    assert opinions_asked(inside.by("greet")) == opinions_asked(inside.by("iris")) == []
    an_opinion(inside, found, "chantal", "for")
    an_opinion(inside, found, "chantal", "against")  # thought better of it: one per organisation
    assert [one.stance for one in found.opinions.all()] == ["against"]
    assert opinions_asked(inside.by("chantal")) == []
    for who in ("greet", "iris", "bilal"):
        with pytest.raises(Refused, match="opinion of your side is not asked"):
            an_opinion(inside, found, who)
    with pytest.raises(PermissionDenied):
        an_opinion(inside, found, "anna")
    with pytest.raises(Refused, match="Say what you think"):
        give_opinion(found, by=inside.by("daan"), stance="for", text=" ")


def test_a_competitor_never_reads_why_even_where_its_side_is_heard(inside: Any) -> None:
    found = a_request(inside)
    amended(inside, ("[unions, civil_society]", "[unions, companies]"))
    address = f"/stitch/techniques/derogations/{found.number}/"
    assert inside.client("iris").get(address).status_code == 404
    assert inside.client("greet").get(address).status_code == 404
    listed = inside.client("iris").get("/stitch/techniques/derogations/").content.decode()
    assert "Brand B" not in listed
    assert "80,000" in inside.client("chantal").get(address).content.decode()
    with pytest.raises(Refused, match="not asked"):
        an_opinion(inside, found, "iris")


def test_the_register_names_a_company_only_where_the_agreement_says_so(inside: Any) -> None:
    a_granted(inside)
    koen, page = inside.client("koen"), "/stitch/techniques/derogations/"
    text = koen.get(page).content.decode()
    assert "Brand B" not in text and "80,000" not in text and "chantal" not in text.lower()
    assert "a participating company" in text  # two of the class: its name would tell whose it is
    assert "The system that pays suppliers is replaced." in text
    assert register()[0].who == ""
    amended(inside, ("names_member: false", "names_member: true"))
    assert "Brand B" in koen.get(page).content.decode()
    amended(inside, ("reason_public: true", "reason_public: false"))
    assert "does not publish reasons" in koen.get(page).content.decode()


def test_the_body_that_grants_has_to_have_decided_it_after_it_was_asked(inside: Any) -> None:
    early = a_decision_of(closed_at=timezone.now() - timedelta(days=1))
    found = a_request(inside)
    an_opinion(inside, found, "chantal")
    an_opinion(inside, found, "daan")
    for wrong in (
        None,
        early,
        a_decision_of("plenary"),
        a_decision_of(result="not_adopted"),
        a_decision_of(state="put"),
    ):
        with pytest.raises(Refused, match="another body grant this"):
            grants(inside, found, proposal=wrong)
    with pytest.raises(Refused, match="more than that cannot be granted"):
        grants(inside, found, granted_until=date(2032, 6, 2))
    with pytest.raises(Refused, match="as everyone may read it"):
        grants(inside, found, public_reason=" ")
    assert grants(inside, found).proposal is not None


def test_without_a_body_the_secretariat_grants_after_the_opinions(inside: Any) -> None:
    clock_of(inside)
    amended(inside, ("    body: steering_group\n\nassociated", "\nassociated"))
    found = a_request(inside)
    an_opinion(inside, found, "chantal")
    an_opinion(inside, found, "daan")
    with pytest.raises(Refused, match="names no body"):
        grants(inside, found)
    assert grants(inside, found, proposal=None).state == Derogation.State.GRANTED
    with pytest.raises(Refused, match="already"):
        grants(inside, found, proposal=None)


def test_a_refused_or_withdrawn_request_stays_with_those_who_were_asked(inside: Any) -> None:
    found = a_request(inside)
    withdraw_derogation(found, by=inside.by("bilal"))
    with pytest.raises(Refused):
        an_opinion(inside, found, "chantal")
    again = a_request(inside)
    an_opinion(inside, again, "chantal")
    an_opinion(inside, again, "daan")
    refuse_derogation(again, by=inside.by("anna"), public_reason="It can be done sooner.")
    assert register() == []
    text = inside.client("bilal").get(f"/stitch/techniques/derogations/{again.number}/")
    assert "It can be done sooner." in text.content.decode()
    with pytest.raises(PermissionDenied):
        ask_derogation(
            clock_of(inside), by=inside.by("iris"), reason="x", cost_benefit="x", until=UNTIL
        )


def test_the_whole_way_on_the_pages(inside: Any) -> None:
    clock_of(inside)
    bilal, ours = inside.client("bilal"), "/stitch/techniques/ours/1/deed/"
    said = {"deed": "ask", "reason": "New system", "cost_benefit": "Much", "until": "2040-01-01"}
    late = bilal.post(ours, said)
    assert late.status_code == 422 and "New system" in late.content.decode()
    assert bilal.post(ours, {**said, "until": "2032-06-01"}).status_code == 302
    deed = "/stitch/techniques/derogations/1/deed/"
    for who in ("chantal", "daan"):
        given = {"deed": "opinion", "stance": "for", "text": "Reasonable."}
        assert inside.client(who).post(deed, given).status_code == 302
    anna = inside.client("anna")
    decision = a_decision_of()
    grant = {"deed": "grant", "granted_until": "2032-06-01", "public_reason": "A new system."}
    refused = anna.post(deed, grant)
    assert refused.status_code == 422 and "A new system." in refused.content.decode()
    assert anna.post(deed, {**grant, "proposal": decision.pk}).status_code == 302
    assert Derogation.objects.get().granted_until == UNTIL


def test_a_class_is_said_in_the_register_only_where_it_hides_whose_it_is(inside: Any) -> None:
    others(3)
    a_granted(inside)
    text = inside.client("koen").get("/stitch/techniques/derogations/").content.decode()
    assert "a company of the class “Small”" in text  # five of them


def test_what_becomes_of_the_company_later_does_not_tell_whose_a_derogation_is(
    inside: Any,
) -> None:
    others(4)
    a_granted(inside)
    page = "/stitch/techniques/derogations/"
    before = inside.client("iris").get(page).content.decode()
    assert "a company of the class “Small”" in before and "in force" in before
    party = party_of(inside.organisations["bilal"].pk)
    change_party(party, by=inside.by("anna"), member_class="large")  # type: ignore[arg-type]
    assert (
        inside.client("iris").get(page).content.decode().split("<h1>")[1] == before.split("<h1>")[1]
    )
    let_leave(party, by=inside.by("anna"))  # type: ignore[arg-type]
    assert (
        inside.client("iris").get(page).content.decode().split("<h1>")[1] == before.split("<h1>")[1]
    )


def test_a_derogation_ends_with_its_version_on_every_page(inside: Any) -> None:
    found = a_granted(inside)
    second = a_published(version=2, on=date(2028, 1, 1))
    record("technique.published", by=SYSTEM, on=second)
    for who, page in (("koen", ""), ("bilal", f"{found.number}/"), ("anna", "")):
        text = inside.client(who).get(f"/stitch/techniques/derogations/{page}").content.decode()
        assert "in force" not in text and "lapsed" in text, who
    assert standing_of(clock_of(inside, version=second)).derogation is None


def test_a_class_counts_as_of_the_day_it_was_granted(inside: Any) -> None:
    a_granted(inside)  # two of the class then
    others(20)
    (entry,) = register()
    assert entry.who == ""
