"""What people fill in about sources and risks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.base.templatetags.house import country_name
from convenant.locations.reading.countries import codes
from convenant.risks.models import Risk
from convenant.risks.ranking import HIGHEST, LOWEST, Rated
from convenant.risks.sources import SOURCES

MOST_BYTES = 50 * 2**20


def countries() -> list[tuple[str, str]]:
    """Every country by its name in the reader's language."""
    return sorted(((code, country_name(code)) for code in codes()), key=lambda c: c[1])


class LookUp(forms.Form):
    """Product, country and theme; each may stay open."""

    product = forms.CharField(label=_("Product or material"), required=False, max_length=100)
    country = forms.ChoiceField(label=_("Country"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, themes: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("All countries")), *countries()]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", _("All themes")), *themes.items()]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was understood of the question; the rest is left open."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("product", "country", "theme")}


class HandInSource(forms.Form):
    """A file with what kind of source it is and which edition."""

    kind = forms.ChoiceField(label=_("Kind of source"))
    file = forms.FileField(
        label=_("File"), help_text=_("The file as you downloaded it, at most 50 MB.")
    )
    edition = forms.CharField(
        label=_("Edition"), max_length=60, help_text=_("Such as 2024, or September 2024.")
    )
    published = forms.DateField(
        label=_("Day it was published"),
        required=False,
        widget=day_input(),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=300,
        help_text=_("Only where the file is of the sector itself."),
    )
    publisher = forms.CharField(label=_("Published by"), required=False, max_length=300)
    licence = forms.CharField(
        label=_("Licence"), required=False, max_length=300, help_text=_("How it may be used.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = "nl" if (get_language() or "nl").startswith("nl") else "en"
        self.fields["kind"].choices = [(s.key, s.name[language]) for s in SOURCES.values()]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 50 MB. Download it again."))
        return file

    def clean(self) -> dict[str, Any]:
        """A list of the sector itself says whose it is; an official one says so by its kind."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == "sector_list":
            for name in ("title", "publisher"):
                if not cleaned.get(name):
                    self.add_error(name, _("Fill this in: what is known has a source."))
        return cleaned


class ScopeRisk(forms.Form):
    """A general area and why it is on the list."""

    theme = forms.ChoiceField(label=_("Theme"))
    country = forms.ChoiceField(label=_("Country"), required=False)
    product = forms.CharField(label=_("Product or material"), required=False, max_length=200)
    title = forms.CharField(
        label=_("In your own words"),
        max_length=300,
        help_text=_("Such as: excessive overtime before the summer season."),
    )
    why = forms.CharField(
        label=_("Why is this on the list?"),
        help_text=_(
            "What you know, and from where. Reasonably available information is enough here."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )

    def __init__(self, *args: Any, themes: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("All countries")), *countries()]  # type: ignore[attr-defined]
        self.fields["theme"].choices = list(themes.items())  # type: ignore[attr-defined]


def _levels(lowest: Any, highest: Any) -> list[tuple[int, str]]:
    words = {LOWEST: lowest, HIGHEST: highest}
    return [
        (level, f"{level} – {words[level]}" if level in words else str(level))
        for level in range(LOWEST, HIGHEST + 1)
    ]


class RateRisk(forms.Form):
    """The judgement: three parts of severity, likelihood, involvement, reason and when."""

    scale = forms.TypedChoiceField(
        label=_("Scale: how grave is the harm?"), coerce=int, widget=forms.RadioSelect
    )
    scope = forms.TypedChoiceField(
        label=_("Scope: how many people, or how much nature, does it reach?"),
        coerce=int,
        widget=forms.RadioSelect,
    )
    irremediability = forms.TypedChoiceField(
        label=_("Irremediability: how little can be put right afterwards?"),
        coerce=int,
        widget=forms.RadioSelect,
    )
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood: how likely is it?"), coerce=int, widget=forms.RadioSelect
    )
    involvement = forms.ChoiceField(
        label=_("How is the company involved?"),
        choices=Risk.Involvement,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason for this judgement"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    decision = forms.ChoiceField(
        label=_("When is it tackled?"), choices=Risk.Decision, widget=forms.RadioSelect
    )
    later_on = forms.DateField(
        label=_("First day of the later wave"),
        required=False,
        widget=day_input(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, lowest, highest in (
            ("scale", _("slight"), _("life, health or freedom is at stake")),
            ("scope", _("a few"), _("most of those at the sites")),
            ("irremediability", _("can be wholly put right"), _("can never be put right")),
            ("likelihood", _("hardly likely"), _("it happens, or is almost sure to")),
        ):
            self.fields[name].choices = _levels(lowest, highest)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A later wave has a day, and it lies ahead."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == Risk.Decision.LATER:
            day = cleaned.get("later_on")
            if day is None and "later_on" not in self.errors:
                self.add_error("later_on", _("Give the day on which the later wave begins."))
            elif day is not None and day <= date.today():
                self.add_error("later_on", _("This day is past; a later wave lies ahead."))
        return cleaned

    def judgement(self) -> dict[str, Any]:
        """The arguments of the verb."""
        said = self.cleaned_data
        parts = (said[p] for p in ("scale", "scope", "irremediability", "likelihood"))
        rest = {name: said[name] for name in ("involvement", "reason", "decision", "later_on")}
        return {"rated": Rated(*parts), **rest}
