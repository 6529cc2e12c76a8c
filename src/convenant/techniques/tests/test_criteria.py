"""Techniques become criteria by one act: what is asked, what stays as it was written, what it rests on."""

from datetime import date
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.agreements.definition import Definition, load, preset_text
from convenant.agreements.models import DefinitionVersion
from convenant.agreements.queries import running_definition, running_version
from convenant.assessments.models import Framework
from convenant.assessments.tests.years import amended
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.techniques.actions.criteria import make_criteria
from convenant.techniques.criteria_in_yaml import with_criteria
from convenant.techniques.models import CriterionMade, TechniqueVersion
from convenant.techniques.tests.published import PAYMENT, a_published, some_content

PRESET = preset_text("example-european-garments")


def made(
    world: Any, *versions: TechniqueVersion, year: int | None = None, **more: Any
) -> Framework:
    return make_criteria(
        year or date.today().year,
        versions,
        by=world.by("anna"),
        section=more.pop("section", "goals_and_actions"),
        **more,
    )


def criterion(definition: Definition, name: str) -> Any:
    assert definition.assessment is not None
    return next(one for one in definition.assessment.criteria if one.id == name)


def test_a_technique_is_asked_in_the_framework_of_the_year_with_what_it_rests_on(
    inside: Any,
) -> None:
    version = a_published()
    framework = made(inside, version)
    asked = criterion(running_definition(), "bat_1_v1")
    assert asked.name.root == PAYMENT["title"]
    assert asked.question.root == PAYMENT["what"]
    assert asked.section == "goals_and_actions"
    assert [(level.id, level.points) for level in asked.levels] == [
        ("nothing", 0),
        ("basic", 1),
        ("bat", 2),
    ]
    assert "80–100 %" in asked.levels[2].name.get("en")
    assert asked.levels[0].name.root == {"nl": asked.levels[0].name.get("nl"), "en": "Not applied."}
    assert asked.evidence == ["contract", "data_sheet", "policy_document"]
    assert asked.chain_roles == ["brand", "retailer"]
    assert asked.tiers == [1]
    assert asked.oecd_step == 1
    assert asked.technique == "/stitch/techniques/1/versions/1/"
    assert asked.basis.kind == "agreed"
    assert asked.basis.reason.get("en") == f"Adopted by decision {version.proposal.number}."
    assert framework.definition == running_version()
    row = CriterionMade.objects.get()
    assert (row.version, row.framework, row.criterion) == (version, framework, "bat_1_v1")
    verbs = list(Event.objects.values_list("verb", flat=True)[:3])
    assert verbs == ["technique.made_criterion", "framework.frozen", "agreement.amended"]


def test_every_other_line_of_the_definition_stays_as_it_was(inside: Any) -> None:
    before = running_version().text
    made(inside, a_published())
    after = running_version().text
    kept = [line for line in after.split("\n") if line in set(before.split("\n"))]
    assert [line for line in before.split("\n") if line not in set(kept)] == []
    start = next(n for n, line in enumerate(after.split("\n")) if "bat_1_v1" in line)
    lines = after.split("\n")
    added = len(lines) - len(before.split("\n"))
    assert lines[:start] + lines[start + added :] == before.split("\n")


def test_a_later_version_takes_the_place_of_the_earlier_one(inside: Any) -> None:
    made(inside, a_published())
    second = a_published(version=2)
    made(inside, second, a_published(number=2))
    ids = [one.id for one in running_definition().assessment.criteria]
    assert "bat_1_v1" not in ids
    assert {"bat_1_v2", "bat_2_v1"} <= set(ids)
    newest = Framework.objects.first()
    assert set(newest.techniques.values_list("criterion", flat=True)) == {"bat_1_v2", "bat_2_v1"}


