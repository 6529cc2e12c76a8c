"""Keep the Dutch complete without gettext installed: extract, update and compile with Babel.

    python tools/messages.py update [ROOM…]   collect texts into each room's locale/nl/…/django.po
    python tools/messages.py check            fail where a text has no Dutch, or a compiled file is old

English is the text in the code. Compiled files are committed: a bare machine has no msgfmt.
"""

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ROOT / "src" / "convenant"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def texts(room: Path) -> Catalog:
    """Every translatable text of a room's code and templates, with the places it stands."""
    from django.utils.translation.template import templatize

    found = Catalog(locale="nl", domain="django")
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        if {"tests", "migrations", "static"} & set(path.relative_to(room).parts):
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = templatize(source)
        for _line, message, comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"]
        ):
            if message and (message[0] if isinstance(message, tuple) else message):
                found.add(
                    message,
                    locations=[(str(path.relative_to(ROOT)), 0)],
                    auto_comments=comments,
                    context=context,
                )
    return found


def rooms(chosen: list[str]) -> list[Path]:
    every = sorted(path.parent for path in ROOMS.glob("*/apps.py"))
    return [room for room in every if not chosen or room.name in chosen]


def files(room: Path) -> tuple[Path, Path]:
    folder = room / "locale" / "nl" / "LC_MESSAGES"
    return folder / "django.po", folder / "django.mo"


def compiled(catalog: Catalog) -> bytes:
    # A date of its own would make every check find the file old a minute later.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def written(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, omit_header=True, sort_output=True, include_lineno=False, width=96)
    header = (
        'msgid ""\nmsgstr ""\n"Language: nl\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def read(po: Path) -> Catalog:
    if not po.exists():
        return Catalog(locale="nl", domain="django")
    with po.open("rb") as file:
        return read_po(file, locale="nl", domain="django")


def update(chosen: list[str]) -> None:
    for room in rooms(chosen):
        po, mo = files(room)
        catalog = read(po)
        catalog.update(texts(room), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        if not len(catalog):
            continue
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_bytes(written(catalog))
        mo.write_bytes(compiled(read(po)))
        open_texts = sum(1 for message in catalog if message.id and not complete(message))
        print(f"{room.name}: {len(catalog)} texts, {open_texts} without Dutch")


def complete(message) -> bool:
    if isinstance(message.string, (tuple, list)):
        return bool(message.string) and all(message.string)
    return bool(message.string)


def check() -> int:
    faults = []
    for room in rooms([]):
        po, mo = files(room)
        catalog, wanted = read(po), texts(room)
        for message in wanted:
            if not message.id:
                continue
            known = catalog.get(
                message.id if isinstance(message.id, str) else message.id[0], message.context
            )
            text = message.id if isinstance(message.id, str) else message.id[0]
            if known is None or not complete(known):
                faults.append(f"{room.name}: no Dutch for “{text[:80]}”")
            elif isinstance(message.id, str) and sorted(PLACEHOLDER.findall(text)) != sorted(
                PLACEHOLDER.findall(known.string)
            ):
                faults.append(f"{room.name}: the Dutch has other placeholders than “{text[:80]}”")
        if po.exists() and (not mo.exists() or mo.read_bytes() != compiled(catalog)):
            faults.append(
                f"{room.name}: django.mo is older than django.po; run tools/messages.py update"
            )
    print("\n".join(faults) or "Dutch is complete.")
    return bool(faults)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    import django
    from django.conf import settings

    settings.configure(USE_I18N=True)
    django.setup()
    if sys.argv[1:2] == ["update"]:
        update(sys.argv[2:])
    elif sys.argv[1:] == ["check"]:
        sys.exit(check())
    else:
        sys.exit(__doc__)
