"""The year that a page's address asks for."""

from datetime import date

from django.http import HttpRequest

FIRST_YEAR = 2000


def asked_year(request: HttpRequest) -> int:
    """The year in the address; this year where none stands there that makes sense."""
    asked, this_year = request.GET.get("year", ""), date.today().year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    return year if FIRST_YEAR <= year <= this_year + 1 else this_year
