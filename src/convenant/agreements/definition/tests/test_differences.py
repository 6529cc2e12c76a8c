"""A party reads in words what an amendment changes."""

from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from convenant.agreements.definition import Definition, diff, load, preset_names, preset_text
from convenant.agreements.definition.shape import at, fields_of, walk

EXAMPLE_TEXT = preset_text("example-european-garments")
EXAMPLE = load(EXAMPLE_TEXT, "example")
PRESETS = [load(preset_text(name), name) for name in preset_names()]


def _amended(*edits):
    text = EXAMPLE_TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return load(text, "amended")


# the edit; the change in English and in Dutch
STORIES = [
    (
        ("{year: 3, percent: 60", "{year: 3, percent: 70"),
        "Pass mark year 3: 60 % → 70 %",
        "Slaaggrens jaar 3: 60 % → 70 %",
    ),
    (
        ("percent: 50, section", "percent: 55, section"),
        "Pass mark year 3 for Large in Goals and actions: 50 % → 55 %",
        "Slaaggrens jaar 3 voor Groot in Doelen en acties: 50 % → 55 %",
    ),
    (
        ("{side: unions, count: 2,", "{side: unions, count: 3,"),
        "Seat for Trade unions in Steering group: 2 → 3",
        "Zetel voor Vakbonden in Stuurgroep: 2 → 3",
    ),
    (
        ("      - {side: government, count: 1, deputies: true}\n", ""),
        "Seat dropped: Government in Steering group",
        "Zetel vervallen: Overheid in Stuurgroep",
    ),
    (
        ("      - {side: unions, count: 1, deputies: true}", "      - {side: unions, count: 1, deputies: true}\n      - {side: government, count: 2}"),
        "New seat: Government in Complaints and disputes committee (2)",
        "Nieuwe zetel: Overheid in Klachten- en geschillencommissie (2)",
    ),
    (
        ("  - id: animal_welfare\n    name: {nl: Dierenwelzijn, en: Animal welfare}\n\n", "  - id: animal_welfare\n    name: {nl: Dierenwelzijn, en: Animal welfare}\n  - {id: tax, name: {nl: Belasting, en: Tax}}\n\n"),
        "New theme: Tax",
        "Nieuw thema: Belasting",
    ),
    (
        ("rulings_name_company: if_unwilling", "rulings_name_company: never"),
        "Grievance procedure, ruling names the company: if the company is unwilling → never",
        "Klachtenprocedure, uitspraak noemt het bedrijf: als het bedrijf niet meewerkt → nooit",
    ),
    (
        ("verification_months: [3, 6, 12]", "verification_months: [12, 3, 24]"),
        "Grievance procedure, verification after (months): added 24; removed 6",
        "Klachtenprocedure, controle na (maanden): erbij 24; eraf 6",
    ),
    (
        ("    - id: concrete\n", "    - id: recent\n      name: {nl: Recent, en: Recent}\n    - id: concrete\n"),
        "New admissibility criterion: Recent",
        "Nieuw ontvankelijkheidscriterium: Recent",
    ),
    (
        ("end: 2030-06-30", "end: 2031-06-30"),
        "Term, end: 30 June 2030 → 30 June 2031",
        "Looptijd, einde: 30 juni 2030 → 30 juni 2031",
    ),
    (
        ("classes: [medium, large]\n    due: {on:", "classes: [large]\n    due: {on:"),
        "Obligation List of materials, classes: removed Medium",
        "Verplichting Materialenlijst, klassen: eraf Middelgroot",
    ),
    (
        ('due: {on: "05-01"}', 'due: {on: "06-15"}'),
        "Obligation Production-location list, due, every year on: 1 May → 15 June",
        "Verplichting Productielocatielijst, te doen, elk jaar op: 1 mei → 15 juni",
    ),
    (
        ("amount: 12000,", "amount: 12500.5,"),
        "Fee Large: 12,000 EUR → 12,500.5 EUR",
        "Bijdrage Groot: 12.000 EUR → 12.500,5 EUR",
    ),
    (
        ("weight: 15, name: {nl: Beleid", "name: {nl: Beleid"),
        "Section Policy, weight: 15 % → not given",
        "Onderdeel Beleid, gewicht: 15 % → niet opgegeven",
    ),
    (
        ("{data: assessment_result, tier: parties}", "{data: assessment_result, tier: public}"),
        "Confidentiality tier result of the assessment: the parties → public",
        "Vertrouwelijkheidsniveau uitkomst van de beoordeling: de partijen → openbaar",
    ),
    (
        ("en: Steering group}", "en: Board}"),
        "Body Steering group, name (English): “Steering group” → “Board”",
        "Orgaan Stuurgroep, naam (Engels): “Steering group” → “Board”",
    ),
    (
        ("minimum_members_shown: 3", "minimum_members_shown: 5"),
        "Publication, production-location list, smallest number of members shown: 3 → 5",
        "Openbaarmaking, productielocatielijst, kleinste getoonde aantal deelnemers: 3 → 5",
    ),
    (
        ("    days: 7\n", "    days: 1\n"),
        "Term in days Acknowledge a complaint: 7 days → 1 day",
        "Termijn Ontvangst van een klacht bevestigen: 7 dagen → 1 dag",
    ),
    (
        ("    at_least: 30\n", "    at_least: 40\n"),
        "Condition At least 30 % of turnover: 30 % → 40 %",
        "Voorwaarde Ten minste 30 % van de omzet: 30 % → 40 %",
    ),
    (
        ("languages: [nl, en]", "languages: [en, nl]"),
        "Languages: Dutch, English → English, Dutch",
        "Talen: Nederlands, Engels → Engels, Nederlands",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "english", "dutch"), STORIES)
