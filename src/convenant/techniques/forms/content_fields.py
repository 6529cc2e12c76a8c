"""The small fields a content is filled in with: the same text in each language, side by side; lines; pieces."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ValidationError

from convenant.agreements.definition.wording import language_name
from convenant.techniques.content.faults import fault_of, place
from convenant.techniques.queries.contents import reader

LONGEST = 50_000  # signs of one text


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def plain_number(value: float | None) -> str | None:
    """A number as a number field shows it: 60, not 60.0."""
    if value is None:
        return None
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


class QuietForm(forms.Form):
    """A form that can be shown as it was typed, before anybody asked whether it is in order."""

    quiet = False
    use_required_attribute = False
    languages: Sequence[str] = ()

    @property
    def errors(self) -> ErrorDict:
        return ErrorDict() if self.quiet else super().errors

    def add_texts(
        self,
        name: str,
        label: Any,
        *,
        required_in: str = "",
        rows: int = 0,
        longest: int = LONGEST,
        help_text: Any = "",
    ) -> None:
        """The same text in each language: `title_nl`, `title_en`."""
        for language in self.languages:
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=f"{label} ({language_name(language, reader())})",
                required=language == required_in,
                max_length=longest,
                help_text=help_text,
                widget=forms.Textarea(attrs={"rows": rows, "lang": language})
                if rows
                else forms.TextInput(attrs={"lang": language}),
            )

    def pair(self, name: str) -> list[BoundField]:
        """The fields of one text, in each language."""
        return [self[f"{name}_{language}"] for language in self.languages]

    def text_of(self, name: str) -> dict[str, str] | None:
        """What was written, by language; None where nothing was."""
        said = {
            language: words
            for language in self.languages
            if (words := self.cleaned_data.get(f"{name}_{language}"))
        }
        return said or None

    def take_faults(
        self, error: ValidationError, places: dict[str, str], skip: Iterable[str] = ()
    ) -> None:
        """Each fault at the field it is about; what has no field stands above the form."""
        for one in error.errors():
            steps = tuple(one["loc"])
            if steps and str(steps[0]) in skip:
                continue
            said = fault_of(one, reader())
            field = next(
                (
                    places[key]
                    for n in range(len(steps), 0, -1)
                    if (key := ".".join(map(str, steps[:n]))) in places
                ),
                None,
            )
            if field in self.fields:
                if field not in super().errors:  # one sentence per field is enough
                    self.add_error(field, said[:1].upper() + said[1:])
            else:
                where = place(steps, reader())
                self.add_error(None, f"{where}: {said}" if where else said[:1].upper() + said[1:])


def initial_text(name: str, text: Any) -> dict[str, str]:
    """A text as the initial values of its fields."""
    root = text.root if text is not None else {}
    return {f"{name}_{language}": words for language, words in root.items()}


class Row(QuietForm):
    """One of several things of a kind; a row in which nothing is filled in is not there."""

    PIECE: type[BaseModel]
    # fields that alone do not make a row: they are filled in from the start
    ALONE_NOTHING: frozenset[str] = frozenset()
    START: dict[str, str] = {}  # what stands in a row that is asked for, as a browser sends it
    PLACES: dict[str, str] = {}
    is_filled = False

    def __init__(self, *args: Any, languages: Sequence[str], first: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.first = languages, first
        self.build()

    def build(self) -> None:
        """Add the fields."""

    def values(self) -> dict[str, Any]:
        """What was filled in, as the piece is stored."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        self.is_filled = any(
            value not in (None, "")
            for name, value in said.items()
            if name not in self.ALONE_NOTHING and name not in ("DELETE", "ORDER", "id")
        )
        if self.is_filled and not said.get("DELETE") and not super().errors:
            try:
                self.PIECE.model_validate(self.values())
            except ValidationError as error:
                self.take_faults(error, self.places())
        return said

    def places(self) -> dict[str, str]:
        """The field for each part of the piece."""
        texts = {
            name.rpartition("_")[0]: f"{name.rpartition('_')[0]}_{self.first}"
            for name in self.fields
            if name.rpartition("_")[2] in self.languages
        }
        return {**{name: name for name in self.fields}, **texts, **self.PLACES}


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """The rows of one kind, with a few empty ones at the end."""

    quiet = False

    def non_form_errors(self) -> ErrorList:
        return ErrorList() if self.quiet else super().non_form_errors()

    def filled(self) -> list[Row]:
        """The rows that hold something and are kept, in order."""
        kept = [row for row in self.forms if row.is_filled and not row.cleaned_data.get("DELETE")]
        if self.can_order:
            order = {id(row): n for n, row in enumerate(kept)}

            def where(row: Row) -> tuple[float, int]:
                said = row.cleaned_data.get("ORDER")
                return (said if said is not None else float("inf"), order[id(row)])

            kept.sort(key=where)
        return kept

    def add_fields(self, form: Row, index: int | None) -> None:  # type: ignore[override]
        super().add_fields(form, index)
        if "ORDER" in form.fields:
            form.fields["ORDER"].label = _("Place in the order")
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Leave this out")

    def get_default_prefix(self) -> str:  # type: ignore[override]
        return "rows"


NUMBER_FAULT = {"invalid": gettext_lazy("Write a number.")}


def amount(label: Any, least: float | None = None) -> forms.FloatField:
    """A number that may be absent."""
    return forms.FloatField(
        label=label,
        required=False,
        min_value=least,
        error_messages=NUMBER_FAULT,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
