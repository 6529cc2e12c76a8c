"""What is filled in about evidence."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from convenant.grievances.forms.committee import area

ABOUT = _("What is it evidence of?")


class TakeIn(forms.Form):
    """A statement that is evidence."""

    def __init__(self, *args: Any, said: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"] = forms.TypedChoiceField(
            label=_("Which statement?"),
            coerce=int,
            choices=[
                (one.entry.pk, f"{one.entry.get_kind_display()}, {date_format(one.entry.on)}")
                for one in said
            ],
        )
        self.fields["about"] = forms.CharField(label=ABOUT, max_length=4000, widget=area(2))


class Describe(forms.Form):
    """Of what a piece is evidence."""

    text = forms.CharField(label=ABOUT, max_length=4000, widget=area(2))
