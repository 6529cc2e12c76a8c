"""A file of recognition as one dossier: the record as a PDF, every document, and the hash of each.

The same state gives the same bytes, in either language, so that two dossiers can be compared by their
hash alone. The PDF's sections are put together in `dossier_sections`; what is packed, here.
"""

import hashlib
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.utils.translation import gettext as _

from convenant.base.typeset_of_any import pdf_of_any
from convenant.base.verbs import Refused
from convenant.base.walls import current_agreement
from convenant.techniques.dossier_sections import Listed, told
from convenant.techniques.models import Recognition, RecognitionFile
from convenant.techniques.queries import recognition as queries

SOURCE = Path(__file__).parent / "typst" / "dossier.typ"
FORM = "convenant recognition dossier 1"
IN_MEMORY = 16 * 2**20  # bytes; a larger dossier is kept in a nameless file while it is sent
LONGEST_NAME = 80  # letters
MOST_BYTES = 180  # file systems count bytes, up to 255 with what stands before it


def dossier_name(recognition: Recognition) -> str:
    """What the browser stores it as."""
    return f"{current_agreement().slug}-recognition-{recognition.number}.zip"


def attachments(files: Iterable[RecognitionFile]) -> Listed:
    """Each document with a path of its own that is safe on every system."""
    return [
        (f"attachments/{number:03d}-{safe_name(file.file_name)}", file)
        for number, file in enumerate(files, 1)
    ]


def safe_name(file_name: str) -> str:
    """Letters, digits, dots, dashes and underscores of a name; no path, nothing hidden, not too long.

    A number goes before it in the dossier, so that no two names are the same and none is a device's.
    """
    name = re.split(r"[\\/]", unicodedata.normalize("NFC", file_name))[-1]
    name = re.sub(r"[^\w.-]+", "-", name, flags=re.UNICODE)
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 10:
        stem, dot, ending = name, "", ""
    ending = ending.strip(".-")
    stem = re.sub(r"\.{2,}", ".", stem).strip(".-")[: LONGEST_NAME - len(ending)]
    room = MOST_BYTES - len(ending.encode())
    stem = stem.encode()[:room].decode(errors="ignore").strip(".-")
    return f"{stem or 'document'}{dot if ending else ''}{ending}"


def last_change(recognition: Recognition) -> datetime:
    """The last moment that the file shows, which the dossier bears as its own."""
    moments = [recognition.made_at]
    moments += [step.at for step in queries.steps_of(recognition)]
    moments += [file.added_at for file in queries.files_of(recognition)]
    return max(moments).astimezone(UTC).replace(microsecond=0)


def pdf(recognition: Recognition) -> bytes:
    """The record in the language of the page, tagged for readers who do not see it."""
    listed = attachments(queries.files_of(recognition))
    note = _(
        "Signs that this document’s fonts do not have stand as boxes; manifest.json has the words as "
        "they were written."
    )
    return pdf_of_any(SOURCE, told(recognition, listed), last_change(recognition), note)


def dossier(recognition: Recognition) -> IO[bytes]:
    """The ZIP, wound to its start; whoever takes it closes it.

    Raises `Refused` where a stored document is not the one that was added.
    """
    moment = last_change(recognition)
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- handed on, open
    digests: dict[str, tuple[str, int]] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(path: str, content: bytes) -> None:
            about = zipfile.ZipInfo(path, date_time=moment.timetuple()[:6])
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system, about.external_attr = 3, 0o644 << 16
            archive.writestr(about, content)
            digests[path] = hashlib.sha256(content).hexdigest(), len(content)

        put("dossier.pdf", pdf(recognition))
        listed = attachments(queries.files_of(recognition))
        for path, file in listed:
            content = queries.content_of_file(file)
            if hashlib.sha256(content).hexdigest() != file.digest:
                raise Refused(
                    _(
                        "“%(file)s” is not what was added any more: its SHA-256 differs. Withdraw it "
                        "and add it again."
                    )
                    % {"file": file.file_name}
                )
            put(path, content)
        put("manifest.json", _manifest(recognition, listed, digests, moment))
        sums = "".join(f"{digest}  {path}\n" for path, (digest, _size) in digests.items())
        put("SHA256SUMS", sums.encode())
    target.seek(0)
    return cast("IO[bytes]", target)


def _manifest(
    recognition: Recognition,
    listed: Listed,
    digests: dict[str, tuple[str, int]],
    moment: datetime,
) -> bytes:
    """What a machine reads of it: the record, and each file with its size and digest."""
    agreement, technique = current_agreement(), recognition.technique
    names = dict(listed)
    told: dict[str, Any] = {
        "form": FORM,
        "language": queries.language(),
        "as_of": moment,
        "agreement": {"slug": agreement.slug, "title": agreement.title},
        "recognition": {
            "number": recognition.number,
            "technique": technique.number if technique is not None else None,
            "again_of": recognition.again_of.number if recognition.again_of else None,
            **{
                name: getattr(recognition, name)
                for name in (
                    "basis",
                    "authority",
                    "scope",
                    "state",
                    "decision",
                    "decision_address",
                    "decided_on",
                    "valid_from",
                    "valid_to",
                    "conditions",
                    "deadline",
                    "withdrawn_on",
                )
            },
        },
        "alignment": [
            {
                "criterion": row.criterion,
                "standard": row.standard,
                "standard_because": row.standard_because,
                "implementation": row.implementation,
                "implementation_because": row.implementation_because,
            }
            for row in queries.criteria_of(recognition)
        ],
        "steps": [
            {
                "was": step.was,
                "now": step.now,
                "on": step.on,
                "text": step.text,
                "deadline": step.deadline,
            }
            for step in queries.steps_of(recognition)
        ],
        "files": [
            {
                "path": path,
                "sha256": digest,
                "size": size,
                **(
                    {"name": names[path].name, "file_name": names[path].file_name}
                    if path in names
                    else {}
                ),
            }
            for path, (digest, size) in digests.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_iso).encode() + b"\n"


def _iso(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
