"""What the committee and those who help it fill in: ties, the panel, hearings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.grievances.models import Hearing, Recusal, Tie


def area(rows: int = 4) -> forms.Textarea:
    """A field for some lines."""
    return forms.Textarea(attrs={"rows": rows})


class Nothing(forms.Form):
    """A button alone."""


class DeclareTie(forms.Form):
    """What binds one to an organisation."""

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = forms.ModelChoiceField(organisations, label=_("Organisation"))
        self.fields["kind"] = forms.ChoiceField(
            label=_("What binds you to it"), choices=Tie.Kind.choices
        )


class Ownership(forms.Form):
    """Two organisations in one group."""

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = forms.ModelChoiceField(organisations, label=_("Organisation"))
        self.fields["other"] = forms.ModelChoiceField(
            organisations, label=_("Is in one group with")
        )
        self.fields["source"] = forms.CharField(
            label=_("Where this can be read, and of which day that is"), max_length=300
        )


class Recuse(forms.Form):
    """Somebody does not sit in this case."""

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.TypedChoiceField(
            label=_("Who does not sit in this case?"),
            coerce=int,
            choices=[(one.pk, str(one)) for one in people],
        )
        self.fields["ground"] = forms.ChoiceField(
            label=_("On which ground?"),
            choices=[
                (Recusal.Ground.OWN_WISH.value, _("They step back themselves")),
                (Recusal.Ground.OBJECTION.value, _("A party objected, and that is right")),
                (Recusal.Ground.ABSENT.value, _("They cannot be there")),
            ],
        )
        self.fields["why"] = forms.CharField(
            label=_("Why?"),
            max_length=4000,
            widget=area(3),
            help_text=_("It is sealed in the case; the one who leaves cannot read it afterwards."),
        )


class Invite(forms.Form):
    """Whom to hear, when and where."""

    def __init__(self, *args: Any, respondents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = forms.ChoiceField(
            label=_("Who is heard?"), choices=Hearing.Party.choices
        )
        self.fields["organisation"] = forms.ModelChoiceField(
            respondents, label=_("Which company, if it is one"), required=False
        )
        self.fields["on"] = forms.DateField(label=_("On which day?"), widget=day_input())
        self.fields["text"] = forms.CharField(
            label=_("Invitation: how, where, and about what"),
            max_length=8000,
            widget=area(),
            help_text=_(
                "The complainant reads it at their case, a company at its notice. Of a witness it is "
                "kept here only; tell the witness yourself."
            ),
        )


class Minutes(forms.Form):
    """What was said at a hearing."""

    text = forms.CharField(label=_("Minutes"), max_length=100_000, widget=area(8))


class Declined(forms.Form):
    """A party that does not wish to be heard, or did not come."""

    why = forms.CharField(
        label=_("How do you know that they do not wish to be heard, or why did they not come?"),
        max_length=4000,
        widget=area(2),
    )
