"""What handlers fill in about a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.base.templatetags.house import in_words
from convenant.grievances.models import Case, Entry, SafetyCheck
from convenant.grievances.procedure.stages import Outcome, Stage
from convenant.grievances.queries.procedure import place_of, procedure, road
from convenant.grievances.queries.stages import stage_names
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
            (
                Entry.Kind.PROGRESS.value,
                _("The promised feedback: what was done so far, and what comes next"),
            ),
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

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names, self.road = stage_names(), road(case)
        steps = self.road.steps
        self.fields["to"] = forms.ChoiceField(
            label=_("To which stage?"),
            choices=[(place_of(one), names[place_of(one)]) for one in steps],
        )
        to = {one.stage for one in steps}
        self.criteria = procedure().admissibility if case.stage == Stage.ADMISSIBILITY else ()
        for one in self.criteria:
            self.fields[f"met_{one.id}"] = forms.ChoiceField(
                label=in_words(one.name),
                required=False,
                choices=[("", "–"), ("yes", _("Is met")), ("no", _("Is not met"))],
            )
            self.fields[f"why_{one.id}"] = forms.CharField(
                label=_("Why?"), required=False, max_length=2000, widget=_area(2)
            )
        if Stage.FINDING in to:
            self.fields["outcome"] = forms.ChoiceField(
                label=_("Is it founded?"),
                required=False,
                choices=[
                    ("", "–"),
                    (Outcome.FOUNDED.value, _("Founded")),
                    (Outcome.PARTLY_FOUNDED.value, _("Partly founded")),
                    (Outcome.UNFOUNDED.value, _("Unfounded")),
                ],
            )
            self.fields["in_public"] = forms.CharField(
                label=_("For the companies’ risk registers: one sentence without names"),
                required=False,
                max_length=300,
            )
        if Stage.CLOSED in to:
            self.fields["unconfirmed"] = forms.CharField(
                label=_("Why close though the people have not confirmed their remedy?"),
                required=False,
                max_length=4000,
                widget=_area(2),
            )

    def given(self) -> dict[str, Any]:
        """The step as the action takes it."""
        said = {
            key: value
            for key, value in self.cleaned_data.items()
            if not key.startswith(("met_", "why_"))
        }
        said["criteria"] = {
            one.id: (
                self.cleaned_data[f"met_{one.id}"] == "yes",
                self.cleaned_data[f"why_{one.id}"],
            )
            for one in self.criteria
            if self.cleaned_data[f"met_{one.id}"]
        }
        return said


class Join(forms.Form):
    """Which case this one goes on in, and why."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=4000,
        widget=_area(2),
        help_text=_("The complainant reads this."),
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(cases, label=_("The case it goes on in"))


class Informed(forms.Form):
    """How the other parties were told outside the platform."""

    how = forms.CharField(label=_("Who was told, how and when?"), max_length=4000, widget=_area(2))


class Put(forms.Form):
    """An offer for the complainant."""

    text = forms.CharField(
        label=_("What is offered"),
        max_length=20_000,
        widget=_area(),
        help_text=_("The complainant reads this and decides. In their language, if you can."),
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
