"""Who may open the pages of the review, sites, introductions and notices."""

from typing import Any

from convenant.base.actors import OUTSIDER
from convenant.base.tests.pages import Page
from convenant.locations.actions.notices import receive_notice
from convenant.locations.actions.review import decide
from convenant.locations.actions.sites import merge_sites
from convenant.locations.models import Introduction, MatchQuestion, Site
from convenant.locations.tests.making_sites import ask_about, list_site

SECRETARIAT = frozenset({"anna"})
GRAPH = frozenset({"anna", "eva"})
COMPANIES = frozenset({"bilal", "iris"})


def shared_site(world: Any) -> dict[str, Any]:
    """One site on the lists of Bilal and of Iris; made once."""
    site = Site.objects.filter(name="Shared Mill").first()
    if site is None:
        site = list_site(world.organisations["bilal"], "Shared Mill").site
        list_site(world.organisations["iris"], "Shared Mill", site=site)
    return {"code": site.code}


def beside_a_shared_site(world: Any) -> dict[str, Any]:
    """A page without arguments, where there is a shared site."""
    shared_site(world)
    return {}


def question(world: Any) -> dict[str, Any]:
    """An open question."""
    row = list_site(world.organisations["bilal"], "Open Mill")
    return {"pk": ask_about(row, list_site(world.organisations["iris"], "Open Mills").site).pk}


def decision(world: Any) -> dict[str, Any]:
    """A question that Anna answered."""
    pk = question(world)["pk"]
    decide(MatchQuestion.objects.get(pk=pk), True, by=world.by("anna"))
    return {"pk": pk}


def merged(world: Any) -> dict[str, Any]:
    """A merge that can be undone."""
    one, other = (
        list_site(world.organisations[name], f"Mill of {name}").site for name in ("bilal", "iris")
    )
    return {"pk": merge_sites(one, other, "one gate", by=world.by("anna")).pk}


def request_for_both(world: Any) -> dict[str, Any]:
    """A request of a third member at a site of both Bilal and Iris."""
    shared_site(world)
    site = Site.objects.get(name="Shared Mill")
    asker = world.organisations["chantal"]
    if not Introduction.objects.filter(asker=asker).exists():
        list_site(asker, "Shared Mill", site=site)
    request, _ = Introduction.objects.get_or_create(site=site, asker=asker, asked=None)
    return {"pk": request.pk}


def notice(world: Any) -> dict[str, Any]:
    """A notice from outside."""
    site = list_site(world.organisations["bilal"], "Noticed Mill").site
    return {"pk": receive_notice(site, "The fire exits are locked.", "", by=OUTSIDER).pk}


PAGES = [
    Page("locations:sites", GRAPH),
    Page("locations:our_sites", COMPANIES),
    Page("locations:graph", GRAPH, beside_a_shared_site),
    Page("locations:site", GRAPH | COMPANIES, shared_site),
    Page("locations:merge", SECRETARIAT, shared_site),
    Page("locations:split", SECRETARIAT, shared_site),
    Page("locations:share", COMPANIES, shared_site, post={"low": "10", "high": "20"}),
    Page("locations:ask_introduction", COMPANIES, shared_site),
    Page("locations:withdraw_introduction", COMPANIES, shared_site),
    Page("locations:undo_change", SECRETARIAT, merged, post={}),
    Page("locations:review", SECRETARIAT),
    Page("locations:decided", SECRETARIAT),
    Page("locations:question", SECRETARIAT, question),
    Page("locations:question", SECRETARIAT, question, post={"answer": "same"}),
    Page("locations:undo_decision", SECRETARIAT, decision, post={}),
    Page("locations:introductions", COMPANIES, beside_a_shared_site),
    Page("locations:answer_introduction", COMPANIES, request_for_both, post={"answer": "no"}),
    Page("locations:notices", SECRETARIAT),
    Page("locations:notice", SECRETARIAT, notice),
    Page("locations:notice", SECRETARIAT, notice, post={"deed": "take_up"}),
]
