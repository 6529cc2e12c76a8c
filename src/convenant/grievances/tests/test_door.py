"""The door as a frightened worker meets it: a cheap phone, no script, no account."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from convenant.base.walls import within
from convenant.grievances import keeping, sealing
from convenant.grievances.actions import remedies, rooms, routing
from convenant.grievances.languages import languages
from convenant.grievances.models import Case, CaseFile, Entry, WrongReceipt
from convenant.grievances.queries.opened import room_key, room_of, said_in, today
from convenant.grievances.sealing import receipts, wrapping
from convenant.grievances.tests.making import Handled


def photo() -> bytes:
    """A photo that says whose phone took it."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "TELLTALE PHONE"
    Image.new("RGB", (8, 8), "red").save(made, "JPEG", exif=exif)
    return made.getvalue()


STORY = {
    "kind": "complaint",
    "openness": "anonymous",
    "behalf": "self",
    "what": "তিন মাস মজুরি পাই নাই।",
    "wanted": "আমাদের মজুরি",
    "do": "send",
}


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key from a receipt costs little in tests; `benchmarks/` measures what it really costs."""
    least = sealing.Cost(8 * 2**10, 1)
    real = sealing.seal_intake
    monkeypatch.setattr(sealing, "seal_intake", lambda *a, **k: real(*a, **{**k, "cost": least}))


@pytest.fixture
def phone(handled: Handled) -> Client:
    """Somebody nobody knows."""
    return Client()


def at(handled: Handled, *parts: str, code: str = "bn") -> str:
    return "/" + "/".join([handled.world.agreement.slug, "grievances", "door", code, *parts]) + "/"


def receipt_in(html: str) -> str:
    return receipts.read(re.search(r'class="number"[^>]*>([\d ]+)<', html)[1])  # type: ignore[index]


def hidden(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]  # type: ignore[index]


def sent(handled: Handled, phone: Client, **more: Any) -> tuple[str, str]:
    """Told and received: the receipt, and the page that showed it."""
    form = phone.get(at(handled, "tell")).content.decode()
    data = {**STORY, "receipt": hidden(form, "receipt"), **more}
    page = phone.post(at(handled, "tell"), data)
    assert page.status_code == 200, page.content.decode()
    return receipt_in(page.content.decode()), page.content.decode()


def opened(handled: Handled, phone: Client, receipt: str) -> str:
    page = phone.post(at(handled, "back"), {"receipt": receipts.shown(receipt)})
    assert page.status_code == 200
    return page.content.decode()


def test_a_worker_tells_writes_the_number_down_types_it_back_and_reads_the_answer(
    handled: Handled, phone: Client
) -> None:
    start = phone.get(at(handled)).content.decode()
    assert 'lang="bn"' in start and languages()["bn"].say("start.tell") in start
    receipt, _page = sent(handled, phone)
    typed = "".join(chr(0x09E6 + int(digit)) for digit in receipt)  # in Bengali digits
    page = phone.post(at(handled, "written"), {"receipt": typed})
    assert languages()["bn"].say("receipt.right") in page.content.decode()
    assert "তিন মাস মজুরি" in page.content.decode()
    case = Case.objects.get()
    leila = handled.keys["leila"]
    assert said_in(room_of(case, "case"), leila)[0].words == {
        "what": STORY["what"],
        "wanted": STORY["wanted"],
    }
    rooms.write(
        room_of(case, "case"),
        leila,
        by=handled.by("leila"),
        kind=Entry.Kind.QUESTION,
        words={"text": "কবে থেকে?"},
        to_complainant=True,
    )
    page_text = opened(handled, phone, receipt)
    assert "কবে থেকে?" in page_text
    ticket = hidden(page_text, "ticket")
    done = phone.post(
        at(handled, "case"), {"ticket": ticket, "do": "add", "text": "মার্চ থেকে।"}
    ).content.decode()
    assert "মার্চ থেকে।" in done and languages()["bn"].say("case.sent") in done
    assert said_in(room_of(case, "case"), handled.keys["omar"])[-1].words["text"] == "মার্চ থেকে।"


def test_sending_twice_is_sending_once_and_other_words_are_added(
    handled: Handled, phone: Client
) -> None:
    receipt, _page = sent(handled, phone)
    again, page = sent(handled, phone, receipt=receipt)
    assert again == receipt and languages()["bn"].say("receipt.already") in page
    assert Entry.objects.count() == 1
    sent(handled, phone, receipt=receipt, what="They locked the door too.")
    assert Case.objects.count() == 1
    said = said_in(room_of(Case.objects.get(), "case"), handled.keys["leila"])
    assert [s.words["what"] for s in said] == [STORY["what"], "They locked the door too."]


def test_the_name_goes_to_the_custodian_only(handled: Handled, phone: Client) -> None:
    sent(handled, phone, openness="confidential", name="Jamila", reach="my aunt")
    case = Case.objects.get()
    assert said_in(room_of(case, "identity"), handled.keys["maarten"])[0].words == {
        "name": "Jamila",
        "reach": "my aunt",
    }
    assert "Jamila" not in str(said_in(room_of(case, "case"), handled.keys["leila"])[0].words)
    sent(handled, phone, openness="anonymous", name="Jamila")
    newest = Case.objects.order_by("-pk").first()
    assert (
        newest is not None and said_in(room_of(newest, "identity"), handled.keys["maarten"]) == []
    )


@pytest.mark.parametrize(
    "words",
    ["Write to me at a.b@example.org", "Call 01711 223 344", "My name is Rahima", "আমার নাম রহিমা"],
)
def test_words_that_lead_to_a_person_are_warned_of_once_and_kept(
    handled: Handled, phone: Client, words: str
) -> None:
    form = phone.get(at(handled, "tell")).content.decode()
    data = {**STORY, "receipt": hidden(form, "receipt"), "what": words}
    warned = phone.post(at(handled, "tell"), data).content.decode()
    assert languages()["bn"].say("tell.what_names_warning") in warned and words in warned
    assert Case.objects.count() == 0
    phone.post(at(handled, "tell"), {**data, "sure": "yes"})
    assert Case.objects.count() == 1


def test_a_photo_and_a_voice_are_kept_sealed_with_a_copy_that_tells_nothing(
    handled: Handled, phone: Client, settings: Any
) -> None:
    receipt, _page = sent(handled, phone, files=SimpleUploadedFile("label.jpg", photo()))
    file = CaseFile.objects.get()
    kept = list(settings.SEALED_FILES.iterdir())
    assert {one.name for one in kept} == {file.path, file.copy_path}
    assert all(b"TELLTALE" not in one.read_bytes() for one in kept)
    room = room_of(Case.objects.get(), "case")
    private = room_key(room, handled.keys["leila"])
    assert private is not None
    about = sealing.place(room.case.complainant["public"], "case", f"copy {file.copy_path}")
    key = sealing.open_sealed(bytes(file.copy_key or b""), private, about + "/key")
    copy = b"".join(keeping.read(file.copy_path, key))
    assert copy[:2] == photo()[:2] and b"TELLTALE" not in copy
    assert "label.jpg" in opened(handled, phone, receipt)
    again, _page = sent(handled, phone, receipt=receipt)
    assert again == receipt


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("virus.txt", rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", ""),
        ("a.exe", b"MZ" + b"\x00" * 200, ""),
        ("a.html", b"<html><script>alert(1)</script>", ""),
        ("empty.png", b"", ""),
    ],
)
def test_a_dangerous_or_empty_file_is_refused_and_the_story_stays(
    handled: Handled, phone: Client, name: str, content: bytes, key: str
) -> None:
    form = phone.get(at(handled, "tell")).content.decode()
    data = {**STORY, "receipt": hidden(form, "receipt"), "files": SimpleUploadedFile(name, content)}
    page = phone.post(at(handled, "tell"), data)
    assert page.status_code == 422
    assert STORY["what"] in page.content.decode() and 'role="alert"' in page.content.decode()
    assert Case.objects.count() == 0


def test_a_typing_mistake_is_told_by_its_group(handled: Handled, phone: Client) -> None:
    receipt, _page = sent(handled, phone)
    wrong = receipt[:12] + str((int(receipt[12]) + 1) % 10) + receipt[13:]
    page = phone.post(at(handled, "back"), {"receipt": wrong})
    assert page.status_code == 422
    assert languages()["bn"].say("return.wrong_groups", groups="3") in page.content.decode()
    short = phone.post(at(handled, "back"), {"receipt": "123"}).content.decode()
    assert languages()["bn"].say("return.wrong_length", count=3) in short
    stranger = phone.post(at(handled, "back"), {"receipt": receipts.new()})
    assert stranger.status_code == 404


def test_six_hundred_wrong_receipts_derive_nothing_and_leave_the_right_one_alone(
    handled: Handled, phone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt, _page = sent(handled, phone)
    derived = []
    real = wrapping.derive
    monkeypatch.setattr(
        wrapping,
        "derive",
        lambda *a, **k: derived.append(1) or real(*a, **k),  # type: ignore[func-returns-value]
    )
    for _wrong in range(600):
        other = receipts.new()
        if receipts.prefix(other) != receipts.prefix(receipt):
            phone.post(at(handled, "back"), {"receipt": other})
    assert derived == []
    opened(handled, phone, receipt)
    assert derived == [1]


def test_guessing_around_one_beginning_has_to_wait(handled: Handled, phone: Client) -> None:
    receipt, _page = sent(handled, phone)
    same: list[str] = []
    while len(same) < 21:
        other = receipts.new()
        same.append(receipt[:5] + other[5:])
    codes = [phone.post(at(handled, "back"), {"receipt": one}).status_code for one in same]
    assert codes[:20] == [404] * 20 and codes[20] == 429
    assert WrongReceipt.objects.get().count == 20
    assert phone.post(at(handled, "back"), {"receipt": receipt}).status_code == 429


def test_nothing_of_who_came_is_kept(handled: Handled, phone: Client) -> None:
    for path in ("", "tell", "back", "next"):
        page = phone.get(at(handled, *([path] if path else [])), HTTP_USER_AGENT="A rare phone")
        assert not page.cookies and page.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page.headers["Cache-Control"]
    receipt, _page = sent(handled, phone)
    page = phone.post(at(handled, "back"), {"receipt": receipt})
    assert not page.cookies and not phone.cookies
    assert receipt not in str(page.request)  # it is in the post, never in the address


def test_a_slip_in_the_address_of_the_door_leaves_no_cookie(
    handled: Handled, phone: Client
) -> None:
    for slip in (at(handled, code="xx"), f"{at(handled, code='en')}nothing/"):
        phone.get(slip, follow=True)
        assert not phone.cookies


def test_a_page_of_the_door_does_not_show_who_is_signed_in(handled: Handled) -> None:
    anna = handled.world.client("anna")
    for path in ((), ("tell",), ("back",)):
        assert "Anna" not in anna.get(at(handled, *path, code="en")).content.decode()


@pytest.mark.parametrize("code", list(languages()))
def test_every_page_of_the_door_is_light_and_in_its_language(
    handled: Handled, phone: Client, code: str
) -> None:
    css = 6_000  # bytes; `door.css` is below it
    for path in ((), ("tell",), ("back",), ("next",)):
        page = phone.get(at(handled, *path, code=code))
        html = page.content.decode()
        assert page.status_code == 200 and len(page.content) + css < 30_000
        assert f'lang="{code}" dir="{languages()[code].direction}"' in html
        assert not re.findall(r"\{\w+\}", html)


def test_a_language_there_is_not_leads_to_one_there_is(handled: Handled, phone: Client) -> None:
    lost = phone.get(at(handled, code="xx"), follow=True, HTTP_ACCEPT_LANGUAGE="bn")
    assert lost.redirect_chain[-1][0] == at(handled, code="bn")  # a slip in the address
    asked = phone.get(at(handled)[: -len("bn/")], headers={"accept-language": "ta-LK,en;q=0.5"})
    assert asked.status_code == 302 and asked.headers["Location"].endswith("/door/ta/")


def test_a_closed_door_says_so_and_takes_nothing(handled: Handled, phone: Client) -> None:
    form = phone.get(at(handled, "tell", code="en")).content.decode()
    with within(handled.world.agreement):
        from convenant.grievances.actions.door import close_the_door

        close_the_door(by=handled.by("anna"), why="We move.")
    page = phone.post(at(handled, "tell", code="en"), {**STORY, "receipt": hidden(form, "receipt")})
    told = page.content.decode()
    assert "This door is closed now" in told and STORY["what"] in told  # what was typed is not lost
    assert Case.objects.count() == 0
    assert "This door is closed now" in phone.get(at(handled, "tell", code="en")).content.decode()


def test_the_complainant_agrees_confirms_reports_and_stops(handled: Handled, phone: Client) -> None:
    receipt, _page = sent(handled, phone)
    case = Case.objects.get()
    release = routing.propose_release(case, by=handled.by("leila"), text="Wages are late.")
    item = remedies.agree_remedy(
        case,
        by=handled.by("leila"),
        form="restitution",
        what="The job back.",
        due=today(),
        shares={handled.world.organisations["bilal"].pk: None},
    )
    page = opened(handled, phone, receipt)
    assert "Wages are late." in page and "The job back." in page
    ticket = hidden(page, "ticket")

    def do(**data: Any) -> str:
        answer = phone.post(at(handled, "case"), {"ticket": ticket, **data})
        assert answer.status_code == 200
        return answer.content.decode()

    do(do="agree", which=release.pk)
    do(do="got_no", which=item.pk)
    do(do="got_yes", which=item.pk)
    do(do="retaliation", text="I was sent home.")
    do(do="withdraw", sure="yes", text="I am afraid.")
    release.refresh_from_db()
    case.refresh_from_db()
    assert release.agreed_on and case.urgent and case.stage == "withdrawn"
    assert [w.got for w in item.words.all()] == ["no", "yes"]
    left = phone.post(at(handled, "case"), {"ticket": ticket, "do": "leave"})
    assert left.status_code == 302
    assert (
        phone.post(at(handled, "case"), {"ticket": ticket, "do": "add", "text": "x"}).status_code
        == 403
    )


def test_a_stranger_s_ticket_opens_nothing(handled: Handled, phone: Client) -> None:
    for ticket in ("", "x" * 5000, sealing.new_ticket(b"k" * 32)[0]):
        page = phone.post(at(handled, "case"), {"ticket": ticket, "do": "add", "text": "x"})
        assert page.status_code == 403


def test_no_word_of_a_story_lies_open_in_the_database(handled: Handled, phone: Client) -> None:
    receipt, _page = sent(
        handled,
        phone,
        what="zebraword happened",
        openness="confidential",
        name="Giraffe",
        dont="okapi",
    )
    opened(handled, phone, receipt)
    everything = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                everything += [
                    bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v)
                    for v in row
                ]
    dump = "\n".join(everything).lower()
    for word in ("zebraword", "giraffe", "okapi", receipt, receipts.shown(receipt)):
        assert word not in dump


def test_too_much_at_once_is_told_before_it_is_read(handled: Handled, phone: Client) -> None:
    page = phone.post(
        at(handled, "tell", code="en"),
        data="x",
        content_type="application/x-www-form-urlencoded",
        CONTENT_LENGTH=str(2**30),
    )
    assert page.status_code == 413


TYPED = st.dictionaries(
    st.sampled_from(
        [
            "kind",
            "openness",
            "behalf",
            "what",
            "site",
            "site_search",
            "receipt",
            "do",
            "sure",
            "name",
        ]
        + ["ticket", "text", "which", "afraid", "wanted"]
    ),
    st.text(max_size=60)
    | st.sampled_from(["send", "search", "add", "withdraw", "agree", "got_yes"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED, st.sampled_from(["tell", "back", "written", "case", "next", ""]))
def test_whatever_is_posted_nothing_breaks(
    handled: Handled, phone: Client, data: dict[str, str], path: str
) -> None:
    page = phone.post(at(handled, *([path] if path else [])), data)
    assert page.status_code < 500
