"""Handlers hear at once that something came in, outside the request that brought it."""

from django.db import transaction
from django_tasks import task

from convenant.base.walls import within
from convenant.grievances import mails
from convenant.grievances.models import Case
from convenant.grievances.queries.holders import readers_of
from convenant.people.queries import agreement_by_id


def tell_readers_later(case: Case) -> None:
    """Once it is safe in the database, whoever reads the case gets a mail without content."""
    agreement_id, case_id = case.agreement_id, case.pk
    transaction.on_commit(lambda: tell_readers.enqueue(agreement_id, case_id))


@task()
def tell_readers(agreement_id: int, case_id: int) -> str:
    """One mail to each who was let into the case."""
    with within(agreement_by_id(agreement_id)):
        return f"{mails.something_waits(readers_of(case_id))} mails"
