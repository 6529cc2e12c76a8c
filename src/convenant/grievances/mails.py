"""Mails around cases: that something waits, and where to sign in. Never a word, number or date of a case."""

from collections.abc import Iterable

from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext as _

from convenant.base.walls import current_agreement
from convenant.people.models import Person


def something_waits(people: Iterable[Person], *, late: bool = False) -> int:
    """One mail to each, in their language; how many went out."""
    title = current_agreement().title
    mails = []
    for person in sorted(people, key=lambda one: one.pk):
        with translation.override(person.language):
            subject = (
                _("Something in a case is late: %(title)s")
                if late
                else _("Something in a case waits for you: %(title)s")
            ) % {"title": title}
            body = _(
                "Sign in to Convenant to see what it is. This mail says nothing about the case, so that nobody "
                "who reads your mail learns of it."
            )
        mails.append(EmailMessage(subject, body, to=[person.email]))
    with get_connection() as connection:
        return connection.send_messages(mails) or 0 if mails else 0
