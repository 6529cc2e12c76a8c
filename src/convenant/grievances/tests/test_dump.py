"""A whole story is told, handled and answered; then everything that is kept anywhere is searched for its words."""

import base64
import json
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from convenant.base.walls import walls_down
from convenant.grievances.models import Case, Notice, Offer
from convenant.grievances.queries.opened import as_if
from convenant.grievances.sealing import receipts
from convenant.grievances.tests.making import SECRET, Handled
from convenant.grievances.tests.test_door import at, cheap, hidden, opened, phone, sent
from convenant.locations.tests.making_sites import list_site

__all__ = ["cheap", "phone"]  # fixtures

# Said at the door, by handlers, by a company; what a released text says is among them: it lies sealed too.
# Long, so that no few signs of their base64 turn up by chance in what is sealed.
WORDS = [
    *(
        "zebrawordsaidinprivate",
        "giraffewordsaidinprivate",
        "okapiwordsaidinprivate",
        "lionwordsaidinprivate",
        "pantherwordsaidinprivate",
        "camelwordsaidinprivate",
    ),
    *(
        "falconwordsaidinprivate",
        "heronwordsaidinprivate",
        "otterwordsaidinprivate",
        "badgerwordsaidinprivate",
        "lynxwordsaidinprivate",
        "walruswordsaidinprivate",
        "মজুরিশব্দ",
    ),
]


def spellings(word: str) -> Iterator[bytes]:
    """How a word could lie somewhere."""
    plain = word.encode()
    yield from (plain, word.encode("utf-16-le"), word.encode("utf-16-be"))
    yield from (plain.hex().encode(), quote(word).encode(), json.dumps(word)[1:-1].encode())
    for shift in range(3):  # base64 of it, wherever it begins
        coded = base64.b64encode(b"\0" * shift + plain)
        yield coded[4 if shift else 0 : -4]


def database() -> bytes:
    """Every value of every table, as it is stored."""
    kept = []
    with walls_down("everything that is kept is searched"), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    raw = isinstance(value, bytes | memoryview)
                    kept.append(bytes(value) if raw else str(value).encode())
    return b"\n".join(kept)


def folders() -> bytes:
    """Every file in the folder of sealed files, and what uploads left in the folder for passing things."""
    sealed = [one for one in Path(settings.SEALED_FILES).rglob("*") if one.is_file()]
    assert sealed
    passing = Path(tempfile.gettempdir()).glob("*.upload*")
    return b"\n".join(one.read_bytes() for one in [*sealed, *passing])


def test_nothing_that_is_kept_holds_a_word_of_the_story(
    handled: Handled,
    phone: Client,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    caplog.set_level(logging.DEBUG)
    connection.force_debug_cursor = True  # the log of queries with what was bound to them
    world = handled.world
    with django_capture_on_commit_callbacks(execute=True):
        receipt, _page = sent(
            handled,
            phone,
            what="zebrawordsaidinprivate happened মজুরিশব্দ",
            openness="confidential",
            name="giraffewordsaidinprivate",
            dont="okapiwordsaidinprivate",
            files=SimpleUploadedFile(
                "lionwordsaidinprivate.txt", b"pantherwordsaidinprivate " * 9, "text/plain"
            ),
        )
        page = opened(handled, phone, receipt)
        data = {"ticket": hidden(page, "ticket"), "do": "add", "text": "camelwordsaidinprivate"}
        assert phone.post(at(handled, "case"), data).status_code == 200
    case = Case.objects.get()
    leila = world.client("leila")
    keys = f"/{world.agreement.slug}/grievances/keys/"
    assert leila.post(keys, {"deed": "open", "secret": SECRET}).status_code == 302
    where = f"/{world.agreement.slug}/grievances/cases/{case.number}/"
    assert "zebrawordsaidinprivate" in leila.get(where).content.decode()
    case.site = list_site(world.organisations["bilal"]).site
    case.save()
    for path, given in (
        ("", {"deed": "safe", "level": "low", "why": "falconwordsaidinprivate"}),
        ("", {"deed": "write", "kind": "note", "text": "heronwordsaidinprivate"}),
        ("", {"deed": "move", "to": "acknowledged", "why": "otterwordsaidinprivate"}),
        ("", {"deed": "pause", "why": "badgerwordsaidinprivate"}),
        ("companies/", {"deed": "propose", "text": "lynxwordsaidinprivate"}),
    ):
        assert leila.post(where + path, given).status_code == 302, given
    page = opened(handled, phone, receipt)
    given = {"ticket": hidden(page, "ticket"), "which": hidden(page, "which"), "do": "agree"}
    assert phone.post(at(handled, "case"), given).status_code == 200
    release = str(case.releases.get().pk)
    assert leila.post(where + "companies/", {"deed": "tell", "which": release}).status_code == 302
    notice = Notice.objects.get()
    with as_if(notice.told_on):
        bilal = world.client("bilal")
        own = f"/{world.agreement.slug}/grievances/notices/{notice.code}/"
        assert "lynxwordsaidinprivate" in bilal.get(own).content.decode()
        assert (
            bilal.post(own, {"kind": "answer", "text": "walruswordsaidinprivate"}).status_code
            == 302
        )
    Offer.objects.create(
        case=case,
        text="lynxwordsaidinprivate",
        put_by=world.people["leila"],
        put_on=case.received_on,
    )
    connection.force_debug_cursor = False

    logs = "\n".join(record.getMessage() for record in caplog.records)
    mails = "\n".join(f"{one.subject}\n{one.body}\n{one.to}" for one in mail.outbox)
    assert mail.outbox
    everything = {
        "database": database(),
        "folders": folders(),
        "logs": logs.encode(),
        "mails": mails.encode(),
    }
    for name, kept in everything.items():
        lower = kept.lower()
        for word in [*WORDS, receipt, receipts.shown(receipt)]:
            for spelling in spellings(word):
                assert spelling.lower() not in lower, f"{word} lies open in the {name}"
    assert case.number.encode() not in everything["mails"]


def test_the_search_finds_what_lies_open(handled: Handled) -> None:
    world = handled.world
    world.agreement.title = "zebrawordsaidinprivate"
    world.agreement.save()
    assert b"zebrawordsaidinprivate" in database()
    for n in range(6):
        kept = base64.b64encode(b"x" * n + b"zebrawordsaidinprivate and more")
        assert any(spelling in kept for spelling in spellings("zebrawordsaidinprivate"))
