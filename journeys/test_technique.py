"""A union proposes, a group drafts, a company objects, sides adopt, recognition counts, a company asks more time.

The whole road of one best available technique in a browser, with the clock moved on to where it matters.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from convenant.assessments.actions.evidence import add_evidence
from convenant.base.walls import within
from convenant.decisions.actions.positions import close_decision
from convenant.decisions.actions.proposals import put
from convenant.decisions.models import Meeting, Proposal
from convenant.decisions.tests.making import a_meeting, a_proposal, item_of, says, seats_filled
from convenant.techniques.actions.group import add_to_group
from convenant.techniques.actions.recognition import move_recognition
from convenant.techniques.models import Recognition, Technique, TechniqueVersion

pytestmark = pytest.mark.browser

ROOM = "/stitch/techniques"
RECOGNISED, APPLY_BY, MORE_TIME = date(2027, 3, 12), date(2031, 3, 12), date(2032, 3, 12)
WHAT = {
    "nl": "Betaal leveranciers binnen 30 dagen na levering.",
    "en": "Pay suppliers within 30 days of delivery.",
}
EVIDENCE = [
    ("Inkoopvoorwaarden", "Purchasing terms"),
    ("Betaaloverzicht", "Ledger of payments"),
    ("Prognose zoals gedeeld", "Forecast as shared"),
    ("Oordeel van leveranciers", "What suppliers say"),
    ("Inkoopbeleid", "Purchasing policy"),
]


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    """The platform lives on another day; the browser does not notice."""
    with time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC)):
        yield


def unfold(page: Page, text: str) -> None:
    """Open what is folded, where it is not open already."""
    closed = page.locator("details:not([open]) > summary", has_text=text)
    if closed.count():
        closed.first.click()


def stored(page: Page) -> None:
    expect(page.locator(".house-messages")).to_contain_text("Stored")


def test_a_technique_from_proposal_to_a_derogation_that_lapses(
    world: Any, visitor: Any, another: Any
) -> None:
    with within(world.agreement):
        seats_filled(world)

    # 1. Chantal, of a union, proposes: a title, what to do, and why.
    chantal = another()
    chantal.sign_in("chantal")
    chantal.open(f"{ROOM}/making/")
    chantal.in_both_languages("technique-workbench-empty")
    chantal.open(f"{ROOM}/new/")
    chantal.page.fill("[name=because]", "Suppliers tell our members that wages wait for payments.")
    chantal.page.fill("[name=c-title_nl]", "Op tijd betalen")
    chantal.page.fill("[name=c-title_en]", "Paying on time")
    chantal.page.select_option("[name=c-kind]", "purchasing_practice")
    chantal.page.select_option("[name=c-topic]", "social.labour")
    chantal.page.fill("[name=c-what_nl]", WHAT["nl"])
    chantal.page.fill("[name=c-what_en]", WHAT["en"])
    chantal.page.click("main form .house-actions button:has-text('Propose this technique')")
    expect(chantal.page.locator("main")).to_contain_text("Proposed as number 1.")

    # 2. Anna forms the working group; the kick-off settles the scope and a key issue.
    anna = another()
    anna.sign_in("anna")
    anna.open(f"{ROOM}/1/making/")
    anna.page.fill("[name=mandate]", "A draft every side can stand behind.")
    anna.page.fill("[name=output]", "A draft with evidence and costs")
    anna.page.click("button:has-text('Form the working group')")
    stored(anna.page)
    with within(world.agreement):
        technique = Technique.objects.get()
        for name, side in (
            ("bilal", "companies"),
            ("chantal", "unions"),
            ("daan", "civil_society"),
        ):
            add_to_group(technique, world.people[name], by=world.by("anna"), side=side)
    anna.open(f"{ROOM}/1/making/")
    expect(anna.page.locator("main")).to_contain_text("Nobody is in the group yet for: Government")
    anna.page.locator("[name=who]").select_option(label="Greet")
    anna.page.click("button:has-text('Add to the group')")
    stored(anna.page)
    anna.page.fill("[name=on]", date.today().isoformat())
    anna.page.fill("[name=scope]", "Orders of finished goods.")
    anna.page.fill("[name=issues]", "What do members reach now?")
    anna.page.click("button:has-text('The kick-off was held')")
    stored(anna.page)
    anna.in_both_languages("technique-making")

    # 3. The group drafts: Chantal adds the evidence; two rounds of comments, each answered.
    chantal.open(f"{ROOM}/1/edit/")
    chantal.page.click("button[name=more][value=evidence]")
    for n, (nl, en) in enumerate(EVIDENCE):
        chantal.page.fill(f"[name=evidence-{n}-name_nl]", nl)
        chantal.page.fill(f"[name=evidence-{n}-name_en]", en)
    chantal.looks_right("technique-edit")
    chantal.page.fill("[name=note]", "Evidence added")
    chantal.page.locator("main form .house-actions button").last.click()
    expect(chantal.page.locator("main")).to_contain_text("Stored as draft 2")
    anna.open(f"{ROOM}/1/making/")
    unfold(anna.page, "Put the first draft out")
    anna.page.click("button:has-text('Ask for comments')")
    stored(anna.page)
    bilal = another()
    bilal.sign_in("bilal")
    bilal.open(f"{ROOM}/1/making/comments/")
    bilal.page.fill("[name=text]", "30 days is out of reach for who sells on credit.")
    bilal.page.locator("main form:has([name=text]) button").last.click()
    stored(bilal.page)
    bilal.in_both_languages("technique-comments")
    anna.open(f"{ROOM}/1/making/comments/")
    unfold(anna.page, "Answer it")
    form = anna.page.locator("form:has([name=answer])").first
    form.locator("select[name=state]").select_option("not_taken")
    form.locator("[name=answer]").fill("The group keeps 30 days for now.")
    form.locator("button").click()
    stored(anna.page)
    _weeks_go_by(world, technique)
    chantal.open(f"{ROOM}/1/edit/")
    chantal.page.fill("[name=c-why_nl]", "Wie laat betaald wordt, betaalt lonen laat.")
    chantal.page.fill("[name=c-why_en]", "Who is paid late pays wages late.")
    chantal.page.fill("[name=note]", "Why")
    chantal.page.locator("main form .house-actions button").last.click()
    expect(chantal.page.locator("main")).to_contain_text("Stored as draft 3")
    anna.open(f"{ROOM}/1/making/")
    unfold(anna.page, "Put the second draft out")
    anna.page.click("button:has-text('Ask for comments')")
    stored(anna.page)
    _weeks_go_by(world, technique)
    anna.open(f"{ROOM}/1/making/")
    unfold(anna.page, "Answer it")
    anna.page.fill("[name=answer]", "Between 20 and 90 days.")
    anna.page.click("button:has-text('Store the answer')")
    stored(anna.page)
    _to_the_table(world, anna)

    # 4. At the table Bilal objects with a reason; the words are amended; sides adopt, one stands aside.
    proposal = _put(world)
    where = f"/stitch/decisions/{proposal.number}/"
    bilal.open(where)
    _confirms(bilal, world, proposal, where)
    bilal.page.check("[name=stand][value=object]")
    bilal.page.locator("form:has([name=stand]) [name=reason]").fill(
        "30 days kills small suppliers' buyers; 60 days can be kept."
    )
    bilal.page.locator("form:has([name=stand]) button").last.click()
    stored(bilal.page)
    unfold(bilal.page, "Ask for other words")
    bilal.page.fill("[name=old]", "binnen 30 dagen")
    bilal.page.fill("[name=new]", "binnen 60 dagen")
    bilal.page.locator("form:has([name=old]) [name=reason]").fill("60 days can be kept.")
    bilal.page.click("button:has-text('Propose this amendment')")
    stored(bilal.page)
    anna.open(where)
    anna.page.click("button:has-text('Take it over')")
    stored(anna.page)
    with within(world.agreement):
        draft = technique.drafts.first()
        assert "binnen 60 dagen" in draft.content["what"]["nl"]
    for name, stand, reason in (
        ("chantal", "support", ""),
        ("daan", "support", ""),
        ("greet", "support", ""),
        ("bilal", "stand_aside", "We buy through agents, and cannot see when they pay."),
    ):
        with within(world.agreement):
            says(world, proposal, name, stand, reason)
    anna.open(where)
    anna.page.click("button:has-text('Close and count')")
    expect(anna.page.locator("main")).to_contain_text("adopted")

    # 5. Published, word for word; the split view stands beside the text. English is put in step first.
    anna.open(f"{ROOM}/1/publish/")
    anna.in_both_languages("technique-publish")
    _translated(anna)
    anna.page.click("button[value=publish]")
    with within(world.agreement):
        version = TechniqueVersion.objects.get()
        assert "binnen 60 dagen" in version.text
    visitor.open(f"{ROOM}/1/versions/1/")
    expect(visitor.page.locator("main")).to_contain_text("We buy through agents")
    expect(visitor.page.locator("main")).not_to_contain_text("Bilal")
    visitor.in_both_languages("technique-version")
    visitor.open(f"{ROOM}/")
    visitor.in_both_languages("techniques")
    answer = visitor.page.request.get(f"{visitor.base}{ROOM}/1/versions/1.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    visitor.open("/stitch/decisions/log/")
    visitor.page.click("text=versi")
    expect(visitor.page).to_have_url(f"{visitor.base}{ROOM}/1/versions/1/")

    # 6. Recognition is recorded, step by step; the company's clock runs from that day.
    with on(RECOGNISED):
        _anew(anna, "anna")
        anna.open(f"{ROOM}/recognitions/new/")
        anna.page.select_option("[name=basis]", "national")
        anna.page.fill("[name=authority]", "Invented Authority")
        anna.page.fill("[name=scope]", "The whole agreement.")
        anna.page.locator("main form .house-actions button").last.click()
        with within(world.agreement):
            found = Recognition.objects.get()
            for to in ("submitted", "completeness", "assessment"):
                move_recognition(found, by=world.by("anna"), to=to, on=RECOGNISED)
        anna.open(f"{ROOM}/recognitions/1/")
        unfold(anna.page, "recognised")
        form = anna.page.locator("form:has(button[value=move-recognised])")
        form.locator("[name=on]").fill(RECOGNISED.isoformat())
        form.locator("[name=decision]").fill("Decision 1 (invented)")
        form.locator("[name=valid_from]").fill(RECOGNISED.isoformat())
        form.locator("button").click()
        expect(anna.page.locator("main")).to_contain_text("Decision 1 (invented)")
        anna.in_both_languages("technique-recognition")
        visitor.open(f"{ROOM}/recognitions/")
        expect(visitor.page.locator("main")).to_contain_text("Invented Authority")
        visitor.in_both_languages("technique-recognitions")

        # 7. Bilal sees by when, and how much is there.
        with within(world.agreement):
            for n in range(3):
                add_evidence(
                    world.organisations["bilal"],
                    by=world.by("bilal"),
                    name=EVIDENCE[n][1],
                    file_name=f"{n}.txt",
                    content=f"document {n}".encode(),
                )
        _anew(bilal, "bilal")
        bilal.open(f"{ROOM}/ours/1/")
        for n in range(3):
            card = bilal.page.locator(
                "section.house-card", has=bilal.page.locator("select[name=item]")
            )
            card.nth(n).locator("summary").click()
            card.nth(n).locator("select[name=item]").select_option(label=EVIDENCE[n][1])
            card.nth(n).locator("button", has_text="Show it").click()
            stored(bilal.page)
        bilal.open(f"{ROOM}/ours/")
        main = bilal.page.locator("main")
        expect(main).to_contain_text("apply by 12 March 2031")
        expect(main).to_contain_text("3 of 5 evidence items present")
        bilal.in_both_languages("techniques-ours")
        bilal.open(f"{ROOM}/ours/1/")
        bilal.in_both_languages("technique-ours")

        # 8. He asks for more time; the sides are heard; the steering group decides; everyone reads why.
        unfold(bilal.page, "Ask more time")
        bilal.page.fill(
            "form:has([name=cost_benefit]) [name=reason]", "Our agents' contracts run on."
        )
        bilal.page.fill(
            "[name=cost_benefit]", "Breaking them costs 40,000 euro; workers wait a year."
        )
        bilal.page.fill("form:has([name=cost_benefit]) [name=until]", MORE_TIME.isoformat())
        bilal.page.locator("form:has([name=cost_benefit]) button").last.click()
        stored(bilal.page)
        for name in ("chantal", "daan"):
            who = another()
            who.sign_in(name)
            who.open(f"{ROOM}/derogations/1/")
            who.page.check("[name=stance][value=conditions]")
            who.page.fill("[name=text]", "One year, if the plan is kept.")
            who.page.click("button:has-text('Give this opinion')")
            stored(who.page)
        iris = another()
        iris.sign_in("iris")
        iris.open(f"{ROOM}/derogations/")
        expect(iris.page.locator("main")).not_to_contain_text("40,000")
        granted = _adopted(world, "One more year for contracts with agents")
        anna.open(f"{ROOM}/derogations/1/")
        anna.in_both_languages("technique-derogation")
        grant = anna.page.locator("form:has([name=granted_until])")
        grant.locator("[name=granted_until]").fill(MORE_TIME.isoformat())
        grant.locator("[name=public_reason]").fill("Contracts with agents end in 2032.")
        grant.locator("[name=proposal]").select_option(str(granted.pk))
        grant.locator("button").last.click()
        stored(anna.page)
        visitor.open(f"{ROOM}/derogations/")
        expect(visitor.page.locator("main")).to_contain_text("Contracts with agents end in 2032.")
        expect(visitor.page.locator("main")).not_to_contain_text("Brand B")
        visitor.in_both_languages("technique-derogations")
        bilal.open(f"{ROOM}/ours/")
        expect(bilal.page.locator("main")).to_contain_text("12 March 2032")
        anna.open(f"{ROOM}/readiness/")
        anna.in_both_languages("technique-readiness")

    # 9. On the last day it still holds; the day after it has lapsed, and nobody had to do anything.
    with on(MORE_TIME):
        visitor.open(f"{ROOM}/derogations/")
        expect(visitor.page.locator("main")).not_to_contain_text("lapsed")
    with on(date(2032, 3, 13)):
        visitor.open(f"{ROOM}/derogations/")
        expect(visitor.page.locator("main")).to_contain_text("lapsed")
        _anew(bilal, "bilal")
        bilal.open(f"{ROOM}/ours/1/")
        expect(bilal.page.locator("main")).to_contain_text("12 March 2031")
        bilal.looks_right("technique-ours-lapsed")


def _to_the_table(world: Any, anna: Any) -> None:
    """The second round is over; the final meeting is held and the draft goes to the steering group."""
    unfold(anna.page, "Plan the final meeting")
    anna.page.fill("[name=on]", date.today().isoformat())
    anna.page.click("button:has-text('Plan it')")
    stored(anna.page)
    unfold(anna.page, "Record what the final meeting settled")
    anna.page.fill("#held-text", "The group puts it forward as it is.")
    anna.page.click("button:has-text('Record it')")
    stored(anna.page)
    anna.page.select_option("[name=body]", "steering_group")
    anna.page.click("button:has-text('Put it before this body')")
    stored(anna.page)


def _put(world: Any) -> Proposal:
    """The proposal is put at a meeting that has begun."""
    with within(world.agreement):
        proposal = Proposal.objects.get(about_kind=Proposal.About.TECHNIQUE)
        put(proposal, item_of(a_meeting(world)), by=world.by("anna"))
        return proposal


def _confirms(who: Any, world: Any, proposal: Proposal, where: str) -> None:
    """A participant confirms the statement on competition law at the meeting, and comes back."""
    with within(world.agreement):
        meeting = Meeting.objects.get(items__proposals=proposal)
    who.open(f"/stitch/decisions/meetings/{meeting.pk}/")
    who.page.click("button[value=confirm]")
    stored(who.page)
    who.open(where)


def _adopted(world: Any, title: str) -> Proposal:
    """A decision that the steering group takes without a dissent."""
    with within(world.agreement):
        proposal = a_proposal(world, title=title, text="Granted until 12 March 2032.")
        put(proposal, item_of(a_meeting(world)), by=world.by("anna"))
        for name in ("bilal", "chantal", "daan", "greet"):
            says(world, proposal, name, "support")
        return close_decision(proposal, by=world.by("anna"))


def _translated(anna: Any) -> None:
    """Translations that the amendment left behind are put in step, where the page asks for them."""
    for field in anna.page.locator("main textarea").all():
        if "30 days" in field.input_value():
            field.fill(field.input_value().replace("30 days", "60 days"))


def _anew(who: Any, name: str) -> None:
    """Signed in again: a session does not last for years."""
    who.page.context.clear_cookies()
    who.sign_in(name)


def _weeks_go_by(world: Any, technique: Technique) -> None:
    """The last day for comments was yesterday."""
    with within(world.agreement):
        technique.refresh_from_db()
        technique.comment_until = timezone.localdate() - timedelta(days=1)
        technique.save()
