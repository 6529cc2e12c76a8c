"""Members who source from one place meet only if both want it; one who attacks learns nothing.

Bilal asks; Iris is his competitor. Whatever either does, the other's name shows only after both said
yes, and a no looks exactly like no answer.
"""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.locations.actions.counts import recount
from convenant.locations.actions.introductions import (
    accept_introduction,
    ask_introduction,
    decline_introduction,
    withdraw_introduction,
)
from convenant.locations.actions.sites import merge_sites, undo_change
from convenant.locations.models import Introduction, ListedSite
from convenant.locations.queries.introductions import introductions_waiting, standing_at
from convenant.locations.tests.making_sites import list_site, more_members
from convenant.people.actions import end_role
from convenant.people.models import Role


@pytest.fixture(autouse=True)
def in_english():
    """The sentences asked for below are the English ones."""
    with translation.override("en"):
        yield


def at(name: str, *arguments: str | int) -> str:
    return reverse(f"locations:{name}", args=["stitch", *arguments])


@pytest.fixture
def shared(inside):
    """A site on the lists of Bilal and Iris."""
    site = list_site(inside.organisations["bilal"], "Shapla Textiles").site
    list_site(inside.organisations["iris"], "Shapla Textiles", site=site)
    return inside, site


def reads(world, name: str, *addresses: str) -> str:
    """All that a person can read on these pages, without what differs at every load."""
    client = world.client(name)
    text = "".join(client.get(address).content.decode() for address in addresses)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def everything(world, name: str, site) -> str:
    return reads(
        world,
        name,
        at("site", site.code),
        at("our_sites"),
        at("our_sites") + "?shared=on",
        at("introductions"),
    )


def waiting(world, name: str, site) -> list:
    own = world.organisations[name].pk
    return standing_at(own, [site])[site.pk].waiting


def request_of(site) -> Introduction:
    return Introduction.objects.get(site=site, asked=None)


def test_asking_does_not_say_who_asks(shared) -> None:
    world, site = shared
    world.client("bilal").post(at("ask_introduction", site.code), {"message": "About fire safety"})
    text = everything(world, "iris", site)
    assert "A member of the agreement that also sources from Shapla Textiles" in text
    assert "About fire safety" in text
    for secret in ("Brand B", "Bilal", "bilal@"):
        assert secret not in text
    assert introductions_waiting(world.by("iris")) == 1
    assert introductions_waiting(world.by("bilal")) == 0


def test_after_a_yes_both_read_the_other_s_name_and_contact_for_this_site_only(shared) -> None:
    world, site = shared
    elsewhere = list_site(world.organisations["bilal"], "Padma Knit").site
    list_site(world.organisations["iris"], "Padma Knit", site=elsewhere)
    ask_introduction(site, by=world.by("bilal"))
    (entry,) = waiting(world, "iris", site)
    world.client("iris").post(at("answer_introduction", entry.pk), {"answer": "yes"})
    for name, other in (("iris", "bilal"), ("bilal", "iris")):
        text = reads(world, name, at("site", site.code))
        assert f"Brand {other[0].upper()}" in text and f"{other}@example.org" in text
        apart = reads(world, name, at("site", elsewhere.code))
        assert f"Brand {other[0].upper()}" not in apart and f"{other}@" not in apart
    assert waiting(world, "iris", site) == []


