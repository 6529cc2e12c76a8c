"""What people fill in around a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.decisions.forms.meetings import area, bodies
from convenant.decisions.models import Proposal
from convenant.decisions.outcome import Rule, Stand, Unknown, Way
from convenant.decisions.queries.proposals import free_items
from convenant.decisions.queries.shown import (
    members_to_name,
    stand_in_words,
    versions_to_name,
    way_in_words,
)
from convenant.decisions.queries.tables import AtTable


class Propose(forms.Form):
    """A new proposal."""

    body = forms.ChoiceField(label=_("Which body decides?"))
    title = forms.CharField(label=_("Title"), max_length=200)
    about_kind = forms.ChoiceField(label=_("What is it about?"), choices=Proposal.About)
    text = forms.CharField(
        label=_("Text that is decided on"),
        max_length=200_000,
        widget=area(12),
        help_text=_("The words as they would hold. Reasons go into the explanation of the agenda."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies()  # type: ignore[attr-defined]


class Rewrite(forms.Form):
    """The next version of the text."""

    text = forms.CharField(label=_("Text"), max_length=200_000, widget=area(12))
    note = forms.CharField(label=_("What changed?"), required=False, max_length=500)
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)


class Settle(forms.Form):
    """Who reads it, whether positions are hidden; where the agreement is silent, how is decided."""

    tier = forms.ChoiceField(label=_("Who may read the decision?"), choices=Proposal.Tier)
    hidden = forms.BooleanField(label=_("Positions stay hidden until it is closed"), required=False)
    way = forms.ChoiceField(label=_("How does this body decide?"), required=False)
    at_least = forms.DecimalField(
        label=_("Share of all votes (%)"), required=False, min_value=1, max_value=100, localize=True
    )
    of_each_side = forms.DecimalField(
        label=_("Share of the votes of each side (%)"),
        required=False,
        min_value=1,
        max_value=100,
        localize=True,
    )
    chair_votes = forms.ChoiceField(
        label=_("Does the chair vote?"),
        required=False,
        choices=[
            ("", "—"),
            ("yes", _("Yes")),
            ("no", _("No")),
            ("casts", _("Only where votes are equal")),
        ],
    )
    choice_because = forms.CharField(
        label=_("Who chose this, and where is it recorded?"), required=False, max_length=1000
    )

    def __init__(self, *args: Any, unknown: tuple[Unknown, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Unknown.WAY in unknown:
            ways = [(way.value, way_in_words(way)) for way in Way]
            self.fields["way"].choices = [("", "—"), *ways]  # type: ignore[attr-defined]
        else:
            del self.fields["way"], self.fields["at_least"], self.fields["of_each_side"]
        if Unknown.CHAIR_VOTES not in unknown:
            del self.fields["chair_votes"]
        if not unknown:
            del self.fields["choice_because"]

    def choice(self) -> dict[str, Any]:
        """What was chosen, as it is kept."""
        said = self.cleaned_data
        found: dict[str, Any] = {}
        if said.get("way"):
            found["way"] = said["way"]
        for name in ("at_least", "of_each_side"):
            if said.get(name) is not None:
                found[name] = str(said[name])
        if said.get("chair_votes"):
            found["chair_votes"] = said["chair_votes"] == "yes"
        if said.get("chair_votes") == "casts":
            found["chair_casts"] = True
        return found


class Put(forms.Form):
    """At which item of which agenda."""

    item: Any = forms.ModelChoiceField(label=_("Item of the agenda"), queryset=None)

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = free_items(body)  # type: ignore[attr-defined]
        self.fields["item"].label_from_instance = (  # type: ignore[attr-defined]
            lambda item: f"{item.meeting.title}, {item.meeting.starts:%d-%m-%Y}: {item.title}"
        )


class Amend(forms.Form):
    """Other words in one place."""

    old = forms.CharField(
        label=_("Words as they stand"),
        required=False,
        max_length=10_000,
        widget=area(3),
        help_text=_(
            "Copied from the text, letter for letter. Empty: something is added at the end."
        ),
    )
    new = forms.CharField(
        label=_("Words instead"),
        required=False,
        max_length=10_000,
        widget=area(3),
        help_text=_("Empty: the words above are left out."),
    )
    reason = forms.CharField(label=_("Why?"), max_length=4000, widget=area(2))


class AnswerAmendment(forms.Form):
    """Taken over or not."""

    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=4000,
        widget=area(2),
        help_text=_("Needed where it is not taken over."),
    )


class TakePosition(forms.Form):
    """What one's seat says."""

    seat = forms.ChoiceField(label=_("For which seat?"))
    stand = forms.ChoiceField(label=_("Position"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=4000,
        widget=area(3),
        help_text=_("Needed for an objection; with a split view it is published beside the text."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        seats: list[AtTable],
        names: dict[str, str],
        rule: Rule | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [  # type: ignore[attr-defined]
            (str(one.seat.pk), f"{names[one.side]}: {one.seat.person}") for one in seats
        ]
        if len(seats) == 1:
            self.fields["seat"].widget = forms.HiddenInput()
            self.fields["seat"].initial = str(seats[0].seat.pk)
        order = (Stand.SUPPORT, Stand.ABSTAIN, Stand.STAND_ASIDE, Stand.OBJECT)
        explained = {
            Stand.STAND_ASIDE: _("I do not agree, and do not stand in the way"),
            Stand.OBJECT: _("This must not be adopted as it is"),
        }
        self.fields["stand"].choices = [  # type: ignore[attr-defined]
            (
                stand.value,
                f"{stand_in_words(stand)} – {explained[stand]}"
                if stand in explained
                else stand_in_words(stand),
            )
            for stand in order
        ]


class Link(forms.Form):
    """What an adopted decision changed."""

    kind = forms.ChoiceField(
        label=_("What was changed?"),
        choices=[c for c in Proposal.About.choices if c[0] != Proposal.About.TECHNIQUE],
    )
    version = forms.ChoiceField(
        label=_("Version of the definition"),
        required=False,
        help_text=_(
            "The version that was made on this decision, where the definition was changed."
        ),
    )
    member: Any = forms.ModelChoiceField(
        label=_("Member"),
        queryset=None,
        required=False,
        empty_label="—",
        help_text=_("Where a member's status was changed."),
    )
    label = forms.CharField(label=_("In words"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [("", "—"), *versions_to_name()]  # type: ignore[attr-defined]
        self.fields["member"].queryset = members_to_name()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for kind, name in (
            (Proposal.About.DEFINITION, "version"),
            (Proposal.About.MEMBER, "member"),
        ):
            if said.get("kind") == kind and not said.get(name) and name not in self.errors:
                self.add_error(name, _("Choose which."))
        return said

    def change(self) -> dict[str, Any]:
        """What was changed, as it is kept."""
        said = self.cleaned_data
        keys = {
            Proposal.About.DEFINITION: said.get("version", ""),
            Proposal.About.MEMBER: str(said["member"].pk) if said.get("member") else "",
        }
        return {"kind": said["kind"], "key": keys.get(said["kind"], ""), "label": said["label"]}


class Find(forms.Form):
    """Words and a body to find decisions by."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    body = forms.ChoiceField(label=_("Body"), required=False)
    about = forms.ChoiceField(label=_("About"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", _("All")), *bodies()]  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", _("All")), *Proposal.About.choices]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", _("All")), *((str(y), str(y)) for y in years)]  # type: ignore[attr-defined]
