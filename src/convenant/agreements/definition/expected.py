"""What would be right in a field, said in both languages; put into the sentences of faults."""

EXPECTED: dict[str, dict[str, str]] = {
    "text": {
        "en": "a text in each language, such as {nl: …, en: …}",
        "nl": "een tekst in elke taal, zoals {nl: …, en: …}",
    },
    "language": {"en": "a language code such as nl or en", "nl": "een taalcode zoals nl of en"},
    "words": {
        "en": "some words (put quotes around a number)",
        "nl": "enkele woorden (zet een getal tussen aanhalingstekens)",
    },
    "id": {
        "en": "a short name in lower case such as steering_group (letters, digits, underscore)",
        "nl": "een korte naam in kleine letters zoals steering_group (letters, cijfers, liggend"
        " streepje)",
    },
    "slug": {
        "en": "a name in lower case such as garments-2016 (letters, digits, hyphens)",
        "nl": "een naam in kleine letters zoals garments-2016 (letters, cijfers, koppeltekens)",
    },
    "country": {
        "en": "a country code of two capitals such as NL",
        "nl": "een landcode van twee hoofdletters zoals NL",
    },
    "currency": {
        "en": "a currency code of three capitals such as EUR",
        "nl": "een muntcode van drie hoofdletters zoals EUR",
    },
    "flag": {"en": "true or false", "nl": "true of false"},
    "day": {
        "en": "a day as year-month-day, such as 2025-07-01",
        "nl": "een dag als jaar-maand-dag, zoals 2025-07-01",
    },
    "month_day": {
        "en": 'a day of the year as month-day in quotes, such as "07-04" for 4 July',
        "nl": 'een dag van het jaar als maand-dag tussen aanhalingstekens, zoals "07-04" voor'
        " 4 juli",
    },
    "whole": {"en": "a whole number {bounds}", "nl": "een heel getal {bounds}"},
    "number": {"en": "a number {bounds}", "nl": "een getal {bounds}"},
    "list": {
        "en": "a list, each item after “- ” on its own line",
        "nl": "een lijst, elk onderdeel na “- ” op een eigen regel",
    },
    "filled_list": {
        "en": "a list with at least one item",
        "nl": "een lijst met ten minste één onderdeel",
    },
    "part": {
        "en": "keys below it, indented: {known}",
        "nl": "sleutels eronder, ingesprongen: {known}",
    },
    "choice": {"en": "one of: {known}", "nl": "een van: {known}"},
    "shorter": {"en": "at most {limit} characters", "nl": "hoogstens {limit} tekens"},
    "something_else": {"en": "another value", "nl": "een andere waarde"},
}