def test_an_amendment_reads_as_a_sentence(edit, english, dutch):
    if edit[0].startswith("weight"):
        edit = (edit, ("{id: risk_analysis, weight: 20,", "{id: risk_analysis,"))
    else:
        edit = (edit,)
    amended = _amended(*edit)
    assert english in [change.sentence for change in diff(EXAMPLE, amended, "en")]
    assert dutch in [change.sentence for change in diff(EXAMPLE, amended, "nl")]
    assert len(diff(EXAMPLE, amended, "en")) == len(edit)


def test_a_new_obligation_says_what_it_holds():
    amended = _amended(
        (
            "\nassessment:\n",
            "  - {id: gap, kind: study, name: {nl: Loonkloof, en: Wage gap}, classes: [large],"
            ' from_year: 2, due: {on: "10-01"}, themes: [living_wage]}\n\nassessment:\n',
        )
    )
    (change,) = diff(EXAMPLE, amended, "en")
    assert (change.kind, change.sentence) == ("added", "New obligation: Wage gap")
    assert change.details == (
        "Kind: study",
        "Classes: Large",
        "From membership year: 2",
        "Due: every year on 1 October",
        "Themes: Living wage",
    )
    (back,) = diff(amended, EXAMPLE, "nl")
    assert (back.kind, back.sentence) == ("dropped", "Verplichting vervallen: Loonkloof")


def test_a_new_class_says_its_bounds():
    amended = _amended(
        (
            "\nthemes:\n",
            "  - {id: giant, name: {nl: Reus, en: Giant}, criteria: [{measure: employees_fte,"
            " above: 5000}]}\n\nthemes:\n",
        )
    )
    (english,), (dutch,) = diff(EXAMPLE, amended, "en"), diff(EXAMPLE, amended, "nl")
    assert english.details == ("Bounds: staff (FTE) (more than: 5,000)",)
    assert dutch.details == ("Grenzen: medewerkers (fte) (meer dan: 5.000)",)


