"""The agreement's page: who is at the table, how long it runs, what is due next."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from convenant.agreements.agenda import agenda, agenda_of
from convenant.agreements.queries import definition_of, parties, running_version, seats
from convenant.agreements.rules import may_admit, may_look, may_read
from convenant.agreements.table import (
    Table,
    activation_progress,
    bodies_at_table,
    sides_at_table,
    term_now,
)
from convenant.people.access import page

COLLAPSED_FROM = 12  # parties on one side
NAMES_OWING = 5
LINES = 8


@page(may_look)
def agreement(request: HttpRequest) -> HttpResponse:
    """The table, for everyone; who sits there by name, for those inside."""
    running = running_version()
    if running is None:
        raise Http404
    today = date.today()
    actor = request.actor  # type: ignore[attr-defined]
    definition = definition_of(running)
    signed = list(parties())
    runs = may_admit(actor)
    items = agenda(definition, signed, today)
    dated = [item for item in items if item.day is not None]
    ours = agenda_of(items, actor.organisations())
    context = {
        "running": running,
        "definition": definition,
        "table": Table(
            sides_at_table(definition, signed),
            bodies_at_table(definition, list(seats())),
            term_now(definition, today),
            activation_progress(definition, signed, sees_all=runs),
        ),
        "classes": {one.id: one.name for one in definition.classes},
        "parties": signed,
        "ours": [(item, item.days_left(today)) for item in ours],
        "next": [(item, item.days_left(today)) for item in dated[:LINES]],
        "later": [(item, item.days_left(today)) for item in dated[LINES:]],
        "undated": [item for item in items if item.day is None],
        "inside": may_read(actor),
        "runs": runs,
        "collapsed_from": COLLAPSED_FROM,
        "names_owing": NAMES_OWING,
    }
    return render(request, "agreements/agreement.html", context)
