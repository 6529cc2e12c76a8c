"""What people fill in about requests to the state."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.decisions.forms.meetings import area
from convenant.decisions.models import Ask
from convenant.decisions.queries.asks import adopted, governments


class AskTheState(forms.Form):
    """A request to a government party."""

    to: Any = forms.ModelChoiceField(label=_("To whom?"), queryset=None)
    what = forms.CharField(label=_("What is asked?"), max_length=300)
    addressed = forms.CharField(
        label=_("To be taken to"),
        required=False,
        max_length=200,
        help_text=_(
            "The government or authority it is about, such as a ministry in another country."
        ),
    )
    text = forms.CharField(label=_("Why, and what would help"), max_length=10_000, widget=area(5))
    deadline = forms.DateField(label=_("Answer asked by"), widget=day_input())
    proposal: Any = forms.ModelChoiceField(
        label=_("Decision it rests on"), queryset=None, required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = governments()  # type: ignore[attr-defined]
        self.fields["proposal"].queryset = adopted()  # type: ignore[attr-defined]


class AnswerAsk(forms.Form):
    """What the state says."""

    text = forms.CharField(label=_("Answer"), max_length=10_000, widget=area(5))


class CloseAsk(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=Ask.Outcome, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("How does that show?"), max_length=4000, widget=area(3))
