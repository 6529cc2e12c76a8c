"""What the secretariat finds on people's pages, and what a party reads about who looked."""

import csv
import io
from typing import Any

import pytest
from django.db import connection, transaction

from convenant.base.actors import SYSTEM, Actor
from convenant.base.journal import record
from convenant.base.walls import within
from convenant.people.actions import assign_role, invite, note_looks
from convenant.people.deeds import WORDS, changes
from convenant.people.models import Kind, Person, Role
from convenant.people.queries import looks_at, organisations_here
from convenant.people.rows import as_csv

pytestmark = pytest.mark.django_db


def test_the_secretariat_finds_who_holds_which_role(world: Any) -> None:
    anna = world.client("anna")
    everyone = anna.get("/stitch/people/").content.decode()
    for name in ("Bilal", "Chantal", "Farid", "Hugo"):
        assert name in everyone
    for query, found, not_found in (
        ("search=chan", "chantal@", "bilal@"),
        ("kind=company", "iris@", "chantal@"),
        (f"organisation={world.organisations['greet'].pk}", "greet@", "hugo@"),
    ):
        page = anna.get(f"/stitch/people/?{query}").content.decode()
        assert found in page
        assert not_found not in page
    assert "No role fits" in anna.get("/stitch/people/?search=zzz").content.decode()


def test_a_role_is_given_and_ended_on_the_page(world: Any) -> None:
    anna = world.client("anna")
    answer = anna.post("/stitch/people/assign/", {"email": "JAMILA@example.org", "kind": "chair"})
    assert answer.status_code == 302
    with within(world.agreement):
        role = Role.objects.get(person=world.jamila)
    assert world.client("jamila").get("/stitch/people/").status_code == 403  # inside, not for her
    assert "End this role?" in anna.get(f"/stitch/people/roles/{role.pk}/end/").content.decode()
    anna.post(f"/stitch/people/roles/{role.pk}/end/")
    assert world.client("jamila").get("/stitch/people/").status_code == 404
    assert anna.post(f"/stitch/people/roles/{role.pk}/end/").status_code == 404


def test_the_last_secretariat_is_kept_with_a_sentence(world: Any) -> None:
    anna = world.client("anna")
    with within(world.agreement):
        role = Role.objects.get(person=world.anna)
    page = anna.post(f"/stitch/people/roles/{role.pk}/end/", follow=True).content.decode()
    assert "Someone must keep the secretariat" in page


def test_a_role_of_another_agreement_cannot_be_ended(world: Any, elsewhere: Any) -> None:
    with within(elsewhere.agreement):
        theirs = Role.objects.get(person=elsewhere.bilal)
    anna = world.client("anna")
    assert anna.post(f"/stitch/people/roles/{theirs.pk}/end/").status_code == 404
    with within(elsewhere.agreement):
        theirs.refresh_from_db()
    assert theirs.until is None


def test_five_hundred_people_take_few_queries(
    world: Any, django_assert_max_num_queries: Any
) -> None:
    with within(world.agreement), transaction.atomic():
        people = Person.objects.bulk_create(
            [Person(email=f"p{n}@example.org", name=f"P{n:03}") for n in range(500)]
        )
        Role.objects.bulk_create(
            [Role(person=person, kind=Kind.MONITOR, since="2026-01-01") for person in people]
        )
    anna = world.client("anna")
    with django_assert_max_num_queries(20):
        page = anna.get("/stitch/people/?page=3").content.decode()
    assert "P100" in page
    with django_assert_max_num_queries(20):
        anna.get("/stitch/people/journal/?verify=1")