def test_what_was_asked_before_stays_asked_and_traced_in_the_next_year(inside: Any) -> None:
    first = a_published()
    made(inside, first)
    made(inside, a_published(number=2), year=date.today().year + 1)
    later = Framework.objects.get(year=date.today().year + 1)
    assert set(later.techniques.values_list("criterion", flat=True)) == {"bat_1_v1", "bat_2_v1"}


def test_a_criterion_of_what_no_longer_holds_is_pointed_out(inside: Any) -> None:
    made(inside, a_published())
    page = "/stitch/techniques/criteria/"
    assert "still asks for what no longer holds" not in inside.client("anna").get(page).text
    a_published(version=2)
    assert "still asks for what no longer holds" in inside.client("anna").get(page).text


def test_one_fault_and_nothing_at_all_happens(inside: Any) -> None:
    good = a_published()
    odd = a_published(
        number=2, content=some_content(applicability={"classes": ["giants"], "tiers": [1]})
    )
    with pytest.raises(Refused) as refused:
        made(inside, good, odd)
    assert "giants" in str(refused.value.sentence)
    assert DefinitionVersion.objects.count() == 1
    assert not Framework.objects.exists()
    assert not CriterionMade.objects.exists()


def test_a_version_without_one_of_the_languages_is_named(inside: Any) -> None:
    odd = a_published(content=some_content(why={"nl": "Omdat."}))
    with pytest.raises(Refused) as refused:
        made(inside, odd)
    assert "language en" in str(refused.value.sentence)


def test_what_is_not_in_force_or_on_trial_is_not_scored(inside: Any) -> None:
    first = a_published()
    a_published(version=2)
    with pytest.raises(Refused):
        made(inside, first)
    trial = a_published(number=2)
    trial.technique.stage = "pilot"
    trial.technique.save()
    with pytest.raises(Refused):
        made(inside, trial)


@pytest.mark.parametrize("more", [{"section": "nowhere"}, {"year": 1999}])
def test_an_unknown_section_or_a_year_gone_by_is_refused(inside: Any, more: Any) -> None:
    with pytest.raises(Refused):
        made(inside, a_published(), **more)


def test_a_definition_that_was_amended_meanwhile_refuses_the_preview(inside: Any) -> None:
    version = a_published()
    seen = running_version().number
    amended(inside, "emerging_at_most_months: 24", "emerging_at_most_months: 12")
    with pytest.raises(Refused):
        made(inside, version, after=seen)


def test_a_technique_without_levels_is_applied_or_not(inside: Any) -> None:
    made(inside, a_published(content=some_content(levels=[])))
    asked = criterion(running_definition(), "bat_1_v1")
    assert [level.points for level in asked.levels] == [0, 1]


def test_only_the_secretariat_makes_criteria(inside: Any) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        make_criteria(date.today().year, [a_published()], by=inside.by("chantal"), section="policy")


# The page ----------------------------------------------------------------------------------------


def test_the_secretariat_sees_what_would_change_before_it_counts(inside: Any) -> None:
    version = a_published()
    client = inside.client("anna")
    where = "/stitch/techniques/criteria/"
    year = date.today().year
    asked = {"year": year, "section": "goals_and_actions", "versions": version.pk}
    shown = client.get(where, {**asked, "look": 1})
    assert shown.status_code == 200
    assert "Paying within 60 days" in shown.content.decode()
    assert "bat_1_v1" in shown.content.decode()
    assert not Framework.objects.exists()
    done = client.post(where, {**asked, "after": running_version().number})
    assert done.status_code == 302
    assert Framework.objects.get().year == year
    page = client.get(where).content.decode()
    assert f"decisions/{version.proposal.number}/" in page
    assert "/stitch/techniques/1/versions/1/" in page


def test_a_refused_act_comes_back_filled_in(inside: Any) -> None:
    version = a_published()
    client = inside.client("anna")
    year = date.today().year
    answer = client.post(
        "/stitch/techniques/criteria/",
        {"year": year, "section": "policy", "versions": version.pk, "after": 99},
    )
    assert answer.status_code == 422
    assert "meanwhile" in answer.content.decode()
    assert f'value="{version.pk}"' in answer.content.decode()
    assert "checked" in answer.content.decode()


