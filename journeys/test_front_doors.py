"""The pages everyone passes: the front, signing in, the agreement, people and the journal."""

import pytest

from convenant.base.walls import within
from convenant.people.actions import invite

pytestmark = pytest.mark.browser


def test_a_stranger_reads_the_front_page_and_the_agreement(world, visitor) -> None:
    for path, name in (
        ("/", "front"),
        ("/stitch/", "agreement-public"),
        ("/stitch/public/", "public-list-empty"),
        ("/accounts/login/", "sign-in"),
        ("/accounts/password/reset/", "password-reset"),
        ("/nowhere-at-all/", "not-found"),
    ):
        visitor.open(path)
        visitor.in_both_languages(name)


def test_the_secretariat_walks_through_its_rooms(world, visitor) -> None:
    visitor.sign_in("anna")
    for path, name in (
        ("/stitch/", "agreement"),
        ("/stitch/definition/", "definition"),
        ("/stitch/people/", "people"),
        ("/stitch/people/invite/", "invite"),
        ("/stitch/people/journal/", "journal"),
        ("/people/account/", "account"),
        ("/accounts/2fa/", "two-steps"),
        ("/accounts/2fa/totp/activate/", "two-steps-totp"),
        ("/accounts/password/change/", "password-change"),
        ("/stitch/sites/review/", "review-empty"),
        ("/stitch/sites/graph/", "graph-empty"),
        ("/stitch/sites/notices/", "notices-empty"),
    ):
        visitor.open(path)
        visitor.in_both_languages(name)


def test_someone_invited_comes_in_through_the_link(world, visitor) -> None:
    with within(world.agreement):
        _invitation, token = invite("new.monitor@example.org", "monitor", by=world.by("anna"))
    visitor.open(f"/stitch/people/invitation/{token}/")
    visitor.in_both_languages("invitation")
