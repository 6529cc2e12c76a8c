"""Sites are listed, merged, split and looked at; each reader gets its own and no more."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from convenant.base.actors import OUTSIDER
from convenant.base.journal import verify
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.locations.actions.notices import (
    PER_SITE_A_DAY,
    close_notice,
    receive_notice,
    take_up_notice,
)
from convenant.locations.actions.sites import (
    declare_share,
    merge_sites,
    split_site,
    undo_change,
)
from convenant.locations.models import Judgement, ListedSite, Site, SiteNotice
from convenant.locations.queries.graph import graph
from convenant.locations.queries.leverage import leverage_at, leverage_for, share_of, shares_at
from convenant.locations.queries.notices import new_notices_count
from convenant.locations.queries.register import own_sites, register, shared_sites_count
from convenant.locations.queries.sites import published_rows, site_by_code
from convenant.locations.tests.making_sites import list_site, make_list, more_members


@pytest.fixture(autouse=True)
def in_english():
    """The sentences asked for below are the English ones."""
    with translation.override("en"):
        yield


def at(name: str, *arguments: str | int) -> str:
    return reverse(f"locations:{name}", args=["stitch", *arguments])


@pytest.fixture
def two(inside):
    """Bilal's site and Iris's site, apart."""
    one = list_site(inside.organisations["bilal"], "Shapla Textiles").site
    other = list_site(inside.organisations["iris"], "Shapla Mills", address="Mill Rd 12").site
    return inside, one, other


def snapshot() -> dict:
    return {
        "rows": list(ListedSite.objects.order_by("pk").values("pk", "site_id")),
        "sites": list(Site.objects.order_by("pk").values()),
        "judgements": list(
            Judgement.objects.order_by("left", "right").values("left", "right", "same")
        ),
    }


# --- merge and split


def test_every_code_ever_given_leads_to_the_site_that_stands(two) -> None:
    world, one, other = two
    third = list_site(world.organisations["bilal"], "Shapla Unit").site
    merge_sites(one, other, "one gate", by=world.by("anna"))
    merge_sites(other, third, "moved in", by=world.by("anna"))
    for site in (one, other, third):
        assert site_by_code(site.code) == third
        assert site_by_code(f" {site.code.lower()} ") == third
    answer = world.client("anna").get(at("site", one.code))
    assert answer.status_code == 302 and answer["Location"] == at("site", third.code)
    assert site_by_code("S-NEVERGIVEN") is None


def test_undoing_merges_one_by_one_restores_exactly_what_was(two) -> None:
    world, one, other = two
    third = list_site(world.organisations["bilal"], "Shapla Unit").site
    start = snapshot()
    first = merge_sites(one, other, "one gate", by=world.by("anna"))
    middle = snapshot()
    second = merge_sites(other, third, "moved in", by=world.by("anna"))
    with pytest.raises(Refused, match="Undo that first"):
        undo_change(first, by=world.by("anna"))
    undo_change(second, by=world.by("anna"))
    assert snapshot() == middle
    undo_change(first, by=world.by("anna"))
    assert snapshot() == start
    with pytest.raises(Refused, match="already undone"):
        undo_change(first, by=world.by("anna"))


def test_a_merge_cannot_be_undone_where_a_newer_list_named_the_merged_site(two) -> None:
    world, one, other = two
    change = merge_sites(one, other, "one gate", by=world.by("anna"))
    list_site(world.organisations["bilal"], "Shapla", site=other)
    before = snapshot()
    with pytest.raises(Refused, match="Split the site instead"):
        undo_change(change, by=world.by("anna"))
    assert snapshot() == before


def test_a_split_gives_the_rows_a_site_and_is_undone_exactly(two) -> None:
    world, one, other = two
    merge_sites(one, other, "one gate", by=world.by("anna"))
    other.refresh_from_db()
    assert other.member_count == 2
    row = ListedSite.objects.get(organisation=world.organisations["bilal"])
    before = snapshot()
    change = split_site(other, [row], "two owners", by=world.by("anna"))
    row.refresh_from_db()
    other.refresh_from_db()
    assert row.site_id == change.other_id != other.pk
    assert (other.member_count, change.other.name) == (1, "Shapla Textiles")
    assert not Judgement.objects.filter(same=True).exists()  # never taken for one again
    undo_change(change, by=world.by("anna"))
    assert site_by_code(change.other.code) == other  # the code was given out, so it leads home
    after = snapshot()
    after["sites"] = [each for each in after["sites"] if each["id"] != change.other_id]
    assert after == before


def test_a_split_whose_new_site_was_listed_since_is_not_undone(two) -> None:
    world, one, other = two
    merge_sites(one, other, "one gate", by=world.by("anna"))
    row = ListedSite.objects.get(organisation=world.organisations["bilal"])
    change = split_site(other, [row], "two owners", by=world.by("anna"))
    list_site(world.organisations["iris"], "Shapla Tex", site=change.other)
    with pytest.raises(Refused, match="Merge the two sites instead"):
        undo_change(change, by=world.by("anna"))


def test_a_deliberate_merge_overrules_an_earlier_split_and_gives_it_back_on_undo(two) -> None:
    world, one, other = two
    merge_sites(one, other, "one gate", by=world.by("anna"))
    row = ListedSite.objects.get(organisation=world.organisations["bilal"])
    split = split_site(other, [row], "two owners", by=world.by("anna"))
    apart = snapshot()
    again = merge_sites(split.other, other, "one after all", by=world.by("anna"))
    assert not Judgement.objects.filter(same=False).exists()
    undo_change(again, by=world.by("anna"))
    assert snapshot() == apart


@pytest.mark.parametrize("rows", ["none", "all", "foreign"])
def test_a_split_that_splits_nothing_is_refused(two, rows) -> None:
    world, one, other = two
    own = list(ListedSite.objects.filter(site=one))
    chosen = {"none": [], "all": own, "foreign": list(ListedSite.objects.filter(site=other))}[rows]
    with pytest.raises(Refused):
        split_site(one, chosen, "why", by=world.by("anna"))


def test_a_site_is_not_merged_with_itself_nor_without_a_reason(two) -> None:
    world, one, other = two
    with pytest.raises(Refused, match="already one site"):
        merge_sites(one, one, "same", by=world.by("anna"))
    with pytest.raises(Refused, match="why"):
        merge_sites(one, other, "  ", by=world.by("anna"))
    for name in ("bilal", "eva", "chantal", "greet"):
        with pytest.raises(PermissionDenied):
            merge_sites(one, other, "mine", by=world.by(name))


def test_the_secretariat_merges_and_splits_on_the_page(two) -> None:
    world, one, other = two
    client = world.client("anna")
    found = client.get(at("merge", other.code), {"other": one.code}).content.decode()
    assert "<mark>" in found and "Merge these two" in found
    wrong = client.get(at("merge", other.code), {"other": "S-000000000000"}).content.decode()
    assert "No site ever had this code" in wrong
    done = client.post(at("merge", other.code), {"other": one.code, "reason": "one gate"})
    assert done["Location"] == at("site", other.code)
    text = client.get(at("site", other.code)).content.decode()
    assert "one gate" in text and "Brand B" in text and "Brand I" in text
    row = ListedSite.objects.get(organisation=world.organisations["bilal"])
    nothing = client.post(at("split", other.code), {"reason": "two owners"}).content.decode()
    assert "Choose the rows" in nothing
    client.post(at("split", other.code), {"rows": [row.pk], "reason": "two owners"})
    row.refresh_from_db()
    assert row.site_id != other.pk


# --- who reads what


def test_a_member_reads_its_own_sites_and_how_many_others_never_who(two) -> None:
    world, one, other = two
    list_site(world.organisations["iris"], "Shapla Tex", site=one, tier=2)
    client = world.client("bilal")
    text = client.get(at("site", one.code)).content.decode()
    assert "Brand I" not in text and "Iris" not in text and "Shapla Tex<" not in text
    assert '<span class="house-figure">1</span>' in text
    listing = client.get(at("our_sites")).content.decode()
    assert one.code in listing and other.code not in listing and "Brand I" not in listing


def _without_address(answer, code: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return text.replace(code, "")


def test_a_site_that_a_member_does_not_list_does_not_exist_for_it(two) -> None:
    world, one, other = two
    client = world.client("bilal")
    unknown = client.get(at("site", "S-000000000000"))
    foreign = client.get(at("site", other.code))
    assert foreign.status_code == unknown.status_code == 404
    assert _without_address(foreign, other.code) == _without_address(unknown, "S-000000000000")
    # Neither does a merged code of it tell where it leads.
    merge_sites(
        list_site(world.organisations["iris"], "Old Mill").site, other, "x", by=world.by("anna")
    )
    old = Site.objects.get(name="Old Mill")
    assert client.get(at("site", old.code)).status_code == 404
    for name in ("share", "ask_introduction", "withdraw_introduction"):
        assert client.get(at(name, other.code)).status_code == 404
        assert client.post(at(name, other.code), {"low": 1}).status_code == 404


def test_searching_tells_a_member_nothing_about_sites_it_does_not_list(two) -> None:
    world, one, other = two
    list_site(world.organisations["iris"], "Hidden Spelling", site=one)
    by = world.by("bilal")
    one.refresh_from_db()
    assert list(own_sites(by, words="Mills")) == []
    assert list(own_sites(by, words=other.code)) == []
    assert list(own_sites(by, country="BD")) == [one]
    assert not register(by).exists()
    assert graph(by).members == []


def test_a_member_whose_list_was_replaced_no_longer_has_the_site(two) -> None:
    world, one, _other = two
    ListedSite.objects.filter(site=one).update(current=False)
    assert world.client("bilal").get(at("site", one.code)).status_code == 404
    assert not own_sites(world.by("bilal")).exists()


def test_unions_ngos_and_government_see_nothing_linked_to_members(two) -> None:
    world, one, _other = two
    for name in ("chantal", "daan", "greet", "hugo", "farid"):
        client = world.client(name)
        for address in (at("sites"), at("our_sites"), at("graph"), at("site", one.code)):
            assert client.get(address).status_code == 403


def test_members_can_read_that_their_sites_were_looked_at(two) -> None:
    world, one, other = two
    world.client("eva").get(at("site", one.code))
    looked = Event.objects.get(verb="looked.site")
    assert looked.concerns_id == world.organisations["bilal"].pk
    assert looked.actor_id == world.eva.pk
    world.client("anna").get(at("graph"))
    assert set(Event.objects.filter(verb="looked.graph").values_list("concerns_id", flat=True)) == {
        world.organisations["bilal"].pk,
        world.organisations["iris"].pk,
    }
    world.client("bilal").get(at("site", one.code))  # its own eyes do not count
    assert Event.objects.filter(verb__startswith="looked.", actor_id=world.bilal.pk).count() == 0
    assert list(verify(world.agreement)) == []


def test_the_graph_counts_shared_sites_by_pair(two) -> None:
    world, one, other = two
    iris, bilal = world.organisations["iris"], world.organisations["bilal"]
    list_site(iris, "Shapla", site=one)
    list_site(iris, "Shapla again", site=one)  # two rows of one member are one member
    found = graph(world.by("eva"))
    assert [
        (line.organisation, line.sites, line.shared, line.others) for line in found.members
    ] == [
        (bilal, 1, 1, 1),
        (iris, 2, 1, 1),
    ]
    assert [(pair.one, pair.other, pair.sites) for pair in found.pairs] == [(bilal, iris, 1)]
    assert shared_sites_count(world.by("anna")) == shared_sites_count(world.by("iris")) == 1
    text = world.client("anna").get(at("graph")).content.decode()
    assert "Brand B" in text and "Brand I" in text


def test_the_pooled_list_holds_standing_sites_with_members_only(two) -> None:
    world, one, other = two
    merge_sites(one, other, "one gate", by=world.by("anna"))
    empty = Site.objects.create(name="Nobody", country="BD")
    rows = list(published_rows())
    assert [row["code"] for row in rows] == [other.code]
    assert rows[0]["member_count"] == 2
    assert empty.code not in str(rows) and "Brand" not in str(rows)


# --- leverage


def test_the_secretariat_reads_a_range_with_what_is_unknown(two) -> None:
    world, one, _other = two
    ListedSite.objects.filter(site=one).update(capacity_low=5, capacity_high=10)
    iris = world.organisations["iris"]
    list_site(iris, "Shapla", site=one, capacity_low=15, capacity_high=35)
    (organisation, _actor), *_ = more_members(1)
    list_site(organisation, "Shapla", site=one)
    found = leverage_at(shares_at(one))
    assert (found.low, found.high, found.said, found.members, found.silent) == (20, 45, 2, 3, 1)
    text = " ".join(world.client("anna").get(at("site", one.code)).content.decode().split())
    assert "20–45 %" in text
    assert "from 2 of 3 members. 1 did not say" in text


def test_a_member_reads_a_band_only_from_three_others_on(two) -> None:
    world, one, _other = two
    bilal = world.organisations["bilal"]
    others = more_members(3)
    texts = set()
    for number, (organisation, _actor) in enumerate(others):
        texts.add(_leverage_text(world, one))
        list_site(organisation, f"Shapla {number}", site=one, capacity_low=10, capacity_high=10)
    # With none, one or two others declared the page says the very same.
    assert len(texts) == 1 and "once 3 or more of them" in texts.pop()
    assert leverage_for(bilal.pk, one).band == (25, 50)
    assert "25 to 50 %" in _leverage_text(world, one)
    # What the reader itself declares moves nothing: no difference to take.
    declare_share(one, 60, 60, by=world.by("bilal"))
    assert leverage_for(bilal.pk, one).band == (25, 50)


def _leverage_text(world, site: Site) -> str:
    text = world.client("bilal").get(at("site", site.code)).content.decode()
    return " ".join(text.split("<h2>Leverage</h2>")[1].split("<form")[0].split())


def test_an_agreement_may_show_members_no_band_or_ask_for_more_others(two) -> None:
    from convenant.agreements.actions import amend
    from convenant.agreements.definition import preset_text

    world, one, _other = two
    for number, (organisation, _actor) in enumerate(more_members(3)):
        list_site(organisation, f"Shapla {number}", site=one, capacity_low=10, capacity_high=10)
    text = preset_text("example-european-garments").replace(
        "slug: example-european-garments", "slug: stitch"
    )
    own = world.organisations["bilal"].pk
    assert leverage_for(own, one).band
    amend(
        text.replace("minimum_others: 3", "minimum_others: 4"), by=world.by("anna"), file_name="a"
    )
    assert leverage_for(own, one).band is None
    amend(
        text.replace("members_see: band", "members_see: nothing"),
        by=world.by("anna"),
        file_name="b",
    )
    assert leverage_for(own, one).band is None
    assert "do not see" in _leverage_text(world, one)


def test_a_member_declares_changes_and_takes_back_its_share(two) -> None:
    world, one, other = two
    client = world.client("bilal")
    client.post(at("share", one.code), {"low": "10", "high": "20"})
    assert shares_at(one) == {world.organisations["bilal"].pk: (10.0, 20.0)}
    client.post(at("share", one.code), {"low": "15", "high": ""})
    assert leverage_for(world.organisations["bilal"].pk, one).own == (15.0, 15.0)
    for wrong in (
        {"low": "30", "high": "20"},
        {"low": "-1"},
        {"high": "101"},
        {"low": "x"},
        {"low": "nan"},
    ):
        answer = client.post(at("share", one.code), wrong)
        assert (
            answer.status_code == 422
            and "house-fault" in answer.content.decode()
            or ("Swap the two" in answer.content.decode())
        )
    client.post(at("share", one.code), {"low": "", "high": ""})
    assert shares_at(one) == {world.organisations["bilal"].pk: None}
    with pytest.raises(Refused):
        declare_share(other, 1, 2, by=world.by("bilal"))
    with pytest.raises(PermissionDenied):
        declare_share(one, 1, 2, by=world.by("anna"))
    event = Event.objects.filter(verb="share.declared").first()
    assert event.concerns_id == world.organisations["bilal"].pk


def test_what_was_declared_in_an_earlier_list_is_offered_again(two) -> None:
    world, one, _other = two
    bilal = world.organisations["bilal"]
    ListedSite.objects.filter(site=one).update(capacity_low=5, capacity_high=10, current=False)
    new = make_list(bilal, 2027)
    ListedSite.objects.create(
        site_list=new, organisation=bilal, row=1, site=one, name="Shapla", country="BD"
    )
    found = leverage_for(bilal.pk, one)
    assert (found.own, found.earlier, found.earlier_year) == (None, (5.0, 10.0), 2026)
    text = world.client("bilal").get(at("site", one.code)).content.decode()
    assert 'value="5.0"' in text and "declared in 2026" in text


ranges = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(ranges, min_size=1, max_size=6))
def test_a_member_s_share_holds_both_readings_of_its_rows(rows) -> None:
    low, high = share_of(rows)
    assert 0 <= low <= high <= 100
    assert all(low >= each for each, _ in rows)  # the rows as one statement repeated
    assert high >= min(100, max(each for _, each in rows))
    assert low <= min(100, sum(each for _, each in rows))  # or as parts of it


# --- notices


def test_a_notice_from_outside_reaches_the_secretariat_and_is_closed(two) -> None:
    world, one, other = two
    notice = receive_notice(
        one, "  The fire exits are locked at night. ", "0612345678", by=OUTSIDER
    )
    event = Event.objects.get(verb="notice.received")
    assert "0612345678" not in str(event.new) and "fire" not in str(event.new)
    assert new_notices_count() == 1
    client = world.client("anna")
    assert "fire exits" in client.get(at("notices")).content.decode()
    assert "1 notice came in" in client.get(at("site", one.code)).content.decode()
    merge_sites(one, other, "one gate", by=world.by("anna"))
    assert "1 notice came in" in client.get(at("site", other.code)).content.decode()
    client.post(at("notice", notice.pk), {"deed": "take_up"})
    empty = client.post(at("notice", notice.pk), {"deed": "close", "outcome": " "})
    assert empty.status_code == 200
    client.post(at("notice", notice.pk), {"deed": "close", "outcome": "Opened, seen by Eva."})
    notice.refresh_from_db()
    assert notice.state == SiteNotice.State.CLOSED
    assert client.get(at("notices"), {"state": "new"}).content.decode().count("Shapla") == 0
    for deed in (
        lambda: take_up_notice(notice, by=world.by("anna")),
        lambda: close_notice(notice, "again", by=world.by("anna")),
    ):
        with pytest.raises(Refused):
            deed()
    with pytest.raises(PermissionDenied):
        close_notice(notice, "gone", by=world.by("bilal"))


def test_an_insider_s_notice_names_no_sender(two) -> None:
    world, one, _other = two
    receive_notice(one, "The fire exits are locked.", "", by=world.by("bilal"))
    event = Event.objects.get(verb="notice.received")
    assert event.actor_id is None and "Bilal" not in event.actor_name


@pytest.mark.parametrize(
    ("text", "contact"), [("short", ""), ("x" * 5001, ""), ("long enough text", "c" * 301)]
)
def test_a_notice_of_the_wrong_length_is_refused_with_a_sentence(two, text, contact) -> None:
    _world, one, _other = two
    with pytest.raises(Refused):
        receive_notice(one, text, contact, by=OUTSIDER)


def test_a_flood_of_notices_about_one_site_is_stopped(two) -> None:
    _world, one, other = two
    for number in range(PER_SITE_A_DAY):
        receive_notice(one, f"The same text number {number}", "", by=OUTSIDER)
    with pytest.raises(Refused, match="Reach the secretariat"):
        receive_notice(one, "One more of the same", "", by=OUTSIDER)
    receive_notice(other, "Another site is not closed off", "", by=OUTSIDER)


# --- bounds


def test_no_page_of_sites_asks_more_than_thirty_queries_at_five_thousand_sites(
    inside, django_assert_max_num_queries
) -> None:
    members = [inside.organisations["bilal"], inside.organisations["iris"]]
    members += [organisation for organisation, _actor in more_members(10)]
    sites = Site.objects.bulk_create(
        [
            Site(
                name=f"Mill {n}",
                address=f"{n} Road",
                country=("BD", "CN", "TR")[n % 3],
                member_count=2,
            )
            for n in range(5000)
        ]
    )
    Site.objects.filter(pk=sites[0].pk).update(member_count=len(members))
    rows = []
    for position, organisation in enumerate(members):
        site_list = make_list(organisation)
        mine = [sites[0]] + [site for n, site in enumerate(sites) if n % 6 == position % 6 and n]
        rows += [
            ListedSite(
                site_list=site_list,
                organisation=organisation,
                row=n,
                site=site,
                name=site.name,
                address=site.address,
                country=site.country,
                capacity_low=5,
                capacity_high=10,
            )
            for n, site in enumerate(mine)
        ]
    ListedSite.objects.bulk_create(rows, batch_size=1000)
    busy = sites[0].code
    for name, addresses in {
        "anna": [
            at("sites"),
            at("sites") + "?shared=on&words=mill&country=BD&page=3",
            at("graph"),
            at("site", busy),
            at("merge", busy),
            at("split", busy),
            at("notices"),
        ],
        "bilal": [
            at("our_sites"),
            at("our_sites") + "?shared=on",
            at("site", busy),
            at("introductions"),
        ],
    }.items():
        client = inside.client(name)
        for address in addresses:
            with django_assert_max_num_queries(30):
                assert client.get(address).status_code == 200, address
