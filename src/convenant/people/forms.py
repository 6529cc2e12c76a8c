"""What people fill in: themselves, a role for someone, an organisation, what to look for."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from convenant.base.forms import day_input
from convenant.people.actions import describe_oneself
from convenant.people.deeds import in_words
from convenant.people.models import NEEDS_COMPANY, NEEDS_ORGANISATION, Kind, Organisation, Person
from convenant.people.queries import known_person, organisation_here_named, organisations_here


class SignUp(forms.Form):
    """What allauth's sign-up asks beside address and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As others in the agreement will read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1", "password2"]

    def signup(self, request: HttpRequest, user: Person) -> None:
        describe_oneself(user, name=self.cleaned_data["name"], language=user.language)


class Oneself(forms.Form):
    """One's own name and language."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As others in the agreement read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of the pages after you sign in, and of mail to you."),
    )


class NewOrganisation(forms.Form):
    """An organisation not yet known in the agreement."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    country = forms.CharField(
        label=_("Country"),
        max_length=2,
        min_length=2,
        required=False,
        help_text=_("Two letters, such as NL or DE."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def clean_country(self) -> str:
        return self.cleaned_data["country"].upper()

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if organisation_here_named(name):
            raise forms.ValidationError(
                _("There is already an organisation with this name. Choose it from the list.")
            )
        return name


class RoleFor(forms.Form):
    """Which role, for which organisation, about which company."""

    email = forms.EmailField(label=_("E-mail address of the person"))
    kind = forms.ChoiceField(label=_("Role"), choices=[("", "—"), *Kind.choices])
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation the person speaks for"),
        required=False,
        help_text=_(
            "Needed for companies, trade associations, trade unions, civil society and government."
        ),
    )
    about = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Company the role is about"),
        required=False,
        help_text=_("Needed for the adviser or assessor of a company."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = organisations_here()
        self.fields["organisation"].queryset = here  # type: ignore[attr-defined]
        self.fields["about"].queryset = here  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") in NEEDS_ORGANISATION and not data.get("organisation"):
            self.add_error("organisation", _("Choose the organisation this person speaks for."))
        if data.get("kind") in NEEDS_COMPANY and not data.get("about"):
            self.add_error("about", _("Choose the company this role is about."))
        return data


class RoleForKnown(RoleFor):
    """A role for someone who already has an account."""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.person = known_person(email)
        if self.person is None:
            raise forms.ValidationError(
                _("No confirmed account has this address. Invite the person instead.")
            )
        return email


class FindRoles(forms.Form):
    """Which roles to show."""

    search = forms.CharField(label=_("Name or e-mail address"), required=False)
    kind = forms.ChoiceField(
        label=_("Role"), choices=[("", _("All roles")), *Kind.choices], required=False
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("All organisations"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_here()  # type: ignore[attr-defined]


class FindEvents(forms.Form):
    """Which part of the journal to show."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    who = forms.CharField(label=_("Who did it"), required=False)
    first = forms.DateField(label=_("From"), required=False, widget=day_input())
    last = forms.DateField(
        label=_("Until and with"),
        required=False,
        widget=day_input(),
    )

    def __init__(self, *args: Any, verbs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = sorted(((verb, in_words(verb)) for verb in verbs), key=lambda pair: pair[1])
        self.fields["verb"].choices = [("", _("Everything")), *words]  # type: ignore[attr-defined]
