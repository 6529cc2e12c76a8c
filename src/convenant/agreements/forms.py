"""What people fill in: a definition, a party's standing, a seat."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from convenant.agreements.definition import Definition, load, preset_names, preset_text
from convenant.agreements.queries import organisations_without_party, people_to_seat
from convenant.people.models import Kind, Organisation, Person
from convenant.people.queries import organisation_here_named

LARGEST = 500_000  # bytes; the longest preset is a tenth of it


class DefinitionText(forms.Form):
    """A definition as a file, or as text to correct by hand; the file wins."""

    file = forms.FileField(
        label=_("Definition as a file"), required=False, help_text=_("YAML, at most 500 kB.")
    )
    text = forms.CharField(
        label=_("Or as text"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(
            attrs={"rows": 18, "spellcheck": "false", "class": "agreements-source"}
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        if file and file.size > LARGEST:
            self.add_error(
                "file", gettext("This file is too large: a definition is at most 500 kB.")
            )
            return data
        if file:
            try:
                data["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", gettext("This file is not text in UTF-8. Save it as UTF-8."))
                return data
            data["file_name"] = file.name[:200]
        # A browser sends every line end of a text field as two signs.
        data["text"] = (data.get("text") or "").replace("\r\n", "\n")
        if not data["text"].strip() and not self.errors:
            self.add_error(None, self.nothing_given())
        return data

    def nothing_given(self) -> str:
        return gettext("Choose a file, or paste the text of a definition.")


class NewAgreement(DefinitionText):
    """The definition a new agreement starts from."""

    preset = forms.ChoiceField(label=_("Start from a preset"), required=False)
    field_order = ["preset", "file", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        titles = [
            (name, load(preset_text(name), name).title.get(language)) for name in preset_names()
        ]
        self.fields["preset"].choices = [("", "—"), *titles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("file_name") and data.get("preset") and not data.get("text", "").strip():
            data["text"] = preset_text(data["preset"])
            data["file_name"] = f"{data['preset']}.yaml"
        return data

    def nothing_given(self) -> str:
        if self.cleaned_data.get("preset"):
            return ""
        return gettext("Choose a preset or a file, or paste the text of a definition.")

    def add_error(self, field: Any, error: Any) -> None:
        if error != "":
            super().add_error(field, error)


class Amendment(DefinitionText):
    """The next version of the definition, and why."""

    note = forms.CharField(
        label=_("Why it changes"),
        max_length=500,
        required=False,
        help_text=_("Kept with the version, for those who have a role in the agreement."),
    )
    field_order = ["file", "text", "note"]


class _Dates(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Standing(forms.Form):
    """What a party is beside its side."""

    member_class = forms.ChoiceField(
        label=_("Member class"),
        required=False,
        help_text=_("For a participating company; an association on the same side has none."),
    )
    turnover_share = forms.DecimalField(
        label=_("Share of the sector's turnover (%)"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=6,
        decimal_places=3,
        help_text=_("As the company declared it; leave empty where it did not."),
    )
    is_supporter = forms.BooleanField(
        label=_("Supports the agreement only"),
        required=False,
        help_text=_("A supporter backs the goals: it owes nothing and has no seat."),
    )

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self.fields["member_class"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((one.id, one.name.get(language)) for one in definition.classes),
        ]
        if not definition.classes:
            del self.fields["member_class"]


class Admission(Standing):
    """Who signs, on which side, from which day."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation known here"),
        required=False,
        help_text=_("Organisations of this agreement that are not a party now."),
    )
    name = forms.CharField(label=_("Or the name of a new one"), max_length=200, required=False)
    country = forms.CharField(
        label=_("Country of the new one"),
        min_length=2,
        max_length=2,
        required=False,
        help_text=_("Two letters, such as NL or DE."),
    )
    side = forms.ChoiceField(label=_("Side"))
    joined = forms.DateField(label=_("Joined on"), widget=_Dates, initial=date.today)
    field_order = ["organisation", "name", "country", "side", "joined"]

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, definition=definition, **kwargs)
        language = get_language() or "nl"
        self.fields["organisation"].queryset = organisations_without_party()  # type: ignore[attr-defined]
        self.fields["side"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((one.id, one.name.get(language)) for one in definition.sides),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = data.get("name", "").strip()
        if bool(name) == bool(data.get("organisation")) and not self.errors:
            self.add_error(
                None,
                gettext("Choose an organisation from the list, or give the name of a new one."),
            )
        elif name and organisation_here_named(name):
            self.add_error(
                "name",
                gettext(
                    "There is already an organisation with this name. Choose it from the list."
                ),
            )
        data["country"] = data.get("country", "").upper()
        return data


class Leaving(forms.Form):
    """The day a party left."""

    on = forms.DateField(label=_("Left on"), widget=_Dates, initial=date.today)


class TakingSeat(forms.Form):
    """A person, and a deputy, for one side's seat in a body."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"))
    deputy = forms.ModelChoiceField(Person.objects.none(), label=_("Deputy"), required=False)
    since = forms.DateField(label=_("Since"), widget=_Dates, initial=date.today)

    def __init__(self, *args: Any, sides: list[str], committee: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: list[str] = []
        if not sides:
            kinds = [Kind.CHAIR]
        elif committee:
            sides, kinds = [], [Kind.COMMITTEE]
        for name in ("person", "deputy"):
            self.fields[name].queryset = people_to_seat(sides, kinds)  # type: ignore[attr-defined]
