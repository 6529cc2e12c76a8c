"""The presets load, say where they come from, and hold what the sources say."""

import pytest

from convenant.agreements.definition import (
    Definition,
    check,
    load,
    preset_names,
    preset_text,
    what_is_not_known,
)
from convenant.agreements.definition.shape import at, walk

REAL = [name for name in preset_names() if not name.startswith("example")]


def test_the_presets_are_the_six_that_were_promised():
    assert preset_names() == [
        "banking-2016",
        "example-european-garments",
        "garments-2016",
        "metals-2019",
        "renewable-energy-2023",
        "trustone-2019",
    ]
    with pytest.raises(KeyError):
        preset_text("../__init__")


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_loads_without_a_fault_in_both_languages(name):
    definition, faults = check(preset_text(name), name)
    assert faults == []
    assert (definition.slug, definition.languages) == (name, ["nl", "en"])
    assert definition.invented == name.startswith("example")


# These say how or when the part around them holds, and stand under its source.
_UNDER_THE_PART_AROUND = {"due", "tail", "decision"}


@pytest.mark.parametrize("name", REAL)
def test_every_part_of_a_real_agreement_names_a_public_source(name):
    raw = load(preset_text(name), name).model_dump(exclude_unset=True)
    sources = {source["id"]: source for source in raw["sources"]}
    used = set(raw["source"])
    for path, field, value in walk(Definition, raw):
        if path[0] == "sources" or field.name in _UNDER_THE_PART_AROUND:
            continue
        items = value if field.kind == "parts" else [value] if field.kind == "part" else []
        for item in items:
            if set(item) - {"source", "reports", "site_list"} or not path[:-1]:
                assert item.get("source") or path == ("publication",), path
        if field.name == "source":
            used.update(value)
    assert used == set(sources), "a source nobody uses"
    assert all(source.get("basis", "public") == "public" for source in sources.values())


def test_the_invented_agreement_says_so_where_people_look():
    example = load(preset_text("example-european-garments"), "example")
    assert "verzonnen" in example.title.get("nl") and "invented" in example.title.get("en")
    assert "Invented" in example.note.get("en")
    assert preset_text("example-european-garments").startswith("# An invented agreement.")
    for name in (f for f in Definition.model_fields if f not in ("source", "format")):
        assert getattr(example, name) not in (None, []), name
    assert what_is_not_known(example, "en") == []


def test_the_invented_agreement_has_the_rules_of_the_demonstration():
    example = load(preset_text("example-european-garments"), "example")
    assert [side.kind for side in example.sides] == [
        "companies",
        "unions",
        "civil_society",
        "government",
    ]
    assert (example.activation.companies, example.activation.turnover_share) == (10, 30)
    assert [str(day) for day in (example.term.start, example.term.end, example.term.tail_end)] == [
        "2025-07-01",
        "2030-06-30",
        "2032-06-30",
    ]
    assert [c.id for c in example.classes] == ["small", "medium", "large"]
    assert [m.percent for m in example.assessment.pass_marks if not m.section] == [20, 40, 60]
    assert example.publication.site_list.yearly_on == "07-04"
    assert example.publication.site_list.minimum_members_shown == 3
    assert example.publication.leverage.minimum_others == 3
    assert sum(s.weight for s in example.assessment.sections) == 100


def test_garments_has_the_rules_the_sources_give_and_no_others():
    garments = load(preset_text("garments-2016"), "garments")
    assert (garments.activation.companies, garments.activation.turnover_share) == (35, 30)
    assert {m.year: m.percent for m in garments.assessment.pass_marks} == {1: 20, 2: 40, 3: 60}
    assert [s.weight for s in garments.assessment.sections] == [None, None, 40, None, None]
    assert len(garments.themes) == 9
    assert garments.publication.site_list.yearly_on == "07-04"
    assert garments.fees is None and garments.clocks == [] and garments.term.tail_end is None


@pytest.mark.parametrize(
    ("name", "amounts"),
    [
        ("metals-2019", [1500, 500, 2000, 5000, 10000]),
        ("renewable-energy-2023", [500, 1500, 5000, 10000, 3000]),
        ("trustone-2019", [400, 1200]),
    ],
)
def test_fees_are_those_of_the_published_tables(name, amounts):
    assert [fee.amount for fee in load(preset_text(name), name).fees.items] == amounts


@pytest.mark.parametrize("name", preset_names())
def test_dutch_and_english_are_not_the_same_text_by_oversight(name):
    raw = load(preset_text(name), name).model_dump()
    same = {
        value["en"]
        for _, field, value in walk(Definition, raw)
        if field.kind == "text" and value and value["nl"] == value["en"]
    }
    assert same <= {"Mini", "Micro", "Wind"}
    assert at(raw, ("title", "nl"))


@pytest.mark.parametrize("name", ["garments-2016", "trustone-2019"])
def test_criteria_of_a_real_agreement_say_that_the_wording_is_not_its_own(name):
    for criterion in load(preset_text(name), name).assessment.criteria:
        assert "Convenant's wording" in criterion.note.get("en")
        assert criterion.source


def test_the_example_has_a_full_framework():
    assessment = load(preset_text("example-european-garments"), "x").assessment
    assert len(assessment.criteria) == 25
    assert {c.oecd_step for c in assessment.criteria} == {1, 2, 3, 4, 5, 6}
    assert {c.section for c in assessment.criteria} == {s.id for s in assessment.sections}


def test_groups_of_stone_companies_are_asked_different_things():
    assessment = load(preset_text("trustone-2019"), "x").assessment
    asked = {
        group: {c.id for c in assessment.criteria if not c.classes or group in c.classes}
        for group in "abc"
    }
    assert asked["a"] & asked["b"] == {"plan_published"}
    assert len(asked["a"]) < len(asked["c"])
