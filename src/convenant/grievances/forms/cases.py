"""What handlers fill in about a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.grievances.models import Entry, SafetyCheck
from convenant.grievances.queries.stages import stage_names
from convenant.grievances.steps import NEXT
from convenant.risks.forms import countries
from convenant.risks.queries.register import theme_names


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Write(forms.Form):
    """Something for the complainant, or for the handlers only."""

    kind = forms.ChoiceField(
        label=_("What is this?"),
        choices=[
            (Entry.Kind.QUESTION.value, _("A question to the complainant")),
            (Entry.Kind.MESSAGE.value, _("A message to the complainant")),
            (Entry.Kind.NOTE.value, _("A note for the handlers; the complainant does not read it")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("In words"), max_length=20_000, widget=_area())


class Move(forms.Form):
    """To which stage, and why."""

    to = forms.ChoiceField(label=_("To which stage?"))
    why = forms.CharField(
        label=_("Why?"),
        max_length=20_000,
        widget=_area(),
        help_text=_("The complainant reads this."),
    )

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = stage_names()
        to = NEXT.get(stage, ())
        self.fields["to"] = forms.ChoiceField(
            label=_("To which stage?"), choices=[(one, names[one]) for one in to]
        )
        if "finding" in to:
            self.fields["outcome"] = forms.ChoiceField(
                label=_("Is it founded?"),
                required=False,
                choices=[
                    ("", "–"),
                    ("founded", _("Founded")),
                    ("partly", _("Partly founded")),
                    ("unfounded", _("Unfounded")),
                ],
            )
            self.fields["in_public"] = forms.CharField(
                label=_("For the companies’ risk registers: one sentence without names"),
                required=False,
                max_length=300,
            )
        if "closed" in to:
            self.fields["unconfirmed"] = forms.CharField(
                label=_("Why close though the people have not confirmed their remedy?"),
                required=False,
                max_length=4000,
                widget=_area(2),
            )


class Scope(forms.Form):
    """What the case is about."""

    site_code = forms.CharField(
        label=_("Code of the site in the register"), max_length=20, required=False
    )
    country = forms.ChoiceField(label=_("Country"), choices=countries, required=False)
    theme = forms.ChoiceField(label=_("Theme"))

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"] = forms.ChoiceField(
            label=_("Theme"), choices=sorted((str(k), str(v)) for k, v in theme_names().items())
        )
        self.fields["respondents"] = forms.ModelMultipleChoiceField(
            members,
            label=_("Companies that the case names"),
            required=False,
            widget=forms.SelectMultiple(attrs={"size": 6}),
            help_text=_("Companies that source at the site are found by themselves."),
        )


class Safe(forms.Form):
    """How safe the person is."""

    level = forms.ChoiceField(
        label=_("How great is the risk of retaliation?"),
        choices=SafetyCheck.Level,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Why do you think so?"), max_length=4000, widget=_area(3))
    plan = forms.CharField(
        label=_("What is done to keep them safe?"),
        max_length=4000,
        required=False,
        widget=_area(3),
    )
    never = forms.CharField(
        label=_("What must never be done?"),
        max_length=2000,
        required=False,
        widget=_area(2),
        help_text=_("It stands above the case, before anybody writes."),
    )
    again_on = forms.DateField(label=_("Look again on"), required=False, widget=day_input())


class Happened(forms.Form):
    """Retaliation a handler heard of."""

    what = forms.CharField(label=_("What happened?"), max_length=4000, widget=_area(3))


class Followed(forms.Form):
    """What was done about it."""

    what = forms.CharField(label=_("What was done?"), max_length=4000, widget=_area(3))
    look_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=day_input(),
        help_text=_("Leave empty to close it."),
    )


class Reason(forms.Form):
    """A reason both sides read."""

    why = forms.CharField(
        label=_("Why?"), max_length=2000, widget=_area(2), help_text=_("Both sides read this.")
    )


class Longer(Reason):
    """How much longer, and why."""

    days = forms.IntegerField(label=_("Days longer"), min_value=1, max_value=365)


class LetIn(forms.Form):
    """Who reads in the case from now on."""

    def __init__(self, *args: Any, holders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(holders, label=_("Who"))
