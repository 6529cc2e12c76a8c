"""What people fill in about a site: filters, merge, split, a share, a request, an outcome."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.templatetags.house import country_name
from convenant.locations.actions.introductions import MESSAGE_AT_MOST
from convenant.locations.actions.notices import OUTCOME_AT_MOST
from convenant.locations.actions.sites import REASON_AT_MOST
from convenant.locations.models import ListedSite, SiteNotice


class SiteFilter(forms.Form):
    """Words, a country, and whether only shared sites are wanted."""

    words = forms.CharField(label=_("Name, address or code"), required=False, max_length=200)
    country = forms.ChoiceField(label=_("Country"), required=False)
    shared = forms.BooleanField(label=_("Only sites on two lists or more"), required=False)

    def __init__(self, *args: Any, countries: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((country_name(code), code) for code in countries)
        self.fields["country"].choices = [("", _("All countries"))] + [  # type: ignore[attr-defined]
            (code, name) for name, code in named
        ]

    def chosen(self) -> dict[str, Any]:
        """The filters that were understood; what was not is left out rather than refused."""
        self.is_valid()
        return {
            "words": self.cleaned_data.get("words", ""),
            "country": self.cleaned_data.get("country", ""),
            "shared": self.cleaned_data.get("shared", False),
        }


class OtherSite(forms.Form):
    """The code of the site to merge with."""

    other = forms.CharField(
        label=_("Code of the other site"),
        help_text=_("Any code that this site ever had, such as S-0A1B2C3D4E5F."),
        max_length=20,
    )


class Reason(forms.Form):
    """Why a merge is right."""

    reason = forms.CharField(
        label=_("Why are these one site?"),
        help_text=_("For a colleague who looks at this later."),
        max_length=REASON_AT_MOST,
    )


class Split(forms.Form):
    """The rows that go to a site of their own, and why."""

    rows = forms.MultipleChoiceField(
        label=_("Rows that belong to another site"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the rows that belong to another site.")},
    )
    reason = forms.CharField(
        label=_("Why are these two sites?"),
        help_text=_("For a colleague who looks at this later."),
        max_length=REASON_AT_MOST,
    )

    def __init__(self, *args: Any, rows: list[ListedSite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_pk = {str(row.pk): row for row in rows}
        self.fields["rows"].choices = [(str(row.pk), _line(row)) for row in rows]  # type: ignore[attr-defined]

    def chosen(self) -> list[ListedSite]:
        """The rows that were ticked."""
        return [self.by_pk[pk] for pk in self.cleaned_data["rows"]]


def _line(row: ListedSite) -> str:
    words = f"{row.name}, {row.address} · {row.organisation}, {row.site_list.period}"
    return words if row.current else f"{words} ({_('earlier list')})"


class Share(forms.Form):
    """A member's share of a site's capacity: one number, or a range."""

    low = forms.FloatField(label=_("At least (%)"), required=False, min_value=0, max_value=100)
    high = forms.FloatField(label=_("At most (%)"), required=False, min_value=0, max_value=100)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and low > high:
            raise forms.ValidationError(
                _("The lower end of your share is above the upper end. Swap the two.")
            )
        return cleaned


class AskIntroduction(forms.Form):
    """A request without a name."""

    message = forms.CharField(
        label=_("What would you like to talk about?"),
        help_text=_(
            "The others read this without your name. Do not write who you are; that shows once one of "
            "them says yes."
        ),
        required=False,
        max_length=MESSAGE_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CloseNotice(forms.Form):
    """What came of a notice."""

    outcome = forms.CharField(
        label=_("What came of it?"),
        max_length=OUTCOME_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NoticeFilter(forms.Form):
    """Which notices to show."""

    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("All notices")), *SiteNotice.State.choices],
        widget=forms.Select(attrs={"data-submit-on-change": ""}),
    )
