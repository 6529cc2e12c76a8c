"""What each role must do, by when: the first thing on their page."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from convenant.agreements.definition import Due, obligations_due, obligations_due_of_side
from convenant.agreements.queries import party_of, running_definition
from convenant.base.actors import Actor
from convenant.base.models import Event
from convenant.home.duties_of_cases import duties_of_cases
from convenant.home.duties_of_committee import committee_duties
from convenant.home.duties_of_decisions import decision_duties
from convenant.home.duties_of_notices import notice_duties
from convenant.home.duties_of_standing import standing_duties
from convenant.home.duties_of_techniques import technique_duties
from convenant.home.duties_of_the_year import duties_of_the_year
from convenant.home.duty import Duty
from convenant.locations.models import SiteList
from convenant.locations.queries.introductions import introductions_waiting
from convenant.locations.queries.lists import lists_for, lists_waiting
from convenant.locations.queries.notices import new_notices_count
from convenant.locations.queries.review import open_questions_count
from convenant.monitoring.queries.actions import waiting_for_company, waiting_for_monitor
from convenant.monitoring.queries.draws import seeds_waiting, to_plan
from convenant.people.models import PARTY_KINDS, Kind
from convenant.people.queries import invitations_for
from convenant.publishing import queries as publishing
from convenant.risks.queries.register import unjudged_count
from convenant.risks.queries.sources import unchecked_count

LATER_DUTIES = 6


def duties(by: Actor, slug: str, today: date) -> list[Duty]:
    """This actor's duties: what waits now first, then what has a date, soonest first."""
    to = _addresses(slug)
    found: list[Duty] = []
    if by.has(Kind.SECRETARIAT):
        found += _of_secretariat(by, to, today)
    if by.has(Kind.COMPANY):
        found += _of_company(by, to, today)
    if by.has(Kind.MONITOR):
        found += _of_monitor(to, today)
    found += _of_party(by, to, today)
    found += duties_of_the_year(by, slug, today)
    found += standing_duties(by, slug, today)
    found += notice_duties(by, slug, today)
    found += duties_of_cases(by, slug, today)
    found += committee_duties(by, slug)
    found += decision_duties(by, slug, today)
    found += technique_duties(by, slug, today)
    return sorted(
        found, key=lambda duty: (duty.day is not None and not duty.overdue, duty.day or today)
    )


def _addresses(slug: str) -> Callable[[str], str]:
    return lambda name: reverse(name, args=[slug])


def _of_secretariat(by: Actor, to: Callable[[str], str], today: date) -> Iterator[Duty]:
    late = publishing.due(today)
    if late is not None:
        yield Duty(
            _("Publish the yearly edition of the site list"),
            to("publishing:desk"),
            late,
            overdue=True,
        )
    notices, questions = new_notices_count(), open_questions_count()
    lists, invitations = lists_waiting(), invitations_for(by).count()
    sources = unchecked_count()
    for count, text, where in (
        (
            notices,
            ngettext("%(n)d new notice about a site", "%(n)d new notices about sites", notices),
            "locations:notices",
        ),
        (
            questions,
            ngettext(
                "%(n)d doubtful pair of rows to decide",
                "%(n)d doubtful pairs of rows to decide",
                questions,
            ),
            "locations:review",
        ),
        (
            lists,
            ngettext(
                "%(n)d list waits to be checked or tried again",
                "%(n)d lists wait to be checked or tried again",
                lists,
            ),
            "locations:lists",
        ),
        (
            invitations,
            ngettext(
                "%(n)d invitation is not yet accepted",
                "%(n)d invitations are not yet accepted",
                invitations,
            ),
            "people:people",
        ),
        (
            sources,
            ngettext(
                "%(n)d file of a source waits to be checked",
                "%(n)d files of sources wait to be checked",
                sources,
            ),
            "risks:sources",
        ),
    ):
        if count:
            yield Duty(text % {"n": count}, to(where))
    said = publishing.rules()
    if late is None and said and (day := said.next_date(today)):
        yield Duty(_("Publish the yearly edition of the site list"), to("publishing:desk"), day)


def _of_company(by: Actor, to: Callable[[str], str], today: date) -> Iterator[Duty]:
    waiting = introductions_waiting(by)
    if waiting:
        yield Duty(
            ngettext(
                "%(n)d request to be introduced at a site you share",
                "%(n)d requests to be introduced at sites you share",
                waiting,
            )
            % {"n": waiting},
            to("locations:introductions"),
        )
    unfinished = (
        lists_for(by).filter(state__in=(SiteList.State.UPLOADED, SiteList.State.FAILED)).count()
    )
    if unfinished:
        yield Duty(
            ngettext(
                "%(n)d list waits for your check", "%(n)d lists wait for your check", unfinished
            )
            % {"n": unfinished},
            to("locations:lists"),
        )
    unjudged = sum(unjudged_count(own, today.year) for own in by.organisations(Kind.COMPANY))
    if unjudged:
        yield Duty(
            ngettext(
                "%(n)d risk on your list waits for your judgement",
                "%(n)d risks on your list wait for your judgement",
                unjudged,
            )
            % {"n": unjudged},
            to("risks:overview"),
        )
    at_work, late = waiting_for_company(by, today)
    if at_work:
        text = ngettext(
            "%(n)d corrective action at a visited site",
            "%(n)d corrective actions at visited sites",
            at_work,
        ) % {"n": at_work}
        if late:
            text += ngettext(", %(n)d overdue", ", %(n)d overdue", late) % {"n": late}
        yield Duty(text, to("monitoring:visits"))


def _of_monitor(to: Callable[[str], str], today: date) -> Iterator[Duty]:
    seeds, unplanned, done = seeds_waiting(today), to_plan(), waiting_for_monitor()
    for count, text in (
        (
            seeds,
            ngettext(
                "%(n)d draw of sites can be made: its seed is public",
                "%(n)d draws of sites can be made: their seeds are public",
                seeds,
            ),
        ),
        (
            done,
            ngettext(
                "%(n)d corrective action waits to be verified",
                "%(n)d corrective actions wait to be verified",
                done,
            ),
        ),
        (
            unplanned,
            ngettext(
                "%(n)d drawn site has no visit planned",
                "%(n)d drawn sites have no visit planned",
                unplanned,
            ),
        ),
    ):
        if count:
            yield Duty(text % {"n": count}, to("monitoring:visits"))


def _of_party(by: Actor, to: Callable[[str], str], today: date) -> Iterator[Duty]:
    """What the definition asks of the organisations this actor speaks for, next day of each duty."""
    definition = running_definition()
    language = get_language() or "nl"
    for organisation_id in sorted(by.organisations(*PARTY_KINDS)):
        party = party_of(organisation_id)
        if party is None or party.is_supporter:
            continue
        owed: list[Due] = obligations_due_of_side(definition, party.side, party.joined, today)
        if party.member_class:
            owed += obligations_due(definition, party.member_class, party.joined, today)
        for due in sorted((d for d in owed if d.date), key=lambda d: d.date or today)[
            :LATER_DUTIES
        ]:
            where = (
                "locations:lists" if due.obligation.kind == "site_list" else "agreements:definition"
            )
            yield Duty(due.obligation.name.get(language), to(where), due.date)


def last_deeds(by: Actor, count: int = 5) -> QuerySet[Event]:
    """What this person did last in the open agreement; looking at a page is no deed."""
    deeds = Event.objects.filter(actor_id=by.person_id).exclude(verb__startswith="looked.")
    return deeds.order_by("-number")[:count]