def test_a_no_looks_exactly_like_no_answer_and_stays_so(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    before = everything(world, "bilal", site)
    (entry,) = waiting(world, "iris", site)
    world.client("iris").post(at("answer_introduction", entry.pk), {"answer": "no"})
    assert Introduction.objects.filter(state="declined").count() == 1
    assert everything(world, "bilal", site) == before
    assert introductions_waiting(world.by("bilal")) == introductions_waiting(world.by("iris")) == 0
    # Nor by what he may do next: to ask again is refused alike, to withdraw is allowed alike.
    with pytest.raises(Refused, match="already asked"):
        ask_introduction(site, by=world.by("bilal"))
    withdraw_introduction(site, by=world.by("bilal"))
    after_no = everything(world, "bilal", site)
    Introduction.objects.filter(state="declined").delete()
    assert everything(world, "bilal", site) == after_no


def test_nobody_is_asked_twice_by_the_same_member(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    decline_introduction(request_of(site), by=world.by("iris"))
    withdraw_introduction(site, by=world.by("bilal"))
    ask_introduction(site, "Once more", by=world.by("bilal"))
    assert waiting(world, "iris", site) == []
    assert "asks to be introduced" not in everything(world, "iris", site)
    with pytest.raises(Refused, match="no longer open"):
        accept_introduction(request_of(site), by=world.by("iris"))


def test_the_asker_cannot_tell_from_its_page_whether_members_come_or_go(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    before = reads(world, "bilal", at("introductions"))
    (organisation, actor), *_ = more_members(1)
    row = list_site(organisation, "Shapla Textiles", site=site)
    assert reads(world, "bilal", at("introductions")) == before
    # The newcomer is asked too, without anyone lifting a finger.
    assert introductions_waiting(actor) == 1
    ListedSite.objects.filter(pk=row.pk).update(current=False)
    recount([site.pk])
    assert reads(world, "bilal", at("introductions")) == before
    assert introductions_waiting(actor) == 0


def test_a_request_of_a_member_that_left_the_site_shows_to_nobody(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    ListedSite.objects.filter(organisation=world.organisations["bilal"]).update(current=False)
    assert waiting(world, "iris", site) == []
    with pytest.raises(Refused, match="no longer open"):
        accept_introduction(request_of(site), by=world.by("iris"))


def test_a_member_that_left_the_site_can_no_longer_answer(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    before = reads(world, "bilal", at("introductions"))
    ListedSite.objects.filter(organisation=world.organisations["iris"]).update(current=False)
    recount([site.pk])
    client = world.client("iris")
    answer = client.post(at("answer_introduction", request_of(site).pk), {"answer": "yes"})
    assert answer.status_code == 404
    assert reads(world, "bilal", at("introductions")) == before


def test_an_introduction_stays_after_one_of_them_left_so_that_leaving_does_not_show(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    accept_introduction(request_of(site), by=world.by("iris"))
    before = reads(world, "bilal", at("introductions"))
    assert "Brand I" in before
    ListedSite.objects.filter(organisation=world.organisations["iris"]).update(current=False)
    recount([site.pk])
    assert reads(world, "bilal", at("introductions")) == before
    assert "Brand B" in reads(world, "iris", at("introductions"))


def test_counting_through_the_numbers_finds_no_request(shared) -> None:
    world, site = shared
    padma = list_site(world.organisations["bilal"], "Padma Knit").site
    (organisation, actor), *_ = more_members(1)
    list_site(organisation, "Padma Knit", site=padma)
    ask_introduction(site, by=world.by("bilal"))
    ask_introduction(padma, by=actor)
    ask_introduction(padma, by=world.by("bilal"))
    client = world.client("iris")
    open_to_her = {entry.pk for entry in waiting(world, "iris", site)}
    last = Introduction.objects.order_by("pk").last().pk
    for pk in range(1, last + 3):
        if pk in open_to_her:
            continue
        for answer in ("yes", "no", ""):
            found = client.post(at("answer_introduction", pk), {"answer": answer})
            assert found.status_code == 404
    # Bilal cannot answer his own request, nor read it by its number.
    own = request_of(site).pk
    assert (
        world.client("bilal").post(at("answer_introduction", own), {"answer": "yes"}).status_code
        == 404
    )


def test_parameters_of_the_pages_bring_out_nothing_more(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    for query in (
        "?organisation=1",
        "?asker=1",
        "?words=Brand",
        "?page=2",
        "?shared=on&country=BD",
    ):
        for address in (at("our_sites"), at("introductions"), at("site", site.code)):
            text = reads(world, "iris", address + query)
            assert "Brand B" not in text and "Bilal" not in text


def test_no_answer_without_a_clear_yes_or_no(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    world.client("iris").post(at("answer_introduction", request_of(site).pk), {"answer": "maybe"})
    world.client("iris").get(at("answer_introduction", request_of(site).pk) + "?answer=yes")
    assert len(waiting(world, "iris", site)) == 1


def test_two_who_both_asked_are_introduced_at_once(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    ask_introduction(site, by=world.by("iris"))
    assert "Brand I" in reads(world, "bilal", at("site", site.code))
    assert "Brand B" in reads(world, "iris", at("site", site.code))
    assert waiting(world, "iris", site) == waiting(world, "bilal", site) == []


def test_who_said_no_and_later_asks_itself_does_not_give_away_the_no(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    decline_introduction(request_of(site), by=world.by("iris"))
    ask_introduction(site, by=world.by("iris"))
    # Had she not been introduced at once, Bilal would know that the one who asks him said no before.
    assert waiting(world, "bilal", site) == []
    assert "Brand I" in reads(world, "bilal", at("site", site.code))


def test_one_s_no_does_not_show_among_the_yes_of_others(shared) -> None:
    world, site = shared
    (organisation, actor), (third, other), *_ = more_members(2)
    list_site(organisation, "Shapla Textiles", site=site)
    list_site(third, "Shapla Textiles", site=site)
    ask_introduction(site, by=world.by("bilal"))
    accept_introduction(request_of(site), by=actor)
    one_yes = everything(world, "bilal", site)
    decline_introduction(request_of(site), by=world.by("iris"))
    decline_introduction(request_of(site), by=other)
    assert everything(world, "bilal", site) == one_yes
    # Nor do the members who were asked learn of each other.
    text = everything(world, "iris", site)
    assert "Brand Extra" not in text and "Brand B" not in text


@pytest.mark.parametrize(
    "message",
    [
        "Brand B would like to talk",
        "ask for bilal",
        "mail me: someone@example.org",
        "call +31 6 1234 5678",
        "see www.example.org",
    ],
)
def test_a_message_that_tells_who_asks_is_sent_back(shared, message) -> None:
    world, site = shared
    answer = world.client("bilal").post(at("ask_introduction", site.code), {"message": message})
    assert answer.status_code == 422
    assert "tells who you are" in answer.content.decode()
    assert not Introduction.objects.exists()


def test_one_asks_only_at_one_s_own_site(shared) -> None:
    world, site = shared
    foreign = list_site(world.organisations["iris"], "Meghna Dyeing").site
    with pytest.raises(Refused, match="own current list"):
        ask_introduction(foreign, by=world.by("bilal"))
    for name in ("anna", "eva", "chantal", "greet"):
        with pytest.raises(PermissionDenied):
            ask_introduction(site, by=world.by(name))
    assert not Event.objects.filter(verb__startswith="introduction.").exists()


def test_the_journal_of_one_member_holds_nothing_of_the_other_s_no(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    decline_introduction(request_of(site), by=world.by("iris"))
    concerning = Event.objects.filter(
        verb__startswith="introduction.", concerns_id=world.organisations["bilal"].pk
    )
    assert [event.verb for event in concerning] == ["introduction.asked"]


def test_a_contact_who_left_the_company_is_not_handed_out(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    accept_introduction(request_of(site), by=world.by("iris"))
    end_role(Role.objects.get(person=world.iris), by=world.by("anna"))
    text = reads(world, "bilal", at("site", site.code))
    assert "Brand I" in text and "iris@example.org" not in text
    assert "no longer speaks for this organisation" in text


def test_a_merge_carries_requests_and_a_no_along(shared) -> None:
    world, site = shared
    other = list_site(world.organisations["bilal"], "Shapla Two").site
    list_site(world.organisations["iris"], "Shapla Two", site=other)
    ask_introduction(other, by=world.by("bilal"))
    decline_introduction(request_of(other), by=world.by("iris"))
    change = merge_sites(other, site, "one gate", by=world.by("anna"))
    assert standing_at(world.organisations["bilal"].pk, [site])[site.pk].asked_on
    assert waiting(world, "iris", site) == []  # her no holds for the merged site
    with pytest.raises(Refused, match="already asked"):
        ask_introduction(site, by=world.by("bilal"))
    undo_change(change, by=world.by("anna"))
    site.refresh_from_db()
    ask_introduction(site, by=world.by("bilal"))
    assert len(waiting(world, "iris", site)) == 1


def test_the_day_of_a_yes_is_the_day_it_was_said(shared) -> None:
    world, site = shared
    ask_introduction(site, by=world.by("bilal"))
    answer = accept_introduction(request_of(site), by=world.by("iris"))
    assert abs((timezone.now() - answer.answered_at).total_seconds()) < 60
    assert (answer.asked_by_id, answer.answered_by_id) == (world.bilal.pk, world.iris.pk)


def test_the_pages_of_introductions_stay_within_the_bound_of_queries(
    inside, django_assert_max_num_queries
) -> None:
    for number in range(60):
        site = list_site(inside.organisations["bilal"], f"Mill {number}").site
        list_site(inside.organisations["iris"], f"Mill {number}", site=site)
        ask_introduction(site, by=inside.by("bilal"))
    for name in ("iris", "bilal"):
        client = inside.client(name)
        for address in (at("introductions"), at("our_sites"), at("site", site.code)):
            with django_assert_max_num_queries(30):
                assert client.get(address).status_code == 200
