"""What a company and the handlers do about each other, on the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from convenant.base.walls import within
from convenant.grievances.actions import remedies, routing
from convenant.grievances.models import Notice, NoticeWord, RemedyDeed, RemedyItem
from convenant.grievances.queries.opened import today
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import Handled
from convenant.grievances.tests.test_routing import TEXT, at_a_site, pass_days, told


@pytest.fixture
def routed(handled: Handled) -> Any:
    """Bilal's and Iris's companies were told; the test looks at it from outside."""
    made = at_a_site(handled, "bilal", "iris")
    told(handled, made)
    pass_days()
    return handled, made


def address(handled: Handled, *parts: str) -> str:
    return "/" + "/".join([handled.world.agreement.slug, "grievances", *parts]) + "/"


def code_of(handled: Handled, name: str) -> str:
    with within(handled.world.agreement):
        return Notice.objects.get(organisation=handled.world.organisations[name]).code


def test_bilal_reads_and_answers_his_own_notice_only(routed: Any) -> None:
    handled, _made = routed
    bilal = handled.world.client("bilal")
    page = bilal.get(address(handled, "notices")).content.decode()
    assert TEXT in page and "waits for your answer" in page and "Brand I" not in page
    own, other = code_of(handled, "bilal"), code_of(handled, "iris")
    assert bilal.get(address(handled, "notices", other)).status_code == 404
    answer = bilal.post(
        address(handled, "notices", own),
        {
            "kind": "measure",
            "text": "We pay the wages that are due.",
            "documents": SimpleUploadedFile("plan.pdf", b"%PDF"),
        },
        follow=True,
    )
    shown = answer.content.decode()
    assert "The handlers of the case have your answer." in shown and "plan.pdf" in shown
    assert "waits for your answer" not in bilal.get(address(handled, "notices")).content.decode()
    assert (
        "wages"
        not in handled.world.client("iris").get(address(handled, "notices", other)).content.decode()
    )


def test_what_was_typed_stays_where_an_answer_is_refused(routed: Any) -> None:
    handled, _made = routed
    bilal = handled.world.client("bilal")
    page = bilal.post(
        address(handled, "notices", code_of(handled, "bilal")),
        {
            "kind": "answer",
            "text": "A long answer",
            "documents": SimpleUploadedFile("empty.pdf", b""),
        },
    )
    assert page.status_code == 422
    assert "A long answer" in page.content.decode() and "is empty" in page.content.decode()
    assert not NoticeWord.objects.exists()


def test_the_pages_of_two_companies_differ_in_their_own_things_only(routed: Any) -> None:
    handled, _made = routed
    pages = []
    for name in ("bilal", "iris"):
        client = handled.world.client(name)
        page = client.get(address(handled, "notices", code_of(handled, name))).content.decode()
        page = page[page.index("<main") :].replace(code_of(handled, name), "CODE")
        pages.append("\n".join(li for li in page.splitlines() if "csrf" not in li))
    assert pages[0] == pages[1]


def test_leila_sees_the_answers_beside_each_other_and_asks(routed: Any) -> None:
    handled, made = routed
    leila = handled.world.client("leila")
    where = address(handled, "cases", made.case.number, "companies")
    page = leila.get(where).content.decode()
    assert "Brand B" in page and "Brand I" in page
    asked = leila.post(
        where,
        {"deed": "ask", "which": code_of(handled, "iris"), "text": "Since when?"},
        follow=True,
    )
    assert "finds this question" in asked.content.decode()
    iris = handled.world.client("iris")
    own = iris.get(address(handled, "notices", code_of(handled, "iris"))).content.decode()
    assert "Since when?" in own and "Leila" not in own
    bilal = handled.world.client("bilal")
    other = bilal.get(address(handled, "notices", code_of(handled, "bilal"))).content.decode()
    assert "Since when?" not in other


def test_a_document_comes_back_as_a_download_to_the_handlers_only(routed: Any) -> None:
    handled, made = routed
    bilal = handled.by("bilal")
    notice = Notice.objects.get(code=code_of(handled, "bilal"))
    said = routing.answer(notice, by=bilal, text="See.", files=[("a.html", b"<script>")])
    file = said.files.get()
    where = address(handled, "cases", made.case.number, "companies", "files", str(file.pk))
    got = handled.world.client("leila").get(where)
    assert got.content == b"<script>" and "attachment" in got.headers["Content-Disposition"]
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert handled.world.client("farid").get(where).status_code == 404  # not let in
    assert handled.world.client("bilal").get(where).status_code == 403


def test_hold_propose_and_tell_on_the_page(handled: Handled) -> None:
    made = at_a_site(handled, "bilal")
    leila = handled.world.client("leila")
    where = address(handled, "cases", made.case.number, "companies")
    assert leila.post(where, {"deed": "propose", "text": " "}).status_code == 422
    leila.post(where, {"deed": "propose", "text": TEXT})
    release = made.case.releases.get()
    early = leila.post(where, {"deed": "tell", "which": release.pk})
    assert early.status_code == 422 and "has not agreed" in early.content.decode()
    routing.answer_release(made.back(), release, True, by=COMPLAINANT)
    leila.post(where, {"deed": "hold", "text": "She is followed home."})
    assert "She is followed home." in leila.get(where).content.decode()
    leila.post(where, {"deed": "lift", "text": "She moved."})
    done = leila.post(where, {"deed": "tell", "which": release.pk}, follow=True)
    assert "The companies read this from" in done.content.decode()
    assert Notice.objects.count() == 1
    assert leila.post(where, {"deed": "tell", "which": "999999"}).status_code == 404
    assert leila.post(where, {"deed": "nonsense", "text": "x"}).status_code == 404


def test_the_ledger_from_agreement_to_confirmation(routed: Any) -> None:
    handled, made = routed
    leila, bilal = handled.world.client("leila"), handled.world.client("bilal")
    firms = handled.world.organisations
    where = address(handled, "cases", made.case.number, "remedy")
    assert "Nothing was agreed yet" in leila.get(where).content.decode()
    given = {
        "deed": "agree",
        "form": "compensation",
        "what": "Wages of three months.",
        "amount": "1000",
        "currency": "eur",
        "due": str(today() + timedelta(days=30)),
        f"does_{firms['bilal'].pk}": "on",
        f"share_{firms['bilal'].pk}": "400",
        f"share_{firms['iris'].pk}": "500",
    }
    short = leila.post(where, given)
    assert short.status_code == 422 and "difference is 100" in short.content.decode()
    assert "Wages of three months." in short.content.decode()
    leila.post(where, {**given, f"share_{firms['iris'].pk}": "600"})
    item = RemedyItem.objects.get()
    own = bilal.get(address(handled, "notices", code_of(handled, "bilal"))).content.decode()
    assert "400.00 EUR" in own and "600" not in own and "1,000" not in own
    share = item.shares.get(organisation=firms["bilal"])
    done = address(handled, "notices", code_of(handled, "bilal"), "remedy", share.code)
    paid = {f"{share.code}-said": "Paid.", f"{share.code}-on": str(today())}
    assert bilal.post(done, paid).status_code == 422  # the amount is lacking
    bilal.post(done, {**paid, f"{share.code}-amount": "400"})
    assert RemedyDeed.objects.count() == 1
    theirs = item.shares.get(organisation=firms["iris"])
    other = address(handled, "notices", code_of(handled, "bilal"), "remedy", theirs.code)
    assert bilal.post(other, paid).status_code == 404
    page = leila.get(where).content.decode()
    assert "600.00" in page and "Not said yet" in page
    union = firms["chantal"]
    confirm = {"deed": "confirm", "which": item.pk, "got": "yes", "through": union.pk}
    assert "Union C" in leila.post(where, confirm, follow=True).content.decode()
    assert leila.post(where, {**confirm, "through": firms["bilal"].pk}).status_code == 422


@pytest.mark.parametrize("name", ["anna", "chantal", "eva", "greet", "hugo", "farid", "maarten"])
def test_nobody_else_reads_notices_or_the_companies_of_a_case(routed: Any, name: str) -> None:
    handled, made = routed
    client = handled.world.client(name)
    assert client.get(address(handled, "notices")).status_code == 403
    for page in ("companies", "remedy"):
        where = address(handled, "cases", made.case.number, page)
        assert client.get(where).status_code in (403, 404)


def test_many_companies_cost_few_queries(
    handled: Handled, django_assert_max_num_queries: Any
) -> None:
    made = at_a_site(handled, "bilal", "iris")
    told(handled, made)
    pass_days()
    for name in ("bilal", "iris"):
        notice = Notice.objects.get(organisation=handled.world.organisations[name])
        for number in range(20):
            routing.answer(notice, by=handled.by(name), text=f"Answer {number}")
    for name, where in (
        ("leila", address(handled, "cases", made.case.number, "companies")),
        ("leila", address(handled, "cases", made.case.number, "remedy")),
        ("bilal", address(handled, "notices")),
        ("bilal", address(handled, "notices", code_of(handled, "bilal"))),
    ):
        client = handled.world.client(name)
        with django_assert_max_num_queries(40):
            assert client.get(where).status_code == 200


def test_what_waits_stands_first_on_the_company_s_first_page(routed: Any) -> None:
    handled, made = routed
    firms = handled.world.organisations
    first = f"/{handled.world.agreement.slug}/today/"
    bilal = handled.world.client("bilal")
    assert "Answer a notice of a case" in bilal.get(first).content.decode()
    remedies.agree_remedy(
        made.case,
        by=handled.by("leila"),
        form="restitution",
        what="The job back.",
        due=today() + timedelta(days=3),
        shares={firms["bilal"].pk: None},
    )
    routing.answer(
        Notice.objects.get(organisation=firms["bilal"]), by=handled.by("bilal"), text="Yes."
    )
    page = bilal.get(first).content.decode()
    assert "Answer a notice of a case" not in page and "Do what was agreed as remedy" in page
    (share,) = made.case.remedy.get().shares.all()
    remedies.do_remedy(share, by=handled.by("bilal"), said="She is back.", on=today())
    assert "Do what was agreed" not in bilal.get(first).content.decode()
    assert "Do what was agreed" not in handled.world.client("iris").get(first).content.decode()
