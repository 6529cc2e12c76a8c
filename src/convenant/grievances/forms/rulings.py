"""What the panel fills in about its ruling, and who makes it public."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from convenant.grievances.forms.committee import area
from convenant.grievances.languages import languages
from convenant.grievances.procedure.redaction import Strike
from convenant.grievances.procedure.stages import Outcome

POINTS = 8
OUTCOMES = [
    ("", "–"),
    (Outcome.FOUNDED.value, _("Founded")),
    (Outcome.PARTLY_FOUNDED.value, _("Partly founded")),
    (Outcome.UNFOUNDED.value, _("Unfounded")),
]


def language_choices() -> list[tuple[str, str]]:
    """The languages that the door knows."""
    return [(one.code, one.name) for one in languages().values()]


class Draft(forms.Form):
    """A version of the ruling, point by point."""

    text = forms.CharField(
        label=_("The ruling"),
        max_length=200_000,
        widget=area(12),
        help_text=_("What was asked, what the parties say, what is found and why."),
    )

    def __init__(self, *args: Any, parties_lack: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language is it written?"), choices=language_choices()
        )
        for number in range(1, POINTS + 1):
            self.fields[f"point_{number}"] = forms.CharField(
                label=_("Point %(number)s: what was claimed") % {"number": number},
                required=number == 1,
                max_length=1000,
            )
            self.fields[f"outcome_{number}"] = forms.ChoiceField(
                label=_("Point %(number)s: is it founded?") % {"number": number},
                required=number == 1,
                choices=OUTCOMES,
            )
        if parties_lack:
            self.fields["unheard"] = forms.CharField(
                label=_("Not every party was heard. Why do you rule without it?"),
                max_length=4000,
                widget=area(2),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        points = []
        for number in range(1, POINTS + 1):
            point, outcome = given.pop(f"point_{number}", ""), given.pop(f"outcome_{number}", "")
            if bool(point) != bool(outcome):
                self.add_error(
                    f"outcome_{number}" if point else f"point_{number}",
                    _("A point has both: what was claimed, and whether it is founded."),
                )
            elif point:
                points.append((point, outcome))
        return {**given, "points": points}


class Vote(forms.Form):
    """Agree, or dissent with reasons."""

    agrees = forms.TypedChoiceField(
        label=_("Do you agree with this version?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("I agree")), ("no", _("I dissent"))],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("If you dissent: why?"), required=False, max_length=20_000, widget=area(3)
    )


class Translate(forms.Form):
    """A translation by a human being."""

    translator = forms.CharField(label=_("Who translated it?"), max_length=150)
    text = forms.CharField(label=_("The translation"), max_length=200_000, widget=area(10))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Into which language?"), choices=language_choices()
        )


class Prepare(forms.Form):
    """What goes from the text before everybody reads it."""

    title = forms.CharField(label=_("Title, without names"), max_length=200)

    def __init__(
        self, *args: Any, passages: list[str], languages: Any, names: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.passages = passages
        self.fields["language"] = forms.ChoiceField(label=_("Which text?"), choices=languages)
        self.fields["words"] = forms.CharField(
            label=_("Words to strike, one or more on each line"),
            required=False,
            max_length=20_000,
            widget=area(6),
            help_text=_(
                "Names of people, places, dates, numbers: whatever tells who it was. After = comes what "
                "stands there instead: Jamila Akter = [a worker]. Without it stands […]."
            ),
        )
        self.fields["sentences"] = forms.TypedMultipleChoiceField(
            label=_("Sentences to strike as a whole"),
            required=False,
            coerce=int,
            choices=[(number, Truncator(text).chars(160)) for number, text in enumerate(passages)],
            widget=forms.CheckboxSelectMultiple,
        )
        if names == "if_unwilling":
            self.fields["unwilling"] = forms.CharField(
                label=_(
                    "Name the company? Only where it does not do what was ruled: say how you know. "
                    "Leave it empty, and the name is struck."
                ),
                required=False,
                max_length=4000,
                widget=area(2),
            )

    def clean_words(self) -> list[Strike]:
        found = []
        for line in self.cleaned_data["words"].splitlines():
            words, equals, instead = line.partition("=")
            if not line.strip():
                continue
            if not words.strip():
                raise ValidationError(_("A line begins with the words to strike."))
            found.append(Strike(words.strip(), instead.strip() if equals else Strike("").instead))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        whole = [Strike(self.passages[number]) for number in given.pop("sentences", [])]
        strikes = [*given.pop("words", []), *whole]
        return {**given, "strikes": strikes}
