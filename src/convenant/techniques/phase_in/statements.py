"""Why a clock stands where it stands, as data, and in Dutch and English words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.dates import format_date


@dataclass(frozen=True)
class Reason:
    """One reason: a code of `WORDS` and what it is about; days as year-month-day."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


WORDS: dict[str, dict[str, str]] = {
    "platform_counts": {
        "en": "The agreement does not say what the years are counted from; the platform counts from recognition.",
        "nl": "Het convenant zegt niet vanaf wanneer de jaren tellen; het platform telt vanaf de erkenning.",
    },
    "not_recognised": {
        "en": "The clock starts with recognition, and no record says that the agreement or this technique is recognised now.",
        "nl": "De klok begint te lopen bij de erkenning, en nergens staat vastgelegd dat het convenant of deze techniek nu erkend is.",
    },
    "no_law_day": {
        "en": "The years count from the day a law applies, and that day is not known: {law}.",
        "nl": "De jaren tellen vanaf de dag waarop een wet van toepassing is, en die dag is niet bekend: {law}.",
    },
    "from_recognition": {
        "en": "Counted from the recognition, which took effect on {day}.",
        "nl": "Geteld vanaf de erkenning, die inging op {day}.",
    },
    "from_adoption": {
        "en": "Counted from the decision that adopted it, on {day}.",
        "nl": "Geteld vanaf het besluit waarmee zij is vastgesteld, op {day}.",
    },
    "from_publication": {
        "en": "Counted from its publication on {day}.",
        "nl": "Geteld vanaf de publicatie op {day}.",
    },
    "from_law": {
        "en": "Counted from the day the law applies, {day}: {law}.",
        "nl": "Geteld vanaf de dag waarop de wet van toepassing is, {day}: {law}.",
    },
    "from_publication_instead": {
        "en": "This version was published later, on {day}; its term begins then.",
        "nl": "Deze versie is later gepubliceerd, op {day}; de termijn begint dan pas.",
    },
    "years_definition": {
        "en": "The agreement gives {years} years.",
        "nl": "Het convenant geeft {years} jaar.",
    },
    "years_class": {
        "en": "The agreement gives the class “{member_class}” {years} years.",
        "nl": "Het convenant geeft de klasse ‘{member_class}’ {years} jaar.",
    },
    "years_platform_default": {
        "en": "The agreement names no number of years; the platform takes {years}, the term of Article 21(3) of Directive 2010/75/EU, which itself counts from publication.",
        "nl": "Het convenant noemt geen aantal jaren; het platform neemt er {years}, de termijn van artikel 21, lid 3, van Richtlijn 2010/75/EU, die zelf vanaf publicatie telt.",
    },
    "years_new_members": {
        "en": "Who joined after the term began has {years} years from joining, here from {day}.",
        "nl": "Wie toetrad nadat de termijn begon, heeft {years} jaar vanaf de toetreding, hier vanaf {day}.",
    },
    "at_joining": {
        "en": "The term had ended when the company joined, on {day}; it applies from then.",
        "nl": "De termijn was al voorbij toen het bedrijf toetrad, op {day}; vanaf dan geldt zij.",
    },
    "not_before_law": {
        "en": "Nothing must be applied before the law applies, on {day}: {law}.",
        "nl": "Niets hoeft te worden toegepast voordat de wet van toepassing is, op {day}: {law}.",
    },
    "not_for_class": {
        "en": "It is not meant for the class “{member_class}”.",
        "nl": "Zij is niet bedoeld voor de klasse ‘{member_class}’.",
    },
    "not_for_role": {
        "en": "It is not meant for the place in the chain that the company's newest assessment names.",
        "nl": "Zij is niet bedoeld voor de plek in de keten die in de laatste beoordeling van het bedrijf staat.",
    },
    "not_for_tier": {
        "en": "It is not meant for the tiers of the chain that the company's newest assessment names.",
        "nl": "Zij is niet bedoeld voor de schakels van de keten die in de laatste beoordeling van het bedrijf staan.",
    },
    "superseded": {
        "en": "A later version replaced this one on {day}; the clock of that version runs instead.",
        "nl": "Een latere versie verving deze op {day}; nu loopt de klok van die versie.",
    },
    "withdrawn": {
        "en": "This version was withdrawn on {day}.",
        "nl": "Deze versie is ingetrokken op {day}.",
    },
    "left": {
        "en": "The company is no member of the agreement now.",
        "nl": "Het bedrijf is nu geen deelnemer aan het convenant.",
    },
    "recognition_ended": {
        "en": "The recognition held until {day}; since then the clock stands still.",
        "nl": "De erkenning gold tot en met {day}; sindsdien staat de klok stil.",
    },
    "derogation": {
        "en": "A derogation gives more time, until {day}.",
        "nl": "Een afwijking geeft meer tijd, tot en met {day}.",
    },
}


def day_in_words(day: date, language: str) -> str:
    """“12 March 2031”, or “12 maart 2031”."""
    return format_date(day, "d MMMM y", locale="nl" if language == "nl" else "en")


def words(reason: Reason, language: str, class_name: Callable[[str], str] = str) -> str:
    """The reason as a sentence in `nl` or `en`; `class_name` gives a member class's name."""
    values = dict(reason.values)
    if "day" in values:
        values["day"] = day_in_words(date.fromisoformat(values["day"]), language)
    if "member_class" in values:
        values["member_class"] = class_name(values["member_class"])
    return WORDS[reason.code][language].format(**values)
