"""What is filled in beside a case: disputes, talks without prejudice, who is told a name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.grievances.forms.committee import area

LONG = 20_000
SECRETARIAT = "secretariat"


class File(forms.Form):
    """A dispute."""

    what = forms.CharField(label=_("What is the dispute about?"), max_length=LONG, widget=area(8))
    wanted = forms.CharField(
        label=_("What do you ask the committee to decide?"), max_length=LONG, widget=area(3)
    )
    receipt = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    field_order = ("organisation", "against", "what", "wanted")

    def __init__(self, *args: Any, own: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = list(own)
        self.fields["organisation"] = forms.ModelChoiceField(
            own,
            label=_("For which party?"),
            empty_label=None if len(mine) == 1 else "---------",
        )
        self.others = {str(one.pk): one for one in others}
        self.fields["against"] = forms.ChoiceField(
            label=_("With whom?"),
            choices=[
                ("", "–"),
                (SECRETARIAT, _("The secretariat")),
                *((pk, str(one)) for pk, one in self.others.items()),
            ],
        )
        self.order_fields(self.field_order)

    def clean_against(self) -> Any:
        """The other party; nobody is the secretariat."""
        return self.others.get(self.cleaned_data["against"])


class HandOver(forms.Form):
    """To which mediator."""

    def __init__(self, *args: Any, mediators: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mediator"] = forms.ModelChoiceField(mediators, label=_("Mediator"))


class Talk(forms.Form):
    """Something said without prejudice."""

    text = forms.CharField(label=_("In words"), max_length=LONG, widget=area())
    to_complainant = forms.BooleanField(
        label=_("The complainant reads this, and can answer"), required=False
    )


class EndTalks(forms.Form):
    """The result, which is all that leaves the room."""

    settled = forms.TypedChoiceField(
        label=_("How did it end?"),
        coerce=lambda value: value == "yes",
        choices=[
            ("yes", _("With an offer on which the complainant decides")),
            ("no", _("Without a settlement")),
        ],
        widget=forms.RadioSelect,
    )
    offer = forms.CharField(
        label=_("The offer, where there is one"), required=False, max_length=LONG, widget=area()
    )


class AskToTell(forms.Form):
    """Who must know a name, and why."""

    why = forms.CharField(
        label=_("Why must they know the name?"),
        max_length=4000,
        widget=area(3),
        help_text=_(
            "Do not say the name here: the chair, the complainant and who is told read it."
        ),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"] = forms.ModelChoiceField(people, label=_("Who is told?"))
        self.order_fields(("holder", "why"))
