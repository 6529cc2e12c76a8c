"""What companies, the monitor and worker representatives fill in about a corrective action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.monitoring.actions.corrective import MOST_BYTES, ORDER
from convenant.monitoring.actions.workers import TEXT_AT_MOST
from convenant.monitoring.forms.visits import day_input
from convenant.monitoring.models import CorrectiveAction, WorkerAnswer

Stage = CorrectiveAction.Stage


class Report(forms.Form):
    """How far it is."""

    stage = forms.ChoiceField(label=_("How far is it?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was done, and what is still to be done"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, action: CorrectiveAction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = ORDER[ORDER.index(Stage(action.stage)) :] if action.stage in ORDER else []
        self.fields["stage"].choices = [(stage.value, stage.label) for stage in ahead]  # type: ignore[attr-defined]
        self.fields["stage"].initial = action.stage


class Evidence(forms.Form):
    """A file that shows that it was done."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A photograph, report or record, at most 20 MB. Cover faces and names."),
    )
    name = forms.CharField(label=_("What does it show?"), required=False, max_length=200)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 20 MB. Make it smaller, or hand it in in parts.")
            )
        return file


class Close(forms.Form):
    """The monitor's word on closing."""

    reason = forms.CharField(
        label=_("How you verified it"),
        help_text=_("Needed where a worker representative says that it was not done."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Deadline(forms.Form):
    """Another deadline, and why."""

    deadline = forms.DateField(label=_("New deadline"), widget=day_input())
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Represent(forms.Form):
    """Who speaks for the workers."""

    name = forms.CharField(
        label=_("Name or function"),
        help_text=_(
            "What you call this person; it may be a pseudonym. Companies and the site never see it."
        ),
        max_length=150,
    )


class Code(forms.Form):
    """The code on the paper."""

    code = forms.CharField(label=_("Your code"), max_length=60)


class Answer(forms.Form):
    """What a worker representative says of one action."""

    action = forms.IntegerField(widget=forms.HiddenInput)
    word = forms.ChoiceField(label=_("What do you say?"), choices=WorkerAnswer.Word)
    text = forms.CharField(required=False, max_length=TEXT_AT_MOST)
