"""The company answers, the assessor assesses, the company replies, it is final, the secretariat sees the sector.

On the presets of two real agreements: five subjects with marks per year, and groups with a traffic light.
"""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from convenant.assessments.models import SelfAssessment
from convenant.assessments.queries.frameworks import asks
from convenant.assessments.queries.questionnaire import respondent
from convenant.assessments.scoring import asked, levels_of
from convenant.assessments.tests.years import answer_all
from convenant.base.walls import within
from convenant.conftest import make_world
from convenant.monitoring.models import Reading
from convenant.monitoring.tests.readers import score_all

pytestmark = pytest.mark.browser

YEAR = date.today().year
# preset: what the desk reads of a company that does everything, and of one that is part of the way
PRESETS = {
    "garments-2016": ("Fully meets", "Voldoet volledig"),
    "trustone-2019": ("Green", "Groen"),
}


def choose(page: Page, key: str, level: str) -> None:
    page.check(f"#{key} input[type=radio][value={level}]")


@pytest.mark.parametrize("preset", PRESETS)
def test_a_year_from_first_answer_to_the_sector(
    transactional_db: None, visitor: Any, another: Any, preset: str
) -> None:
    world = make_world("stitch", preset=preset)
    whole = (
        preset == "garments-2016"
    )  # every page in both languages once; the other preset where it differs

    def look(who: Any, name: str) -> None:
        if whole:
            who.in_both_languages(f"{name}-{preset}")

    # 1. Anna settles by what members are assessed.
    anna = another()
    anna.sign_in("anna")
    anna.open("/stitch/assessments/frameworks/")
    look(anna, "frameworks")
    anna.page.fill("input[name=year]", str(YEAR))
    anna.page.click("main button:has-text('Freeze')")
    expect(anna.page.locator("h1")).to_contain_text("version 1")

    # 2. Bilal begins; what he chooses is stored as he goes.
    visitor.sign_in("bilal")
    visitor.open("/stitch/assessments/")
    visitor.page.fill("input[name=employees]", "40")
    visitor.page.click("main button:has-text('Begin')")
    look(visitor, "assessment")
    with within(world.agreement):
        found = SelfAssessment.objects.get()
        framework, who = asks(found.framework), respondent(found)
        criteria = asked(framework, who)
        first = criteria[0]
        best = levels_of(framework, first)[-1].id
    visitor.open(f"/stitch/assessments/{found.pk}/section/{first.section}/")
    choose(visitor.page, first.id, best)
    expect(visitor.page.locator(f"#{first.id} [data-state]")).to_have_text("Stored.")
    visitor.page.fill(f"#{first.id} textarea", "See the policy on our site.")
    visitor.page.press(f"#{first.id} textarea", "Tab")
    with within(world.agreement):
        for _ in range(50):
            if found.answers.filter(text__startswith="See the policy").exists():
                break
            visitor.page.wait_for_timeout(100)
        stored = found.answers.get()
        assert (stored.level, stored.text) == (best, "See the policy on our site.")
    visitor.in_both_languages(f"questions-{preset}")
    with within(world.agreement):
        found.answers.all().delete()
        answer_all(world, found)
    visitor.open(f"/stitch/assessments/{found.pk}/")
    visitor.page.click("text=Submit our assessment")
    expect(visitor.page.locator("main")).to_contain_text(PRESETS[preset][0])
    look(visitor, "result-of-own-answers")

    # 3. Eva draws who reads, and reads; one score differs from the answer.
    eva = another()
    eva.sign_in("eva")
    eva.open("/stitch/monitoring/assessing/")
    eva.page.click("text=Draw who reads whom")
    look(eva, "draw-readers")
    eva.page.fill("input[name=seed]", "8 14 23 31 40 44")
    eva.page.fill("input[name=seed_source]", "State lottery, first Saturday of December")
    eva.page.fill("input[name=second_share]", "0")
    eva.page.click("main button:has-text('Draw')")
    expect(eva.page.locator("main")).to_contain_text("8 14 23 31 40 44")
    with within(world.agreement):
        reading = score_all(Reading.objects.get())
        lower = levels_of(framework, first)[0].id
    eva.open(f"/stitch/monitoring/assessing/readings/{reading.pk}/section/{first.section}/")
    look(eva, "scoring")
    choose(eva.page, first.id, lower)
    eva.page.fill(f"#{first.id}-reason", "The page on the site is empty.")
    eva.page.click("main button[name=next]")
    eva.open(f"/stitch/monitoring/assessing/readings/{reading.pk}/")
    eva.page.click("text=Finish my reading")
    eva.page.click("text=Send the draft to the company")
    expect(eva.page.locator("main")).to_contain_text("The company may reply until")

    # 4. Bilal reads the draft before anything is final, and replies.
    visitor.open("/stitch/monitoring/assessing/")
    expect(visitor.page.locator("main")).to_contain_text("The page on the site is empty.")
    visitor.page.click(f"#{first.id} summary")
    visitor.page.fill(f"#reply-{first.id}", "The page was moved; the new one is full.")

    visitor.page.click("text=Store it and close")
    expect(visitor.page.locator("main")).to_contain_text("The company replied")
    look(visitor, "reply-closed")

    # 5. Eva weighs the reply, and it is final.
    eva.open(f"/stitch/monitoring/assessing/readings/{reading.pk}/")
    look(eva, "weighing-replies")
    eva.page.select_option("select[name=level]", best)
    eva.page.fill("textarea[name=response]", "Seen on the new page.")
    eva.page.click("text=Store my response")
    eva.page.click("text=Make it final")
    expect(eva.page.locator("main")).to_contain_text("The final assessment")
    visitor.open(f"/stitch/monitoring/assessing/of/{found.pk}/")
    expect(visitor.page.locator("main")).to_contain_text("the score changed")
    look(visitor, "final")

    # 6. Anna sees the sector, a competitor nothing of Bilal's.
    anna.open("/stitch/assessments/sector/")
    expect(anna.page.locator("main")).to_contain_text(PRESETS[preset][0])
    anna.in_both_languages(f"sector-{preset}")
    anna.page.click("header button[name=language][value=nl]")
    expect(anna.page.locator("main")).to_contain_text(PRESETS[preset][1])
    iris = another()
    iris.sign_in("iris")
    for path in ("assessments/", "assessments/shares/", "monitoring/assessing/"):
        iris.open(f"/stitch/{path}")
        expect(iris.page.locator("main")).not_to_contain_text("Brand B")
