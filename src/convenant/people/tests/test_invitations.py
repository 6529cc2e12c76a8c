"""An invitation from the secretariat's page to the role, and every way in which it does not work."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.conftest import PASSWORD
from convenant.people.actions import accept_invitation, assign_role, invite, withdraw_invitation
from convenant.people.models import Invitation, Kind, Person, Role
from convenant.people.queries import actor_for, known_person

pytestmark = pytest.mark.django_db
NEW = "nadia@example.org"
NEW_PASSWORD = "nadia's very own words"


@pytest.fixture(autouse=True)
def mail_stays_here(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def by_hand(world: Any, email: str = NEW, kind: str = Kind.MONITOR) -> tuple[Invitation, str]:
    with within(world.agreement):
        made, token = invite(email, kind, by=world.by("anna"))
    return made, f"/{world.agreement.slug}/people/invitation/{token}/"


def signed_up(client: Client, link: str, **changed: str) -> Any:
    """Open the link, ask for an account, fill in the form."""
    page = client.get(link)
    proof = re.search(rb'name="proof" value="([^"]*)"', page.content)
    answer = client.post(link.split("?")[0], {"proof": proof[1].decode() if proof else ""})
    assert answer.status_code == 302, answer.content
    form = {
        "name": "Nadia",
        "email": NEW,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "next": link.split("?")[0],
    }
    return client.post(answer["Location"], form | changed)


def test_the_secretariat_invites_and_the_invited_person_takes_up_the_role(
    world: Any, django_capture_on_commit_callbacks: Any
) -> None:
    anna = world.client("anna")
    with django_capture_on_commit_callbacks(execute=True):
        answer = anna.post("/stitch/people/invite/", {"email": NEW, "kind": "monitor"})
    shown = anna.get(answer["Location"]).content.decode()
    link = re.search(r'value="(http[^"]+/invitation/[^"]+)"', shown)[1]
    assert "already shown" in anna.get(answer["Location"]).content.decode()

    (letter,) = mail.outbox
    assert letter.to == [NEW]
    assert "Invitation to" in letter.subject
    assert "Uitnodiging voor" in letter.subject
    assert "Anna nodigt u uit" in letter.body
    assert "Anna invites you" in letter.body
    assert link in letter.body
    mailed = re.search(r"http://testserver(/\S+)", letter.body)[1]

    nadia = Client(headers={"accept-language": "en"})
    page = nadia.get(mailed).content.decode()
    for said in ("Anna", "Independent monitor", world.agreement.titles["en"], NEW):
        assert said in page
    answer = signed_up(nadia, mailed)
    assert answer["Location"] == mailed.split("?")[0]
    person = Person.objects.get(email=NEW)
    assert (person.name, person.language) == ("Nadia", "en")
    assert EmailAddress.objects.get(user=person).verified
    assert nadia.get("/stitch/people/").status_code == 404  # an account is not yet a role
    assert nadia.post(answer["Location"], {"accept": "1"}).status_code == 302
    with within(world.agreement):
        assert Role.objects.get(person=person).kind == Kind.MONITOR
        events = list(Event.objects.values_list("verb", "actor_name")[:2])
    assert events == [("invitation.accepted", "Nadia"), ("role.assigned", "Nadia")]
    assert nadia.get("/stitch/people/").status_code == 403


def test_the_token_itself_is_nowhere_in_the_database(world: Any) -> None:
    made, link = by_hand(world)
    token = link.split("/")[-2]
    with within(world.agreement):
        assert token not in str(list(Invitation.objects.values()) + list(Event.objects.values()))


def test_a_link_handed_over_by_the_secretariat_confirms_no_address(world: Any) -> None:
    """Whoever made the link could use it too: only the mail shows that someone reads the address."""
    _, link = by_hand(world)
    nadia = Client(headers={"accept-language": "en"})
    signed_up(nadia, f"{link}?proof=made-up")
    person = Person.objects.get(email=NEW)
    assert not EmailAddress.objects.get(user=person).verified
    with within(world.agreement):
        assert known_person(NEW) is None
        accept_invitation(link.split("/")[-2], person, by=actor_for(person))
        assert known_person(NEW) == person


def test_another_agreement_does_not_rely_on_an_address_nobody_confirmed(
    world: Any, elsewhere: Any
) -> None:
    _, link = by_hand(world)
    nadia = Client(headers={"accept-language": "en"})
    signed_up(nadia, link)
    nadia.post(link, {"accept": "1"})
    answer = elsewhere.client("anna").post(
        "/stone/people/assign/", {"email": NEW, "kind": "monitor"}
    )
    assert "No confirmed account" in answer.content.decode()
    with within(elsewhere.agreement):
        assert not Role.objects.filter(person__email=NEW).exists()


@pytest.mark.parametrize("state", ["expired", "used", "withdrawn"])
def test_a_link_that_no_longer_works_says_so_and_gives_nothing(world: Any, state: str) -> None:
    made, link = by_hand(world)
    token = link.split("/")[-2]
    person = Person.objects.create_user(NEW, PASSWORD, name="Nadia")
    with within(world.agreement):
        if state == "expired":
            made.expires_at = timezone.now() - timedelta(seconds=1)
            made.save()
        elif state == "used":
            accept_invitation(token, person, by=actor_for(person))
        else:
            withdraw_invitation(made, by=world.by("anna"))
    before = _roles(world)
    said = {"expired": "expired", "used": "already used", "withdrawn": "withdrawn"}[state]
    anonymous, nadia = Client(headers={"accept-language": "en"}), Client()
    nadia.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    for client in (anonymous, nadia):
        for answer in (client.get(link), client.post(link, {"accept": "1"})):
            assert answer.status_code == 404
    assert said in anonymous.get(link).content.decode()
    with within(world.agreement), pytest.raises(Refused):
        accept_invitation(token, person, by=actor_for(person))
    assert _roles(world) == before
    assert anonymous.get("/accounts/signup/").content.count(b"password1") == 0


def _roles(world: Any) -> int:
    with within(world.agreement):
        return Role.objects.count()


def test_someone_else_with_the_link_does_not_get_the_role(world: Any) -> None:
    _, link = by_hand(world)
    before = _roles(world)
    jamila = world.client("jamila")
    assert "Sign out first" in jamila.get(link).content.decode()
    answer = jamila.post(link, {"accept": "1"}, follow=True)
    assert f"This invitation is for {NEW}" in answer.content.decode()
    with within(world.agreement), pytest.raises(Refused):
        accept_invitation(link.split("/")[-2], world.jamila, by=actor_for(world.jamila))
    with within(world.agreement), pytest.raises(Refused):  # nor on behalf of the invited one
        invited = Person.objects.create_user(NEW)
        accept_invitation(link.split("/")[-2], invited, by=actor_for(world.jamila))
    assert _roles(world) == before


def test_an_agreements_link_opens_nothing_in_another(world: Any, elsewhere: Any) -> None:
    _, link = by_hand(world, email="jamila@example.org")
    token = link.split("/")[-2]
    jamila = world.client("jamila")
    assert jamila.get(f"/stone/people/invitation/{token}/").status_code == 404
    assert jamila.post(f"/stone/people/invitation/{token}/", {"accept": 1}).status_code == 404
    with within(elsewhere.agreement), pytest.raises(Refused):
        accept_invitation(token, world.jamila, by=actor_for(world.jamila))
    assert jamila.post(link, {"accept": 1}).status_code == 302


def test_the_account_is_made_with_the_invited_address_and_no_other(world: Any) -> None:
    _, link = by_hand(world)
    answer = signed_up(Client(headers={"accept-language": "en"}), link, email="other@example.org")
    assert "address that was invited" in answer.content.decode()
    assert not Person.objects.filter(email="other@example.org").exists()


@pytest.mark.parametrize("session", [{}, {"invitation": True}, {"invitation": "x"}])
def test_without_an_invitation_there_is_no_sign_up(world: Any, session: dict) -> None:
    client = Client(headers={"accept-language": "en"})
    kept = client.session
    kept.update(session)
    kept.save()
    form = {"name": "N", "email": NEW, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    for answer in (client.get("/accounts/signup/"), client.post("/accounts/signup/", form)):
        assert "An account comes with an invitation" in answer.content.decode()
    assert not Person.objects.filter(email=NEW).exists()


def test_a_withdrawn_invitation_closes_a_sign_up_already_opened(world: Any) -> None:
    made, link = by_hand(world)
    client = Client(headers={"accept-language": "en"})
    client.post(link)
    assert b"password1" in client.get("/accounts/signup/").content
    with within(world.agreement):
        withdraw_invitation(made, by=world.by("anna"))
    assert b"password1" not in client.get("/accounts/signup/").content


def test_a_mail_that_cannot_be_sent_leaves_the_link_to_hand_over(
    world: Any, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens
    anna = world.client("anna")
    with django_capture_on_commit_callbacks(execute=True):
        answer = anna.post("/stitch/people/invite/", {"email": NEW, "kind": "monitor"})
    # The test's transaction ends after the response: keep what the mail's failure said by hand.
    page = anna.get(answer["Location"]).content.decode()
    assert "/stitch/people/invitation/" in page


def test_withdrawing_twice_or_after_use_is_refused(world: Any) -> None:
    made, link = by_hand(world)
    anna = world.client("anna")
    address = f"/stitch/people/invitations/{made.pk}/withdraw/"
    assert anna.get(address).status_code == 405
    assert anna.post(address).status_code == 302
    assert anna.post(address).status_code == 404


@pytest.mark.parametrize("name", ["bilal", "chantal", "eva", "farid", "greet", "hugo", "jamila"])
def test_only_the_secretariat_invites_and_gives_roles(world: Any, name: str) -> None:
    with within(world.agreement):
        by = world.by(name)
        with pytest.raises(PermissionDenied):
            invite(NEW, Kind.MONITOR, by=by)
        with pytest.raises(PermissionDenied):
            assign_role(world.people[name], Kind.SECRETARIAT, by=by)


def test_a_refusal_stands_on_the_form_with_its_reason(world: Any) -> None:
    anna = world.client("anna")
    for page in ("assign", "invite"):
        answer = anna.post(
            f"/stitch/people/{page}/", {"email": "farid@example.org", "kind": "monitor"}
        )
        assert answer.status_code == 200
        assert "complaints committee cannot also have a stake" in answer.content.decode()
        answer = anna.post(f"/stitch/people/{page}/", {"email": NEW, "kind": "company"})
        assert "Choose the organisation this person speaks for" in answer.content.decode()


def test_organisations_of_another_agreement_cannot_be_chosen(world: Any, elsewhere: Any) -> None:
    theirs = elsewhere.organisations["bilal"]
    anna = world.client("anna")
    page = anna.get("/stitch/people/invite/").content.decode()
    assert theirs.name not in page
    assert "Brand B" in page
    answer = anna.post(
        "/stitch/people/invite/", {"email": NEW, "kind": "company", "organisation": theirs.pk}
    )
    assert answer.status_code == 200
    with within(world.agreement):
        assert not Invitation.objects.exists()


def test_an_organisations_name_is_used_once_in_an_agreement(world: Any, elsewhere: Any) -> None:
    anna = world.client("anna")
    answer = anna.post("/stitch/people/organisation/", {"name": "brand b"})
    assert "already an organisation" in answer.content.decode()
    # That the agreement next door knows one of this name is not for us to learn.
    answer = anna.post("/stitch/people/organisation/", {"name": "Other Brand B"})
    assert answer.status_code == 302
