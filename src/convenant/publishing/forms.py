"""What outsiders fill in: filters on the list, and a notice about a site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NoticeForm(forms.Form):
    """A problem at a site, told by anyone; leaving a way to be reached is one's own choice."""

    text = forms.CharField(
        label=_("What is the problem?"),
        help_text=_(
            "What happened, since when, and to whom. Do not write names that could put someone in danger."
        ),
        max_length=5000,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    contact = forms.CharField(
        label=_("How can the secretariat reach you?"),
        help_text=_(
            "An e-mail address or telephone number. You can leave this empty; then nobody can ask you more."
        ),
        max_length=300,
        required=False,
    )
    # People do not see this field; programs that fill in everything do.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            raise forms.ValidationError(
                _("This notice was not sent. Leave the hidden field empty.")
            )
        return cleaned
