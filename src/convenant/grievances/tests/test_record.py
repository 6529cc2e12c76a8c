"""What is left of a case: kept as long as was said and no longer, taken away by two, readable for a court."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from convenant.base.actors import SYSTEM
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.grievances import keeping
from convenant.grievances.actions import coming_back, record, reports, safety
from convenant.grievances.command import grievances as main
from convenant.grievances.exporting import Piece, exported, faults
from convenant.grievances.models import Case, CaseFile, Entry, Feedback, Grant, PublicCase
from convenant.grievances.queries.effectiveness import facts, report
from convenant.grievances.queries.opened import as_if, case_by_receipt, room_of, said_in, today
from convenant.grievances.queries.record import due_to_go, kept_of
from convenant.grievances.queries.register import rows
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import Complained, Handled, complain
from convenant.grievances.tests.test_case_pages import at, cheap, with_key

__all__ = ["cheap"]


def ended(handled: Handled, **words: Any) -> Complained:
    """A case with a file, withdrawn today."""
    made = complain(name={"name": "Jamila Akter"})
    room = room_of(made.case, "case")
    kept = keeping.keep(
        "list.txt", b"pay slips " * 30, bytes(room.public), made.case.complainant["public"]
    )
    coming_back.add(made.case, by=COMPLAINANT, words={"text": "More."}, files=[kept])
    coming_back.withdraw(made.back(), by=COMPLAINANT)
    made.case.refresh_from_db()
    return made


def sealed_files() -> int:
    return sum(1 for one in Path(settings.SEALED_FILES).rglob("*") if one.is_file())


def test_while_a_case_goes_on_nothing_of_it_goes(handled: Handled) -> None:
    made = complain()
    assert kept_of(made.case) == []
    with pytest.raises(Refused, match="goes on"):
        record.propose_removal(made.case, by=handled.by("leila"), what="identity", why="Asked.")


def test_what_is_due_counts_from_the_end_as_the_agreement_says(handled: Handled) -> None:
    made, leila = ended(handled), handled.by("leila")
    days = {one.what: (one.until - today()).days for one in kept_of(made.case)}
    assert days["identity"] == 365 and days["evidence"] == 730 and days["record"] > 2500
    assert due_to_go(leila) == []
    with as_if(today() + timedelta(366)):
        assert [one.what for _case, one in due_to_go(leila)] == ["identity"]
        assert due_to_go(handled.by("farid")) == []  # not let into the case


def test_a_name_goes_only_under_four_eyes_and_then_for_good(handled: Handled) -> None:
    made = ended(handled)
    leila, omar = handled.by("leila"), handled.by("omar")
    asked = record.propose_removal(made.case, by=leila, what="identity", why="Its day has come.")
    with pytest.raises(Refused, match="four eyes"):
        record.confirm_removal(asked, by=leila)
    for name in ("farid", "anna", "bilal", "maarten"):
        with pytest.raises(PermissionDenied):
            record.confirm_removal(asked, by=handled.by(name))
    identity = room_of(made.case, "identity")
    assert said_in(identity, handled.keys["maarten"])[0].words
    record.confirm_removal(asked, by=omar)
    assert said_in(identity, handled.keys["maarten"]) == []
    assert all(not bytes(one.body) for one in Entry.objects.filter(room=identity))
    assert said_in(room_of(made.case, "case"), handled.keys["leila"])[0].words  # the words stay
    with pytest.raises(Refused, match="already"):
        record.confirm_removal(asked, by=omar)
    assert kept_of(made.case)[0].gone_on == today()


def test_evidence_goes_from_the_disk_and_the_decisions_stay(
    handled: Handled, django_capture_on_commit_callbacks: Any
) -> None:
    made = ended(handled)
    assert sealed_files() == 2
    with as_if(today() + timedelta(731)):
        asked = record.propose_removal(
            made.case, by=handled.by("leila"), what="evidence", why="Its day has come."
        )
        with django_capture_on_commit_callbacks(execute=True):
            record.confirm_removal(asked, by=handled.by("omar"))
    assert sealed_files() == 0
    file = CaseFile.objects.get()
    assert not file.path and not bytes(file.key)
    said = said_in(room_of(made.case, "case"), made.back())
    assert all(one.words is None for one in said)
    page = Client(HTTP_ACCEPT_LANGUAGE="en").post(
        "/stitch/grievances/door/en/back/", {"receipt": made.receipt}
    )
    assert page.status_code == 200  # the way in with the receipt stays until the record goes


def test_the_record_goes_last_and_its_receipt_leads_nowhere(handled: Handled) -> None:
    made = ended(handled)
    leila, omar = handled.by("leila"), handled.by("omar")
    with pytest.raises(Refused, match="until its day"):
        record.propose_removal(made.case, by=leila, what="record", why="Tidy.")
    with as_if(kept_of(made.case)[2].until + timedelta(1)):
        asked = record.propose_removal(made.case, by=leila, what="record", why="Its day has come.")
        record.confirm_removal(asked, by=omar)
    assert case_by_receipt(made.receipt) is None
    assert not Grant.objects.filter(room__case=made.case).exists()
    left = Case.objects.get()
    assert left.kind == "complaint" and left.phases.exists()  # what statistics are made of
    assert not any(bytes(one.body) for one in Entry.objects.all())


def test_a_court_may_still_ask_so_it_is_kept_longer(handled: Handled) -> None:
    made = ended(handled)
    leila, omar = handled.by("leila"), handled.by("omar")
    asked = record.propose_removal(made.case, by=leila, what="identity", why="Asked.")
    until = today() + timedelta(500)
    record.keep_longer(made.case, by=omar, until=until, why="Court in Dhaka.")
    with pytest.raises(Refused, match="kept until"):
        record.confirm_removal(asked, by=omar)
    assert kept_of(Case.objects.get())[0].until == until
    assert "Dhaka" not in str([event.new for event in Event.objects.all()])


def test_the_page_counts_down_and_takes_two(handled: Handled) -> None:
    made = ended(handled)
    leila, omar = with_key(handled, "leila"), with_key(handled, "omar")
    where = at(handled.world, "cases", made.case.number, "kept")
    assert "365 days" in leila.get(where).content.decode()
    leila.post(where, {"deed": "propose", "what": "identity", "why": "She asked for it."})
    page = leila.get(where).content.decode()
    assert "waits for another handler" in page and "Confirm: take" not in page
    asked = made.case.removals.get()
    page = omar.get(where).content.decode()
    assert "Confirm: take" in page
    omar.post(where, {"deed": "confirm", "which": asked.pk})
    assert "taken away on" in omar.get(where).content.decode()
    assert leila.get(at(handled.world, "to-go")).status_code == 200


def test_a_case_file_for_a_court_is_whole_and_shows_when_it_was_touched(
    handled: Handled, tmp_path: Path
) -> None:
    made = ended(handled)
    leila = with_key(handled, "leila")
    where = at(handled.world, "cases", made.case.number, "kept")
    assert leila.post(where, {"deed": "export", "why": " "}).status_code == 422
    answer = leila.post(where, {"deed": "export", "why": "For the court."})
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    path = tmp_path / "case.zip"
    path.write_bytes(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = json.loads(archive.read("manifest.json"))
        case = json.loads(archive.read("case.json"))
        (name,) = [one for one in archive.namelist() if one.startswith("files/")]
        assert archive.read(name) == b"pay slips " * 30
        assert "three months" in archive.read("index.html").decode()
        every = b"".join(archive.read(one) for one in archive.namelist())
    assert told["why"] == "For the court." and told["made_by"] == "Leila"
    assert case["entries"][0]["words"]["what"] and b"Jamila" not in every
    run = CliRunner().invoke(main, ["verify-export", str(path)])
    assert run.exit_code == 0 and "as it was exported" in run.output
    assert Event.objects.filter(verb="case.exported").count() == 1
    for name, change in (("changed", b"other"), ("added", None)):
        other = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
            for one in old.namelist():
                new.writestr(one, change if change and one == "case.json" else old.read(one))
            if change is None:
                new.writestr("extra.txt", b"x")
        run = CliRunner().invoke(main, ["verify-export", str(other)])
        assert run.exit_code == 1 and ("was changed" in run.output or "added it" in run.output)


@hypothesis_settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"\A[a-z]{1,8}\Z").filter(lambda n: n != "manifest"),
        st.lists(st.binary(max_size=300), max_size=4),
        max_size=5,
    ),
    st.integers(0, 10**6),
)
def test_any_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[bytes]], where: int
) -> None:
    content = b"".join(exported([Piece(name, parts) for name, parts in files.items()], {}))
    path = tmp_path_factory.mktemp("export") / "case.zip"
    path.write_bytes(content)
    assert faults(str(path)) == []
    with zipfile.ZipFile(path) as archive:
        assert {n: archive.read(n) for n in files} == {n: b"".join(p) for n, p in files.items()}
    for bad in (content[: where % len(content)], b"", b"PK"):
        path.write_bytes(bad)
        assert faults(str(path))


def test_the_complainant_says_how_it_went_once_at_the_end(handled: Handled) -> None:
    made = complain()
    with pytest.raises(Refused, match="goes on"):
        record.give_feedback(made.back(), by=COMPLAINANT, heard="yes")
    made = ended(handled)
    phone = Client(HTTP_ACCEPT_LANGUAGE="en")
    page = phone.post(
        "/stitch/grievances/door/en/back/", {"receipt": made.receipt}
    ).content.decode()
    assert "How did we do?" in page and "We remove your name on" in page
    ticket = page.split('name="ticket" value="')[1].split('"')[0]
    data = {"ticket": ticket, "do": "feedback", "heard": "yes", "safe": "half", "text": "Slow."}
    page = phone.post("/stitch/grievances/door/en/case/", data).content.decode()
    assert "Thank you" in page and "How did we do?" not in page
    assert Feedback.objects.get().safe == "half"
    assert next(one for one in facts() if one.feedback is not None).feedback == 75


def test_a_lesson_says_no_names_and_others_hear_of_it(handled: Handled) -> None:
    made = ended(handled)
    leila = handled.by("leila")
    with pytest.raises(Refused, match="without names"):
        record.draw_lesson(made.case, by=leila, step=3, said=" ")
    record.draw_lesson(made.case, by=leila, step=3, said="Late payment to a mill is late wages.")
    (event,) = Event.objects.filter(verb="grievance.lesson")
    assert event.new["step"] == 3 and made.case.number not in str(event.new)
    assert (
        "Late payment"
        in handled.world.client("anna").get(at(handled.world, "effectiveness")).content.decode()
    )


def test_too_few_are_not_shown_and_what_was_published_stays(handled: Handled) -> None:
    complain()
    found = report()
    assert all(one.value is None for one in found.indicators)
    for _number in range(4):
        complain()
    safety.look_at_safety(complain().case, by=handled.by("leila"), level="low", why="Unknown.")
    first = reports.publish_report(by=handled.by("anna"))
    received = next(one for one in first.indicators if one["id"] == "received")
    assert received["value"] == 6
    with pytest.raises(Refused, match="today already"):
        reports.publish_report(by=handled.by("anna"))
    complain()  # one more: beside the first report it would be told apart
    later = next(one for one in report().indicators if one.id == "received")
    assert later.value is None
    page = (
        Client(HTTP_ACCEPT_LANGUAGE="en")
        .get(f"/stitch/grievances/reports/{first.pk}/")
        .content.decode()
    )
    assert "Cases received" in page and "too few to show" in page
    rows = (
        Client(HTTP_ACCEPT_LANGUAGE="en")
        .get(f"/stitch/grievances/reports/{first.pk}/report.csv")
        .content.decode()
    )
    assert "accessible,received,,count,known,6.0,6" in rows or ",known,6,6" in rows
    for name in ("bilal", "farid", "leila"):
        with pytest.raises(PermissionDenied):
            reports.publish_report(by=handled.by(name))


def test_cases_come_into_the_register_together_and_tell_nobody(handled: Handled) -> None:
    site = {"country": "BD", "theme": "living_wage"}
    batch_day = today() + timedelta(-today().toordinal() % 7)
    made = [complain().case for _number in range(4)]
    for number, case in enumerate(made):
        Case.objects.filter(pk=case.pk).update(
            stage="parties_informed", **{**site, **({"country": "PK"} if number == 3 else {})}
        )
    with as_if(batch_day + timedelta(1)):  # the timer missed the day itself, and catches up
        assert len(reports.register_cases(by=SYSTEM)) == 4
    shown = rows()
    assert sorted(row.country for row in shown) == [
        "",
        "BD",
        "BD",
        "BD",
    ]  # one alone says no country
    page = Client(HTTP_ACCEPT_LANGUAGE="en").get("/stitch/grievances/register/").content.decode()
    assert "Bangladesh" in page and "Pakistan" not in page
    for case in made:
        assert case.number not in page
    code = PublicCase.objects.first().code  # type: ignore[union-attr]
    assert (
        Client(HTTP_ACCEPT_LANGUAGE="en").get(f"/stitch/grievances/register/{code}/").status_code
        == 200
    )
    assert (
        Client(HTTP_ACCEPT_LANGUAGE="en").get("/stitch/grievances/register/NONE-SUCH/").status_code
        == 404
    )
    for _number in range(4):
        Case.objects.filter(pk=complain().case.pk).update(stage="closed", **site)
    with as_if(batch_day + timedelta(3)):
        assert reports.register_cases(by=SYSTEM) == []  # a batch a week, whatever came since
    with as_if(batch_day + timedelta(7)):
        assert len(reports.register_cases(by=SYSTEM)) == 4
    Case.objects.filter(pk=complain().case.pk).update(stage="closed", **site)
    with as_if(batch_day + timedelta(15)):
        assert reports.register_cases(by=SYSTEM) == []  # one alone waits for others


def test_many_cases_cost_few_queries(handled: Handled, django_assert_max_num_queries: Any) -> None:
    for _number in range(8):
        ended(handled)
    anna = handled.world.client("anna")
    with django_assert_max_num_queries(60):
        assert anna.get(at(handled.world, "effectiveness")).status_code == 200
