"""A committee decides a case: one steps back, a deputy steps in, parties are heard, it rules, everybody reads it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from convenant.base.walls import within
from convenant.conftest import PASSWORD
from convenant.grievances.actions import panel, routing, safety
from convenant.grievances.models import Case, Notice, PublishedRuling, Respondent
from convenant.grievances.queries.opened import today
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import NAME, SECRET, complain, make_door
from convenant.grievances.tests.test_panel import give_deputy

pytestmark = pytest.mark.browser

BASE = "/stitch/grievances"


@pytest.fixture(autouse=True)
def sealed_files_of_the_story(settings: Any, tmp_path: Any) -> None:
    settings.SEALED_FILES = tmp_path / "sealed"


class Handler:
    """Somebody with a key, at a browser of their own."""

    def __init__(self, visitor: Any, name: str) -> None:
        self.visitor, self.page = visitor, visitor.page
        at = "example.org" if name == "farid" else "stitch.example.org"
        visitor.open("/accounts/login/")
        self.page.fill("input[name=login]", f"{name}@{at}")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(lambda url: "/accounts/login" not in url)

    def open(self, *parts: str) -> None:
        """A page of the room; their key is opened on the way where it is asked for."""
        self.visitor.open("/".join([BASE, *parts]) + "/")
        if "/keys/" in self.page.url:
            self.page.fill("input[name=secret]", SECRET)
            self.press("Open my key for half an hour")

    def press(self, name: str) -> None:
        self.page.click(f"main button:has-text('{name}')")
        self.page.wait_for_load_state()

    def unfold(self, title: str) -> Any:
        """The part of the page behind this line, open."""
        part = self.page.locator(
            "main details", has=self.page.locator(f"summary:has-text('{title}')")
        )
        if part.last.get_attribute("open") is None:
            part.last.locator("summary").first.click()
        return part.last

    def says(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)


def arrange(world: Any) -> tuple[Any, Case]:
    """A door, a deputy for Farid, and a case about Bilal's company that it was told of."""
    with within(world.agreement):
        handled = make_door(world)
        give_deputy(handled, "farid", "dewi")
        made = complain(name=NAME)
        firm = world.organisations["bilal"]
        Respondent.objects.create(case=made.case, organisation=firm, since=today())
        leila = world.by("leila")
        safety.look_at_safety(made.case, by=leila, level="low", why="Unknown there.")
        release = routing.propose_release(made.case, by=leila, text="Wages are late.")
        routing.answer_release(made.back(), release, True, by=COMPLAINANT)
        routing.tell(release, by=leila)
        Notice.objects.update(told_on=today())
        return handled, made.case


def test_a_committee_decides_and_one_of_it_steps_back(world: Any, another: Any) -> None:
    _handled, case = arrange(world)
    where = ("cases", case.number)

    # 1. Leila composes the panel; the page says who may sit and never why.
    leila = Handler(another(), "leila")
    leila.open(*where, "panel")
    leila.press("Look for conflicts and compose the panel")
    leila.says("The panel decides on this case from now on")
    leila.visitor.in_both_languages("grievance-panel")

    # 2. Farid reads the case, steps back, and reads nothing any more; Dewi does.
    farid = Handler(another(), "farid")
    farid.open(*where)
    farid.says("three months")
    farid.open(*where, "panel")
    part = farid.unfold("Somebody does not sit in this case")
    part.locator("select[name=person]").select_option(label="Farid")
    part.locator("select[name=ground]").select_option("own_wish")
    part.locator("textarea[name=why]").fill("I know the owner of the factory.")
    part.locator("button").click()
    farid.says("Farid does not sit in this case")
    answer = farid.page.goto(f"{farid.visitor.base}{BASE}/cases/{case.number}/")
    assert answer.status == 404
    dewi = Handler(another(), "dewi")
    dewi.open(*where)
    dewi.says("three months")

    # 3. The parties are invited; the complainant is heard, and the panel approves the minutes.
    rosa = Handler(another(), "rosa")
    for party, company in (("complainant", ""), ("respondent", "Brand B")):
        rosa.open(*where, "hearings")
        part = rosa.unfold("Invite somebody")
        part.locator("select[name=party]").select_option(party)
        if company:
            part.locator("select[name=organisation]").select_option(label=company)
        part.locator("input[name=on]").fill(today().isoformat())
        part.locator("textarea[name=text]").fill("By phone, about the wages.")
        part.locator("button").click()
        rosa.says("The invitation is where they read it.")
    bilal = another()
    bilal.sign_in("bilal")
    with within(world.agreement):
        code = Notice.objects.get().code
    bilal.open(f"{BASE}/notices/{code}/")
    expect(bilal.page.locator("main")).to_contain_text("By phone, about the wages.")
    card = rosa.page.locator("section.house-card", has_text="The complainant")
    card.locator("summary:has-text('Write the minutes')").click()
    card.locator("textarea[name=text]").fill("She told of three months without wages.")
    card.locator("button:has-text('Seal the minutes')").click()
    for one in (rosa, dewi, Handler(another(), "petra")):
        one.open(*where, "hearings")
        one.press("These minutes tell what was said")
        one.says("You approved the minutes.")
    rosa.open(*where, "hearings")
    rosa.visitor.in_both_languages("grievance-hearings")

    # 4. What she said is evidence, with a number and a digest.
    rosa.open(*where, "evidence")
    part = rosa.unfold("Take in a statement")
    part.locator("select[name=entry]").select_option(index=0)
    part.locator("textarea[name=about]").fill("Wages of three months.")
    part.locator("button").click()
    rosa.press("Check that nothing was changed")
    rosa.says("Everything lies there as it was taken in.")
    rosa.visitor.in_both_languages("grievance-evidence")

    # 5. The ruling: written, voted on, one dissents.
    rosa.open(*where, "ruling")
    part = rosa.unfold("Write a version")
    part.locator("textarea[name=text]").fill(
        "Jamila Akter was not paid for three months. Brand B owes her the wages."
    )
    part.locator("input[name=point_1]").fill("The wages of three months")
    part.locator("select[name=outcome_1]").select_option("founded")
    part.locator("textarea[name=unheard]").fill("Brand B was invited and did not come yet.")
    part.locator("button").click()
    petra = Handler(another(), "petra")
    for one, vote in ((rosa, "yes"), (petra, "yes"), (dewi, "no")):
        one.open(*where, "ruling")
        one.page.check(f"input[name=agrees][value={vote}]")
        if vote == "no":
            one.page.fill("textarea[name=reasons]", "Two months are proved, not three.")
        one.page.click("main button[value=vote]")
    dewi.says("The ruling is adopted, and the complainant reads it.")

    # 6. A public text without the struck words, looked at by the custodian, published by another.
    rosa.open(*where, "ruling")
    part = rosa.unfold("Prepare the public text")
    part.locator("input[name=title]").fill("Wages that were not paid")
    part.locator("textarea[name=words]").fill("jamila akter = [a worker]")
    part.locator("button").click()
    rosa.says("[a worker] was not paid for three months. [a company] owes her the wages.")
    rosa.visitor.in_both_languages("grievance-ruling")
    maarten = Handler(another(), "maarten")
    maarten.open("beside")
    maarten.visitor.in_both_languages("grievance-beside")
    maarten.open("cases", case.number, "identity")
    maarten.press("I read it; look whether the name is in it")
    maarten.says("The name is not in it.")
    maarten.visitor.in_both_languages("grievance-identity")
    leila.open(*where, "ruling")
    leila.press("I read it to the end: publish it")
    with within(world.agreement):
        code = PublishedRuling.objects.get().code
    anybody = another()
    anybody.open(f"{BASE}/rulings/")
    anybody.in_both_languages("grievance-rulings")
    anybody.open(f"{BASE}/rulings/{code}/")
    expect(anybody.page.locator("main")).to_contain_text("[a worker] was not paid")
    expect(anybody.page.locator("main")).not_to_contain_text("Jamila")
    anybody.in_both_languages("grievance-ruling-public")


