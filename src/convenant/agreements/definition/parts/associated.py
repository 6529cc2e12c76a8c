"""Other agreements whose members are taken as meeting part of this one."""

from typing import Literal

from convenant.agreements.definition.parts.part import Named
from convenant.agreements.definition.parts.values import ObligationId, Text


class AssociatedAgreement(Named):
    """An agreement recognised here; `still_owed` is what its members must do here all the same."""

    kind: Literal["mutual_recognition", "one_way_recognition", "cooperation"]
    conditions_here: Text | None = None
    conditions_there: Text | None = None
    still_owed: list[ObligationId] = []
    counts_as_met: list[ObligationId] = []
