"""Mails around cases: that something waits, and where to sign in. Never a word, number or date of a case.

Handlers hear at once that something came in, outside the request that brought it.
"""

from collections.abc import Iterable

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from convenant.base.walls import current_agreement, within
from convenant.grievances.models import Case, Room
from convenant.grievances.queries.holders import readers_of
from convenant.people.models import Person
from convenant.people.queries import agreement_by_id


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


def tell_readers_later(case: Case, kind: str = Room.Kind.CASE) -> None:
    """Once it is safe in the database, whoever reads in this room of the case gets a mail without content."""
    agreement_id, case_id = case.agreement_id, case.pk
    transaction.on_commit(lambda: tell_readers.enqueue(agreement_id, case_id, str(kind)))


@task()
def tell_readers(agreement_id: int, case_id: int, kind: str = "case") -> str:
    """One mail to each who was let into the room."""
    with within(agreement_by_id(agreement_id)):
        return f"{something_waits(readers_of(case_id, kind))} mails"