def test_names_talks_ties_and_disputes(world: Any, another: Any) -> None:
    handled, case = arrange(world)
    with within(world.agreement):
        panel.compose_panel(case, handled.keys["leila"], by=world.by("leila"))
        Case.objects.filter(pk=case.pk).update(stage="track", track="mediation")
    maarten, noor = Handler(another(), "maarten"), Handler(another(), "noor")

    # 1. The custodian hands the talks to Noor; her words stay there, the offer leaves.
    maarten.open("cases", case.number, "mediation")
    maarten.page.select_option("select[name=mediator]", label="Noor")
    maarten.press("Hand it over")
    noor.open("cases", case.number, "mediation")
    noor.page.fill("textarea[name=text]", "They would pay half.")
    noor.press("Seal it in this room")
    noor.visitor.in_both_languages("grievance-mediation")
    part = noor.unfold("End the mediation")
    part.locator("input[name=settled][value=yes]").check()
    part.locator("textarea[name=offer]").fill("The wages of two months, within four weeks.")
    part.locator("button").click()
    noor.says("The result is in the case; nothing else is.")
    leila = Handler(another(), "leila")
    leila.open("cases", case.number)
    leila.says("within four weeks")
    expect(leila.page.locator("main")).not_to_contain_text("They would pay half")

    # 2. A name is told to one person after two looked at it.
    maarten.open("cases", case.number, "identity")
    part = maarten.unfold("Ask to tell the name to one person")
    part.locator("select[name=holder]").select_option(label="Omar")
    part.locator("textarea[name=why]").fill("To pay her the wages.")
    part.locator("button").click()
    rosa = Handler(another(), "rosa")
    rosa.open("beside")
    rosa.page.click("main a:has-text('May a name be told')")
    rosa.visitor.in_both_languages("grievance-name-asked")
    rosa.press("I agree: this person may be told")
    maarten.open("cases", case.number, "identity")
    maarten.press("Tell them the name")
    omar = Handler(another(), "omar")
    omar.open("cases", case.number, "identity")
    omar.says("Jamila Akter")

    # 3. Ties of the committee, groups of owners, and a dispute of a party.
    farid = Handler(another(), "farid")
    farid.open("ties")
    farid.page.select_option("select[name=organisation]", label="Brand I")
    farid.page.select_option("select[name=kind]", "advice")
    farid.page.click("main button[value=declare]")
    farid.says("It is declared.")
    farid.visitor.in_both_languages("grievance-ties")
    anna = another()
    anna.sign_in("anna")
    anna.open(f"{BASE}/keeping/ownership/")
    anna.in_both_languages("grievance-ownership")
    chantal = another()
    chantal.sign_in("chantal")
    chantal.open(f"{BASE}/disputes/")
    chantal.in_both_languages("grievance-disputes")
    chantal.page.select_option("select[name=against]", "secretariat")
    chantal.page.fill("textarea[name=what]", "The annual report is late.")
    chantal.page.fill("textarea[name=wanted]", "A date.")
    chantal.page.click("main button:has-text('File it, and get a receipt')")
    chantal.looks_right("grievance-dispute-receipt")
    chantal.open(f"{BASE}/disputes/")
    expect(chantal.page.locator("main")).to_contain_text("The secretariat")
