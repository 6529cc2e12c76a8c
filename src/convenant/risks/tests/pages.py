"""Who may open each page of the risks room; the register here is Bilal's."""

from datetime import date
from typing import Any

from convenant.base.tests.pages import INSIDE, Page
from convenant.risks.actions.register import scope_risk
from convenant.risks.actions.sources import hand_in_source
from convenant.risks.models import Risk, SourceEdition

DESK = {"anna", "eva"}
OWN = DESK | {"bilal"}
LIST = b"product,country,module,known,source,date\nCotton,India,water,Much water,A report,2026-03-01\n,,rain,x,y,2026-01-01\n"


def of_bilal(world: Any) -> dict[str, Any]:
    return {"pk": world.organisations["bilal"].pk}


def one_risk(world: Any) -> dict[str, Any]:
    made = Risk.objects.first() or scope_risk(
        world.organisations["bilal"],
        by=world.by("bilal"),
        year=date.today().year,
        theme="child_labour",
        country="IN",
        title="Spinning mills",
        why="Known from the sector's own report.",
    )
    return {"pk": made.pk}


def one_source(world: Any) -> dict[str, Any]:
    made = SourceEdition.objects.filter(state="read").first() or hand_in_source(
        "sector_list",
        by=world.by("anna"),
        file_name="list.csv",
        content=LIST,
        edition="2026",
        title="The sector's list (invented)",
        publisher="The sector",
    )
    return {"pk": made.pk}


PAGES = [
    Page("risks:overview", OWN | {"iris"}),
    Page("risks:look_up", INSIDE),
    Page("risks:sources", INSIDE),
    Page("risks:hand_in_source", {"anna"}, post={}, answers={422}),
    Page("risks:load_built_in", {"anna"}, post={}),
    Page("risks:source", {"anna"}, one_source),
    Page("risks:source_rejected", {"anna"}, one_source),
    Page("risks:sector", DESK),
    Page("risks:company", OWN, of_bilal, missing_for={"iris"}),
    Page("risks:scope", {"bilal"}, of_bilal, post={}, answers={422}, missing_for={"iris"}),
    Page("risks:carry_over", {"bilal"}, of_bilal, post={}, missing_for={"iris"}),
    Page("risks:risk", OWN, one_risk, missing_for={"iris"}),
    Page("risks:drop", {"bilal"}, one_risk, post={}, missing_for={"iris"}),
]
