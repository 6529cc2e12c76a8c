"""Handing in a list, and saying what its columns mean."""

from collections import Counter
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convenant.locations.reading import DEFAULT, FIELDS, Mapping
from convenant.people.models import Organisation

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")


class HandInForm(forms.Form):
    """A year and a file; for the secretariat also whose list it is."""

    organisation = forms.TypedChoiceField(label=_("Member"), coerce=int)
    period = forms.IntegerField(label=_("Year of the list"), min_value=2000)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, Excel (XLSX or XLS) or OpenDocument (ODS), as it is: any order of columns, Dutch or "
            "English headers. At most 20 MB and 100,000 rows."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def __init__(self, *args: Any, members: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.choices = [(member.pk, member.name) for member in members]  # type: ignore[attr-defined]
        if len(members) == 1:
            field.widget = forms.HiddenInput()
            field.initial = members[0].pk
        self.fields["period"].initial = date.today().year

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > DEFAULT.size:
            raise forms.ValidationError(
                _(
                    "This file has %(size)d MB; at most 20 MB can be read. Split the list, or leave out pictures."
                )
                % {"size": file.size // 1_000_000}
            )
        return file


class ColumnsForm(forms.Form):
    """One choice per column of the file: what it means."""

    def __init__(self, *args: Any, mapping: Mapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        choices = [(key, field.label(language)) for key, field in FIELDS.items()]
        for guess in mapping.guesses:
            self.fields[f"column_{guess.column}"] = forms.ChoiceField(
                choices=choices, initial=guess.field, required=False, label=guess.header
            )

    def clean(self) -> dict[str, Any]:
        """A field that only one column can carry is chosen for one column only."""
        cleaned = super().clean() or self.cleaned_data
        chosen = Counter(
            value
            for name, value in cleaned.items()
            if value and value != self.fields[name].initial and not FIELDS[value].many
        )
        language = get_language() or "nl"
        for field, times in chosen.items():
            if times > 1:
                raise forms.ValidationError(
                    _("“%(field)s” is chosen for %(times)d columns; only one can be it.")
                    % {"field": FIELDS[field].label(language), "times": times}
                )
        return cleaned

    def columns(self) -> dict[int, str]:
        """Column (0-based) → field, for the columns that were sent."""
        return {
            int(name.removeprefix("column_")): value
            for name, value in self.cleaned_data.items()
            if value
        }
