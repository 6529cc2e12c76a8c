"""Signing in: password, second step, language, and what is refused."""

import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
)
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from convenant.conftest import PASSWORD
from convenant.people.models import Person

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def nobody_was_throttled_yet(settings: Any) -> Any:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db: None) -> Person:
    person = Person.objects.create_user("nadia@example.org", PASSWORD, name="Nadia", language="nl")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": "nadia@example.org", "password": password, **more})


def inside(client: Client) -> bool:
    return client.get("/people/account/").status_code == 200


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_password_signs_in_whatever_the_case_of_the_address(person: Person) -> None:
    client = Client()
    client.post(LOGIN, {"login": "Nadia@Example.org", "password": PASSWORD})
    assert inside(client)


@pytest.mark.parametrize("email", ["nadia@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_look_the_same(person: Person, email: str) -> None:
    client = Client(headers={"accept-language": "en"})
    answer = client.post(LOGIN, {"login": email, "password": "wrong"})
    assert "email address and/or password you specified are not correct" in answer.content.decode()
    assert not inside(client)


def test_after_signing_in_pages_are_in_the_persons_language(person: Person) -> None:
    client = Client(headers={"accept-language": "en"})
    assert '<html lang="en">' in client.get(LOGIN).content.decode()
    sign_in(client)
    assert '<html lang="nl">' in client.get("/people/account/").content.decode()
    client.post("/people/account/", {"name": "Nadia B", "language": "en"})
    assert '<html lang="en">' in client.get("/people/account/").content.decode()
    person.refresh_from_db()
    assert (person.name, person.language) == ("Nadia B", "en")


def test_two_steps_from_setting_up_to_signing_in_with_a_code(person: Person) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client)
    asked = client.get("/accounts/2fa/totp/activate/")  # a weighty change asks who it is again
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret" value="([A-Z2-7]+)"', page)[1]
    assert (
        client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)}).status_code == 302
    )
    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    recovery = re.search(r"<textarea[^>]*>\s*([0-9a-z]+)", codes)[1]
    client.post("/accounts/logout/")
    cache.clear()  # a code counts once; let the test use the same half minute's

    answer = sign_in(client)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not inside(client)
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert answer.status_code == 200
    assert not inside(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
    assert inside(client)

    other = Client()
    sign_in(other)
    assert not inside(other)
    other.post("/accounts/2fa/authenticate/", {"code": recovery})
    assert inside(other)
    again = Client()
    sign_in(again)
    again.post("/accounts/2fa/authenticate/", {"code": recovery})
    assert not inside(again), "a recovery code works once"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)"],
)
def test_signing_in_leads_to_no_other_site(person: Person, elsewhere: str) -> None:
    answer = sign_in(Client(), next=elsewhere)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home:start")
    answer = Client().post(reverse("set_language"), {"language": "en", "next": elsewhere})
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_signing_in_leads_back_to_the_page_one_came_for(person: Person) -> None:
    client = Client()
    asked = client.get("/people/account/")
    assert asked["Location"] == "/accounts/login/?next=/people/account/"
    assert sign_in(client, next="/people/account/")["Location"] == "/people/account/"


def test_guessing_passwords_is_slowed_down(person: Person) -> None:
    client = Client(headers={"accept-language": "en"})
    for _ in range(6):
        answer = sign_in(client, password="wrong")
    assert "Too many failed login attempts" in answer.content.decode()
    assert "Too many failed" in sign_in(client).content.decode()  # the right one waits as well
    assert not inside(client)
    # Another person at another place is not locked out.
    other = Person.objects.create_user("other@example.org", PASSWORD)
    place = Client(REMOTE_ADDR="10.0.0.9")
    place.post(LOGIN, {"login": other.email, "password": PASSWORD})
    assert inside(place)


def test_signing_out_ends_the_session_and_a_new_one_is_another(person: Person) -> None:
    client = Client()
    client.get(LOGIN)
    sign_in(client)
    first = client.cookies["sessionid"].value
    kept = Client()
    kept.cookies["sessionid"] = first
    assert inside(kept)
    client.post("/accounts/logout/")
    assert not inside(client)
    assert not inside(kept)
    assert not Session.objects.filter(session_key=first).exists()
    sign_in(client)
    assert client.cookies["sessionid"].value != first


def test_a_changed_password_ends_the_persons_other_sessions(person: Person) -> None:
    one, other = Client(), Client()
    sign_in(one), sign_in(other)
    new = "another long enough password"
    answer = one.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert answer.status_code == 302
    assert inside(one)
    assert not inside(other)


def test_a_session_cookie_is_hidden_from_scripts_and_other_sites(person: Person) -> None:
    client = Client()
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == "" or int(cookie["max-age"]) > 0


def test_a_forgotten_password_is_made_anew_by_mail(person: Person) -> None:
    client = Client(headers={"accept-language": "en"})
    for email in ("nadia@example.org", "nobody@example.org"):
        answer = client.post("/accounts/password/reset/", {"email": email}, follow=True)
        assert "We have sent you an email" in answer.content.decode()
    to_nadia = next(letter for letter in mail.outbox if letter.to == ["nadia@example.org"])
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", to_nadia.body)[1]
    page = client.get(link, follow=True)
    new = "a wholly new password"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert not inside(Client())
    fresh = Client()
    sign_in(fresh, password=new)
    assert inside(fresh)


def test_a_short_or_common_password_is_refused(person: Person) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client)
    for bad in ("short", "password1234", "nadia@example.org"):
        answer = client.post(
            "/accounts/password/change/",
            {"oldpassword": PASSWORD, "password1": bad, "password2": bad},
        )
        assert answer.status_code == 200, bad


def test_an_account_that_was_closed_does_not_sign_in(person: Person) -> None:
    client = Client()
    sign_in(client)
    person.is_active = False
    person.save()
    assert not inside(client)
    sign_in(client)
    assert not inside(client)


ALLAUTH_PAGES = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/3rdparty/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", ALLAUTH_PAGES)
def test_each_account_page_is_in_the_house_look_and_opens_for_oneself_only(
    person: Person, address: str, language: str
) -> None:
    person.language = language
    person.save()
    client = Client()
    if address != "/accounts/logout/":
        assert client.get(address)["Location"].startswith(LOGIN)
    sign_in(client)
    if address != "/accounts/reauthenticate/":
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(address)
    assert page.status_code == 200
    html = page.content.decode()
    assert f'<html lang="{language}">' in html
    assert 'class="house-header"' in html
    assert ' style="' not in html
    assert not re.search(r"<script(?![^>]*(src=|application/json))", html), "no script in the page"
    assert not re.search(r'(src|href|action)="https?://', html)
    assert "default-src 'self'" in page["Content-Security-Policy"]


def test_a_security_key_is_listed_with_its_kind_and_dates(person: Person) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "My own key", "credential": {"clientExtensionResults": {}}},
    )
    client = Client(headers={"accept-language": "en"})
    person.language = "en"
    person.save()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/accounts/2fa/webauthn/").content.decode()
    assert "My own key" in page
    assert "Not yet" in page
