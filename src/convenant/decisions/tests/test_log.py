"""The decision log: found by words, each decision with what it changed, as far as its reader may know."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from convenant.agreements.actions import amend
from convenant.agreements.models import Party
from convenant.agreements.queries import running_version
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.decisions.actions.asks import answer_ask, ask_the_state
from convenant.decisions.actions.changes import link_change
from convenant.decisions.actions.positions import close_decision
from convenant.decisions.actions.proposals import rewrite
from convenant.decisions.models import Change, Proposal, ProposalText
from convenant.decisions.queries.proposals import log_for
from convenant.decisions.tests.making import (
    a_decision,
    a_put_proposal,
    says,
)


def at(world, name: str, *args) -> str:
    return reverse(f"decisions:{name}", args=[world.agreement.slug, *args])


def read(world, name: str, where: str, query: dict | None = None) -> str:
    return world.client(name).get(where, query).content.decode()


def many_decisions(world, count: int, *, changes: int = 1) -> None:
    """Closed decisions, as if taken over the years."""
    now = timezone.now()
    made = [
        Proposal.objects.create(
            number=n,
            title=f"Decision about things {n}",
            body="steering_group",
            state="closed",
            result="adopted",
            closed_at=now - timedelta(days=n),
            tier="public",
        )
        for n in range(1, count + 1)
    ]
    for one in made:
        ProposalText.objects.create(
            proposal=one, number=1, text=f"Suppliers, article {one.number}."
        )
        for n in range(changes):
            Change.objects.create(
                proposal=one, kind="definition", key=str(n + 1), label=f"Change {n} of {one.number}"
            )


def test_a_page_of_the_log_asks_the_same_few_questions_however_much_was_changed(
    world, django_assert_max_num_queries
) -> None:
    with within(world.agreement):
        many_decisions(world, 120, changes=3)
    client = world.client("chantal")
    for query in ({}, {"q": "article things"}, {"page": 3}):
        with django_assert_max_num_queries(30):
            assert client.get(at(world, "log"), query).status_code == 200


def test_the_next_page_of_a_search_is_a_page_of_that_search(world) -> None:
    with within(world.agreement):
        many_decisions(world, 60)
    page = read(world, "chantal", at(world, "log"), {"q": "things"})
    assert "?q=things&amp;page=2" in page
    assert "Decision about things 60" in read(
        world, "chantal", at(world, "log"), {"q": "things", "page": 2}
    )


def test_a_long_search_costs_no_more_than_a_short_one(inside) -> None:
    found = a_put_proposal(inside)
    for n in range(8):
        rewrite(found, by=inside.by("anna"), text=f"Members pay within {50 - n} days.")
    for name in ("bilal", "chantal", "daan", "greet"):
        says(inside, found, name, "support")
    close_decision(found, by=inside.by("anna"))
    by = inside.by("anna")
    assert list(log_for(by, "days members pay within " * 5)) == [found]
    assert 'JOIN "decisions_proposaltext"' not in str(log_for(by, "days members pay").query)
    # What stood in an earlier text was not decided.
    assert list(log_for(by, "50 days")) == []
    assert list(log_for(by, "43 days")) == [found]


def test_requests_to_the_state_are_found_in_the_log_too(world) -> None:
    with within(world.agreement):
        asked = ask_the_state(
            world.organisations["greet"],
            by=world.by("chantal"),
            what="Speak with the ministry of labour",
            text="Unions are not registered there.",
            deadline=date.today() + timedelta(days=60),
        )
        answer_ask(asked, by=world.by("greet"), text="Our embassy did.")
    for words, seen in (("embassy unions", True), ("volcano", False)):
        page = read(world, "iris", at(world, "log"), {"q": words})
        assert ("Speak with the ministry" in page) is seen, words
        assert "Speak with the ministry" not in read(world, "koen", at(world, "log"), {"q": words})


def test_everyone_reads_the_text_as_decided_and_not_who_wanted_it_otherwise(world) -> None:
    with within(world.agreement):
        found = a_put_proposal(world, tier="public")
        rewrite(found, by=world.by("anna"), text="Within 30 days.", note="Amendment of Brand B")
        for name in ("bilal", "chantal", "daan", "greet"):
            says(world, found, name, "support")
        close_decision(found, by=world.by("anna"))
    where = at(world, "compare", found.number)
    assert "Brand B" in read(world, "iris", where)
    assert world.client("koen").get(where).status_code == 302
    assert world.client("hugo").get(where).status_code == 404
    page = read(world, "koen", at(world, "proposal", found.number))
    assert "Within 30 days." in page and where not in page


# What a decision changed ---------------------------------------------------------------------------


def test_from_the_log_everyone_follows_a_decision_to_the_version_it_made(world) -> None:
    with within(world.agreement):
        found = a_decision(world, tier="public", about_kind="definition")
        text = running_version().text
        amend(text + "\n# said anew\n", by=world.by("anna"), file_name="definition.yaml")
    anna = world.client("anna")
    said = {"deed": "link", "kind": "definition", "label": "Article 5"}
    deed = at(world, "proposal_deed", found.number)
    assert anna.post(deed, said).status_code == 422  # which version?
    assert anna.post(deed, {**said, "version": "7"}).status_code == 422
    assert anna.post(deed, {**said, "version": "2"}).status_code == 302
    for name in ("koen", "iris"):
        log = read(world, name, at(world, "log"))
        address = f"/{world.agreement.slug}/definition/compare/?old=1&amp;new=2"
        assert address in log
        assert world.client(name).get(address.replace("&amp;", "&")).status_code == 200


def test_two_members_one_decision(world) -> None:
    with within(world.agreement):
        found = a_decision(world, about_kind="member")
        parties = list(Party.objects.filter(side="companies").order_by("pk"))
        assert len(parties) > 1
    anna, deed = world.client("anna"), at(world, "proposal_deed", found.number)
    said = {"deed": "link", "kind": "member"}
    assert anna.post(deed, {**said, "label": "Admitted"}).status_code == 422  # who?
    for party in parties[:2]:
        sent = {**said, "member": party.pk, "label": f"Admitted: {party}"}
        assert anna.post(deed, sent).status_code == 302
        assert "recorded already" in anna.post(deed, sent).content.decode()
    page = read(world, "iris", at(world, "proposal", found.number))
    for party in parties[:2]:
        assert f"Admitted: {party}" in page
    assert f'href="/{world.agreement.slug}/#parties"' in page


def test_several_other_things_can_follow_from_one_decision(inside) -> None:
    found, by = a_decision(inside), inside.by("anna")
    for label in ("A working group", "A letter"):
        link_change(found, by=by, kind="other", key="", label=label)
    with pytest.raises(Refused, match="recorded already"):
        link_change(found, by=by, kind="other", key="", label="A letter")
    assert Change.objects.count() == 2
    with pytest.raises(Refused, match="Choose the member"):
        link_change(found, by=by, kind="member", key="999999", label="x")
    with pytest.raises(PermissionDenied):
        link_change(found, by=inside.by("chantal"), kind="other", key="", label="Mine")
