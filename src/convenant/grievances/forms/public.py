"""What the secretariat fills in about other places to go, and about languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.grievances.languages import languages
from convenant.grievances.models import Elsewhere
from convenant.risks.forms import countries


class Place(forms.Form):
    """A place to go."""

    kind = forms.ChoiceField(label=_("What kind of place?"), choices=Elsewhere.Kind)
    name = forms.CharField(label=_("Name"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), required=False)
    how = forms.CharField(
        label=_("For whom, and how"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Plain words; people read it in the language you write it in."),
    )
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=60)
    address = forms.URLField(
        label=_("Page on the internet"), required=False, max_length=500, assume_scheme="https"
    )
    source = forms.CharField(label=_("Where did you find this?"), max_length=500)
    looked_at = forms.DateField(label=_("On which day did you look?"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"), required=False, choices=[("", _("All countries")), *countries()]
        )
        self.order_fields(
            ["kind", "name", "country", "how", "phone", "address", "source", "looked_at"]
        )


class Check(forms.Form):
    """Who read which language."""

    language = forms.ChoiceField(label=_("Language"))
    who = forms.CharField(
        label=_("Who read every text? A native speaker"),
        max_length=200,
        help_text=_("A name or an organisation, as they want to be named."),
    )
    on = forms.DateField(label=_("On which day?"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[(code, one.name) for code, one in languages().items()]
        )
        self.order_fields(["language", "who", "on"])
