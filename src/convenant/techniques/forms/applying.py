"""What a company fills in about applying a technique, and what others say to it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from convenant.assessments.models import EvidenceItem
from convenant.base.forms import day_input
from convenant.decisions.models import Proposal
from convenant.techniques.models import DerogationOpinion


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ShowDocument(forms.Form):
    """A document of the company for one evidence item."""

    item: Any = forms.ModelChoiceField(
        label=_("Show this document"), queryset=None, empty_label=_("Choose a document")
    )

    def __init__(self, *args: Any, documents: QuerySet[EvidenceItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = documents  # type: ignore[attr-defined]


class Plan(forms.Form):
    """What the company will do."""

    plan = forms.CharField(
        label=_("What will you do?"),
        max_length=4000,
        widget=area(),
        required=False,
        help_text=_("The secretariat and the monitor read this; other companies do not."),
    )
    planned_by = forms.DateField(label=_("Ready by"), widget=day_input(), required=False)


class ClaimMeasure(forms.Form):
    """Something else with equal effect."""

    text = forms.CharField(label=_("What do you do instead?"), max_length=4000, widget=area())
    effect = forms.CharField(
        label=_("What shows that its effect is equal?"), max_length=4000, widget=area()
    )
    items: Any = forms.ModelMultipleChoiceField(
        label=_("Documents that show it"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, documents: QuerySet[EvidenceItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].queryset = documents  # type: ignore[attr-defined]


class JudgeMeasure(forms.Form):
    """What the monitor finds of it."""

    equal = forms.TypedChoiceField(
        label=_("Is its effect equal?"),
        choices=[("yes", _("Equal effect is shown")), ("no", _("Equal effect is not shown"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why?"), max_length=4000, widget=area())
    valid_until = forms.DateField(
        label=_("Valid until"),
        widget=day_input(),
        required=False,
        help_text=_("Only where it is equal; after that day it is to be shown anew."),
    )


class AskDerogation(forms.Form):
    """More time, with its reason."""

    reason = forms.CharField(
        label=_("Why can you not apply it in time?"), max_length=4000, widget=area()
    )
    cost_benefit = forms.CharField(
        label=_("Costs and benefits"),
        max_length=10_000,
        widget=area(5),
        help_text=_(
            "What applying it in time would cost you, and what workers and others would gain by it. The "
            "secretariat, the monitor and the sides that are heard read this; other companies do not."
        ),
    )
    until = forms.DateField(label=_("More time until"), widget=day_input())


class GiveOpinion(forms.Form):
    """What a side thinks of it."""

    stance = forms.ChoiceField(
        label=_("Your opinion"), choices=DerogationOpinion.Stance, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Why?"), max_length=4000, widget=area())


class GrantDerogation(forms.Form):
    """Until when, and why as everyone reads it."""

    granted_until = forms.DateField(label=_("Until"), widget=day_input())
    public_reason = forms.CharField(
        label=_("Reason, as published"),
        max_length=4000,
        widget=area(),
        help_text=_(
            "Everyone may read this. Leave out the company's name and figures that tell whose it is."
        ),
    )
    proposal: Any = forms.ModelChoiceField(
        label=_("Decision that grants it"),
        queryset=None,
        empty_label=_("Choose a decision"),
    )

    def __init__(self, *args: Any, decisions: QuerySet[Proposal] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if decisions is None:
            del self.fields["proposal"]
        else:
            self.fields["proposal"].queryset = decisions  # type: ignore[attr-defined]


class RefuseDerogation(forms.Form):
    """Why not."""

    public_reason = forms.CharField(label=_("Why is it refused?"), max_length=4000, widget=area())
