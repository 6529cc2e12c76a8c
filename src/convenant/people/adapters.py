"""How allauth makes accounts here: by invitation, with a name, in the person's language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.people.invitations import invitation_in_session


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made from an invitation; an open sign-up would make accounts nobody asked for."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invitation_in_session(request.session) is not None

    def clean_email(self, email: str) -> str:
        """At sign-up the invited address and no other: the role waits for that one."""
        email = super().clean_email(email)
        match = getattr(self.request, "resolver_match", None)
        if match is not None and match.url_name == "account_signup":
            invitation = invitation_in_session(self.request.session)
            if invitation is None or invitation.email != email.lower():
                raise ValidationError(
                    _(
                        "Make the account with the address that was invited, so that it fits the role."
                    )
                )
        return email

    def new_user(self, request: HttpRequest) -> Any:
        person = super().new_user(request)
        person.language = get_language() or settings.LANGUAGE_CODE
        return person

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Every page after signing in is in the person's own language."""
        response = super().post_login(request, user, **kwargs)
        return in_language(response, user.language)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A configured identity provider vouches for its people; roles still come by invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict) -> Any:
        person = super().populate_user(request, sociallogin, data)
        person.name = data.get("name") or " ".join(
            filter(None, (data.get("first_name"), data.get("last_name")))
        )
        return person


def in_language(response: HttpResponse, language: str) -> HttpResponse:
    """The response, with the cookie by which Django's own language switch works."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=getattr(settings, "SESSION_COOKIE_SECURE", False),
        samesite="Lax",
    )
    return response
