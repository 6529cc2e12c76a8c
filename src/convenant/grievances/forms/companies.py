"""What companies and handlers fill in about notices and remedy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.grievances.models import NoticeWord, RemedyItem, RemedyWord
from convenant.people.models import Organisation


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Several(forms.ClearableFileInput):
    """A field for more than one file."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Files, or none; each with its content in memory, for it is sealed before it is stored."""

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [(one.name, one.read()) for one in given]


class Answer(forms.Form):
    """A company's answer to a notice."""

    kind = forms.ChoiceField(
        label=_("What is this?"),
        choices=[
            (NoticeWord.Kind.ANSWER.value, _("Our answer")),
            (NoticeWord.Kind.MEASURE.value, _("What we will do")),
            (NoticeWord.Kind.OFFER.value, _("An offer to solve it")),
        ],
        widget=forms.RadioSelect,
        initial="answer",
    )
    text = forms.CharField(label=_("In words"), max_length=20_000, widget=_area(6))
    documents = Files(
        label=_("Documents"),
        required=False,
        widget=Several(attrs={"multiple": True}),
        help_text=_("At most 10 MB each. Leave out names of workers who did not agree to it."),
    )


class Text(forms.Form):
    """One text."""

    text = forms.CharField(label=_("In words"), max_length=20_000, widget=_area(4))


class Released(Text):
    """What the companies would read."""

    text = forms.CharField(
        label=_("The text for the companies"),
        max_length=20_000,
        widget=_area(6),
        help_text=_(
            "No name, no day, no number of people, no detail that only a few know. The complainant reads it "
            "first and agrees, or does not."
        ),
    )


class Deed(forms.Form):
    """What a company paid or did."""

    said = forms.CharField(label=_("What was done"), max_length=4000, widget=_area(3))
    on = forms.DateField(label=_("On which day"), widget=day_input())
    amount = forms.DecimalField(
        label=_("Amount paid"), max_digits=14, decimal_places=2, required=False, localize=True
    )
    proof = forms.FileField(label=_("Proof"), required=False)

    def proof_given(self) -> tuple[str, bytes] | None:
        """The file's name and content."""
        file = self.cleaned_data.get("proof")
        return (file.name, file.read()) if file else None


class Remedy(forms.Form):
    """An item for the ledger, with a share for each company of the case."""

    form = forms.ChoiceField(label=_("Form of remedy"), choices=RemedyItem.Form)
    what = forms.CharField(label=_("What the people get"), max_length=4000, widget=_area(3))
    amount = forms.DecimalField(
        label=_("Amount in all"),
        max_digits=14,
        decimal_places=2,
        required=False,
        localize=True,
        help_text=_("Leave empty where it is not about money."),
    )
    currency = forms.CharField(
        label=_("Currency"), max_length=3, required=False, help_text=_("Three letters: EUR, BDT.")
    )
    due = forms.DateField(label=_("By which day"), widget=day_input())

    def __init__(self, *args: Any, companies: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companies = companies
        for one in companies:
            self.fields[f"does_{one.pk}"] = forms.BooleanField(
                label=_("%(company)s takes part") % {"company": one}, required=False
            )
            self.fields[f"share_{one.pk}"] = forms.DecimalField(
                label=_("Share of %(company)s") % {"company": one},
                max_digits=14,
                decimal_places=2,
                required=False,
                localize=True,
            )

    def shares(self) -> dict[int, Any]:
        """The companies that take part, each with its amount."""
        given = self.cleaned_data
        return {
            one.pk: given.get(f"share_{one.pk}")
            for one in self.companies
            if given.get(f"does_{one.pk}") or given.get(f"share_{one.pk}") is not None
        }


class Confirmed(forms.Form):
    """What the people said through an organisation that speaks for them."""

    got = forms.ChoiceField(label=_("Did the people get it?"), choices=RemedyWord.Got)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["through"] = forms.ModelChoiceField(
            organisations, label=_("Who says so for them")
        )