def test_two_items_of_the_same_name_are_told_apart_by_their_ids():
    amended = _amended(
        ("    themes: [raw_materials, animal_welfare]", "    themes: [raw_materials, animals]"),
        ("  - id: animal_welfare\n", "  - id: animals\n"),
    )
    sentences = [change.sentence for change in diff(EXAMPLE, amended, "en")]
    assert (
        "Obligation List of materials, themes: added Animal welfare (animals);"
        " removed Animal welfare (animal_welfare)"
    ) in sentences


def test_the_whole_of_one_preset_against_another_is_told_without_gaps():
    for one in PRESETS:
        for other in PRESETS:
            assert bool(diff(one, other, "nl")) == (one is not other)


# One leaf of the example, changed to another value that is allowed there.

RAW = EXAMPLE.model_dump()
LEAVES: dict[tuple[str, ...], list] = {}  # by place in the model: obligations.due.on
for _path, _field, _ in walk(Definition, RAW):
    if _field.kind in ("value", "text", "values"):
        LEAVES.setdefault(tuple(s for s in _path if isinstance(s, str)), []).append((_path, _field))
VALUES = [
    True, False, None, 1, 2, 3, 7, 55, 33.3, 100, "07-05", "12-31", date(2027, 2, 3), "x", "zzz",
    "NL", "EUR", "USD", "sv", "other",
]  # fmt: skip


def _candidates(field):
    if field.kind == "text":
        return [{"nl": "Iets", "en": "Something"}, {"nl": "Iets"}, None]
    if field.kind == "values":
        return [[], *([v] for v in [*VALUES, *field.choices])]
    return [*field.choices, *VALUES]


def _changed(path, value):
    """The example with `value` at `path`, None where that is no definition."""
    holder, before = at(RAW, path[:-1]), at(RAW, path)
    try:
        holder[path[-1]] = value
        return Definition.model_validate(RAW)
    except ValidationError:
        return None
    finally:
        holder[path[-1]] = before


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data())
def test_a_changed_leaf_always_gives_a_change(data):
    path, field = data.draw(st.sampled_from(LEAVES[data.draw(st.sampled_from(sorted(LEAVES)))]))
    value = data.draw(st.sampled_from(_candidates(field)))
    assume(at(RAW, path) != value)
    amended = _changed(path, value)
    assume(amended is not None)
    for language in ("nl", "en"):
        forth, back = diff(EXAMPLE, amended, language), diff(amended, EXAMPLE, language)
        assert forth and back
        assert all(change.sentence and change.path for change in forth + back)


def _places(model, path=()):
    for name, field in fields_of(model).items():
        if field.part:
            yield from _places(field.part, (*path, name))
        else:
            yield (*path, name)


def test_that_property_can_change_every_field_there_is():
    assert set(LEAVES) == set(_places(Definition)), "the example leaves a part out"
    stuck = {
        place
        for place, leaves in LEAVES.items()
        for path, field in leaves[:1]
        if not any(at(RAW, path) != value and _changed(path, value) for value in _candidates(field))
    }
    assert stuck == {("format",)}  # there is one version of the format


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(PRESETS))
def test_another_order_is_no_change(random, definition):
    raw = definition.model_dump()
    for path, field, value in list(walk(Definition, raw)):
        if isinstance(value, list) and path != ("languages",):
            random.shuffle(value)
        elif field.kind == "text" and isinstance(value, dict):
            turned = dict(reversed(value.items()))
            value.clear()
            value.update(turned)
    assert diff(definition, Definition.model_validate(raw), "en") == []


@pytest.mark.parametrize("definition", PRESETS, ids=lambda d: d.slug)
def test_a_definition_does_not_differ_from_itself(definition):
    assert diff(definition, definition.model_copy(deep=True), "nl") == []


def test_dropping_or_adding_any_item_is_told():
    for path, field, value in list(walk(Definition, RAW)):
        if field.kind != "parts":
            continue
        for position in range(len(value)):
            fewer = _changed(path, value[:position] + value[position + 1 :])
            assert [change.kind for change in diff(EXAMPLE, fewer, "en")] == ["dropped"], path
            assert [change.kind for change in diff(fewer, EXAMPLE, "nl")] == ["added"], path
