"""Who recognised the agreement or a technique, as far as a record says so."""

from datetime import date

from django.db.models import Q, QuerySet

from convenant.techniques.models import Recognition, Technique
from convenant.techniques.recognition import bases

State = Recognition.State
# A notice of deficiency does not end a recognition; its withdrawal does.
HOLDING = (State.RECOGNISED, State.MONITORING, State.DEFICIENT, State.REPAIRED)
# An alignment assessment, or what another agreement accepts, is no recognition by an authority: it is never printed
# as one, and no clock starts with it.
BY_AUTHORITY = tuple(basis.id for basis in bases().values() if basis.by_authority)


def recognitions_in_force(on: date, technique: Technique | None = None) -> QuerySet[Recognition]:
    """By an authority, holding on a day: of this technique and of the whole agreement; without one, only the latter."""
    of = Q(technique=None) if technique is None else Q(technique=None) | Q(technique=technique)
    return Recognition.objects.filter(
        of,
        Q(valid_to=None) | Q(valid_to__gte=on),
        state__in=HOLDING,
        basis__in=BY_AUTHORITY,
        valid_from__lte=on,
    ).order_by("valid_from", "number")
