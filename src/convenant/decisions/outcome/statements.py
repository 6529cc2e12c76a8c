"""The reasons of an outcome, as data, and in Dutch and English words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Statement:
    """One reason or gap: a code of `WORDS`, and what it is about. `side` is the bench it speaks of."""

    code: str
    side: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


WORDS: dict[str, dict[str, str]] = {
    "unknown_way": {
        "en": "The agreement does not say how this body decides. Choose it before the decision is put.",
        "nl": "Het convenant zegt niet hoe dit orgaan besluit. Kies dat voordat het besluit voorligt.",
    },
    "unknown_chair_votes": {
        "en": "The agreement does not say whether the chair votes. Choose it before the decision is put.",
        "nl": "Het convenant zegt niet of de voorzitter meestemt. Kies dat voordat het besluit voorligt.",
    },
    "nobody": {
        "en": "Nobody is left who may decide this.",
        "nl": "Er is niemand over die hierover mag besluiten.",
    },
    "quorum_seats": {
        "en": "{present} of {seats} seats took part; {share} % is needed.",
        "nl": "{present} van de {seats} zetels deden mee; {share} % is nodig.",
    },
    "quorum_seats_missing": {
        "en": "{needed} more seats must take part for a quorum of {share} %.",
        "nl": "Voor een quorum van {share} % moeten nog {needed} zetels meedoen.",
    },
    "quorum_side": {"en": "Somebody of {side} took part.", "nl": "Van {side} deed iemand mee."},
    "quorum_side_missing": {
        "en": "Nobody of {side} took part, and the quorum asks for them.",
        "nl": "Niemand van {side} deed mee, terwijl het quorum daarom vraagt.",
    },
    "quorum_side_recused": {
        "en": "Everybody of {side} has an interest in this; the quorum does not wait for them.",
        "nl": "Iedereen van {side} heeft hier een belang bij; het quorum wacht niet op hen.",
    },
    "all_recused": {
        "en": "Everybody of {side} has an interest in this and does not decide.",
        "nl": "Iedereen van {side} heeft hier een belang bij en besluit niet mee.",
    },
    "side_agrees": {
        "en": "Nobody of {side} objects.",
        "nl": "Niemand van {side} maakt bezwaar.",
    },
    "side_silent": {
        "en": "Nothing was heard from {side} yet; nobody is taken to agree by being silent.",
        "nl": "Van {side} is nog niets gehoord; wie zwijgt, stemt hier niet toe.",
    },
    "side_vacant": {
        "en": "Nobody fills a seat of {side} here, so nothing can be heard from them. Fill a seat first.",
        "nl": "Van {side} is hier geen zetel bezet, dus van hen is niets te horen. Bezet eerst een zetel.",
    },
    "side_objects": {
        "en": "Objections from {side}: {count}.",
        "nl": "Bezwaren van {side}: {count}.",
    },
    "nobody_supports": {
        "en": "Nobody supports it.",
        "nl": "Niemand steunt het.",
    },
    "consensus": {
        "en": "Every side spoke and none objects.",
        "nl": "Elke geleding sprak zich uit en geen maakt bezwaar.",
    },
    "no_consensus": {
        "en": "There is no consensus, so the votes are counted.",
        "nl": "Er is geen consensus, dus de stemmen worden geteld.",
    },
    "all_votes": {
        "en": "{support} of {cast} votes are for it; {asked} is needed.",
        "nl": "{support} van de {cast} stemmen zijn voor; nodig is {asked}.",
    },
    "all_votes_missing": {
        "en": "{needed} more votes for it are needed to reach {asked}.",
        "nl": "Er zijn nog {needed} stemmen voor nodig om {asked} te halen.",
    },
    "all_votes_out_of_reach": {
        "en": "The votes not yet cast cannot reach {asked}; somebody would have to change their position.",
        "nl": "Met de stemmen die nog komen is {asked} niet te halen; iemand zou van standpunt moeten veranderen.",
    },
    "side_votes": {
        "en": "{side}: {support} of {cast} votes are for it; {asked} is needed.",
        "nl": "{side}: {support} van de {cast} stemmen zijn voor; nodig is {asked}.",
    },
    "side_votes_missing": {
        "en": "{side}: {needed} more votes for it are needed to reach {asked}.",
        "nl": "{side}: er zijn nog {needed} stemmen voor nodig om {asked} te halen.",
    },
    "side_votes_out_of_reach": {
        "en": "{side}: the votes not yet cast cannot reach {asked}; somebody would have to change their position.",
        "nl": "{side}: met de stemmen die nog komen is {asked} niet te halen; iemand zou van standpunt moeten veranderen.",
    },
    "side_cast_none": {
        "en": "Nobody of {side} voted, so there is no majority in it.",
        "nl": "Niemand van {side} stemde, dus is er geen meerderheid in die geleding.",
    },
    "veto": {
        "en": "{against} of the {cast} votes of {side} are against, which stops it.",
        "nl": "{against} van de {cast} stemmen van {side} zijn tegen; dat houdt het tegen.",
    },
    "no_veto": {
        "en": "The votes of {side} could stop it and do not.",
        "nl": "De stemmen van {side} zouden het kunnen tegenhouden en doen dat niet.",
    },
    "cast_for": {
        "en": "The votes are equal; the chair decides for it.",
        "nl": "De stemmen staken; de voorzitter besluit voor.",
    },
    "cast_against": {
        "en": "The votes are equal; the chair decides against it.",
        "nl": "De stemmen staken; de voorzitter besluit tegen.",
    },
    "cast_missing": {
        "en": "The votes are equal; the chair has not decided.",
        "nl": "De stemmen staken; de voorzitter heeft niet beslist.",
    },
}

_HALF = {"en": "more than half", "nl": "meer dan de helft"}


def words(statement: Statement, language: str, name_of: Callable[[str], str]) -> str:
    """The statement as a sentence; `name_of` gives a side's name in that language."""
    values: dict[str, Any] = dict(statement.values)
    if "asked" in values:
        asked = values["asked"]
        values["asked"] = _HALF[language] if asked is None else f"{_number(asked, language)} %"
    if "share" in values:
        values["share"] = _number(values["share"], language)
    if statement.side is not None:
        values["side"] = name_of(statement.side)
    return WORDS[statement.code][language].format(**values)


def _number(share: Fraction, language: str) -> str:
    text = f"{float(share):.10g}"
    return text.replace(".", ",") if language == "nl" else text
