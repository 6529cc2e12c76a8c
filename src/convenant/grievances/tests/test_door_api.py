"""A phone that seals by itself: what it sends is kept once, whole, and opens for those it is for."""

import hashlib
import io
import json
import secrets
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from convenant.grievances import coming_in, crowd, keeping, sealing
from convenant.grievances.actions import door
from convenant.grievances.models import Case, CaseFile
from convenant.grievances.queries.opened import room_of, said_in
from convenant.grievances.sealing import files, proof_of_work, receipts
from convenant.grievances.tests.making import CHEAP, Handled
from convenant.grievances.tests.test_case_pages import at as inside_at
from convenant.grievances.tests.test_case_pages import cheap, with_key

__all__ = ["cheap"]
TOLD = {"kind": "complaint", "openness": "anonymous", "behalf": "self"}


def at(path: str = "") -> str:
    return f"/stitch/grievances/door/bn/api/{path}"


class Phone:
    """Seals as `door.js` does, with the server's own core, which is the same byte for byte."""

    def __init__(self, client: Client) -> None:
        self.client, self.receipt = client, receipts.new()
        facts = client.get(at()).json()
        assert facts["open"]
        self.readers = {
            name: [(pk, sealing.bytes_of(public)) for pk, public in found]
            for name, found in facts["readers"].items()
        }
        self.envelope: dict[str, Any] = {}

    def seal(self, **words: Any) -> dict[str, Any]:
        self.envelope = sealing.seal_intake(
            self.receipt,
            {"case": words, "identity": None},
            self.readers["handlers"],
            self.readers["custodians"],
            CHEAP,
        )
        return self.envelope

    def file(self, content: bytes, name: str = "") -> tuple[dict[str, Any], bytes]:
        name, key = name or secrets.token_hex(24), files.new_key()
        sealed = b"".join(files.seal_stream([content], key))
        public = self.envelope["complainant"]["public"]
        about = sealing.place(public, "case", f"file {name}") + "/key"
        room = sealing.bytes_of(self.envelope["rooms"]["case"]["public"])
        listed = {
            "upload": name,
            "sealed_size": len(sealed),
            "size": len(content),
            "sha256": hashlib.sha256(sealed).hexdigest(),
            "key": sealing.text_of(sealing.seal(key, room, about)),
        }
        return listed, sealed

    def put(self, name: str, offset: int, piece: bytes) -> Any:
        return self.client.put(
            f"{at(f'uploads/{name}/')}?offset={offset}", piece, "application/octet-stream"
        )

    def send(self, **more: Any) -> Any:
        body = {**TOLD, "envelope": self.envelope, "files": [], **more}
        return self.client.post(at("complaints/"), json.dumps(body), "application/json")


@pytest.fixture
def phone(handled: Handled) -> Phone:
    return Phone(Client())


def test_what_the_phone_sealed_opens_for_its_readers_and_comes_once(
    handled: Handled, phone: Phone
) -> None:
    phone.seal(what="They lock the exit.")
    first = phone.send(urgent=True)
    assert first.status_code == 201 and not first.json()["already"]
    again = phone.send(urgent=True)
    assert again.status_code == 200 and again.json()["already"]
    case = Case.objects.get()
    assert case.sealed_by == "browser" and case.urgent
    room = room_of(case, "case")
    assert said_in(room, handled.keys["leila"])[0].words == {"what": "They lock the exit."}
    assert said_in(room, handled.keys["petra"]) == []
    phone.seal(what="Other words under the same receipt.")
    assert phone.send().status_code == 409
    assert not phone.client.cookies


