"""What people fill in about their keys."""

from typing import Any

from django import forms
from django.contrib.auth.hashers import check_password
from django.utils.translation import gettext_lazy as _

SHORTEST = 16


def _secret(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=help_text, max_length=200, strip=False, widget=widget
    )


class Make(forms.Form):
    """A secret of one's own, twice."""

    secret = _secret(
        _("A secret of your own"),
        _(
            "At least 16 signs, and not what you sign in with. Five words that have nothing to do with each other are "
            "easy to keep in mind. Nobody here can find it again for you."
        ),
    )
    again = _secret(_("The same secret again"))

    def __init__(self, *args: Any, password: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.password = password  # as it is stored

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        secret = given.get("secret", "")
        if secret and len(secret) < SHORTEST:
            self.add_error("secret", _("This is too short: at least 16 signs."))
        elif secret and len(set(secret)) < 6:
            self.add_error("secret", _("This is too easy to guess: use more different signs."))
        elif secret and self.password and check_password(secret, self.password):
            self.add_error("secret", _("You sign in with this. Choose another secret."))
        if secret and secret != given.get("again"):
            self.add_error("again", _("The two are not the same. Type them again."))
        return given


class Open(forms.Form):
    """The secret."""

    secret = _secret(_("Your secret"))


class Circle(forms.Form):
    """Who helps recover a lost secret, and how many of them it takes."""

    needed = forms.IntegerField(label=_("How many of them together"), min_value=2, max_value=20)

    def __init__(self, *args: Any, holders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = forms.ModelMultipleChoiceField(
            holders, label=_("People"), widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(["people", "needed"])


class Ask(Make):
    """Help with a lost secret: why, and a new one."""

    why = forms.CharField(
        label=_("What happened?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The circle reads this. They should also hear or see that it is really you."),
    )
    field_order = ["why", "secret", "again"]


class Closing(forms.Form):
    """Why the door closes."""

    why = forms.CharField(label=_("Why does the door close?"), max_length=500)
