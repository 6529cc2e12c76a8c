"""The sealing script in a real browser, under the policy that its page has: what it seals opens here."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import ExifTags, Image
from playwright.sync_api import Page, Route

from convenant.grievances import sealing
from convenant.grievances.sealing import receipts

pytestmark = pytest.mark.browser
OURS = Path(sealing.__file__).parents[1] / "static" / "grievances"
SERVED = {
    "/": None,
    "/sealing.js": OURS / "sealing.js",
    "/core.js": settings.NODE_MODULES / "libsodium-sumo/dist/modules-sumo/libsodium-sumo.js",
    "/wrappers.js": settings.NODE_MODULES
    / "libsodium-wrappers-sumo/dist/modules-sumo/libsodium-wrappers.js",
}
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:"
BASE = "http://sealing.localhost"
SEALS = """async ({receipt, words, readers, cost}) => {
  const sealing = await import("/sealing.js");
  await sealing.load(["/core.js", "/wrappers.js"]);
  const made = await sealing.sealIntake(receipt, words, readers, cost);
  return JSON.stringify(made);
}"""
DRAWS = """async (photo) => {
  const sealing = await import("/sealing.js");
  await sealing.load(["/core.js", "/wrappers.js"]);
  const bytes = sealing.bytesOf(photo);
  const drawn = await sealing.withoutMetadata(new Blob([bytes], {type: "image/jpeg"}));
  return sealing.textOf(new Uint8Array(await drawn.arrayBuffer()));
}"""


@pytest.fixture
def empty(page: Page) -> Page:
    """An empty page whose host serves the scripts and nothing else."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(BASE)
        file = SERVED[path]
        if file is None:
            route.fulfill(
                body="<!doctype html><title>-</title>",
                headers={"Content-Type": "text/html", "Content-Security-Policy": POLICY},
            )
        else:
            route.fulfill(body=file.read_bytes(), content_type="text/javascript")

    page.route(f"{BASE}/**", answer)
    page.goto(f"{BASE}/")
    return page


def test_a_phone_seals_and_the_handler_reads(empty: Page) -> None:
    complaints: list[str] = []
    empty.on("console", lambda message: complaints.append(message.text))
    receipt, handler, custodian = receipts.new(), sealing.new_pair(), sealing.new_pair()
    given: dict[str, Any] = {
        "receipt": receipt,
        "words": {"case": {"what": "আমরা বেতন পাইনি"}, "identity": None},
        "readers": {
            "handlers": [[1, sealing.text_of(handler.public)]],
            "custodians": [[2, sealing.text_of(custodian.public)]],
        },
        "cost": {"memory": 64 * 2**20, "passes": 3},
    }
    checked = sealing.check(json.loads(empty.evaluate(SEALS, given)), [1], [2])
    public, room = checked.complainant["public"], checked.rooms["case"]
    key = sealing.open_grant(
        dict(room.grants)[1], handler.private, sealing.place(public, "case", "grant")
    )
    entry = room.entries[0]
    said = sealing.open_entry(entry.key, entry.body, key, sealing.place(public, "case", "1"))
    assert json.loads(said) == given["words"]["case"]
    assert sealing.belongs(
        sealing.unwrap(checked.complainant["wrapped"], receipt), sealing.bytes_of(public)
    )
    assert complaints == []  # the policy stopped nothing


def test_a_photo_drawn_anew_in_the_browser_says_nothing_of_its_place(empty: Page) -> None:
    picture, exif = Image.new("RGB", (60, 40), "white"), Image.Exif()
    picture.paste("red", (0, 0, 20, 10))
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Jamila's phone"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (23.0, 50.0, 57.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert b"Jamila" in out.getvalue()
    drawn = sealing.bytes_of(empty.evaluate(DRAWS, sealing.text_of(out.getvalue())))
    assert b"Jamila" not in drawn and b"Exif" not in drawn
    with Image.open(io.BytesIO(drawn)) as seen:
        assert seen.size == (40, 60) and not seen.getexif()
        red, green, _blue = seen.getpixel((39, 0))  # type: ignore[misc]
        assert red > 200 and green < 80
