"""Each role's first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from convenant.people.access import page
from convenant.people.rules import anyone


@page(anyone)
def start(request: HttpRequest) -> HttpResponse:
    """What Convenant is, or my agreements."""
    return render(request, "home/start.html", {})
