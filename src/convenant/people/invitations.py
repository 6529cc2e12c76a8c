"""An invitation on its way: the mail that carries it, and what the invited person's session keeps."""

from typing import Any

from django.core.mail import EmailMessage
from django.core.signing import Signer
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare

from convenant.base.walls import within
from convenant.people.models import Invitation
from convenant.people.queries import agreement_by_slug, invitation_by_token, is_open

SESSION_KEY = "invitation"
LANGUAGES = ("nl", "en")


def link_to(request: HttpRequest, invitation: Invitation, token: str) -> str:
    """The invitation's address, for the secretariat to hand over."""
    path = reverse("people:invitation", args=[invitation.agreement.slug, token])
    return request.build_absolute_uri(path)


def proof(token: str) -> str:
    """What only the mail carries: who comes with it has read mail at the invited address.

    The secretariat sees the link without it, so that nobody can make a confirmed account in another's
    name with a link they made themselves.
    """
    return Signer(salt="invitation.mail").signature(token)


def is_proof(token: str, given: str) -> bool:
    """Whether this came with the mail."""
    return constant_time_compare(proof(token), given)


def send(invitation: Invitation, link: str, token: str) -> None:
    """One mail in every language of the platform: nobody knows yet which one the person reads."""
    context = {"invitation": invitation, "link": f"{link}?proof={proof(token)}"}
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            subject = render_to_string("people/mail/invitation_subject.txt", context)
            subjects.append(" ".join(subject.split()))
            bodies.append(render_to_string("people/mail/invitation.txt", context).strip())
    EmailMessage(" / ".join(subjects), "\n\n---\n\n".join(bodies), to=[invitation.email]).send()


def keep_in_session(session: Any, invitation: Invitation, token: str) -> None:
    """This browser may make the invited account."""
    session[SESSION_KEY] = {"agreement": invitation.agreement.slug, "token": token}


def invitation_in_session(session: Any) -> Invitation | None:
    """The still open invitation this browser came with."""
    kept = session.get(SESSION_KEY)
    agreement = agreement_by_slug(kept["agreement"]) if isinstance(kept, dict) else None
    if agreement is None:
        return None
    with within(agreement):
        invitation = invitation_by_token(kept["token"])
        return invitation if is_open(invitation) else None
