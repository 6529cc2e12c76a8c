"""A union speaks for forty: each may follow with a number of their own, two buyers answer blind, and both pay."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from convenant.base.walls import within
from convenant.grievances.actions import remedies
from convenant.grievances.languages import language
from convenant.grievances.models import Case, Notice, RemedyWord
from convenant.grievances.queries.opened import today
from convenant.grievances.tests.making import make_door
from convenant.locations.tests.making_sites import list_site
from journeys.conftest import PHONE
from journeys.test_grievance_committee import Handler

pytestmark = pytest.mark.browser

STORY = "Forty of us sewed until midnight for eleven weeks. Nobody paid the extra hours."
TEXT = "People at this site say that extra hours were not paid."
EN, ID = language("en"), language("id")


@pytest.fixture(autouse=True)
def sealed_files_of_the_story(settings: Any, tmp_path: Any) -> None:
    settings.SEALED_FILES = tmp_path / "sealed"


def come_back(page: Page, door: str, receipt: str) -> None:
    page.goto(f"{door}/back/")
    page.fill("#receipt", receipt)
    page.click("main form button")


def test_a_union_for_forty_and_the_companies_that_buy_there(
    world: Any, another: Any, live_server: Any
) -> None:
    assert EN and ID
    firms = world.organisations
    with within(world.agreement):
        make_door(world)
        row = list_site(firms["bilal"])
        list_site(firms["iris"], site=row.site)
        site = row.site
    base = f"{live_server.url}/stitch/grievances"
    door = f"{base}/door/en"

    # 1. The union officer tells, for a group with a mandate, and makes a number for one of the forty.
    union = another()
    union.page.goto(f"{door}/tell/")
    union.page.check("input[name=behalf][value=group]")
    if union.page.locator("details:has(#group_size)").get_attribute("open") is None:
        union.page.locator("summary", has_text=EN.say("tell.behalf_group")).click()
    union.page.fill("#group_size", "40")
    union.page.fill("#mandate", "Each of them signed on 3 November.")
    union.page.fill("#organisation", "Garment workers' union (invented)")
    union.page.fill("#what", STORY)
    union.looks_right("grievance-union-tells")
    union.page.click("button[value=send]")
    expect(union.page.locator(".number")).to_be_visible(timeout=60_000)
    receipt = union.page.locator(".number").inner_text()
    come_back(union.page, door, receipt)
    union.page.locator("summary", has_text=EN.say("others.title")).click()
    union.page.click("button[value=make_number]")
    number = union.page.locator(".number").inner_text()
    union.looks_right("grievance-union-number")

    # 2. Siti, one of the forty, reads on her own phone in her own language, and tells of a threat.
    siti = another()
    siti.page.set_viewport_size(PHONE)
    come_back(siti.page, f"{base}/door/id", number)
    expect(siti.page.locator("main")).to_contain_text(ID.say("others.yours"))
    expect(siti.page.locator("main")).to_contain_text(STORY)
    siti.page.locator("summary", has_text=ID.say("case.retaliation")).click()
    siti.page.fill("#threat", "Mandor bilang kami akan dipecat.")
    siti.page.click("button[value=retaliation]")
    expect(siti.page.locator("[role=status]")).to_contain_text(
        ID.say("case.retaliation_sent", date="@").split("@")[0]
    )
    siti.looks_right("grievance-siti")

    # 3. Leila reads who speaks for whom, looks at safety, and lays a text before the union.
    with within(world.agreement):
        case = Case.objects.get()
        Case.objects.update(site=site, stage="scope")
    leila = Handler(another(), "leila")
    leila.open("cases", case.number)
    for one in ("40", "Each of them signed", "Garment workers' union", "Mandor bilang"):
        leila.says(one)
    part = leila.page.locator("main details:has(input[name=level])")
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    part.locator("input[name=level][value=low]").check()
    part.locator("textarea[name=why]").fill("The union is with them.")
    part.locator("button").click()
    leila.open("cases", case.number, "companies")
    part = leila.unfold("Propose a text")
    part.locator("textarea[name=text]").fill(TEXT)
    part.locator("button").click()
    come_back(siti.page, f"{base}/door/id", number)
    assert siti.page.locator("button[value=agree]").count() == 0  # it is not hers to say
    come_back(union.page, door, receipt)
    union.page.click("button[value=agree]")
    leila.open("cases", case.number, "companies")
    leila.press("Tell the companies on the next batch day")
    with within(world.agreement):
        Notice.objects.update(told_on=today())
        codes = {one.organisation_id: one.code for one in Notice.objects.all()}
        own, other = codes[firms["bilal"].pk], codes[firms["iris"].pk]

    # 4. Bilal answers in his own workspace; he learns nothing of the union, Siti or the other buyer.
    bilal = another()
    bilal.sign_in("bilal")
    bilal.open("/stitch/today/")
    bilal.page.click("main a[href*='/grievances/notices/']")
    bilal.open("/stitch/grievances/notices/")
    bilal.in_both_languages("grievance-company-notices")
    bilal.page.click(f"a[href$='{own}/']")
    for secret in ("union", "Siti", "Brand I", "40"):
        expect(bilal.page.locator("main")).not_to_contain_text(secret)
    bilal.page.check("input[name=kind][value=measure]")
    bilal.page.fill("textarea[name=text]", "We ordered late twice. We will pay our part.")
    bilal.page.set_input_files(
        "input[name=documents]",
        {"name": "orders.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 orders"},
    )
    bilal.page.click("main button:has-text('Send to the handlers')")
    expect(bilal.page.locator("main")).to_contain_text("orders.pdf")
    bilal.in_both_languages("grievance-company-answered")
    refused = bilal.page.goto(f"{base}/notices/{other}/")
    assert refused is not None and refused.status == 404
    iris = another()
    iris.sign_in("iris")
    iris.open(f"/stitch/grievances/notices/{other}/")
    expect(iris.page.locator("main")).not_to_contain_text("ordered late")
    leila.open("cases", case.number, "companies")
    leila.says("We ordered late twice.")

    # 5. Both bear the remedy; Bilal pays his share with proof, and the union says that the forty have it.
    with within(world.agreement):
        item = remedies.agree_remedy(
            Case.objects.get(),
            by=world.by("leila"),
            form="compensation",
            what="The extra hours of eleven weeks, to each of the forty.",
            due=today() + timedelta(days=30),
            amount=4000,
            currency="EUR",
            shares={firms["bilal"].pk: 2500, firms["iris"].pk: 1500},
        )
        share = item.shares.get(organisation=firms["bilal"]).code
    bilal.open(f"/stitch/grievances/notices/{own}/")
    expect(bilal.page.locator("main")).to_contain_text("2,500.00 EUR")
    expect(bilal.page.locator("main")).not_to_contain_text("4,000")
    bilal.page.fill(
        f"[name='{share}-said']", "Paid through the factory, with the list of the union."
    )
    bilal.page.fill(f"[name='{share}-on']", today().isoformat())
    bilal.page.fill(f"[name='{share}-amount']", "2500")
    bilal.page.set_input_files(
        f"[name='{share}-proof']",
        {"name": "bank.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 bank"},
    )
    bilal.page.click("main button:has-text('Note what was done')")
    expect(bilal.page.locator("main")).to_contain_text("bank.pdf")
    bilal.in_both_languages("grievance-company-paid")
    leila.open("cases", case.number, "remedy")
    leila.visitor.in_both_languages("grievance-remedy-of-two")
    come_back(union.page, door, receipt)
    union.page.click("button[value=got_yes]")
    expect(union.page.locator("main")).to_contain_text(
        EN.say("case.remedy_confirmed", date=EN.day(today()))
    )
    with within(world.agreement):
        assert RemedyWord.objects.get().got == "yes"
