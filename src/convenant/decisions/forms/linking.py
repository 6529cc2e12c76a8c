"""For rooms that carry decisions out: which decision of the log a deed rests on."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from convenant.decisions.models import Proposal


def decision_field(decisions: QuerySet[Proposal]) -> forms.ModelChoiceField:
    """A choice of adopted decisions, by number and title; none is chosen at first."""
    field: Any = forms.ModelChoiceField(
        label=_("Decision in the decision log"),
        queryset=decisions,
        required=False,
        empty_label=_("None"),
        help_text=_("It then says beside the decision what it changed, and leads here."),
    )
    field.label_from_instance = lambda one: f"{one.number}. {one.title}"
    return field  # type: ignore[no-any-return]
