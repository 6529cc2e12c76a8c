"""What people fill in around a meeting."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convenant.agreements.queries import people_to_seat
from convenant.base.forms import day_input
from convenant.decisions.models import Paper
from convenant.decisions.queries.meetings import people_of, people_to_act
from convenant.decisions.queries.tables import AtTable, deciding_bodies


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def moment() -> forms.DateTimeInput:
    """The browser's own field for a day and a time."""
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def bodies() -> list[tuple[str, str]]:
    language = get_language() or "nl"
    return [(body.id, body.name.get(language)) for body in deciding_bodies()]


class Moments(forms.Form):
    """From when until when, and where."""

    title = forms.CharField(label=_("Title"), max_length=200)
    starts = forms.DateTimeField(
        label=_("Starts"), widget=moment(), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    )
    ends = forms.DateTimeField(
        label=_("Ends"), widget=moment(), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    )
    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=300,
        help_text=_("An address, or where to join from a distance."),
    )


class PlanMeeting(Moments):
    """A new meeting of a body."""

    body = forms.ChoiceField(label=_("Body"))
    in_writing = forms.BooleanField(
        label=_("In writing: positions are taken between the two moments, nobody meets"),
        required=False,
    )
    field_order = ("body", "title", "in_writing", "starts", "ends", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies()  # type: ignore[attr-defined]


class Reason(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Why?"), max_length=1000, widget=area(2))


class Item(forms.Form):
    """A point of the agenda."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("Explanation"), required=False, max_length=10_000, widget=area(3)
    )


class AddPaper(forms.Form):
    """A document at an item."""

    file = forms.FileField(label=_("File"), help_text=_("At most 25 MB."))
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    tier = forms.ChoiceField(
        label=_("Who may read it?"), choices=Paper.Tier, initial=Paper.Tier.PARTIES
    )


class Attend(forms.Form):
    """For each seat who filled it; fields are named by the seat."""

    def __init__(
        self, *args: Any, table: list[AtTable], names: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for one in table:
            seat = one.seat
            people = [seat.person, seat.deputy, one.mandate.given_to if one.mandate else None]
            there = {p.pk: p for p in people if p is not None}
            before = one.attendance
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                label=f"{names[one.side]}: {seat.person}",
                required=False,
                choices=[
                    ("", _("not noted")),
                    *((f"p{pk}", _("Present: %(who)s") % {"who": p}) for pk, p in there.items()),
                    ("excused", _("Excused")),
                    ("absent", _("Absent")),
                ],
                initial=(
                    ""
                    if before is None
                    else f"p{before.person_id}"
                    if before.person_id
                    else before.state
                ),
            )


class GiveMandate(forms.Form):
    """Who speaks for one's seat, and with which instruction."""

    to: Any = forms.ModelChoiceField(label=_("Who speaks for your seat?"), queryset=None)
    text = forms.CharField(
        label=_("What the mandate says"),
        max_length=1000,
        widget=area(3),
        help_text=_("For which items, and with which instruction."),
    )

    def __init__(self, *args: Any, sides: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people_to_seat(sides, [])  # type: ignore[attr-defined]


class Recuse(forms.Form):
    """An interest in an item; the secretariat may record another's."""

    person: Any = forms.ModelChoiceField(label=_("Who?"), queryset=None)
    reason = forms.CharField(label=_("What is the interest?"), max_length=1000, widget=area(2))

    def __init__(self, *args: Any, meeting: Any, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_others:
            keys = [one.pk for one in people_of(meeting)]
            self.fields["person"].queryset = people_to_act().filter(pk__in=keys)  # type: ignore[attr-defined]
        else:
            del self.fields["person"]


class Minutes(forms.Form):
    """A part of the minutes; `was` is what it was when the page was made."""

    text = forms.CharField(
        label=_("What was said and agreed"), required=False, max_length=20_000, widget=area(6)
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class Action(forms.Form):
    """What somebody will do."""

    text = forms.CharField(label=_("What will be done?"), max_length=500)
    owner: Any = forms.ModelChoiceField(label=_("By whom"), queryset=None)
    due = forms.DateField(label=_("By when"), required=False, widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_to_act()  # type: ignore[attr-defined]


class SendMinutes(forms.Form):
    """Until when to reply."""

    reply_until = forms.DateField(
        label=_("Last day to reply"),
        required=False,
        widget=day_input(),
        help_text=_("Empty: two weeks from now."),
    )


class Reply(forms.Form):
    """Approve, or say what is not right."""

    approves = forms.TypedChoiceField(
        label=_("The minutes are"),
        choices=[("yes", _("right: I approve them")), ("no", _("not right"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What is not right, and how should it read?"),
        required=False,
        max_length=4000,
        widget=area(3),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class Answer(forms.Form):
    """What was done with a remark."""

    text = forms.CharField(label=_("What was done with it"), max_length=4000, widget=area(2))
