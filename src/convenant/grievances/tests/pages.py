"""Who may open each page of grievances; Farid was let into the case, Bilal's company was told of it."""

from decimal import Decimal
from typing import Any

from convenant.base.tests.pages import EVERYONE, INSIDE, Page
from convenant.grievances.actions import public, remedies, rooms, routing, safety
from convenant.grievances.models import Case, CaseFile, Elsewhere, Entry, Notice, NoticeFile
from convenant.grievances.queries.opened import room_of, today
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests import pages_committee, pages_record
from convenant.grievances.tests.making import Handled, complain, make_door
from convenant.locations.tests.making_sites import list_site

ENGLISH = {"code": "en"}


def english(world: Any) -> dict[str, Any]:
    return ENGLISH


def english_upload(world: Any) -> dict[str, Any]:
    """A file of which nothing came yet."""
    return {**ENGLISH, "name": "0" * 48}


def one_case(world: Any) -> dict[str, Any]:
    """A case that Farid was let into."""
    found = Case.objects.first()
    if found is not None:
        return {"number": found.number}
    handled: Handled = make_door(world)
    world.things["handled"] = handled
    made = complain()
    made.case.site = list_site(world.organisations["bilal"]).site
    made.case.stage = "scope"
    made.case.save()
    leila = handled.keys["leila"]
    room = room_of(made.case, "case")
    rooms.let_in(room, handled.keys["farid"].holder, leila, by=world.by("leila"))
    safety.look_at_safety(made.case, by=world.by("leila"), level="low", why="Unknown there.")
    release = routing.propose_release(made.case, by=world.by("leila"), text="Wages are late.")
    routing.answer_release(made.back(), release, True, by=COMPLAINANT)
    routing.tell(release, by=world.by("leila"))
    Notice.objects.update(told_on=today())
    return {"number": made.case.number}


def one_notice(world: Any) -> dict[str, Any]:
    one_case(world)
    return {"code": Notice.objects.get().code}


def one_share(world: Any) -> dict[str, Any]:
    case = Case.objects.get(**one_case(world))
    if not case.remedy.exists():
        remedies.agree_remedy(
            case,
            by=world.by("leila"),
            form="compensation",
            what="Wages.",
            due=today(),
            amount=Decimal(10),
            currency="EUR",
            shares={world.organisations["bilal"].pk: Decimal(10)},
        )
    share = case.remedy.get().shares.get()
    return {**one_notice(world), "share": share.code}


def one_document(world: Any) -> dict[str, Any]:
    number = one_case(world)
    if not NoticeFile.objects.exists():
        notice = Notice.objects.get()
        routing.answer(notice, by=world.by("bilal"), text="See.", files=[("a.pdf", b"%PDF")])
    return {**number, "pk": NoticeFile.objects.get().pk}


def one_file(world: Any) -> dict[str, Any]:
    """A file in the case; without an open key it does not exist."""
    number = one_case(world)
    entry = Entry.objects.filter(room__case__number=number["number"]).first()
    assert entry is not None
    file = CaseFile.objects.first() or CaseFile.objects.create(
        room=entry.room, entry=entry, kind="text", size=1, digest="x", path="x", key=b"x"
    )
    return {**number, "pk": file.pk}


def one_place(world: Any) -> dict[str, Any]:
    """A place elsewhere."""
    found = Elsewhere.objects.first() or public.take_over_places(by=world.by("anna"))[0]
    return {"pk": found.pk}


PAGES = [
    Page("grievances:keys", INSIDE),
    Page("grievances:circle", {"anna"}),
    Page("grievances:places", {"anna"}),
    Page("grievances:place", {"anna"}, one_place),
    Page("grievances:languages", {"anna"}),
    Page("grievances:cases", {"anna", "farid"}),
    Page("grievances:case", {"farid"}, one_case),
    Page("grievances:case_file", set(), one_file, missing_for={"farid"}),
    Page("grievances:notices", {"bilal", "iris"}),
    Page("grievances:notice", {"bilal"}, one_notice, missing_for={"iris"}),
    Page("grievances:notice_deed", {"bilal"}, one_share, missing_for={"iris"}),
    Page("grievances:companies", {"farid"}, one_case),
    Page("grievances:company_file", {"farid"}, one_document),
    Page("grievances:remedy", {"farid"}, one_case),
    *pages_committee.pages(one_case),
    *pages_record.pages(one_case),
    Page("grievances:door_choose", EVERYONE),
    Page("grievances:door_slip", EVERYONE, lambda world: {"slip": "beng/"}),
    Page("grievances:door", EVERYONE, english),
    Page("grievances:door_tell", EVERYONE, english),
    Page("grievances:door_back", EVERYONE, english),
    Page("grievances:door_written", EVERYONE, english),
    Page("grievances:door_case", EVERYONE, english),
    Page("grievances:door_elsewhere", EVERYONE, english),
    Page("grievances:door_api", EVERYONE, english),
    Page("grievances:door_openapi", EVERYONE, english),
    Page("grievances:door_complaints", EVERYONE, english, post={}, answers={422}),
    Page("grievances:door_upload", EVERYONE, english_upload),
    Page("grievances:door_next", EVERYONE, english),
]
