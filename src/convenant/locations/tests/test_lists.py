"""A member's list, from the file as it comes to sites in the register."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.locations.actions.lists import choose_columns, hand_in, match_again, store
from convenant.locations.actions.progress import begin, fail
from convenant.locations.jobs import match_list
from convenant.locations.models import Judgement, ListedSite, MatchQuestion, Site, SiteList
from convenant.locations.queries.lists import corrected, intake, list_for, lists_for
from convenant.locations.spelling import spelling_key
from convenant.locations.tests.some_lists import BILAL, HEADER, IRIS, handed_in, matched


def address(world, name, *arguments):
    return reverse(f"locations:{name}", args=[world.agreement.slug, *arguments])


def upload(client, world, content, name="list.csv", period=2026):
    return client.post(
        address(world, "hand_in"),
        {
            "organisation": world.organisations["bilal"].pk,
            "period": period,
            "file": SimpleUploadedFile(
                name, content if isinstance(content, bytes) else content.encode()
            ),
        },
        follow=True,
    )


def test_bilal_hands_in_a_list_checks_it_stores_it_and_sees_it_matched(
    world, django_capture_on_commit_callbacks
) -> None:
    bilal = world.client("bilal")
    page = upload(bilal, world, BILAL)
    assert b"Is this what the file says?" in page.content
    with within(world.agreement):
        site_list = SiteList.objects.get()
        assert not ListedSite.objects.exists(), "nothing is stored before the person says so"
    with django_capture_on_commit_callbacks(execute=True):
        bilal.post(address(world, "store", site_list.pk))
    page = bilal.get(address(world, "list", site_list.pk)).content.decode()
    assert "Matched" in page and "Shonali Knit Wear Ltd." in page
    with within(world.agreement):
        assert Site.objects.filter(member_count=1).count() == 3
        assert set(Site.objects.values_list("country", flat=True)) == {"BD", "TR", "CN"}


def test_two_members_share_a_site_that_both_spell_their_own_way(inside) -> None:
    matched(inside, "bilal", BILAL)
    matched(inside, "iris", IRIS)
    shared = Site.objects.get(member_count=2)
    assert shared.country == "BD"
    assert {row.organisation for row in shared.rows.all()} == {
        inside.organisations["bilal"],
        inside.organisations["iris"],
    }
    assert Site.objects.filter(merged_into=None).count() == 4


def test_five_thousand_rows_with_three_bad_ones_store_4997_and_hand_back_the_three(world) -> None:
    lines = [f'Mill {n} Textile,"Road {n}, Gazipur",BD' for n in range(4997)]
    lines[100:100] = [
        ',"Road 1, Town",BD',
        'No Country Mill,"Road 2",',
        'Odd Mill,"Road 3",Atlantis',
    ]
    bilal = world.client("bilal")
    page = upload(bilal, world, HEADER + "\n".join(lines)).content.decode()
    assert "Store 4997 rows" in page and "3 bad rows stay out" in page and "Atlantis" in page
    with within(world.agreement):
        site_list = SiteList.objects.get()
    back = bilal.get(address(world, "bad_rows", site_list.pk, "xlsx"))
    sheet = list(load_workbook(io.BytesIO(back.content)).active.values)
    assert len(sheet) == 4
    assert any("Atlantis" in str(cell) for cell in sheet[3])
    with within(world.agreement):
        store(site_list, by=world.by("bilal"))
        match_list.call(world.agreement.pk, site_list.pk)
        assert ListedSite.objects.filter(current=True).count() == 4997
        site_list.refresh_from_db()
        assert (site_list.row_count, site_list.rejected_count) == (4997, 3)


def test_a_corrected_column_is_remembered_for_the_members_next_list_only(inside) -> None:
    text = "Wat,Waar,Staat\nShonali Mill,Konabari Gazipur,BD\n"
    first = handed_in(inside, "bilal", text)
    columns = {0: "name", 1: "address", 2: "country"}
    choose_columns(first, corrected(intake(first), columns), by=inside.by("bilal"))
    second = handed_in(inside, "bilal", text, period=2025)
    fields = [guess.field for guess in intake(second).mapping.guesses]
    assert fields == ["name", "address", "country"]
    assert {guess.reason for guess in intake(second).mapping.guesses} >= {"remembered"}
    other = handed_in(inside, "iris", text)
    assert "remembered" not in {guess.reason for guess in intake(other).mapping.guesses}


def test_choosing_columns_on_the_page_changes_what_is_understood(world) -> None:
    bilal = world.client("bilal")
    upload(bilal, world, "A1,B1,C1\nShonali Mill,Konabari Gazipur,BD\nOther Mill,Town,IN\n")
    with within(world.agreement):
        site_list = SiteList.objects.get()
    bilal.post(
        address(world, "check", site_list.pk),
        {"column_0": "name", "column_1": "address", "column_2": "country"},
    )
    with within(world.agreement):
        site_list.refresh_from_db()
        assert [row.name for row in intake(site_list).understood.rows][-2:] == [
            "Shonali Mill",
            "Other Mill",
        ]


@pytest.mark.parametrize(
    "again", [BILAL, BILAL.upper().replace("NAME,ADDRESS,COUNTRY", "name,address,country")]
)
def test_the_same_list_again_finds_the_same_sites(inside, again) -> None:
    matched(inside, "bilal", BILAL, period=2025)
    before = set(Site.objects.values_list("code", flat=True))
    newer = matched(inside, "bilal", again, period=2026)
    assert set(Site.objects.values_list("code", flat=True)) == before
    assert {row.decision for row in newer.rows.all()} == {"same"}
    assert set(Site.objects.values_list("member_count", flat=True)) == {1}


def test_a_newer_list_replaces_the_older_and_leaves_its_sites_in_the_history(inside) -> None:
    matched(inside, "bilal", BILAL, period=2025)
    matched(
        inside, "bilal", HEADER + '"Shonali Knit Wear Ltd.","Plot 12, Konabari, Gazipur 1700",BD\n'
    )
    assert SiteList.objects.get(period=2025).state == "replaced"
    assert Site.objects.filter(member_count=1).count() == 1
    assert Site.objects.count() == 3, "sites that nobody lists now are kept"
    with pytest.raises(Refused, match="already a list for 2026"):
        store(handed_in(inside, "bilal", IRIS, period=2024), by=inside.by("bilal"))


def test_what_a_person_decided_is_not_asked_again(inside) -> None:
    matched(inside, "bilal", BILAL)
    site = Site.objects.get(country="BD")
    row = HEADER + '"Shonali Dyeing Ltd.","Plot 99, Savar, Dhaka",BD\n'
    key = spelling_key("Shonali Dyeing Ltd.", "Plot 99, Savar, Dhaka", "BD")
    ours = spelling_key(site.name, site.address, site.country)
    Judgement.objects.create(left=min(key, ours), right=max(key, ours), same=True)
    matched(inside, "iris", row)
    assert ListedSite.objects.get(name="Shonali Dyeing Ltd.").site == site
    assert not MatchQuestion.objects.exists()


def test_a_word_that_two_are_different_holds_against_the_model(inside) -> None:
    matched(inside, "bilal", BILAL)
    site = Site.objects.get(country="BD")
    key = spelling_key("SHONALI KNIT WEAR LIMITED", "PLOT 12 KONABARI, GAZIPUR", "BD")
    ours = spelling_key(site.name, site.address, site.country)
    Judgement.objects.create(left=min(key, ours), right=max(key, ours), same=False)
    matched(inside, "iris", IRIS)
    assert not Site.objects.filter(member_count=2).exists()
    assert not MatchQuestion.objects.exists()


def test_a_competitor_finds_no_trace_of_the_list(world) -> None:
    with within(world.agreement):
        site_list = matched(world, "bilal", BILAL)
        assert list_for(world.by("iris"), site_list.pk) is None
        assert list(lists_for(world.by("chantal"))) == []
        with pytest.raises(PermissionDenied):
            match_again(site_list, by=world.by("iris"))
        with pytest.raises(PermissionDenied):
            hand_in(
                world.organisations["bilal"],
                by=world.by("iris"),
                period=2026,
                file_name="x",
                content=b"",
            )
    iris = world.client("iris")
    for name in ("list", "original"):
        assert iris.get(address(world, name, site_list.pk)).status_code == 404
    assert b"Brand B" not in iris.get(address(world, "lists")).content


def test_a_member_reads_that_the_secretariat_looked_at_its_list(world) -> None:
    with within(world.agreement):
        site_list = handed_in(world, "bilal", BILAL)
    world.client("anna").get(address(world, "list", site_list.pk))
    world.client("bilal").get(address(world, "list", site_list.pk))
    with within(world.agreement):
        looks = Event.objects.filter(verb="looked.site_list")
        assert [look.actor_name for look in looks] == ["Anna"]
        assert looks[0].concerns_id == world.organisations["bilal"].pk


def test_a_file_that_cannot_be_read_is_handed_back_with_a_sentence_and_stores_nothing(
    world,
) -> None:
    bilal = world.client("bilal")
    for name, content in (
        ("list.xlsx", b"PK\x03\x04 not a workbook"),
        ("list.csv", b""),
        ("p.pdf", b"%PDF-1.7 x"),
    ):
        answer = upload(bilal, world, content, name)
        assert answer.status_code == 422
        assert b"Traceback" not in answer.content and b"house-fault" in answer.content, name
    with within(world.agreement):
        assert not SiteList.objects.exists()


def test_a_failed_matching_says_so_and_can_be_tried_again(
    world, django_capture_on_commit_callbacks
) -> None:
    with within(world.agreement):
        site_list = store(handed_in(world, "bilal", BILAL), by=world.by("bilal"))
        fail(begin(site_list.pk, by=world.by("anna")), "failed", by=world.by("anna"))
    bilal = world.client("bilal")
    page = bilal.get(address(world, "list", site_list.pk)).content.decode()
    assert "Something went wrong while matching" in page
    with django_capture_on_commit_callbacks(execute=True):
        bilal.post(address(world, "again", site_list.pk))
    assert "Matched" in bilal.get(address(world, "list", site_list.pk)).content.decode()


def test_the_secretariat_sees_who_handed_in_and_who_did_not(world) -> None:
    with within(world.agreement):
        handed_in(world, "bilal", BILAL, period=date.today().year)
    page = world.client("anna").get(address(world, "lists")).content.decode()
    assert "1 of 2 members" in page and "Nothing yet" in page


def test_lists_pages_ask_few_queries_with_many_rows(world, django_assert_max_num_queries) -> None:
    with within(world.agreement):
        rows = "".join(f'Mill {n} Textile,"Road {n}, Gazipur",BD\n' for n in range(600))
        site_list = matched(world, "bilal", HEADER + rows)
    anna = world.client("anna")
    for name, arguments in (("lists", ()), ("list", (site_list.pk,))):
        with django_assert_max_num_queries(30):
            assert anna.get(address(world, name, *arguments)).status_code == 200
