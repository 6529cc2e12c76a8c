"""Members who source from the same place get to know each other, if both want it.

A request names nobody until someone says yes. A no is kept so that the same member is never asked by
the same asker there again, and leaves no trace that the asker can read.
"""

import re

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.models import Introduction, Site
from convenant.locations.queries.families import family, standing_site
from convenant.locations.queries.introductions import company_of, members_at, request_waiting_for
from convenant.people.queries import organisation
from convenant.people.rules import is_company

State = Introduction.State
MESSAGE_AT_MOST = 1000
TELLS_WHO = re.compile(r"@|https?:|www\.|\+?\d[\d\s().-]{7,}\d")


@verb(is_company)
def ask_introduction(site: Site, message: str = "", *, by: Actor) -> Introduction:
    """This member asks, unnamed, to be introduced to whoever else sources here, now or later.

    To ask is to say yes to all of them: a member whose own request already stands here is introduced
    at once.
    """
    own = _own_company(by)
    site = Site.objects.select_for_update().get(pk=site.pk)
    if own not in members_at(site):
        raise Refused(_("You can ask for an introduction only at a site on your own current list."))
    message = _without_names(message, own, by)
    kin = family(site)
    request = (
        Introduction.objects.filter(site__in=kin, asker_id=own, asked=None)
        .order_by("asked_at", "pk")
        .first()
    )
    if request is not None and request.state == State.ASKED:
        raise Refused(_("You already asked for an introduction at this site."))
    if request is None:
        request = Introduction(site=site, asker_id=own)
    request.state, request.message = State.ASKED, message
    request.asked_by_id, request.asked_at = by.person_id, timezone.now()
    request.save()
    record("introduction.asked", by=by, on=request, label=site.name, concerns=own)
    _introduce_to_those_who_asked(request, site, kin, by)
    return request


def _introduce_to_those_who_asked(
    request: Introduction, site: Site, kin: list[int], by: Actor
) -> None:
    own, here, done = request.asker_id, members_at(site), set()
    others = Introduction.objects.select_for_update().filter(
        site__in=kin, asked=None, state=State.ASKED
    )
    for other in others.exclude(asker_id=own):
        if other.asker_id in here and other.asker_id not in done:
            done.add(other.asker_id)
            _answer(other, own, State.ACCEPTED, kin, by)


@verb(is_company)
def accept_introduction(request: Introduction, *, by: Actor) -> Introduction:
    """Both said yes: each sees the other's name and contact, at this site only."""
    return _answered(request, State.ACCEPTED, by)


@verb(is_company)
def decline_introduction(request: Introduction, *, by: Actor) -> Introduction:
    """A silent no: the asker sees what it saw before."""
    return _answered(request, State.DECLINED, by)


def _answered(request: Introduction, state: str, by: Actor) -> Introduction:
    # The request's row is the lock: an answer and a withdrawal at once must see each other.
    Introduction.objects.select_for_update().filter(pk=request.pk).first()
    standing = request_waiting_for(by, request.pk)
    if standing is None:
        raise Refused(_("This request is no longer open."))
    kin = family(standing_site(standing.site))
    return _answer(standing, _own_company(by), state, kin, by)


def _answer(request: Introduction, own: int, state: str, kin: list[int], by: Actor) -> Introduction:
    answer = Introduction.objects.filter(
        site__in=kin, asker_id=request.asker_id, asked_id=own
    ).first() or Introduction(site_id=request.site_id, asker_id=request.asker_id, asked_id=own)
    answer.state, answer.asked_by_id = state, request.asked_by_id
    answer.answered_by_id, answer.answered_at = by.person_id, timezone.now()
    answer.save()
    record(f"introduction.{state}", by=by, on=answer, label=request.site.name, concerns=own)
    return answer


@verb(is_company)
def withdraw_introduction(site: Site, *, by: Actor) -> None:
    """The request shows to nobody any more; introductions already made stay."""
    own = _own_company(by)
    standing = list(
        Introduction.objects.select_for_update().filter(
            site__in=family(site), asker_id=own, asked=None, state=State.ASKED
        )
    )
    if not standing:
        raise Refused(_("You have no open request at this site."))
    for request in standing:
        request.state, request.answered_at = State.WITHDRAWN, timezone.now()
        request.save()
    record("introduction.withdrawn", by=by, on=standing[0], label=site.name, concerns=own)


def _own_company(by: Actor) -> int:
    own = company_of(by)
    if own is None:
        raise Refused(_("Only a participating company can ask for an introduction."))
    return own


def _without_names(message: str, own: int, by: Actor) -> str:
    message = message.strip()
    if len(message) > MESSAGE_AT_MOST:
        raise Refused(
            _("Your message has %(length)d characters; at most %(most)d fit.")
            % {"length": len(message), "most": MESSAGE_AT_MOST}
        )
    told = message.casefold()
    names = [organisation(own).name, by.name, *by.name.split()]
    if TELLS_WHO.search(message) or any(
        re.search(rf"\b{re.escape(name.casefold())}\b", told) for name in names if len(name) > 2
    ):
        raise Refused(
            _(
                "Your message tells who you are. Leave out names, addresses and telephone numbers: they "
                "are shown once the other says yes."
            )
        )
    return message
