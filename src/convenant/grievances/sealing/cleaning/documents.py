"""PDF without who wrote it, when and with what; none that asks for a password, runs something or carries files."""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from convenant.grievances.sealing.cleaning.kinds import Kind, Refused

MOST_OBJECTS = 200_000
DEEPEST = 50
RUNNING = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/RichMediaExecute",
}
RUNNING_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
CARRYING_KEYS = {"/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF"}
TELLING = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified")
TELLING_NOTES = ("/T", "/M", "/CreationDate", "/NM", "/RC")


def clean_document(kind: Kind, source: BinaryIO, target: BinaryIO) -> None:
    """The pages in a new file: earlier versions, titles, names, dates and thumbnails stay behind."""
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PasswordError as fault:
        raise Refused("encrypted") from fault
    with pdf:
        if pdf.is_encrypted:
            raise Refused("encrypted")
        if len(pdf.objects) > MOST_OBJECTS:
            raise Refused("big")
        if len(pdf.attachments):
            raise Refused("embedded")
        for number, thing in enumerate(_things(pdf)):
            if number > MOST_OBJECTS:
                raise Refused("big")
            _refuse(thing)
            _quieten(pdf, thing)
        for key in ("/Info", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(target, deterministic_id=True)


def _things(pdf: Pdf) -> Iterator[Any]:
    """Every mapping in the document, also those within others."""
    waiting = [(thing, 0) for thing in (*pdf.objects, pdf.trailer)]
    while waiting:
        thing, depth = waiting.pop()
        if depth > DEEPEST:
            raise Refused("damaged")
        if isinstance(thing, Dictionary | Stream):
            yield thing
            inner = [thing[key] for key in list(thing.keys())]
        elif isinstance(thing, Array):
            inner = list(thing)
        else:
            continue
        waiting += [
            (one, depth + 1)
            for one in inner
            if isinstance(one, Dictionary | Array) and not one.is_indirect
        ]


def _refuse(thing: Any) -> None:
    keys = set(thing.keys())
    if keys & RUNNING_KEYS or str(thing.get("/S", "")) in RUNNING:
        raise Refused("scripted")
    if keys & CARRYING_KEYS or thing.get("/Type") in (Name.EmbeddedFile, Name.Filespec):
        raise Refused("embedded")


def _quieten(pdf: Pdf, thing: Any) -> None:
    for key in TELLING:
        if key in thing:
            del thing[key]
    if "/Rect" in thing and thing.get("/Subtype") not in (None, Name.Widget):
        for key in TELLING_NOTES:
            if key in thing:
                del thing[key]
    if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
        _quieten_photo(pdf, thing)


def _quieten_photo(pdf: Pdf, photo: Any) -> None:
    """A photo on a page keeps what its camera wrote, until it is taken out."""
    filters = photo.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)]
    if names[-1] not in TAKERS:
        return
    raw = photo.read_raw_bytes()
    if names[:-1] == ["/FlateDecode"]:
        raw = zlib.decompressobj().decompress(raw, 200 * 2**20)
    elif names[:-1]:
        raise Refused("damaged")
    decoding = photo.get("/DecodeParms")
    if isinstance(decoding, Array):
        decoding = decoding[-1] if len(decoding) else None
    photo.write(
        TAKERS[names[-1]](raw),
        filter=Name(names[-1]),
        decode_parms=decoding if isinstance(decoding, Dictionary) else None,
    )


def without_notes(jpeg: bytes) -> bytes:
    """The photo without its segments for notes; those that say how its colours are meant stay. Its dots are untouched."""
    if not jpeg.startswith(b"\xff\xd8"):
        raise Refused("damaged")
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        sign = jpeg[at + 1]
        if sign == 0xFF:  # filling
            at += 1
            continue
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        notes = 0xE1 <= sign <= 0xEF and sign != 0xEE or sign == 0xFE
        if not notes:
            kept += jpeg[at:end]
        at = end
    end = jpeg.rfind(b"\xff\xd9")
    return bytes(kept) + jpeg[at : end + 2 if end > at else len(jpeg)]


def without_boxes(jpeg2000: bytes) -> bytes:
    """The photo without its boxes for notes; a bare stream of dots has none."""
    if jpeg2000.startswith(b"\xff\x4f"):
        return jpeg2000
    kept, at = bytearray(), 0
    while at + 8 <= len(jpeg2000):
        size, kind = int.from_bytes(jpeg2000[at : at + 4], "big"), jpeg2000[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(jpeg2000[at + 8 : at + 16], "big")
        end = at + size if size else len(jpeg2000)
        if end < at + 8:
            raise Refused("damaged")
        if kind not in (b"xml ", b"uuid", b"uinf", b"jp2i"):
            kept += jpeg2000[at:end]
        at = end
    return bytes(kept)


TAKERS = {"/DCTDecode": without_notes, "/JPXDecode": without_boxes}
