"""Countries of production as people write them, one per line. Plain: no Django, no database."""

from collections.abc import Iterable
from functools import cache

from convenant.locations.reading.countries import codes, country_name, read_country


@cache
def country_names(language: str) -> dict[str, str]:
    """Every country's name by its ISO 3166 code, in `nl` or `en`."""
    spoken = "nl" if language == "nl" else "en"
    return {code: country_name(code, spoken) for code in sorted(codes())}


def country_code(written: str) -> str | None:
    """The code of a country written as a name or as a code; no guess where it could be another."""
    return _by_name().get(written.casefold()) or read_country(written).code


@cache
def _by_name() -> dict[str, str]:
    return {
        name.casefold(): code for lang in ("en", "nl") for code, name in country_names(lang).items()
    }


def as_lines(codes: Iterable[str], language: str) -> str:
    """Codes as names, one per line; a code that is no country's stays as it is."""
    return "\n".join(country_names(language).get(code, code) for code in codes)
