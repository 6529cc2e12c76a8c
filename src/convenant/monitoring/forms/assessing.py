"""What people fill in about who reads whom, and about appeals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.monitoring.models import Appeal


class Allocate(forms.Form):
    """The seed, where it was public, and how many are read twice."""

    seed = forms.CharField(
        label=_("Seed"),
        max_length=200,
        help_text=_("A number or text that nobody could choose, such as the result of a lottery."),
    )
    seed_source = forms.CharField(
        label=_("Where was it published, and when?"),
        max_length=500,
        help_text=_("Announce this before it is known, so that the drawing can be checked."),
    )
    second_share = forms.IntegerField(
        label=_("Read twice (%)"), min_value=0, max_value=100, initial=10
    )


class Tie(forms.Form):
    """An assessor's tie to a company."""

    assessor: Any = forms.ModelChoiceField(label=_("Assessor"), queryset=None)
    organisation: Any = forms.ModelChoiceField(label=_("Company"), queryset=None)
    why = forms.CharField(
        label=_("What ties them?"),
        max_length=500,
        help_text=_("Such as: worked there until 2024; family; shares; advice."),
    )

    def __init__(self, *args: Any, assessors: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assessor"].queryset = assessors  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class Ground(forms.Form):
    """Why a company appeals."""

    ground = forms.CharField(
        label=_("Against what do you appeal, and why?"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Decision(forms.Form):
    """How an appeal is decided."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Appeal.Outcome, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reasons"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )
