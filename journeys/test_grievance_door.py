"""At the door with a cheap phone: in Bengali with scripts on a line that drops, in Urdu without any."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from convenant.base.walls import within
from convenant.conftest import World
from convenant.grievances import crowd
from convenant.grievances.actions import offers, remedies
from convenant.grievances.languages import Language, language
from convenant.grievances.models import Case, CaseFile
from convenant.grievances.queries.opened import room_of, said_in, today
from convenant.grievances.tests.making import Handled, make_door
from journeys.conftest import AXE_RULES, PICTURES

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 640}
STORY = "তিন মাস মজুরি পাই নাই। যারা বলে তাদের বের করে দেয়।"
URDU = "تین مہینے سے تنخواہ نہیں ملی۔"


@pytest.fixture(autouse=True)
def sealed_files_of_the_story(settings: Any, tmp_path: Any) -> None:
    settings.SEALED_FILES = tmp_path / "sealed"


@pytest.fixture
def handled(world: World) -> Handled:
    with within(world.agreement):
        return make_door(world)


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    made = []

    def take(**more: Any) -> Page:
        context = browser.new_context(viewport=PHONE, locale="bn-BD", **more)
        made.append(context)
        return context.new_page()

    yield take
    for context in made:
        context.close()


def photo() -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "TELLTALE PHONE"
    Image.effect_noise((300, 200), 60).convert("RGB").save(made, "JPEG", exif=exif)
    return made.getvalue()


def looks_right(page: Page, name: str, *, scripts: bool = True) -> None:
    """Nothing sticks out at 320 dots, and axe is content."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"door-{name}-320.png", full_page=True)
    if not scripts:
        return  # axe is a script itself; the same pages are looked at with scripts
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
    found = Axe().run(page, options=AXE_RULES)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def chosen(code: str) -> Language:
    found = language(code)
    assert found is not None
    return found


