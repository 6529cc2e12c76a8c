"""What people fill in about recognition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.techniques.models import Alignment
from convenant.techniques.queries.recognition import language, techniques_to_recognise
from convenant.techniques.recognition import Move, bases
from convenant.techniques.recognition.states import (
    DEADLINE,
    DECISION,
    RECOGNISED,
    TEXT,
    VALID_FROM,
)

LARGEST = 25 * 2**20


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _authority(required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Authority"),
        required=required,
        max_length=200,
        help_text=_("Who decides on it, by its own name.")
        if required
        else _("Who decides on it, by its own name. Empty only where nobody decides."),
    )


def _scope() -> forms.CharField:
    return forms.CharField(
        label=_("Scope"),
        required=False,
        max_length=4000,
        widget=_area(3),
        help_text=_("For which duties, sectors, products or companies."),
    )


class Start(forms.Form):
    """On which basis, at whom, for what."""

    technique: Any = forms.ModelChoiceField(
        label=_("What is to be recognised?"),
        queryset=None,
        required=False,
        empty_label=_("The whole agreement"),
    )
    basis = forms.ChoiceField(label=_("Legal basis"))
    authority = _authority(required=False)
    scope = _scope()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["technique"].queryset = techniques_to_recognise()  # type: ignore[attr-defined]
        self.fields["basis"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            *((one.id, one.named(language())) for one in bases().values()),
        ]


class Step(forms.Form):
    """A step on the road: the day, and what this step needs."""

    on = forms.DateField(label=_("On which day?"), widget=day_input())
    text = forms.CharField(
        label=_("What was said or done"), required=False, max_length=10_000, widget=_area(3)
    )

    def __init__(self, *args: Any, move: Move, repair: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = TEXT in move.needs
        if DECISION in move.needs:
            self.fields["on"].label = _("Decided on")
            self.fields["decision"] = forms.CharField(
                label=_("Decision: number and title"), max_length=500
            )
            self.fields["decision_address"] = _web_address()
        if VALID_FROM in move.needs:
            self.fields["valid_from"] = forms.DateField(label=_("Valid from"), widget=day_input())
            self.fields["valid_to"] = forms.DateField(
                label=_("Valid until"),
                required=False,
                widget=day_input(),
                help_text=_("Empty: no end was set."),
            )
        if move.to == RECOGNISED:
            self.fields["conditions"] = _conditions()
        if DEADLINE in move.needs:
            self.fields["deadline"] = forms.DateField(
                label=_("To be repaired by"), widget=day_input(), help_text=repair
            )
        self.order_fields(
            [
                "on",
                "decision",
                "decision_address",
                "valid_from",
                "valid_to",
                "conditions",
                "deadline",
                "text",
            ]
        )


def _web_address() -> forms.URLField:
    return forms.URLField(
        label=_("Where it can be read"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("A web address, such as that in the Official Journal."),
    )


def _conditions() -> forms.CharField:
    return forms.CharField(
        label=_("Conditions"),
        required=False,
        max_length=10_000,
        widget=_area(4),
        help_text=_("As the decision words them."),
    )


class Correct(forms.Form):
    """What was recorded of a decision, put right."""

    reason = forms.CharField(
        label=_("What was wrong, and how do you know?"), max_length=10_000, widget=_area(2)
    )
    authority = _authority(required=True)
    decision = forms.CharField(label=_("Decision: number and title"), max_length=500)
    decision_address = _web_address()
    decided_on = forms.DateField(label=_("Decided on"), widget=day_input())
    valid_from = forms.DateField(label=_("Valid from"), widget=day_input())
    valid_to = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=day_input(),
        help_text=_("Empty: no end was set."),
    )
    scope = _scope()
    conditions = _conditions()

    def __init__(self, *args: Any, has_validity: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_validity:
            for name in ("valid_from", "valid_to", "conditions"):
                del self.fields[name]


class AddFile(forms.Form):
    """A document of the file."""

    file = forms.FileField(label=_("File"), help_text=_("At most 25 MB."))
    name = forms.CharField(
        label=_("Name"), required=False, max_length=200, help_text=_("What it is, in a few words.")
    )

    def clean_file(self) -> Any:
        """Too large a file is refused before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("“%(file)s” has more than 25 MB. Split it, or make it smaller."),
                params={"file": file.name},
            )
        return file


class Criteria(forms.Form):
    """Criteria, one on each line."""

    criteria = forms.CharField(
        label=_("Criteria"),
        max_length=200_000,
        widget=_area(5),
        help_text=_("One on each line, as the basis words them."),
    )

    def clean_criteria(self) -> list[str]:
        """The lines; one that is too long is named rather than cut."""
        lines = [line.strip() for line in self.cleaned_data["criteria"].splitlines()]
        for number, line in enumerate(lines, 1):
            if len(line) > 500:
                raise forms.ValidationError(
                    _("Line %(number)d has %(length)d characters; at most 500 fit. Shorten it."),
                    params={"number": number, "length": len(line)},
                )
        return [line for line in lines if line]


class Criterion(forms.Form):
    """The words of one criterion."""

    criterion = forms.CharField(label=_("Criterion"), max_length=500, widget=_area(2))


class Grade(forms.Form):
    """How far one criterion is met, in writing and in practice."""

    standard = forms.ChoiceField(
        label=_("In what is written"), required=False, widget=forms.RadioSelect
    )
    standard_because = forms.CharField(
        label=_("Why, of what is written"), required=False, max_length=4000, widget=_area(2)
    )
    implementation = forms.ChoiceField(
        label=_("In what is done"), required=False, widget=forms.RadioSelect
    )
    implementation_because = forms.CharField(
        label=_("Why, of what is done"), required=False, max_length=4000, widget=_area(2)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*Alignment.Grade.choices, ("", _("Not graded"))]
        self.fields["standard"].choices = choices  # type: ignore[attr-defined]
        self.fields["implementation"].choices = choices  # type: ignore[attr-defined]
