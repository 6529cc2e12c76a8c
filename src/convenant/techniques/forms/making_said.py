"""What members and parties fill in: a number, a comment; and how it is asked and answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.decisions.forms.meetings import area
from convenant.techniques.models import Comment
from convenant.techniques.queries.comments import PLACES


def number_field(label: Any, **more: Any) -> forms.DecimalField:
    """A number as people of either language write it."""
    return forms.DecimalField(
        label=label,
        max_digits=16,
        decimal_places=3,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        **more,
    )


class AskMembers(forms.Form):
    """A number that members are asked for."""

    name_nl = forms.CharField(label=_("Question (Dutch)"), max_length=300)
    name_en = forms.CharField(label=_("Question (English)"), max_length=300)
    unit = forms.CharField(
        label=_("Unit"), max_length=60, help_text=_("Such as %, days or EUR per year.")
    )
    low = number_field(_("Lowest possible value"), required=False)
    high = number_field(_("Highest possible value"), required=False)
    until = forms.DateField(label=_("Answers until"), widget=day_input())


class LongerToAnswer(forms.Form):
    """A later last day."""

    until = forms.DateField(label=_("New last day"), widget=day_input())


class AnswerData(forms.Form):
    """A company's own number."""

    value = number_field(_("Your number"))
    method = forms.CharField(
        label=_("How it was measured"),
        required=False,
        max_length=500,
        help_text=_("From which administration, over which period."),
    )


class SayOfDraft(forms.Form):
    """A comment."""

    place = forms.ChoiceField(label=_("On which part?"), required=False)
    text = forms.CharField(
        label=_("Your comment"),
        max_length=4000,
        widget=area(5),
        help_text=_(
            "What is not right or not clear, and how it should read. Everyone at the table reads it, your "
            "competitors too: no prices, volumes or plans for sourcing."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = list(PLACES.items())  # type: ignore[attr-defined]


class AnswerComment(forms.Form):
    """What was done with a comment, and why."""

    state = forms.ChoiceField(
        label=_("Taken over?"),
        choices=[
            ("", "—"),
            *(one for one in Comment.State.choices if one[0] != Comment.State.OPEN),
        ],
    )
    answer = forms.CharField(label=_("Reason"), max_length=4000, widget=area(3))
