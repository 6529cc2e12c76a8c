"""What the monitor fills in about draws, visits and findings."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.monitoring.actions.draws import MOST_SITES
from convenant.monitoring.models import Finding, VerificationDraw, Visit
from convenant.people.models import Organisation

FIRST_YEAR = 2000


class Announce(forms.Form):
    """How sites are drawn, and which public number will be the seed."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=2200)
    method = forms.ChoiceField(
        label=_("How are the sites drawn?"),
        choices=VerificationDraw.Method,
        widget=forms.RadioSelect,
    )
    size = forms.IntegerField(label=_("Sites to visit"), min_value=1, max_value=MOST_SITES)
    reserve = forms.IntegerField(
        label=_("Sites in reserve"),
        min_value=0,
        max_value=MOST_SITES,
        help_text=_("They take the place of sites that cannot be visited, in the order drawn."),
    )
    seed_source = forms.CharField(
        label=_("Which public number will be the seed?"),
        help_text=_(
            "A number that nobody can know or steer, such as the winning numbers of a named lottery "
            "draw, and how it is written: in which order, with what between."
        ),
        max_length=500,
    )
    seed_place = forms.CharField(
        label=_("Where can anyone read it?"),
        help_text=_("Such as the web address of the lottery's results."),
        max_length=500,
    )
    seed_on = forms.DateField(
        label=_("Day on which it becomes public"),
        help_text=_("After today: nobody may know it while the draw is set up."),
        widget=day_input(),
    )

    def clean_seed_on(self) -> date:
        """The seed is still unknown to everyone."""
        day: date = self.cleaned_data["seed_on"]
        if day <= date.today():
            raise forms.ValidationError(_("Choose a day after today."))
        return day


class Seed(forms.Form):
    """The number, as it was published."""

    seed = forms.CharField(
        label=_("The seed, as it was published"),
        help_text=_("Exactly as announced; anyone can check it at the place that was named."),
        max_length=200,
    )


class Because(forms.Form):
    """Why a draw is not held, or a visit was not possible."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PlanVisit(forms.Form):
    """When, by whom, and whether companies at the site know beforehand."""

    planned_on = forms.DateField(label=_("Day of the visit"), widget=day_input())
    visitors = forms.CharField(
        label=_("Who visits?"), help_text=_("The person and the organisation."), max_length=300
    )
    announced = forms.BooleanField(
        label=_("Companies that source here may know beforehand"), required=False
    )


class RecordVisit(forms.Form):
    """When it was, and what came of it."""

    done_on = forms.DateField(label=_("Day on which the visit was made"), widget=day_input())
    outcome = forms.CharField(
        label=_("What came of it"),
        help_text=_("In a few sentences, also where nothing was found. Findings come after this."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class RecordFinding(forms.Form):
    """What was found, how severe it is, and who may read it."""

    theme = forms.ChoiceField(label=_("Theme"))
    severity = forms.ChoiceField(
        label=_("How severe is it?"), choices=Finding.Severity, widget=forms.RadioSelect
    )
    found = forms.CharField(
        label=_("What was found"),
        help_text=_(
            "Companies that source here read this. Do not write who said what: name nobody who could "
            "be made to pay for it."
        ),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    tier = forms.ChoiceField(label=_("Who may read it?"), choices=Finding.Tier, required=False)

    def __init__(
        self, *args: Any, themes: dict[str, str], open_to_parties: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = list(themes.items())  # type: ignore[attr-defined]
        if not open_to_parties:
            del self.fields["tier"]  # the definition leaves one choice


class ProposeAction(forms.Form):
    """What is to be done, by whom, by when."""

    what = forms.CharField(
        label=_("What has to be done"),
        help_text=_("Worker representatives read this as well. Name no company in it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    who = forms.ChoiceField(
        label=_("Who is responsible?"),
        help_text=_("A company never reads that another company is responsible for something."),
    )
    deadline = forms.DateField(label=_("Deadline"), widget=day_input())

    def __init__(self, *args: Any, companies: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companies = {str(company.pk): company for company in companies}
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("site", _("The site, with the companies that source there")),
            *((pk, str(company)) for pk, company in self.companies.items()),
        ]

    def proposed(self) -> dict[str, Any]:
        """The arguments of the verb."""
        said = self.cleaned_data
        return {
            "what": said["what"],
            "deadline": said["deadline"],
            "organisation": self.companies.get(said["who"]),
        }


def plan_of(visit: Visit) -> dict[str, Any]:
    """The plan as it stands, to change it."""
    return {
        "planned_on": visit.planned_on,
        "visitors": visit.visitors,
        "announced": visit.announced,
    }
