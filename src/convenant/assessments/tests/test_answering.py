"""A company answers over weeks, with colleagues, from last year, and stands for it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from convenant.assessments.actions.answers import (
    Changed,
    same_as_last_year,
    save_answer,
    settle_assessment,
    start_assessment,
    submit_assessment,
)
from convenant.assessments.actions.evidence import add_evidence, use_evidence, withdraw_evidence
from convenant.assessments.actions.frameworks import return_assessment
from convenant.assessments.models import Answer, EvidenceItem, SelfAssessment
from convenant.assessments.queries import questionnaire as queries
from convenant.assessments.queries.frameworks import asks
from convenant.assessments.results import read
from convenant.assessments.scoring import Mark, outcome
from convenant.assessments.tests.years import YEAR, amended, answer_all, begun, frozen, submitted
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within

FIRST = "policy_adopted"  # levels: none, draft, adopted, complete


def address(world, name: str, *args) -> str:
    return reverse(f"assessments:{name}", args=[world.agreement.slug, *args])


def sent(key: str = FIRST, said: str = "adopted", text: str = "", seen: int = 0, **more) -> dict:
    return {
        f"{key}-said": said,
        f"{key}-text": text,
        f"{key}-reason": more.get("reason", ""),
        f"{key}-tier": more.get("tier", "secretariat_and_monitor"),
        f"{key}-seen": str(seen),
    }


def test_a_company_begins_answers_a_section_and_goes_on(world) -> None:
    with within(world.agreement):
        frozen(world)
    bilal = world.client("bilal")
    own = world.organisations["bilal"].pk
    begun_at = bilal.post(address(world, "begin", own), {"employees": "40", "chain_roles": "brand"})
    assert begun_at.status_code == 302
    with within(world.agreement):
        found = SelfAssessment.objects.get()
        assert (found.employees, found.chain_roles, found.member_class) == (40, ["brand"], "small")
    url = address(world, "section", found.pk, "policy")
    page = bilal.get(url).content.decode()
    assert "Has the management adopted a due diligence policy" in page
    answer = bilal.post(url, {**sent(text="See our policy."), "next": "1"})
    assert answer["Location"] == address(world, "section", found.pk, "risk_analysis")
    with within(world.agreement):
        stored = Answer.objects.get()
        assert (stored.criterion, stored.level, stored.text) == (
            FIRST,
            "adopted",
            "See our policy.",
        )
    assert "See our policy." in bilal.get(url).content.decode()


def test_an_answer_is_stored_by_itself_as_one_goes(world) -> None:
    with within(world.agreement):
        found = begun(world)
    bilal, url = world.client("bilal"), address(world, "section", found.pk, "policy")
    told = bilal.post(url, sent(text="half a sent"), headers={"x-autosave": "1"}).json()[FIRST]
    assert told["saved"] and told["seen"] == 1
    again = bilal.post(
        url, sent(text="half a sentence", seen=1), headers={"x-autosave": "1"}
    ).json()
    assert again[FIRST]["seen"] == 2
    with within(world.agreement):
        assert Answer.objects.get().text == "half a sentence"


def test_words_without_a_level_are_kept_and_do_not_count(world) -> None:
    with within(world.agreement):
        found = begun(world)
    world.client("bilal").post(
        address(world, "section", found.pk, "policy"), sent(said="", text="To do: ask Jan.")
    )
    with within(world.agreement):
        assert Answer.objects.get().standing == "draft"
        assert queries.progress(found)[0] == 0
        assert FIRST in {c.id for c in queries.open_criteria(found)}


def test_two_colleagues_on_one_answer_lose_nothing(world) -> None:
    with within(world.agreement):
        found = begun(world)
        save_answer(found, FIRST, by=world.by("bilal"), level="draft", text="mine")
    bilal, url = world.client("bilal"), address(world, "section", found.pk, "policy")
    page = bilal.post(url, sent(said="complete", text="a colleague's", seen=0))
    assert page.status_code == 422
    html = page.content.decode()
    assert "a colleague&#x27;s" in html and "mine" in html  # what was typed, and what stands
    with within(world.agreement):
        assert Answer.objects.get().level == "draft"
    assert bilal.post(url, sent(said="complete", text="a colleague's", seen=1)).status_code == 302
    with within(world.agreement):
        assert Answer.objects.get().level == "complete"
        with pytest.raises(Changed):
            save_answer(found, FIRST, by=world.by("bilal"), level="none", seen=1)


def test_one_wrong_answer_does_not_stop_the_others(world) -> None:
    with within(world.agreement):
        found = begun(world)
    fields = {**sent(said="-not_applicable"), **sent("policy_supplier_terms", "begun")}
    page = world.client("bilal").post(address(world, "section", found.pk, "policy"), fields)
    assert page.status_code == 422 and b"say why it does not apply" in page.content
    with within(world.agreement):
        assert [a.criterion for a in Answer.objects.all()] == ["policy_supplier_terms"]


@pytest.mark.parametrize(
    "fields, told",
    [
        ({"level": "best"}, "choose one of the levels"),
        ({"standing": "refused"}, "cannot be refused"),
        ({"standing": "not_applicable"}, "say why"),
        ({"standing": "perhaps"}, "choose a level"),
        ({"level": "draft", "text": "x" * 10_001}, "10001 characters"),
        ({"level": "draft", "tier": "friends"}, "who may read"),
    ],
)
def test_a_senseless_answer_is_refused_in_a_sentence(inside, fields, told) -> None:
    found = begun(inside)
    with pytest.raises(Refused, match=told):
        save_answer(found, FIRST, by=inside.by("bilal"), **fields)


def test_what_goes_beyond_the_standard_may_be_refused_by_a_small_company(inside) -> None:
    world = inside
    found = begun(world)
    found.membership_year = 2  # the question is asked from the second year
    found.save()
    answer_all(world, found)
    refused = "evaluation_footprint"
    answer = Answer.objects.get(criterion=refused)
    save_answer(found, refused, by=world.by("bilal"), standing="refused", seen=answer.version)
    submit_assessment(found, by=world.by("bilal"))
    assert queries.assessment_of(found.organisation_id, YEAR).result["total"] == 100
    html = world.client("bilal").get(address(world, "section", found.pk, "evaluation")).content
    assert b"You may refuse this question." in html


def test_the_same_as_last_year_with_the_difference_shown(world) -> None:
    with within(world.agreement):
        last = submitted(world, year=YEAR - 1)
        document = add_evidence(
            world.organisations["bilal"],
            by=world.by("bilal"),
            name="Policy",
            file_name="p.pdf",
            content=b"%PDF",
        )
        last.state = "open"
        last.save()
        use_evidence(last, FIRST, document, by=world.by("bilal"))
        amended(
            world,
            "Has the management adopted a due diligence policy",
            "Has the board adopted a due diligence policy",
        )
        found = begun(world)
    url = address(world, "section", found.pk, "policy")
    bilal = world.client("bilal")
    html = bilal.get(url).content.decode()
    assert "Same as last year" in html and "The question has changed since" in html
    assert (
        bilal.post(
            address(world, "same", found.pk), {"criterion": FIRST, "section": "policy"}
        ).status_code
        == 302
    )
    with within(world.agreement):
        answer = found.answers.get()
        assert answer.level == "complete"
        assert [use.item for use in answer.uses.all()] == [document]  # one document, two years
        save_answer(found, FIRST, by=world.by("bilal"), level="draft", seen=answer.version)
        count = same_as_last_year(found, by=world.by("bilal"))
        assert (
            count == last.answers.count() - 1
            and found.answers.get(criterion=FIRST).level == "draft"
        )
    assert "Your answer differs" in bilal.get(url).content.decode()


def test_submitting_needs_every_answer_and_then_holds(inside) -> None:
    world = inside
    found = begun(world)
    with pytest.raises(Refused, match="no answer yet"):
        submit_assessment(found, by=world.by("bilal"))
    answer_all(world, found, place=1)
    found = submit_assessment(found, by=world.by("bilal"))
    assert found.result["status"] and 0 < found.result["total"] < 100
    with pytest.raises(Refused, match="was submitted"):
        save_answer(found, FIRST, by=world.by("bilal"), level="none", seen=1)
    return_assessment(found, by=world.by("anna"), why="The table of sites is missing.")
    page = world.client("bilal").get(address(world, "assessment", found.pk)).content.decode()
    assert "The table of sites is missing." in page
    save_answer(found, FIRST, by=world.by("bilal"), level="none", seen=1)


def test_the_result_says_why_and_what_would_change_it(world) -> None:
    with within(world.agreement):
        found = begun(world)
        answer_all(world, found)
        answer = found.answers.get(criterion=FIRST)
        save_answer(found, FIRST, by=world.by("bilal"), level="none", seen=answer.version)
        submit_assessment(found, by=world.by("bilal"))
    html = world.client("bilal").get(address(world, "result", found.pk)).content.decode()
    assert "The pass mark of this year is" in html
    assert "bars the best standing, whatever the total" in html
    assert "There is a draft." in html  # enough to lift the bar


def test_a_competitor_reads_and_writes_nothing(inside) -> None:
    world = inside
    found = begun(world)
    assert queries.assessment_for(world.by("iris"), found.pk) is None
    with pytest.raises(PermissionDenied):
        save_answer(found, FIRST, by=world.by("iris"), level="none")
    with pytest.raises(PermissionDenied):
        start_assessment(world.organisations["bilal"], by=world.by("anna"), year=YEAR - 1)
    with pytest.raises(PermissionDenied):
        settle_assessment(found, queries.outcome_of(found), by=world.by("anna"))


def test_words_and_documents_for_one_s_own_people_stay_there(world) -> None:
    with within(world.agreement):
        found = begun(world)
        save_answer(
            found, FIRST, by=world.by("bilal"), level="draft", text="Our secret.", tier="company"
        )
        for tier in ("company", "secretariat_and_monitor", "parties"):
            add_evidence(
                world.organisations["bilal"], by=world.by("bilal"), name=f"for {tier}",
                file_name="x.pdf", content=tier.encode(), tier=tier,
            )  # fmt: skip
        use_evidence(found, FIRST, EvidenceItem.objects.get(tier="company"), by=world.by("bilal"))
    url = address(world, "section", found.pk, "policy")
    assert "Our secret." in world.client("bilal").get(url).content.decode()
    anna = world.client("anna").get(url).content.decode()
    assert "Our secret." not in anna and "keeps its words to itself" in anna
    assert "for company" not in anna
    pages = {
        name: world.client(name)
        .get(address(world, "documents", found.organisation_id))
        .content.decode()
        for name in ("bilal", "anna", "chantal", "iris", "hugo")
    }
    seen = {
        name: {t for t in ("company", "secretariat", "parties") if f"for {t}" in html}
        for name, html in pages.items()
    }
    assert seen == {
        "bilal": {"company", "secretariat", "parties"},
        "anna": {"secretariat", "parties"},
        "chantal": {"parties"},
        "iris": {"parties"},
        "hugo": set(),
    }


def test_a_document_is_handed_in_once_and_used_often(inside) -> None:
    world, own = inside, inside.organisations["bilal"]
    found = begun(world)
    answer_all(world, found)
    item = add_evidence(own, by=world.by("bilal"), name="", file_name="policy.pdf", content=b"%PDF")
    assert item.name == "policy.pdf"
    with pytest.raises(Refused, match="already among your documents"):
        add_evidence(own, by=world.by("bilal"), name="again", file_name="x.pdf", content=b"%PDF")
    with pytest.raises(Refused, match="is empty"):
        add_evidence(own, by=world.by("bilal"), name="", file_name="x.pdf", content=b"")
    for criterion in (FIRST, "policy_supplier_terms", FIRST):
        use_evidence(found, criterion, item, by=world.by("bilal"))
    assert item.uses.count() == 2
    with pytest.raises(Refused, match="Take it off there first"):
        withdraw_evidence(item, by=world.by("bilal"))
    submit_assessment(found, by=world.by("bilal"))
    withdraw_evidence(item, by=world.by("bilal"))
    html = world.client("eva").get(address(world, "section", found.pk, "policy")).content.decode()
    assert "policy.pdf" in html  # what was submitted stays to be read


def test_a_file_comes_back_as_it_went_in_and_never_as_a_page(world) -> None:
    with within(world.agreement):
        item = add_evidence(
            world.organisations["bilal"], by=world.by("bilal"), name="x", file_name="näïve.html",
            content=b"<script>alert(1)</script>",
        )  # fmt: skip
    answer = world.client("eva").get(address(world, "document", item.pk))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_who_looked_at_a_company_s_file_stands_in_its_log(world) -> None:
    with within(world.agreement):
        found = submitted(world)
        item = add_evidence(
            world.organisations["bilal"],
            by=world.by("bilal"),
            name="x",
            file_name="x.pdf",
            content=b"x",
        )
    own = found.organisation_id
    for name in ("anna", "bilal"):
        client = world.client(name)
        for url in (
            address(world, "assessment", found.pk),
            address(world, "section", found.pk, "policy"),
            address(world, "result", found.pk),
            address(world, "document", item.pk),
            address(world, "plan", own),
        ):
            assert client.get(url).status_code == 200
    with within(world.agreement):
        looks = list(Event.objects.filter(verb__startswith="looked."))
        assert {look.actor_name for look in looks} == {"Anna"}
        assert {look.concerns_id for look in looks} == {own}
        assert {look.verb for look in looks} == {
            "looked.assessment",
            "looked.evidence",
            "looked.action_plan",
        }


def test_the_assessor_s_outcome_takes_the_place_of_the_own_answers(inside) -> None:
    world = inside
    found = submitted(world)
    assert read(found.result).total == 100
    answer_marks = queries.marks_of(found)
    lower = {**answer_marks, FIRST: Mark("none")}
    final = settle_assessment(
        found, outcome(asks(found.framework), queries.respondent(found), lower), by=world.by("eva")
    )
    assert final.state == "final" and final.final["total"] < 100
    html = world.client("bilal").get(address(world, "result", found.pk)).content.decode()
    assert "as assessed" in html and "By the company's own answers it was 100%" in html


def test_pages_of_a_long_questionnaire_cost_few_queries(
    world, django_assert_max_num_queries
) -> None:
    with within(world.agreement):
        submitted(world, year=YEAR - 1)
        found = begun(world)
        answer_all(world, found)
    bilal, anna = world.client("bilal"), world.client("anna")
    for client, url in (
        (bilal, address(world, "overview")),
        (bilal, address(world, "assessment", found.pk)),
        (bilal, address(world, "section", found.pk, "goals_and_actions")),
        (bilal, address(world, "result", found.pk)),
        (anna, address(world, "overview")),
        (anna, address(world, "sector")),
        (anna, address(world, "frameworks")),
        (anna, address(world, "framework", found.framework_id)),
    ):
        client.get(url)
        with django_assert_max_num_queries(40):
            assert client.get(url).status_code == 200
