"""What handlers fill in about keeping, taking away, exporting and learning."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convenant.agreements.definition.labels import choice_label
from convenant.base.forms import day_input
from convenant.grievances.models import Removal


def _area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Propose(forms.Form):
    """What is taken away, and why."""

    what = forms.ChoiceField(
        label=_("What is taken away?"), choices=Removal.What, widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("Why?"), max_length=2000, widget=_area())


class Longer(forms.Form):
    """Until when nothing goes, and why."""

    until = forms.DateField(label=_("Nothing goes before"), widget=day_input())
    why = forms.CharField(label=_("Why?"), max_length=2000, widget=_area())


class Export(forms.Form):
    """For whom the case file is made."""

    why = forms.CharField(
        label=_("For whom, and why?"),
        max_length=500,
        widget=_area(),
        help_text=_("It stands in the manifest and in the journal."),
    )


class LessonForm(forms.Form):
    """What others can learn of it."""

    step = forms.TypedChoiceField(label=_("About which step of due diligence?"), coerce=int)
    said = forms.CharField(
        label=_("In a sentence without names"),
        max_length=500,
        widget=_area(),
        help_text=_("Everybody inside the agreement may come to read it."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        language = get_language() or "nl"
        self.fields["step"] = forms.TypedChoiceField(
            label=_("About which step of due diligence?"),
            coerce=int,
            choices=[(n, f"{choice_label('oecd_step', str(n), language)}") for n in range(1, 7)],
        )
        self.order_fields(["step", "said"])