def test_a_company_reads_who_looked_at_its_data_and_not_at_others(world: Any) -> None:
    ours, competitor = world.organisations["bilal"], world.organisations["iris"]
    with within(world.agreement):
        note_looks("site_list", concerns=[ours.pk], by=world.by("anna"))
        note_looks("site_list", concerns=[ours.pk], by=world.by("bilal"))  # own eyes
        note_looks("site", concerns=[competitor.pk], by=world.by("eva"))
        assert looks_at(world.by("iris"), ours.pk).count() == 0
    page = world.client("bilal").get("/stitch/people/looks/").content.decode()
    assert "looked at a production-location list" in page
    assert "1 look," in page
    assert "Anna" in page
    assert "Eva" not in page
    iris = world.client("iris")
    assert "Anna" not in iris.get("/stitch/people/looks/").content.decode()
    for address in ("looks/", "looks.csv"):
        answer = iris.get(f"/stitch/people/{address}?organisation={ours.pk}")
        assert answer.status_code == 404
    assert "Nobody from outside" in world.client("chantal").get("/stitch/people/looks/").text


def test_who_looked_comes_as_a_file_a_spreadsheet_opens_safely(world: Any) -> None:
    sly = Actor(None, '=HYPERLINK("http://evil.example")')
    with within(world.agreement):
        note_looks("site", concerns=[world.organisations["bilal"].pk], by=sly)
    answer = world.client("bilal").get("/stitch/people/looks.csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert header == ["When", "Who", "What was done", "What it was about"]
    assert row[1].startswith("'=HYPERLINK")


@pytest.mark.parametrize("start", "=+-@")
def test_no_cell_of_a_file_starts_a_formula(start: str) -> None:
    text = as_csv(["a"], [[f"{start}1"]]).decode("utf-8-sig")
    assert text.splitlines()[1] == f"'{start}1"


def test_the_journal_is_filtered_and_says_what_changed(world: Any) -> None:
    anna = world.client("anna")
    page = anna.get("/stitch/people/journal/?verb=party.admitted").content.decode()
    assert "admitted a party" in page
    assert "created the agreement" not in page.split("<tbody>")[1].split("</tbody>")[0]
    page = anna.get("/stitch/people/journal/?who=anna").content.decode()
    assert "created the agreement" in page.split("<tbody>")[1]
    assert "No event fits" in anna.get("/stitch/people/journal/?last=2001-01-01").text
    assert "No event fits" in anna.get("/stitch/people/journal/?first=2999-01-01").text


def test_the_journals_page_says_whether_the_chain_holds(world: Any) -> None:
    anna = world.client("anna")
    assert "The chain holds" in anna.get("/stitch/people/journal/?verify=1").text
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE base_event SET verb = 'x' WHERE number = 2 AND agreement_id = %s",
            [world.agreement.pk],
        )
    page = anna.get("/stitch/people/journal/?verify=1").text
    assert "not as it was written" in page
    assert "Event 2" in page


def test_changes_are_told_by_name_before_and_after() -> None:
    assert changes(None, None) == []
    assert changes(1, 2) == [("", 1, 2)]
    assert changes({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == [("b", 2, 3), ("c", None, 4)]


def test_known_organisations_are_those_of_the_open_agreement(world: Any, elsewhere: Any) -> None:
    with within(world.agreement):
        names = {each.name for each in organisations_here()}
    assert "Brand B" in names
    assert not any(name.startswith("Other ") for name in names)


def test_my_account_shows_my_roles_in_every_agreement_and_nobody_elses(
    world: Any, elsewhere: Any
) -> None:
    with within(elsewhere.agreement):
        assign_role(world.eva, Kind.MONITOR, by=SYSTEM)
    page = world.client("eva").get("/people/account/").text
    assert page.count("Independent monitor") == 2
    assert "Participating company" not in page
    assert "no role in an agreement yet" in world.client("jamila").get("/people/account/").text


def test_each_deed_has_words(world: Any) -> None:
    with within(world.agreement), transaction.atomic():
        invite("x@example.org", Kind.MONITOR, by=world.by("anna"))
        record("role.ended", by=SYSTEM, on=Role.objects.get(person=world.eva))
    page = world.client("anna").get("/stitch/people/journal/").text
    assert str(WORDS["invitation.sent"]) in page
