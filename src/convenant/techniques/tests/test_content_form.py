"""The form of a content gives back what it was given, and nothing typed in it is lost."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from convenant.base.once import one_request
from convenant.techniques.content import Content
from convenant.techniques.content.differences import compared
from convenant.techniques.forms.content import ContentForm
from convenant.techniques.tests.contents import CONTENTS
from convenant.techniques.tests.published import PAYMENT, some_content

PAYING = Content.model_validate(PAYMENT)


def sent(form: ContentForm) -> dict[str, Any]:
    """What a browser sends of a form as it is shown."""
    found: dict[str, Any] = {}
    for rows in form.rows.values():
        for field in rows.management_form:
            found[field.html_name] = field.value()
    for one in [form.main, *(row for rows in form.rows.values() for row in rows.forms)]:
        for field in one:
            value = field.value()
            if value is True:
                found[field.html_name] = "on"
            elif isinstance(value, list):
                found[field.html_name] = [str(each) for each in value]
            elif value not in (None, False):
                found[field.html_name] = str(value).replace("\n", "\r\n")
    return found


def as_query(data: dict[str, Any]) -> Any:
    from django.http import QueryDict

    found = QueryDict(mutable=True)
    for key, value in data.items():
        found.setlist(key, value if isinstance(value, list) else [str(value)])
    return found


def test_sent_unchanged_the_same_content_comes_back(inside: Any) -> None:
    @settings(
        suppress_health_check=list(HealthCheck),
        max_examples=40,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
    @given(CONTENTS)
    def check(content: Content) -> None:
        shown = ContentForm(content=content, first="nl")
        form = ContentForm(as_query(sent(shown)), content=content, first="nl")
        assert form.is_valid(), (form.main.errors, [r.errors for r in form.rows.values()])
        assert form.result is not None
        assert compared(content, form.result, "en") == []

    with one_request():
        check()


def bound(changes: dict[str, Any], content: Content | None = PAYING) -> ContentForm:
    data = {**sent(ContentForm(content=content)), **changes}
    return ContentForm(as_query(data), content=content)


def test_a_new_row_gets_an_id_of_its_name_and_an_old_one_keeps_its_own(inside: Any) -> None:
    form = bound(
        {
            "evidence-0-name_nl": "Heel anders",
            "evidence-6-name_nl": "Beleid",
            "evidence-7-name_nl": "Policy",
            "evidence-7-id": "",
        }
    )
    assert form.is_valid()
    assert form.result is not None
    assert [one.id for one in form.result.evidence] == [
        *("terms", "ledger", "forecast", "suppliers", "policy", "review"),
        *("beleid", "policy_2"),
    ]


def test_a_row_is_left_out_and_levels_are_put_in_order(inside: Any) -> None:
    form = bound(
        {
            "evidence-1-DELETE": "on",
            "levels-0-ORDER": "2",
            "levels-1-ORDER": "1",
            "costs-0-DELETE": "on",
        }
    )
    assert form.is_valid()
    assert form.result is not None
    assert "ledger" not in [one.id for one in form.result.evidence]
    assert [one.id for one in form.result.levels] == ["bat", "basic"]
    assert form.result.costs == []


def test_more_rows_keep_what_was_typed_and_complain_of_nothing(inside: Any) -> None:
    form = bound({"more": "evidence", "c-title_nl": "", "evidence-7-name_en": "Only typed"})
    assert form.asks_for_more
    assert not form.is_valid()
    assert len(form.rows["evidence"].forms) == 11
    assert form.rows["evidence"].forms[7]["name_en"].value() == "Only typed"
    assert form.main.errors == {}
    assert form.faults == 0
    assert len(bound({"more": "levels", "levels-TOTAL_FORMS": "999"}).rows["levels"].forms) == 20


@pytest.mark.parametrize(
    ("changes", "where", "sentence"),
    [
        ({"c-title_nl": ""}, ("main", "title_nl"), "This field is required."),
        ({"c-kind": "x"}, ("main", "kind"), "x is not one of the available choices"),
        ({"c-countries": "Bangladesh\nAtlantis"}, ("main", "countries"), "Atlantis"),
        ({"levels-0-low": "much"}, ("levels", 0, "low"), "Write a number."),
        ({"levels-0-low": "95"}, ("levels", 0, "low"), "lowest number is above the highest"),
        ({"levels-0-unit": ""}, ("levels", 0, "unit"), "Fill this in."),
        (
            {"evidence-6-name_nl": "", "evidence-0-name_nl": "", "evidence-0-name_en": ""},
            ("evidence", 0, None),
            "",
        ),
        ({"costs-0-price_year": ""}, ("costs", 0, "price_year"), "Fill this in."),
        ({"costs-0-mark": "sourced"}, ("costs", 0, None), "names its source|name the source"),
        ({"costs-1-source": "A study"}, ("costs", 1, "price_year"), "Fill this in."),
        ({"law-1-article": "9"}, ("law", 1, "act"), "Fill this in."),
        ({"guidance-1-address": "x"}, ("guidance", 1, "title"), "Fill this in."),
        ({"learnt_from-1-address": "x"}, ("learnt_from", 1, "text_nl"), "at least one language"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    inside: Any, changes: dict[str, Any], where: tuple[Any, ...], sentence: str
) -> None:
    form = bound(changes)
    if sentence == "":  # a row in which nothing is left is left out
        assert form.is_valid()
        assert form.result is not None
        assert "terms" not in [one.id for one in form.result.evidence]
        return
    assert not form.is_valid()
    one = form.main if where[0] == "main" else form.rows[where[0]].forms[where[1]]
    said = " ".join(one.errors.get(where[-1] or "__all__", []))
    assert any(each.lower() in said.lower() for each in sentence.split("|")), one.errors
    assert form.faults >= 1


def test_countries_are_written_by_name_in_either_language(inside: Any) -> None:
    form = bound({"c-countries": "Turkije\nIndia\nbd\nTurkey"})
    assert form.is_valid()
    assert form.result is not None
    assert form.result.applicability.countries[:3] == ["TR", "IN", "BD"]


def test_what_the_agreement_lost_can_stay_chosen(inside: Any) -> None:
    content = Content.model_validate(some_content(criteria=["gone"], themes=["living_wage"]))
    form = bound({}, content)
    assert form.is_valid()
    assert form.result == content
    labels = dict(form.main.fields["criteria"].choices)
    assert labels["gone"] == "gone (no longer in the agreement)"


def test_a_language_that_the_agreement_does_not_speak_stays(inside: Any) -> None:
    content = Content.model_validate(some_content(title={"nl": "Een", "fr": "Un"}))
    assert bound({}, content).languages == ["nl", "en", "fr"]
    form = bound({}, content)
    assert form.is_valid()
    assert form.result == content