def test_the_page_says_what_to_do_where_there_is_nothing_to_choose(inside: Any) -> None:
    page = inside.client("anna").get("/stitch/techniques/criteria/").content.decode()
    assert "house-empty" in page


# The text ----------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)
texts = st.fixed_dictionaries({"nl": words, "en": words})


@settings(max_examples=25)
@given(name=texts, question=texts, level=texts, ends=st.sampled_from(["\n", "\r\n"]))
def test_any_words_come_back_as_they_were(name: Any, question: Any, level: Any, ends: str) -> None:
    from ruamel.yaml import YAML

    new = {
        "id": "bat_1_v1",
        "section": "policy",
        "name": name,
        "question": question,
        "levels": [
            {"id": "nothing", "points": 0, "name": level},
            {"id": "some", "points": 1, "name": level},
        ],
        "technique": "/stitch/techniques/1/versions/1/",
    }
    small = SMALL.replace("\n", ends)
    once = with_criteria(small, [new], {})
    read = YAML(typ="safe", pure=True).load(once)["assessment"]["criteria"]
    assert read[-1] == new
    assert read[:-1] == YAML(typ="safe", pure=True).load(small)["assessment"]["criteria"]
    twice = with_criteria(once, [{**new, "id": "bat_1_v2"}], {"bat_1_v2": "bat_1_v1"})
    assert len(twice.split(ends)) == len(once.split(ends))
    assert "bat_1_v1" not in [
        one["id"] for one in YAML(typ="safe", pure=True).load(twice)["assessment"]["criteria"]
    ]


SMALL = """# The rules we signed
assessment:   # how members are assessed
  criteria:
  - id: a  # the first
    guidance: |
      Words

      on lines

  # the second is younger
  - {id: b, name: {nl: B, en: B}}
  -
    id: c
    question: >
      folded
      words

# what follows
  pass_marks: []
"""


@pytest.mark.parametrize(
    "held",
    ["  criteria: []\n", "", "  criteria: [{id: a}]\n"],
)
def test_criteria_find_a_place_where_there_was_none(held: str) -> None:
    from ruamel.yaml import YAML

    text = f"# ours\nassessment:\n{held}  sections: []  # none\n"
    found = with_criteria(text, [{"id": "bat_1_v1", "name": {"nl": "a", "en": "b"}}], {})
    assert found.startswith("# ours\n")
    assert "# none" in found
    read = YAML(typ="safe", pure=True).load(found)["assessment"]["criteria"]
    assert read[-1]["id"] == "bat_1_v1"


def test_comments_and_layout_of_the_text_stay() -> None:
    found = with_criteria(SMALL, [{"id": "bat_1_v1"}], {})
    lines = found.split("\n")
    assert [line for line in lines if "bat_1_v1" not in line] == SMALL.split("\n")
    assert lines.index("  - id: bat_1_v1") == lines.index("      words") + 1


def test_the_preset_still_loads_with_a_criterion_more() -> None:
    new = {
        "id": "bat_9_v1",
        "section": "policy",
        "name": {"nl": "a", "en": "b"},
        "question": {"nl": "a", "en": "b"},
        "scale": "practice",
        "basis": {"kind": "agreed", "reason": {"nl": "a", "en": "b"}},
    }
    before, after = load(PRESET, "a"), load(with_criteria(PRESET, [new], {}), "b")
    assert after.assessment.criteria[:-1] == before.assessment.criteria
    assert after.assessment.criteria[-1].id == "bat_9_v1"


def test_years_are_those_ahead(inside: Any) -> None:
    version = a_published(on=date(2026, 10, 1))
    with time_machine.travel(date(2027, 3, 1)):
        assert made(inside, version, year=2027).year == 2027
