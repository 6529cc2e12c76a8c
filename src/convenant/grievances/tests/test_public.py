"""The secretariat keeps where else people can go, and notes which languages a native speaker read."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from convenant.base.verbs import Refused
from convenant.grievances import elsewhere
from convenant.grievances.actions import public
from convenant.grievances.languages import language
from convenant.grievances.models import Elsewhere, LanguageCheck
from convenant.grievances.queries.opened import today

PLACE = {
    "kind": "hotline",
    "name": "Line for workers (invented)",
    "country": "IN",
    "how": "Day and night.",
    "phone": "12345",
    "address": "",
    "source": "Invented for this test.",
    "looked_at": today(),
}


def at(world: Any, *parts: str) -> str:
    return "/" + "/".join([world.agreement.slug, "grievances", *parts]) + "/"


def test_the_starter_list_says_where_each_place_was_found() -> None:
    for one in elsewhere.starter():
        assert one["source"] and one["looked_at"] and (one["phone"] or one["address"])
        assert one["kind"] in Elsewhere.Kind.values


def test_somebody_in_danger_finds_a_number_though_the_door_is_closed(
    inside: Any, client: Any
) -> None:
    anna = inside.client("anna")
    anna.post(at(inside, "keeping", "places"), {"deed": "take_over"})
    anna.post(at(inside, "keeping", "places"), PLACE)
    everywhere = client.get(at(inside, "door", "bn", "elsewhere")).content.decode()
    assert "999" in everywhere and "12345" in everywhere
    assert everywhere.index("999") < everywhere.index("12345")  # emergency numbers first
    india = client.get(at(inside, "door", "bn", "elsewhere"), {"country": "IN"}).content.decode()
    assert "12345" in india and "999" not in india and "Fair Wear" in india
    start = client.get(at(inside, "door", "bn")).content.decode()
    assert at(inside, "door", "bn", "elsewhere") in start
    count = Elsewhere.objects.count()
    anna.post(at(inside, "keeping", "places"), {"deed": "take_over"})
    assert Elsewhere.objects.count() == count


def test_a_place_is_changed_looked_at_again_and_taken_out(inside: Any, client: Any) -> None:
    made = public.keep_place(
        by=inside.by("anna"), **{**PLACE, "looked_at": today() - timedelta(400)}
    )
    anna = inside.client("anna")
    assert "look again" in anna.get(at(inside, "keeping", "places")).content.decode()
    where = at(inside, "keeping", "places", str(made.pk))
    anna.post(where, {**PLACE, "phone": "67890"})
    made.refresh_from_db()
    assert made.phone == "67890" and made.looked_at == today()
    anna.post(where, {"deed": "end"})
    assert "67890" not in client.get(at(inside, "door", "en", "elsewhere")).content.decode()
    assert anna.get(where).status_code == 404


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"source": " "}, "where you found it"),
        ({"phone": "", "how": ""}, "how to get there"),
        ({"looked_at": today() + timedelta(2)}, "in the future"),
        ({"kind": "?"}, "what kind"),
    ],
)
def test_a_place_that_nobody_could_check_is_refused(inside: Any, given: dict, why: str) -> None:
    with pytest.raises(Refused, match=why):
        public.keep_place(by=inside.by("anna"), **{**PLACE, **given})


def test_a_language_is_unchecked_until_a_native_speaker_read_it(
    inside: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = at(inside, "door", "bn")
    chosen = language("bn")
    assert chosen is not None
    assert chosen.texts["start.not_checked"] in client.get(start).content.decode()
    anna = inside.client("anna")
    where = at(inside, "keeping", "languages")
    anna.post(where, {"language": "bn", "who": "Jamila (invented)", "on": today()})
    page = client.get(start).content.decode()
    assert chosen.texts["start.not_checked"] not in page and chosen.day(today()) in page
    assert "Jamila (invented)" in anna.get(where).content.decode()
    # A text changes: nobody has read it now.
    LanguageCheck.objects.update(digest="another")
    assert chosen.texts["start.not_checked"] in client.get(start).content.decode()
    assert "changed since" in anna.get(where).content.decode()


def test_every_text_can_be_read_beside_the_english(inside: Any) -> None:
    page = inside.client("anna").get(at(inside, "keeping", "languages"), {"read": "ur"})
    assert 'dir="rtl"' in page.content.decode()


def test_only_the_secretariat_keeps_these(inside: Any) -> None:
    for name in ("bilal", "chantal", "farid", "eva"):
        with pytest.raises(PermissionDenied):
            public.keep_place(by=inside.by(name), **PLACE)
        with pytest.raises(PermissionDenied):
            public.note_check("bn", "somebody", today(), by=inside.by(name))
