"""What people fill in about commitments, consequences and outcomes."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from convenant.agreements.terms import USUAL
from convenant.base.forms import day_input
from convenant.decisions.forms.linking import decision_field
from convenant.decisions.models import Proposal
from convenant.monitoring.models import Commitment, Indicator, Step
from convenant.monitoring.queries.consequences import (
    HEARING,
    duties_to_name,
    hearing_is_stated,
    ladder,
    names,
    results_to_name,
)
from convenant.risks.forms import countries
from convenant.risks.queries.register import theme_names


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Promise(forms.Form):
    """A commitment a party takes on."""

    text = forms.CharField(label=_("What do you promise?"), max_length=1000, widget=_area(2))
    indicator = forms.CharField(label=_("What will show that you did it?"), max_length=500)
    due = forms.DateField(label=_("By when"), widget=day_input())


class Report(forms.Form):
    """What was done."""

    report = forms.CharField(label=_("What was done"), max_length=10_000, widget=_area(4))
    proof = forms.URLField(
        label=_("Where can it be seen?"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("A public address, where there is one."),
    )


class Judge(forms.Form):
    """What the monitor finds."""

    judgement = forms.ChoiceField(
        label=_("Judgement"), choices=Commitment.Judgement, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), max_length=4000, widget=_area())


class Text(forms.Form):
    """One text."""

    text = forms.CharField(label=_("Your reply"), max_length=10_000, widget=_area(4))


class Announce(forms.Form):
    """A step that is intended against a company."""

    organisation: Any = forms.ModelChoiceField(label=_("Company"), queryset=None)
    consequence = forms.ChoiceField(label=_("Step"))
    obligation = forms.ChoiceField(label=_("Duty that was not met"), required=False)
    assessment: Any = forms.ModelChoiceField(
        label=_("Result it rests on"),
        queryset=None,
        required=False,
        empty_label=_("None"),
        help_text=_("A final result of this company, where the step rests on one."),
    )
    ground = forms.CharField(
        label=_("Ground"),
        max_length=4000,
        widget=_area(4),
        help_text=_("Which duty was not met, and how that is known."),
    )
    skips_because = forms.CharField(
        label=_("Reason for skipping lighter steps"),
        required=False,
        max_length=1000,
        help_text=_("Only where a lighter step was not taken before, or was lifted."),
    )
    answer_days = forms.IntegerField(label=_("Days to answer"), required=False, min_value=1)
    days_because = forms.CharField(label=_("Reason for these days"), required=False, max_length=500)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["assessment"].queryset = results_to_name()  # type: ignore[attr-defined]
        named = names()
        self.fields["consequence"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{each.step}. {named[each.id]}") for each in ladder()
        ]
        self.fields["obligation"].choices = [("", _("None")), *duties_to_name().items()]  # type: ignore[attr-defined]
        if hearing_is_stated():
            del self.fields["answer_days"], self.fields["days_because"]
        else:
            self.fields["answer_days"].help_text = _(
                "This agreement names no term: %(days)d days hold where you leave this empty."
            ) % {"days": USUAL[HEARING]}


class Decide(forms.Form):
    """What was decided on a step."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=Step.Decision, widget=forms.RadioSelect
    )
    decided_on = forms.DateField(label=_("Day of the decision"), widget=day_input())
    reference = forms.CharField(
        label=_("Where is it recorded?"), max_length=300, help_text=_("Such as minutes and item.")
    )
    reason = forms.CharField(label=_("Reasons"), max_length=4000, widget=_area(4))
    in_force_from = forms.DateField(
        label=_("Takes effect on"),
        required=False,
        widget=day_input(),
        help_text=_("Empty: on the day of the decision."),
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=day_input(),
        help_text=_("Empty: until it is lifted."),
    )

    def __init__(
        self, *args: Any, ends_by_clock: bool, decisions: QuerySet[Proposal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if decisions.exists():
            self.fields["log"] = decision_field(decisions)
            self.fields["reference"].required = False
            self.order_fields(["decision", "decided_on", "log"])
        if ends_by_clock:
            del self.fields["ends_on"]


class IndicatorForm(forms.Form):
    """An indicator with its baseline and its target."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    unit = forms.CharField(label=_("Unit"), max_length=60)
    better = forms.ChoiceField(label=_("Direction"), choices=Indicator.Better)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    method = forms.CharField(label=_("How it is measured"), max_length=4000, widget=_area(3))
    source_kinds = forms.MultipleChoiceField(
        label=_("Kinds of sources"),
        required=False,
        choices=Indicator.SourceKind,
        widget=forms.CheckboxSelectMultiple,
    )
    baseline_year = forms.IntegerField(label=_("Baseline year"), min_value=1990, max_value=2100)
    target = forms.DecimalField(
        label=_("Target"), required=False, max_digits=16, decimal_places=3, localize=True
    )
    target_year = forms.IntegerField(
        label=_("Target year"), required=False, min_value=1990, max_value=2200
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("All themes")), *theme_names().items()]  # type: ignore[attr-defined]


class Measure(forms.Form):
    """A value with its source."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    country = forms.ChoiceField(label=_("Country"), required=False)
    value = forms.DecimalField(label=_("Value"), max_digits=16, decimal_places=3, localize=True)
    source = forms.CharField(
        label=_("Source"), max_length=500, help_text=_("Who measured it, where it is written.")
    )
    observations = forms.IntegerField(
        label=_("Number of observations"), required=False, min_value=1
    )
    organisations = forms.IntegerField(
        label=_("Organisations behind it"),
        required=False,
        min_value=1,
        help_text=_("Decides whether the value may be published."),
    )
    corrected_because = forms.CharField(
        label=_("Reason of a correction"),
        required=False,
        max_length=500,
        help_text=_(
            "Only where a value of that year stands already; it is kept beside the new one."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("The whole sector")), *countries()]  # type: ignore[attr-defined]
