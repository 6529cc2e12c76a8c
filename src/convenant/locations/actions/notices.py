"""A word from outside about a site: received, taken up, closed with what came of it."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import OUTSIDER, Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.models import Site, SiteNotice
from convenant.people.rules import anyone, is_secretariat

TEXT_AT_LEAST = 10
TEXT_AT_MOST = 5000
CONTACT_AT_MOST = 300
OUTCOME_AT_MOST = 2000
# A flood buries the one notice that matters: from here on the secretariat is asked to be called.
PER_SITE_A_DAY = 20


@verb(anyone)
def receive_notice(site: Site, text: str, contact: str, *, by: Actor) -> SiteNotice:
    """The secretariat has a notice about this site.

    The event names no sender and repeats neither text nor contact, whoever sent it: the journal is
    kept for ever, and a worker's telephone number should not be.
    """
    text, contact = text.strip(), contact.strip()
    if len(text) < TEXT_AT_LEAST:
        raise Refused(_("Say in a few words what the problem is; this notice is too short."))
    if len(text) > TEXT_AT_MOST:
        raise Refused(
            _("This notice has %(length)d characters; at most %(most)d fit. Shorten it.")
            % {"length": len(text), "most": TEXT_AT_MOST}
        )
    if len(contact) > CONTACT_AT_MOST:
        raise Refused(
            _("Leave one e-mail address or telephone number, in at most %(most)d characters.")
            % {"most": CONTACT_AT_MOST}
        )
    since = timezone.now() - timedelta(days=1)
    if SiteNotice.objects.filter(site=site, received_at__gte=since).count() >= PER_SITE_A_DAY:
        raise Refused(
            _(
                "Many notices about this site came in today. Reach the secretariat directly, so that "
                "yours is not lost among them."
            )
        )
    notice = SiteNotice.objects.create(site=site, text=text, contact=contact)
    record("notice.received", by=OUTSIDER, on=notice, label=site.name, new={"site": site.code})
    return notice


@verb(is_secretariat)
def take_up_notice(notice: SiteNotice, *, by: Actor) -> None:
    """Someone at the secretariat is on it."""
    notice = SiteNotice.objects.select_for_update().get(pk=notice.pk)
    if notice.state != SiteNotice.State.NEW:
        raise Refused(_("This notice was already taken up."))
    notice.state = SiteNotice.State.TAKEN_UP
    notice.save()
    record("notice.taken_up", by=by, on=notice, label=notice.site.name)


@verb(is_secretariat)
def close_notice(notice: SiteNotice, outcome: str, *, by: Actor) -> None:
    """The notice is closed, with what came of it."""
    notice = SiteNotice.objects.select_for_update().get(pk=notice.pk)
    outcome = outcome.strip()
    if notice.state == SiteNotice.State.CLOSED:
        raise Refused(_("This notice was already closed."))
    if not outcome:
        raise Refused(_("Write what came of this notice before you close it."))
    if len(outcome) > OUTCOME_AT_MOST:
        raise Refused(
            _("The outcome has %(length)d characters; at most %(most)d fit.")
            % {"length": len(outcome), "most": OUTCOME_AT_MOST}
        )
    notice.state, notice.outcome = SiteNotice.State.CLOSED, outcome
    notice.save()
    record("notice.closed", by=by, on=notice, label=notice.site.name)
