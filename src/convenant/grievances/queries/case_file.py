"""Everything of a case that its reader can open, as the pieces of an export."""

import html
import json
from collections.abc import Iterable, Iterator
from typing import Any

from convenant.grievances import keeping, sealing
from convenant.grievances.exporting import Piece
from convenant.grievances.models import Case, CaseFile, Notice, Room
from convenant.grievances.queries.clocks import clock_of
from convenant.grievances.queries.opened import (
    OpenedKey,
    Said,
    about,
    room_key,
    room_of,
    said_in,
    today,
)
from convenant.grievances.queries.stages import stage_names

ENDINGS = {"jpeg": "jpg", "text": "txt"}


def left_out() -> list[str]:
    """What an export never holds, so that nobody looks for it in vain."""
    return [
        "the identity of the complainant, which is in a room of its own",
        "what was said in mediation, which stays there",
    ]


def pieces(case: Case, key: OpenedKey) -> Iterator[Piece]:
    """The case in JSON and to read, the companies' answers, and the original files."""
    room = room_of(case, Room.Kind.CASE)
    said = said_in(room, key)
    told = {**_facts(case), "entries": [_entry(one) for one in said], "companies": _companies(case)}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    yield Piece("case.json", [text.encode()])
    yield Piece("index.html", [_readable(told).encode()])
    private = room_key(room, key)
    for one in CaseFile.objects.filter(room=room).order_by("pk"):
        if private is not None and one.path:
            yield Piece(file_name(one), _original(one, room, private))


def file_name(one: CaseFile) -> str:
    """Its name in the export; what the complainant called it is in the entry."""
    return f"files/{one.entry_id}-{one.pk}.{ENDINGS.get(one.kind, one.kind)}"


def _original(one: CaseFile, room: Room, private: bytes) -> Iterable[bytes]:
    where = about(room, f"file {one.path}") + "/key"
    return keeping.read(one.path, sealing.open_sealed(bytes(one.key), private, where))


def _facts(case: Case) -> dict[str, Any]:
    names = stage_names()
    phases = case.phases.prefetch_related("pauses", "extensions")
    return {
        "number": case.number,
        "kind": case.kind,
        "openness": case.openness,
        "behalf": case.behalf,
        "sealed_by": case.sealed_by,
        "language": case.language,
        "received_on": str(case.received_on),
        "site": str(case.site or ""),
        "country": case.country,
        "theme": case.theme,
        "outcome": case.outcome,
        "exported_on": str(today()),
        "stages": [
            {
                "stage": names.get(phase.stage, phase.stage),
                "since": str(phase.since),
                "until": str(phase.ended_on or ""),
                "promised": str(clock_of(phase).due or ""),
                "stood_still": [
                    {"since": str(p.since), "until": str(p.until or ""), "why": p.why}
                    for p in phase.pauses.all()
                ],
                "made_longer": [
                    {"on": str(e.on), "days": e.days, "why": e.why} for e in phase.extensions.all()
                ],
            }
            for phase in phases
        ],
    }


def _entry(one: Said) -> dict[str, Any]:
    return {
        "number": one.entry.number,
        "kind": one.entry.kind,
        "on": str(one.entry.on),
        "by": str(one.entry.author) if one.entry.author else "complainant",
        "to_complainant": one.entry.to_complainant,
        "words": one.words,
        "files": [file_name(file) for file in one.files if file.path],
    }


def _companies(case: Case) -> list[dict[str, Any]]:
    found = (
        Notice.objects.filter(release__case=case)
        .select_related("organisation", "release")
        .prefetch_related("words__author")
    )
    return [
        {
            "company": str(notice.organisation),
            "told_on": str(notice.told_on),
            "released": notice.release.text,
            "words": [
                {"kind": word.kind, "on": str(word.on), "by": str(word.author), "text": word.text}
                for word in notice.words.all()
            ],
        }
        for notice in found
    ]


def _readable(told: dict[str, Any]) -> str:
    """One page that any browser shows, without anything from elsewhere."""
    title = html.escape(f"Case {told['number']}")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:1rem/1.5 sans-serif;max-inline-size:50rem;margin:2rem auto;padding:0 1rem}"
        "dt{font-weight:600}dd{margin:0 0 .5rem 1rem;white-space:pre-wrap}</style>"
        f"<h1>{title}</h1>{_list(told)}</html>"
    )


def _list(value: Any) -> str:
    if isinstance(value, dict):
        rows = [f"<dt>{html.escape(str(k))}</dt><dd>{_list(v)}</dd>" for k, v in value.items()]
        return f"<dl>{''.join(rows)}</dl>"
    if isinstance(value, list):
        return f"<ol>{''.join(f'<li>{_list(one)}</li>' for one in value)}</ol>" if value else "–"
    return html.escape("–" if value in (None, "") else str(value))


def paths_of_files() -> set[str]:
    """Where the sealed files and copies of every case of the open agreement lie."""
    both = CaseFile.objects.values_list("path", "copy_path")
    return {path for pair in both for path in pair if path}
