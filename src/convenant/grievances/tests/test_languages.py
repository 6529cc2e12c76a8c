"""Every language says everything, with the same gaps, in a file that is plain to read and to mend."""

import re
from datetime import date

import pytest

from convenant.grievances.languages import ENGLISH, GAP, HERE, ORDER, language, languages

RIGHT_TO_LEFT = {"ar", "ur"}


@pytest.mark.parametrize("code", [one.stem for one in sorted(HERE.glob("*.yaml"))])
def test_a_language_has_every_text_with_its_gaps(code: str) -> None:
    english, chosen = language(ENGLISH), language(code)
    assert english is not None and chosen is not None and code in ORDER
    assert set(chosen.texts) == set(english.texts)
    for key, text in chosen.texts.items():
        assert text.strip(), f"{code}: {key} is empty"
        assert sorted(GAP.findall(text)) == sorted(GAP.findall(english.texts[key])), (
            f"{code}: {key}"
        )
        assert "<" not in text, f"{code}: {key} is no plain text"
    assert chosen.direction == ("rtl" if code in RIGHT_TO_LEFT else "ltr")
    assert chosen.country("BD") and re.search(r"\d|\w", chosen.day(date(2026, 2, 1)))


def test_each_language_has_a_name_of_its_own_and_a_digest_of_its_own() -> None:
    names = [one.name for one in languages().values()]
    assert len(set(names)) == len(names)
    assert len({one.digest for one in languages().values()}) == len(names)
