"""Files are sealed while they come in: at no moment does a disk hold a plain byte of them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from convenant.grievances import keeping, sealing
from convenant.grievances.arriving import Arriving, TooLarge
from convenant.grievances.models import Case, CaseFile
from convenant.grievances.sealing import cleaning, receipts
from convenant.grievances.sealing.cleaning.viruses import SIGN
from convenant.grievances.tests.making import Handled
from convenant.grievances.views.door_uploads import SealingUploadHandler

TEXT = b"zebraword was said here.\n"


@given(st.lists(st.integers(1, 150_000), min_size=1, max_size=6), st.integers(0, 255).map(chr))
def test_what_came_in_pieces_opens_as_it_was(
    tmp_path_factory: Any, sizes: list[int], sign: str
) -> None:
    folder = tmp_path_factory.mktemp("sealed")
    parts = [(TEXT * (size // len(TEXT) + 1))[:size] for size in sizes]
    file = Arriving(f"a{sign}.txt", folder, sum(sizes))
    for part in parts:
        file.take(part)
    file.end()
    assert file.fault is None and file.size == sum(sizes)
    with file.plain() as plain:
        assert plain.read() == b"".join(parts)
        plain.seek(0)
        assert plain.read(10) == b"".join(parts)[:10]
    assert TEXT not in (folder / file.path).read_bytes()


def test_while_it_comes_in_the_disk_has_it_sealed_and_memory_hardly_any_of_it(
    tmp_path: Path,
) -> None:
    file = Arriving("story.txt", tmp_path, 2**30)
    part = (TEXT * 3000)[: 64 * 2**10]
    for count in range(1, 40):
        file.take(part)
        assert TEXT not in (tmp_path / file.path).read_bytes()
        held = len(file._sealer._held) + len(file._head) + len(file._before)
        assert held <= 2 * 64 * 2**10, f"{held} bytes are held after {count} parts"
    assert (tmp_path / file.path).stat().st_size > 30 * 64 * 2**10
    file.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([b"MZ" + b"\0" * 9000, b"more"], cleaning.Refused),
        ([b"words ", SIGN[:10], SIGN[10:]], cleaning.Refused),
        ([TEXT * 100, TEXT * 100], TooLarge),
        ([], cleaning.Refused),
    ],
)
def test_what_is_not_taken_leaves_nothing(
    tmp_path: Path, parts: list[bytes], fault: type[Exception]
) -> None:
    file = Arriving("a.txt", tmp_path, 4000 if fault is TooLarge else 10**6)
    for part in parts:
        file.take(part)
    file.end()
    assert isinstance(file.fault, fault) and list(tmp_path.iterdir()) == []


def test_a_line_that_drops_in_the_middle_leaves_nothing(settings: Any) -> None:
    handler = SealingUploadHandler(RequestFactory().post("/"))
    handler.new_file("files", "a.txt", "text/plain", None)
    handler.receive_data_chunk(TEXT, 0)
    assert len(list(settings.SEALED_FILES.iterdir())) == 1
    handler.upload_interrupted()
    assert list(settings.SEALED_FILES.iterdir()) == []


def test_a_large_file_at_the_door_is_kept_sealed_and_a_refused_form_keeps_none(
    handled: Handled, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    real, least = sealing.seal_intake, sealing.Cost(8 * 2**10, 1)
    monkeypatch.setattr(sealing, "seal_intake", lambda *a, **k: real(*a, **{**k, "cost": least}))
    address = f"/{handled.world.agreement.slug}/grievances/door/en/tell/"
    story = {
        "kind": "complaint",
        "openness": "anonymous",
        "behalf": "self",
        "what": "Not paid.",
        "receipt": receipts.new(),
    }
    content = TEXT * 60_000  # 1.5 MB: many chunks

    def files(count: int) -> list[SimpleUploadedFile]:
        return [SimpleUploadedFile(f"{n}.txt", content) for n in range(count)]

    many = Client().post(address, {**story, "files": files(keeping.MOST + 1)})
    assert many.status_code == 422 and list(settings.SEALED_FILES.iterdir()) == []
    warned = Client().post(address, {**story, "what": "Write to a@example.org", "files": files(1)})
    assert warned.status_code == 200 and Case.objects.count() == 0
    assert list(settings.SEALED_FILES.iterdir()) == []
    assert Client().post(address, {**story, "files": files(1)}).status_code == 200
    kept = CaseFile.objects.get()
    assert kept.size == len(content)
    assert kept.digest == keeping.digest_of(kept.path)
    assert {one.name for one in settings.SEALED_FILES.iterdir()} == {kept.path, kept.copy_path}
    again = Client().post(address, {**story, "files": files(1)})  # sent twice
    assert again.status_code == 200
    assert CaseFile.objects.count() == 1 and len(list(settings.SEALED_FILES.iterdir())) == 2
