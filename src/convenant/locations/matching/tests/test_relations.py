"""Rows that are not the same site still say how they are related."""

import pytest
from hypothesis import given, settings

from convenant.locations.matching import Record, score_pairs
from convenant.locations.matching.relations import WORDS
from convenant.locations.matching.tests.test_pairs import records

SAVAR = "Plot 12, Hemayetpur Road, Savar, Dhaka 1340"
CTG = "77 Strand Road, Halishahar, Chattogram 4216"


def related(a: tuple[str, str], b: tuple[str, str], **more: str) -> str:
    one, other = (Record(key, *text, "BD", **more) for key, text in (("a", a), ("b", b)))
    there, back = score_pairs([(one, other), (other, one)])
    assert there.relation == back.relation
    return there.relation


@pytest.mark.parametrize(
    "a, b, wanted",
    [
        (("Nora Garments Ltd", SAVAR), ("NORA GARMENTS LIMITED", SAVAR), "same_site"),
        (
            ("Nora Garments Ltd (Unit 2)", SAVAR),
            ("Nora Garments Ltd (Unit 3)", SAVAR),
            "same_compound",
        ),
        (("Nora Garments Ltd", SAVAR), ("Nora Garments Ltd", CTG), "same_company"),
        (("Nora Garments Ltd", SAVAR), ("Padmarekha Knitwear", SAVAR), "moved_or_renamed"),
        (("Nora Garments Ltd", SAVAR), ("Padmarekha Knitwear", CTG), "different"),
    ],
)
def test_a_pair_is_related_as_the_house_means_it(a, b, wanted) -> None:
    assert related(a, b) == wanted


def test_a_company_number_makes_one_company_of_two_names() -> None:
    lei = "529900T8BM49AURSDO55"
    assert related(("Nora Garments", SAVAR), ("Padmarekha", CTG), lei=lei) == "same_company"


@settings(deadline=None, max_examples=150)
@given(records, records)
def test_decision_and_relation_never_contradict_each_other(a, b) -> None:
    (score,) = score_pairs([(a, b)])
    assert (score.decision == "same") == (score.relation == "same_site")
    assert (score.decision == "review") == (score.relation == "unsure")
    assert score_pairs([(b, a)])[0].relation == score.relation
    assert WORDS[score.relation]["nl"] and WORDS[score.relation]["en"]
