"""Countries of production as people write them, one per line. Plain: names from CLDR, through babel."""

from collections.abc import Iterable
from functools import cache

from babel import Locale

# In CLDR's list of territories, and no country.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def country_names(language: str) -> dict[str, str]:
    """Every country's name by its ISO 3166 code, in `nl` or `en`."""
    territories = Locale.parse("nl" if language == "nl" else "en").territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }


@cache
def _codes() -> dict[str, str]:
    named = {
        name.casefold(): code for lang in ("en", "nl") for code, name in country_names(lang).items()
    }
    return {**named, **{code.casefold(): code for code in country_names("en")}}


def country_code(written: str) -> str | None:
    """The code of a country written as a Dutch or English name, or as its code."""
    return _codes().get(" ".join(written.split()).casefold())


def as_lines(codes: Iterable[str], language: str) -> str:
    """Codes as names, one per line; a code that is no country's stays as it is."""
    return "\n".join(country_names(language).get(code, code) for code in codes)
