"""The main job, from a member's spreadsheet to the public list, by the people who do it."""

import io
import re
from datetime import date

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from convenant.agreements.actions import admit
from convenant.base.actors import SYSTEM
from convenant.base.walls import within
from convenant.locations.models import MatchQuestion, SiteNotice
from convenant.locations.tests.some_lists import HEADER, matched
from convenant.people.actions import add_organisation
from convenant.publishing.actions import publish

pytestmark = pytest.mark.browser

ROWS = [
    (
        "Shonali Knit Wear Ltd.",
        "Plot 12, Konabari, Gazipur 1700",
        "Bangladesh",
        24.0,
        90.35,
        "250-300",
        "20-30%",
    ),
    (
        "Akderen Tekstil San. ve Tic. A.S.",
        "Yeni Mah. 12. Sok. No: 5, Bagcilar, Istanbul",
        "Turkije",
        41.04,
        28.85,
        "120",
        "",
    ),
    (
        "Ningbo Yunsheng Garment Co. Ltd",
        "No. 88 Xingye Road, Ningbo, Zhejiang 315040",
        "China",
        "",
        "",
        "",
        "",
    ),
    ("", "Rij zonder naam 1", "India", "", "", "", ""),
]
OTHERS = HEADER + (
    'SHONALI KNIT WEAR LIMITED,"PLOT 12 KONABARI, GAZIPUR",BD\n'
    "Yunsheng Garment,,CN\n"
    'Malhas Rio Claro Lda,"Rua da Igreja 44, 4750-112 Barcelos",PT\n'
)


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["Productielocaties Brand B"])
    sheet.append([])
    sheet.append(
        [
            "Naam fabriek",
            "Adres",
            "Land",
            "Breedtegraad",
            "Lengtegraad",
            "Aantal werknemers",
            "Aandeel in capaciteit",
        ]
    )
    for row in ROWS:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_list_becomes_shared_sites_and_a_public_edition(world, visitor, another) -> None:
    # 1. Bilal hands in his spreadsheet as it is and checks what was understood.
    visitor.sign_in("bilal")
    visitor.in_both_languages("home-own-agreements")
    visitor.open("/stitch/today/")
    visitor.in_both_languages("today-company")
    visitor.open("/stitch/sites/lists/")
    visitor.in_both_languages("lists-empty")
    visitor.page.click("text=Hand in a list")
    visitor.in_both_languages("list-hand-in")
    visitor.page.set_input_files(
        "input[type=file]",
        {"name": "locaties.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()},
    )
    visitor.page.fill("input[name=period]", "2026")
    visitor.page.click("text=Read this file")
    expect(visitor.page.locator("h1")).to_have_text("Is this what the file says?")
    expect(visitor.page.locator("main")).to_contain_text("1 bad row stays out")
    visitor.in_both_languages("list-check")
    visitor.page.click("text=Store 3 rows")
    expect(visitor.page.locator("main")).to_contain_text("Matched")
    visitor.in_both_languages("list-matched")

    # 2. Two other members list some of the same places, one of them spelled so that the model doubts.
    with within(world.agreement):
        third = add_organisation(name="Brand J", by=SYSTEM)
        admit(third, by=SYSTEM, side="companies", joined=date(2025, 9, 1), member_class="small")
        world.organisations["third"] = third
        matched(world, "iris", OTHERS)
        from convenant.locations.actions.lists import hand_in, store
        from convenant.locations.jobs import match_list

        made = store(
            hand_in(
                third, by=world.by("anna"), period=2026, file_name="j.csv", content=OTHERS.encode()
            ),
            by=world.by("anna"),
        )
        match_list.call(made.agreement_id, made.pk)
        assert MatchQuestion.objects.filter(answer="open").exists()

    # 3. Anna answers what the model doubts, with the keyboard.
    anna = another()
    anna.sign_in("anna")
    anna.open("/stitch/today/")
    anna.in_both_languages("today-secretariat")
    anna.open("/stitch/sites/lists/")
    anna.in_both_languages("lists-of-all-members")
    anna.open("/stitch/sites/review/")
    anna.in_both_languages("review")
    anna.page.click("text=Start with the first question")
    expect(anna.page.locator("h1")).to_have_text("Is this the same site?")
    anna.in_both_languages("review-question")
    anna.page.keyboard.press("s")
    anna.page.wait_for_load_state("networkidle")
    with within(world.agreement):
        assert MatchQuestion.objects.filter(answer="same").exists()
    anna.open("/stitch/sites/")
    anna.in_both_languages("sites")
    anna.open("/stitch/sites/graph/")
    anna.in_both_languages("graph")

    # 4. Bilal sees how many others are there, never who, and asks to be introduced.
    visitor.open("/stitch/sites/ours/")
    expect(visitor.page.locator("main")).not_to_contain_text("Brand I")
    visitor.in_both_languages("our-sites")
    visitor.page.click("text=Shonali Knit Wear")
    expect(visitor.page.locator("main")).not_to_contain_text(re.compile("Brand [IJ]"))
    visitor.in_both_languages("our-site")
    visitor.page.click("text=Ask without a name")
    expect(visitor.page.locator("main")).not_to_contain_text(re.compile("Brand [IJ]"))

    # 5. Iris says yes; only then both see each other's name.
    iris = another()
    iris.sign_in("iris")
    iris.open("/stitch/sites/introductions/")
    expect(iris.page.locator("main")).not_to_contain_text("Brand B")
    iris.in_both_languages("introduction-asked")
    iris.page.click("text=Yes, introduce us")
    expect(iris.page.locator("main")).to_contain_text("Brand B")
    visitor.open("/stitch/sites/introductions/")
    expect(visitor.page.locator("main")).to_contain_text("Brand I")
    expect(visitor.page.locator("main")).not_to_contain_text("Brand J")
    visitor.in_both_languages("introduction-made")

    # 6. Anna publishes; Koen, a stranger, reads the list and says that something is wrong.
    anna.open("/stitch/public/publish/")
    anna.in_both_languages("publish")
    anna.page.click("text=Publish an edition now")
    koen = another()
    koen.open("/stitch/public/")
    expect(koen.page.locator("main")).not_to_contain_text("Brand B")
    koen.page.wait_for_selector("#map canvas")
    koen.in_both_languages("public-list")
    koen.page.click("th >> text=Shonali")
    koen.in_both_languages("public-site")
    koen.page.fill("textarea", "The fire exits at the back are locked at night.")
    koen.page.click("text=Send this notice")
    expect(koen.page.locator("main")).to_contain_text("Thank you.")
    with within(world.agreement):
        assert SiteNotice.objects.count() == 1
    anna.open("/stitch/sites/notices/")
    expect(anna.page.locator("main")).to_contain_text("Shonali", ignore_case=True)
    anna.in_both_languages("notices")

    # 7. Bilal reads who looked at his data.
    visitor.open("/stitch/people/looks/")
    expect(visitor.page.locator("main")).to_contain_text("Anna")
    visitor.in_both_languages("who-looked")


def test_everything_works_without_scripts(
    world, browser, live_server, browser_context_args
) -> None:
    with within(world.agreement):
        matched(world, "bilal", OTHERS)
        for name in ("iris",):
            matched(world, name, OTHERS)
        third = add_organisation(name="Brand J", by=SYSTEM)
        world.organisations["third"] = third
        world.people["third"] = world.people["anna"]
        matched(world, "third", OTHERS)
        publish(by=SYSTEM)
    page = browser.new_context(**browser_context_args, java_script_enabled=False).new_page()
    page.goto(live_server.url + "/stitch/public/?words=shonali")
    expect(page.locator("tbody tr").first).to_contain_text("Shonali", ignore_case=True)
    expect(page.locator("#map")).to_be_hidden()
    page.click("th >> text=/shonali/i")
    page.fill("textarea", "The fire exits at the back are locked at night.")
    page.click("text=Send this notice")
    expect(page.locator("main")).to_contain_text("Thank you.")
