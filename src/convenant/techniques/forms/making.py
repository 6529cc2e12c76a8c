"""What is filled in on a technique's road: group, stages, final meeting, review, trial."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.decisions.forms.meetings import area
from convenant.decisions.queries.tables import deciding_bodies
from convenant.techniques.queries.making import deciding_body, people_by_side
from convenant.techniques.queries.pilots import months_at_most


class FormGroup(forms.Form):
    """A working group's mandate."""

    mandate = forms.CharField(
        label=_("Mandate"),
        max_length=4000,
        widget=area(3),
        help_text=_("What the group is asked, what it may decide itself, and by when it is ready."),
    )
    output = forms.CharField(
        label=_("What it delivers"),
        max_length=500,
        help_text=_("For example: a draft technique with levels, and advice on what it costs."),
    )


class AddToGroup(forms.Form):
    """Somebody for a side; one choice says both, so that nobody sits for a side they do not speak for."""

    who = forms.ChoiceField(label=_("Who, for which side?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = people_by_side()
        self.people = {
            f"{side}:{person.pk}": (side, person)
            for side, _name, people in sides
            for person in people
        }
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *(
                (name, [(f"{side}:{person.pk}", str(person)) for person in people])
                for side, name, people in sides
                if people
            ),
        ]


class KickOff(forms.Form):
    """What the kick-off settled."""

    on = forms.DateField(
        label=_("Day of the kick-off"), widget=day_input(), initial=timezone.localdate
    )
    scope = forms.CharField(
        label=_("Scope"),
        max_length=4000,
        widget=area(3),
        help_text=_("What the technique is about, and what it is not about."),
    )
    issues = forms.CharField(
        label=_("Key issues"),
        max_length=10_000,
        widget=area(4),
        help_text=_(
            "The questions that decide whether the technique works. One a line; each has to be answered."
        ),
    )


class Issue(forms.Form):
    """One more key issue."""

    text = forms.CharField(label=_("Key issue"), max_length=500)


class AnswerIssue(forms.Form):
    """What was found."""

    answer = forms.CharField(label=_("What was found"), max_length=4000, widget=area(3))


class Until(forms.Form):
    """A last day."""

    until = forms.DateField(label=_("Comments until"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + timedelta(days=28)


class LaterDay(forms.Form):
    """A later day than was said."""

    until = forms.DateField(label=_("New last day"), widget=day_input())


class FinalDay(forms.Form):
    """When the group meets for the last time."""

    on = forms.DateField(label=_("Day of the final meeting"), widget=day_input())


class FinalMeeting(forms.Form):
    """What it settled."""

    text = forms.CharField(
        label=_("What the final meeting settled"),
        max_length=10_000,
        widget=area(5),
        help_text=_("Also where views stayed apart, and why."),
    )


class PutBeforeBody(forms.Form):
    """Which body decides."""

    body = forms.ChoiceField(label=_("Which body decides?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, first = get_language() or "nl", deciding_body()
        self.fields["body"].choices = [  # type: ignore[attr-defined]
            (body.id, body.name.get(language)) for body in deciding_bodies()
        ]
        self.fields["body"].initial = first.id if first else None


class Reason(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Why?"), max_length=1000, widget=area(2))


class StopReview(Reason):
    """A reason, and when it is looked at again."""

    review_on = forms.DateField(label=_("Next review on"), required=False, widget=day_input())


class BeginPilot(forms.Form):
    """From when until when, and what it is to show."""

    question = forms.CharField(
        label=_("What is the trial to show?"), max_length=4000, widget=area(3)
    )
    start = forms.DateField(label=_("First day"), widget=day_input(), initial=timezone.localdate)
    until = forms.DateField(label=_("Last day"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _(
            "At most %(months)d months after the first; the trial ends by itself."
        ) % {"months": months_at_most()}


class Experience(forms.Form):
    """What a company tells of its trial."""

    text = forms.CharField(
        label=_("What the trial showed you"),
        required=False,
        max_length=4000,
        widget=area(5),
        help_text=_(
            "The parties read these words, without your name. Leave out prices, volumes and suppliers. Empty: "
            "nothing is told any more."
        ),
    )


class ConcludePilot(forms.Form):
    """What it showed, and what follows."""

    result = forms.CharField(label=_("What the trial showed"), max_length=10_000, widget=area(4))
    goes_on = forms.ChoiceField(
        label=_("What follows?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("It goes on: a working group makes a technique of it")),
            ("no", _("It ends here")),
        ],
    )
