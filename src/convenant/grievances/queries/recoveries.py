"""Who asked for help with a lost secret, as those concerned see it."""

from django.db.models import Q, QuerySet

from convenant.base.actors import Actor
from convenant.grievances.models import RecoveryRequest


def requests_for(by: Actor) -> QuerySet[RecoveryRequest]:
    """The open requests of this actor, and those of people whose shares they hold."""
    if by.person_id is None:
        return RecoveryRequest.objects.none()
    found = RecoveryRequest.objects.filter(done_at=None, stopped_at=None).filter(
        Q(holder__person_id=by.person_id)
        | Q(holder__shares__recoverer__holder__person_id=by.person_id)
    )
    return found.select_related("holder__person").prefetch_related("helps").distinct()


def request_for(by: Actor, pk: str) -> RecoveryRequest | None:
    """One of them."""
    if not pk.isdecimal() or len(pk) > 18:
        return None
    return requests_for(by).filter(pk=int(pk)).first()
