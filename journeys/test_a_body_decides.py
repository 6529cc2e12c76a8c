"""A written procedure from its plan to frozen minutes: the secretariat, four sides, and a stranger who reads the log."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from convenant.base.walls import within
from convenant.conftest import World
from convenant.decisions.tests.making import BODY, seats_filled

pytestmark = pytest.mark.browser

LONG = "Overeenkomst over betaaltermijnen-en-inkoopvoorwaardenovereenkomsten van deelnemers"
DETAILS = "document.querySelectorAll('details').forEach(one => { one.open = true })"


def moment(hours: int) -> str:
    return (datetime.now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def test_a_body_decides_in_writing_and_everyone_can_follow_why(
    world: World, visitor: Any, another: Any
) -> None:
    with within(world.agreement):
        seats_filled(world)
    here = "/stitch/decisions/"

    # 1. Anna plans a written procedure, with an agenda, and convenes it.
    anna = visitor
    anna.sign_in("anna")
    anna.open(here)
    anna.in_both_languages("decisions-empty")
    anna.open(f"{here}meetings/new/")
    anna.page.select_option("[name=body]", BODY)
    anna.page.fill("[name=title]", LONG)
    anna.page.check("[name=in_writing]")
    anna.page.fill("[name=starts]", moment(-48))
    anna.page.fill("[name=ends]", moment(48))
    anna.page.click("main form button")
    meeting = anna.page.url
    anna.page.fill("form:has(button[value=item]) [name=title]", "Payment terms")
    anna.page.click("button[value=item]")
    anna.page.click("button[value=convene]")
    anna.in_both_languages("decisions-meeting")

    # 2. Chantal proposes, Anna settles that positions stay hidden, and puts it.
    chantal = another()
    chantal.sign_in("chantal")
    chantal.open(f"{here}new/")
    chantal.in_both_languages("decisions-propose")
    chantal.page.select_option("[name=body]", BODY)
    chantal.page.fill("[name=title]", "Pay within 60 days")
    chantal.page.fill("[name=text]", "Members pay within 60 days.\n\nThey tell their suppliers so.")
    chantal.page.click("main form button")
    proposal = chantal.page.url
    anna.page.goto(proposal)
    anna.page.evaluate(DETAILS)
    anna.page.select_option("[name=tier]", "public")
    anna.page.check("[name=hidden]")
    anna.page.click("button[value=settle]")
    anna.page.evaluate(DETAILS)
    anna.page.select_option("[name=item]", index=1)
    anna.page.click("button[value=put]")
    anna.page.evaluate(DETAILS)
    anna.in_both_languages("decisions-put")

    # 3. Daan asks for other words; taken over, they are the next version.
    daan = another()
    daan.sign_in("daan")
    daan.page.goto(proposal)
    daan.page.evaluate(DETAILS)
    daan.page.fill("[name=old]", "60 days")
    daan.page.fill("[name=new]", "45 days")
    daan.page.fill("form:has(button[value=amend]) [name=reason]", "Small suppliers borrow.")
    daan.page.click("button[value=amend]")
    anna.page.goto(proposal)
    anna.page.click("button:has-text('Take it over')")
    anna.page.click("a:has-text('see what changed')")
    expect(anna.page.locator("del").last).to_have_text("60")
    anna.in_both_languages("decisions-compare")

    # 4. Each side confirms the statement and says where it stands; nobody sees another's position.
    people = {"chantal": chantal, "daan": daan}
    said = {"chantal": "support", "daan": "support", "greet": "abstain", "bilal": "stand_aside"}
    for name, stand in said.items():
        if name not in people:
            people[name] = another()
            people[name].sign_in(name)
        one = people[name].page
        one.goto(meeting)
        one.click("button[value=confirm]")
        one.goto(proposal)
        one.check(f"input[value={stand}]")
        if stand == "stand_aside":
            one.fill("form:has(button[value=position]) [name=reason]", "Too soon for small firms.")
            people[name].in_both_languages("decisions-position")
            one.goto(proposal)
            one.check(f"input[value={stand}]")
            one.fill("form:has(button[value=position]) [name=reason]", "Too soon for small firms.")
        one.click("button[value=position]")
    expect(people["bilal"].page.locator("main")).to_contain_text("Too soon for small firms.")
    anna.page.goto(proposal)
    expect(anna.page.locator("main")).not_to_contain_text("Too soon for small firms.")

    # 5. Closed: why, with the split view; and what it changed.
    anna.page.click("button[value=close]")
    expect(anna.page.locator("main")).to_contain_text("Too soon for small firms.")
    anna.page.evaluate(DETAILS)
    anna.page.select_option("[name=kind]", "member")
    anna.page.select_option("[name=member]", label="Brand B")
    anna.page.fill("[name=label]", "Brand B pays sooner")
    anna.page.click("button[value=link]")
    anna.in_both_languages("decisions-closed")

    # 6. A stranger finds it in the log, with the reasons and no names.
    stranger = another()
    stranger.open(f"{here}log/?q=suppliers")
    stranger.in_both_languages("decisions-log")
    stranger.page.click("a:has-text('Pay within 60 days')")
    expect(stranger.page.locator("main")).to_contain_text("Too soon for small firms.")
    expect(stranger.page.locator("main")).not_to_contain_text("Bilal")
    stranger.in_both_languages("decisions-public")
    stranger.page.click("a:has-text('Brand B pays sooner')")
    expect(stranger.page.locator("#parties")).to_be_visible()

    # 7. Minutes: sent, approved by all, frozen.
    anna.page.goto(f"{meeting}minutes/")
    anna.page.fill("form:has(button[value=write]) [name=text]", "Answered in writing.")
    anna.page.click("button[value=write]")
    anna.page.click("button[value=send]")
    anna.in_both_languages("decisions-minutes")
    for one in people.values():
        one.page.goto(f"{meeting}minutes/")
        one.page.check("input[value=yes]")
        one.page.click("button[value=reply]")
    anna.page.goto(f"{meeting}minutes/")
    anna.page.click("button[value=freeze]")
    expect(anna.page.locator("main")).to_contain_text("approved and frozen")
    anna.in_both_languages("decisions-frozen")


def test_the_other_pages_of_the_room_look_right(world: World, visitor: Any) -> None:
    with within(world.agreement):
        seats_filled(world)
    visitor.sign_in("chantal")
    visitor.open("/stitch/decisions/asks/new/")
    visitor.page.select_option("[name=to]", label="Ministry G")
    visitor.page.fill("[name=what]", "Speak with the ministry of labour about unions")
    visitor.page.fill("[name=text]", "Three unions wait.")
    visitor.page.fill("[name=deadline]", (datetime.now() + timedelta(days=40)).strftime("%Y-%m-%d"))
    visitor.in_both_languages("decisions-ask-new")
    visitor.page.fill("[name=what]", "Speak with the ministry of labour about unions")
    visitor.page.select_option("[name=to]", label="Ministry G")
    visitor.page.fill("[name=text]", "Three unions wait.")
    visitor.page.fill("[name=deadline]", (datetime.now() + timedelta(days=40)).strftime("%Y-%m-%d"))
    visitor.page.click("main form button")
    visitor.in_both_languages("decisions-ask")
    for name in ("asks", "calendar"):
        visitor.open(f"/stitch/decisions/{name}/")
        visitor.in_both_languages(f"decisions-{name}")