def test_where_many_send_at_once_work_is_asked_for_this_receipt_only(
    handled: Handled, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert phone.client.get(at()).json()["challenge"] == ""  # while it is calm
    monkeypatch.setattr(crowd, "_bits", lambda: 10)
    envelope = phone.seal(what="They lock the exit.")
    asked = phone.send()
    assert asked.status_code == 429 and not Case.objects.exists()
    challenge = asked.json()["challenge"]
    other = proof_of_work.solve(challenge, "another receipt")
    assert phone.send(challenge=challenge, nonce=other).status_code == 429
    own = proof_of_work.solve(challenge, envelope["locator"])
    assert phone.send(challenge=challenge, nonce=own).status_code == 201
    monkeypatch.setattr(crowd, "_bits", lambda: 0)
    assert phone.send().status_code == 200  # calm again: nothing is asked


def test_a_line_that_drops_goes_on_where_it_was(handled: Handled, phone: Phone) -> None:
    phone.seal(what="See.")
    made = io.BytesIO()
    Image.effect_noise((600, 600), 90).save(made, "PNG")
    listed, sealed = phone.file(made.getvalue())
    name, half = listed["upload"], len(sealed) // 2
    assert phone.put(name, 0, sealed[:half]).json() == {"size": half}
    assert phone.put(name, 0, sealed[:half]).json() == {"size": half}  # the answer had been lost
    wrong = phone.put(name, half + 5, sealed[half + 5 :])
    assert wrong.status_code == 409 and wrong.json() == {"size": half}
    assert phone.send(files=[listed]).status_code == 422  # not whole yet: nothing is kept
    assert not Case.objects.exists()
    assert phone.client.get(at(f"uploads/{name}/")).json() == {"size": half}
    assert phone.put(name, half, sealed[half:]).json() == {"size": len(sealed)}
    assert phone.send(files=[listed]).status_code == 201
    assert phone.send(files=[listed]).status_code == 200
    file = CaseFile.objects.get()
    assert file.state == "received" and file.digest == listed["sha256"]
    assert (keeping.folder() / name).read_bytes() == sealed
    leila = with_key(handled, "leila")
    where = inside_at(handled.world, "cases", file.room.case.number, "files", str(file.pk))
    page = leila.get(where)
    assert page.status_code == 200 and page.content.startswith(b"\x89PNG")
    file.refresh_from_db()
    assert file.state == "ready" and file.kind == "png"


def test_what_may_harm_is_kept_and_not_shared(handled: Handled, phone: Phone) -> None:
    phone.seal(what="See.")
    listed, sealed = phone.file(b"MZ" + b"\0" * 400)
    phone.put(listed["upload"], 0, sealed)
    assert phone.send(files=[listed]).status_code == 201
    file = CaseFile.objects.get()
    leila = with_key(handled, "leila")
    where = inside_at(handled.world, "cases", file.room.case.number, "files", str(file.pk))
    page = leila.get(where, follow=True)
    assert "may harm" in page.content.decode()
    file.refresh_from_db()
    assert file.state == "refused"


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64},
        {"sealed_size": 5},
        {"key": "?"},
        {"upload": "../../etc/passwd"},
        {"upload": "0" * 48},
        {"size": 0},
        {"extra": 1},
    ],
)
def test_a_file_that_is_not_as_it_says_is_refused(phone: Phone, change: dict[str, Any]) -> None:
    phone.seal(what="See.")
    listed, sealed = phone.file(b"a list of names")
    phone.put(listed["upload"], 0, sealed)
    assert phone.send(files=[{**listed, **change}]).status_code == 422
    assert not Case.objects.exists()


def test_a_closed_door_takes_neither_pieces_nor_complaints(handled: Handled, phone: Phone) -> None:
    phone.seal(what="Late.")
    door.close_the_door(by=handled.by("anna"), why="We move.")
    assert phone.send().status_code == 409
    assert phone.put("ab" * 24, 0, b"x").status_code == 503
    assert not phone.client.get(at()).json()["open"]


def test_pieces_have_a_bound(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    assert phone.put("ab" * 24, 0, b"x" * (coming_in.LARGEST_PIECE + 1)).status_code == 413
    assert phone.put("ab" * 24, 0, b"").status_code == 422
    assert phone.put("nonsense", 0, b"x").status_code == 404
    monkeypatch.setattr(coming_in, "MOST_WAITING", 3)
    assert phone.put("ab" * 24, 0, b"four").status_code == 200
    assert phone.put("cd" * 24, 0, b"more").status_code == 503


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_strange_requests_get_the_answers_that_are_described(
    handled: Handled, data: st.DataObject
) -> None:
    described = Client().get(at("openapi.json")).json()
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        operation = found.ok()
        mode = data.draw(st.sampled_from(schemathesis.GenerationMode))
        try:
            strategy = operation.as_strategy(generation_mode=mode)
        except schemathesis.errors.InvalidSchema:
            continue  # nothing wrong can be said to it
        case = data.draw(strategy)
        kind = "application/json" if "complaints" in operation.path else "application/octet-stream"
        body = case.body if isinstance(case.body, dict | list | str | int | bytes) else b""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        query = "&".join(
            f"{name}={quote(str(value))}" for name, value in (case.query or {}).items()
        )
        path = quote(case.formatted_path) if "%" not in case.formatted_path else case.formatted_path
        answer = Client().generic(case.method, f"{path}?{query}", sent, content_type=kind)
        told = described["paths"][operation.path]
        if case.method.lower() in told and path.count("/") == at("x/y/").count("/"):
            assert str(answer.status_code) in told[case.method.lower()]["responses"], answer.content
        assert answer.status_code < 500 or answer.status_code == 503
