"""Every field, part and choice has a name people use, in Dutch and English."""

from convenant.agreements.definition import Definition
from convenant.agreements.definition.labels import (
    CHOICES,
    FIELDS,
    NOUNS,
    choice_label,
    field_label,
    new,
    noun,
)
from convenant.agreements.definition.shape import all_parts, fields_of

FOUND = [(part, field) for part in all_parts(Definition) for field in fields_of(part).values()]


def test_every_field_has_a_label_in_both_languages():
    for part, field in FOUND:
        for language in ("nl", "en"):
            assert field_label(part, field.name, language).strip()


def test_every_choice_has_a_label_in_both_languages():
    for _, field in FOUND:
        for choice in field.choices:
            for language in ("nl", "en"):
                assert choice_label(field.name, choice, language).strip()


def test_choices_of_one_field_have_different_labels():
    for _, field in FOUND:
        for language in ("nl", "en"):
            labels = [choice_label(field.name, choice, language) for choice in field.choices]
            assert len(set(labels)) == len(labels)


def test_every_part_that_stands_in_a_list_has_a_noun():
    listed = {field.part for _, field in FOUND if field.kind == "parts" and field.part}
    assert {part.__name__ for part in listed} == set(NOUNS)
    for part in listed:
        assert noun(part, "nl") and noun(part, "en")
        assert part.KEY and set(part.KEY) <= set(fields_of(part))
        assert part.MAIN is None or part.MAIN in fields_of(part)
    assert {new(part, "nl").split()[0] for part in listed} == {"Nieuw", "Nieuwe"}


def test_no_label_is_left_over():
    fields = {field.name for _, field in FOUND}
    known = {f"{part.__name__}.{field.name}" for part, field in FOUND} | fields
    assert set(FIELDS) <= known
    choices = {str(choice) for _, field in FOUND for choice in field.choices}
    choices |= {f"{field.name}:{choice}" for _, field in FOUND for choice in field.choices}
    assert set(CHOICES) <= choices