def test_a_worker_with_a_bengali_phone_tells_and_gets_her_remedy(
    handled: Handled, phone: Any, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, bn = phone(), chosen("bn")
    base = f"{live_server.url}/stitch/grievances/door/bn"
    page.goto(f"{live_server.url}/stitch/grievances/door/")
    assert page.url == f"{base}/"  # the language of the phone
    looks_right(page, "start-bn")
    for name in ("next", "elsewhere"):
        page.goto(f"{base}/{name}/")
        looks_right(page, f"{name}-bn")
    page.goto(f"{base}/tell/")
    expect(page.locator("#by")).to_have_text(bn.say("tell.sealed_in_browser"))
    page.fill("#what", STORY)
    page.fill("#wanted", "আমাদের মজুরি")
    page.set_input_files(
        "#files", {"name": "label.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    looks_right(page, "tell-bn")
    # The line drops in the middle; nothing is lost, and it goes on by itself.
    page.context.set_offline(True)
    page.click("button[value=send]")
    expect(page.locator("[role=status]")).to_have_text(bn.say("tell.resend"), timeout=20_000)
    monkeypatch.setattr(crowd, "_bits", lambda: 12)  # and many others send something too
    page.context.set_offline(False)
    expect(page.locator(".number")).to_be_visible(timeout=60_000)
    monkeypatch.undo()
    expect(page.locator("main")).to_contain_text(bn.say("receipt.by_browser"))
    looks_right(page, "receipt-bn")
    receipt = page.locator(".number").inner_text()
    page.click("a.button")
    page.fill("#receipt", receipt.replace("1", "১"))  # digits in her own script do too
    page.click("main form button")
    expect(page.locator("main")).to_contain_text(bn.say("receipt.right"))
    expect(page.locator("main")).to_contain_text(STORY)
    looks_right(page, "case-bn")
    assert page.context.cookies() == []

    with within(handled.world.agreement):
        case = Case.objects.get()
        assert case.sealed_by == Case.SealedBy.BROWSER and case.language == "bn"
        said = said_in(room_of(case, "case"), handled.keys["leila"])[0].words
        assert said is not None and said["what"] == STORY
        assert CaseFile.objects.get().state == CaseFile.State.RECEIVED
        case.stage, case.track, case.informed_on = "track", "dialogue", today()
        case.save()
        by = handled.by("leila")
        offers.put_offer(case, by=by, text="তিন মাসের মজুরি, এই মাসেই।")
        company = handled.world.organisations["bilal"].pk
        remedies.agree_remedy(
            case,
            by=by,
            form="compensation",
            what="তিন মাসের মজুরি",
            due=today(),
            amount=300,
            currency="BDT",
            shares={company: 300},
        )
    page.goto(f"{base}/back/")
    page.fill("#receipt", receipt)
    page.click("main form button")
    page.click("button[value=accept]")
    expect(page.locator("main")).to_contain_text(bn.say("stage.settled"))
    page.click("button[value=got_yes]")
    expect(page.locator("main")).to_contain_text(
        bn.say("case.remedy_confirmed", date=bn.day(today()))
    )
    looks_right(page, "remedied-bn")


def test_without_scripts_and_from_right_to_left_the_door_works_too(
    handled: Handled, phone: Any, live_server: Any
) -> None:
    page, ur = phone(java_script_enabled=False), chosen("ur")
    base = f"{live_server.url}/stitch/grievances/door/ur"
    page.goto(f"{base}/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    looks_right(page, "start-ur", scripts=False)
    page.goto(f"{base}/tell/")
    expect(page.locator("#by")).to_have_text(ur.say("tell.sealed_on_arrival"))
    page.fill("#what", URDU)
    looks_right(page, "tell-ur", scripts=False)
    page.click("button[value=send]")
    expect(page.locator("main")).to_contain_text(ur.say("receipt.by_server"))
    receipt = page.locator(".number").inner_text()
    page.click("a.button")
    page.fill("#receipt", receipt[:-1] + str((int(receipt[-1]) + 1) % 10))
    page.click("main form button")
    expect(page.locator("[role=alert]")).to_contain_text("5")  # the group that is wrong
    page.fill("#receipt", receipt)
    page.click("main form button")
    expect(page.locator("main")).to_contain_text(URDU)
    looks_right(page, "case-ur", scripts=False)
    with within(handled.world.agreement):
        assert Case.objects.get().sealed_by == Case.SealedBy.SERVER
    again = phone()  # the same pages with scripts, so that axe can look at them
    for part in ("", "tell/", "back/", "next/", "elsewhere/"):
        again.goto(f"{base}/{part}")
        looks_right(again, f"ur-{part.strip('/') or 'start'}")
    again.goto(f"{base}/back/")
    again.fill("#receipt", receipt)
    again.click("main form button")
    expect(again.locator("main")).to_contain_text(URDU)
    looks_right(again, "ur-case")


def test_a_draft_stays_on_the_phone_where_it_is_asked_for(
    handled: Handled, phone: Any, live_server: Any
) -> None:
    page, en = phone(), chosen("en")
    page.goto(f"{live_server.url}/stitch/grievances/door/en/tell/")
    page.fill("#what", "They lock the exit.")
    page.wait_for_timeout(700)
    assert page.evaluate("localStorage.length") == 0  # nobody asked for it
    page.check("#keep")
    page.fill("#wanted", "Open doors.")
    page.wait_for_timeout(3000)  # the sealing is fetched first
    assert page.evaluate("localStorage.length") == 2
    assert "exit" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    expect(page.locator("#what")).to_have_value("They lock the exit.")
    expect(page.locator("[role=status]")).to_have_text(en.say("tell.draft_found"))
    page.click("#forget")
    assert page.evaluate("localStorage.length") == 0


def test_a_phone_that_keeps_nothing_still_gets_its_receipt(
    handled: Handled, phone: Any, live_server: Any
) -> None:
    page, en = phone(), chosen("en")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    )
    page.goto(f"{live_server.url}/stitch/grievances/door/en/tell/")
    page.fill("#what", "They lock the exit.")
    page.click("button[value=send]")
    expect(page.locator(".number")).to_be_visible(timeout=60_000)
    expect(page.locator("main")).to_contain_text(en.say("receipt.by_browser"))
    with within(handled.world.agreement):
        assert Case.objects.count() == 1
