"""What people fill in about frameworks, documents, goals and published results."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.agreements.definition.parts.assessment import Assessment, Status
from convenant.assessments.models import Tier
from convenant.assessments.queries.questionnaire import words
from convenant.base.forms import day_input

CHAIN_TIERS = range(1, 6)


class Freeze(forms.Form):
    """The year to freeze the running rules for."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=500, help_text=_("What changed, and why.")
    )


class Begin(forms.Form):
    """What the company is, as far as it decides what it is asked."""

    employees = forms.IntegerField(
        label=_("Number of staff"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        help_text=_("Small companies may refuse some questions. Left open, you count as small."),
    )
    chain_roles = forms.MultipleChoiceField(
        label=_("What are you in the chain?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tiers = forms.TypedMultipleChoiceField(
        label=_("In which tiers of the chain do you know production sites?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Left open, you are asked about all of them."),
    )

    def __init__(self, *args: Any, framework: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.id, words(role.name)) for role in framework.chain_roles]
        if roles:
            self.fields["chain_roles"].choices = roles  # type: ignore[attr-defined]
        else:
            del self.fields["chain_roles"]
        if any(criterion.tiers for criterion in framework.criteria):
            self.fields["tiers"].choices = [(n, _tier_name(n)) for n in CHAIN_TIERS]  # type: ignore[attr-defined]
        else:
            del self.fields["tiers"]


def _tier_name(number: int) -> Any:
    if number == 1:
        return _("Tier 1: those who deliver to you")
    return _("Tier %(number)d") % {"number": number}


class Document(forms.Form):
    """What a document is called, what it is and who may read it."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    tier = forms.ChoiceField(label=_("Who may read it"), choices=Tier, initial=Tier.DESK)
    valid_until = forms.DateField(label=_("Valid until"), required=False, widget=day_input())

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Not said")), *kinds]  # type: ignore[attr-defined]


class NewDocument(Document):
    """The same with its file."""

    file = forms.FileField(label=_("File"), help_text=_("At most 25 MB."))
    field_order = ("file", "name", "kind", "tier", "valid_until")


class Sheet(forms.Form):
    """A filled-in workbook."""

    file = forms.FileField(label=_("The filled-in workbook"))


class GoalForm(forms.Form):
    """A measurable goal: what, how measured, from where to where, by whom and when."""

    risk: Any = forms.ModelChoiceField(label=_("For which risk?"), queryset=None, required=False)
    text = forms.CharField(
        label=_("Goal"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What will be different, for whom."),
    )
    indicator = forms.CharField(
        label=_("Indicator"), max_length=300, help_text=_("The number that shows it.")
    )
    unit = forms.CharField(label=_("Unit"), max_length=60, help_text=_("Such as %, sites, euro."))
    baseline = forms.DecimalField(
        label=_("Baseline"), required=False, max_digits=16, decimal_places=3, localize=True
    )
    target = forms.DecimalField(label=_("Target"), max_digits=16, decimal_places=3, localize=True)
    owner = forms.CharField(label=_("Who is responsible"), max_length=150)
    due = forms.DateField(label=_("By when"), widget=day_input())

    def __init__(self, *args: Any, risks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["risk"].queryset = risks  # type: ignore[attr-defined]
        self.fields["risk"].empty_label = _("In general")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A target differs from where one stands."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("baseline") is not None and cleaned["baseline"] == cleaned.get("target"):
            self.add_error("target", _("The target is where you already are: the goal is reached."))
        return cleaned


class Progress(forms.Form):
    """How far a goal is on a day."""

    on = forms.DateField(label=_("Day"), widget=day_input())
    value = forms.DecimalField(
        label=_("Value"), required=False, max_digits=16, decimal_places=3, localize=True
    )
    text = forms.CharField(
        label=_("What was done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class Why(forms.Form):
    """A reason."""

    why = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CohortForm(forms.Form):
    """Published results of a year: a share per status, and the source."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    assessed = forms.IntegerField(
        label=_("Companies assessed"), required=False, min_value=1, max_value=100_000
    )
    source = forms.CharField(
        label=_("Source"), max_length=500, help_text=_("Where it was published.")
    )
    as_of = forms.DateField(label=_("Consulted on"), widget=day_input())

    def __init__(self, *args: Any, statuses: Sequence[Status], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for status in statuses:
            self.fields[f"share_{status.id}"] = forms.FloatField(
                label=_("%(status)s (%%)") % {"status": words(status.name)},
                required=False,
                min_value=0,
                max_value=100,
            )

    def shares(self) -> dict[str, float]:
        """The shares that were filled in, by status."""
        return {
            name.removeprefix("share_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("share_") and value is not None
        }
