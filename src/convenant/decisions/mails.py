"""Mails about meetings: that something is there, and where to sign in; papers and positions stay inside."""

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task

from convenant.base.walls import current_agreement, within
from convenant.decisions.models import Meeting
from convenant.decisions.queries.meetings import people_of
from convenant.people.queries import agreement_by_id


def tell_participants_later(meeting: Meeting, what: str) -> None:
    """Once it is safe in the database: convened, changed, cancelled, put, anew, minutes."""
    agreement_id, pk = meeting.agreement_id, meeting.pk
    transaction.on_commit(lambda: tell_participants.enqueue(agreement_id, pk, what))


@task()
def tell_participants(agreement_id: int, meeting_id: int, what: str) -> str:
    """One mail to each who may take part, in their language."""
    with within(agreement_by_id(agreement_id)):
        meeting = Meeting.objects.get(pk=meeting_id)
        title = current_agreement().titles
        mails = []
        for person in people_of(meeting):
            with translation.override(person.language):
                subjects = {
                    "convened": _("You are convened: %(title)s"),
                    "changed": _("Another time or place: %(title)s"),
                    "cancelled": _("Does not take place: %(title)s"),
                    "put": _("A proposal waits for your position: %(title)s"),
                    "anew": _("The text changed, take your position anew: %(title)s"),
                    "minutes": _("Minutes for your approval: %(title)s"),
                }
                when = date_format(timezone.localtime(meeting.starts), "j F Y, H:i")
                lines = [
                    title.get(person.language, current_agreement().title),
                    f"{meeting.title}: {when}",
                ]
                if meeting.place and not meeting.in_writing:
                    lines.append(meeting.place)
                lines += ["", _("Sign in to Convenant to read the agenda and the papers.")]
                subject = subjects[what] % {"title": meeting.title}
            mails.append(
                EmailMessage(" ".join(subject.split()), "\n".join(lines), to=[person.email])
            )
    with get_connection() as connection:
        return f"{connection.send_messages(mails) or 0 if mails else 0} mails"
