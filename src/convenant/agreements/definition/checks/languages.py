"""Every text is there in every declared language, and in no other."""

from collections.abc import Iterator

from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document
from convenant.agreements.definition.shape import walk


def translations(document: Document) -> Iterator[Fault]:
    """Texts missing in a declared language, or written in one that is not declared."""
    declared = document.value.get("languages")
    if not isinstance(declared, list):
        return
    languages = [language for language in declared if isinstance(language, str)]
    if not languages:
        return
    for path, field, value in walk(document.format.model, document.value):
        if field.kind != "text" or not isinstance(value, dict):
            continue
        for language in languages:
            if language not in value:
                yield document.fault(path, "translation_missing", language=language)
        for language in value:
            if language not in languages:
                yield document.fault((*path, language), "language_not_declared", language=language)
