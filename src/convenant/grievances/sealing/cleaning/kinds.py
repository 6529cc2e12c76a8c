"""What a file is, by its content and never by its name; what could harm its reader is refused.

Taken are photos, voice messages, short films, PDF and plain text. Everything else can carry a program, or
cannot be copied without what it tells about its maker.
"""

import re
from dataclasses import dataclass

from convenant.grievances.sealing.cleaning.sentences import SENTENCES

HEAD = 8192  # bytes from the beginning that are looked at


class Refused(ValueError):
    """The file is not taken; `code` names the reason, the text says it and what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(SENTENCES[code]["en"])
        self.code = code

    def sentence(self, language: str) -> str:
        """The text in this language, or in English."""
        return SENTENCES[self.code].get(language) or SENTENCES[self.code]["en"]

    def __reduce__(self) -> tuple[type["Refused"], tuple[str]]:
        return type(self), (self.code,)


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: `family` is image, sound, film, document or text."""

    name: str
    family: str
    media_type: str
    suffix: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind("jpeg", "image", "image/jpeg", "jpg"),
        Kind("png", "image", "image/png", "png"),
        Kind("webp", "image", "image/webp", "webp"),
        Kind("pdf", "document", "application/pdf", "pdf"),
        Kind("text", "text", "text/plain; charset=utf-8", "txt"),
        Kind("wav", "sound", "audio/wav", "wav"),
        Kind("mp3", "sound", "audio/mpeg", "mp3"),
        Kind("m4a", "sound", "audio/mp4", "m4a"),
        Kind("aac", "sound", "audio/aac", "aac"),
        Kind("ogg", "sound", "audio/ogg", "ogg"),
        Kind("amr", "sound", "audio/amr", "amr"),
        Kind("3gp", "film", "video/3gpp", "3gp"),
        Kind("webm", "film", "video/webm", "webm"),
        Kind("mp4", "film", "video/mp4", "mp4"),
    )
}

DANGEROUS_NAMES = {
    "exe|dll|com|scr|pif|bat|cmd|ps1|vbs?|vbe|jse?|mjs|wsf|wsh|hta|lnk|jar|apk|msi|reg|sh|php[0-9]?|py|url|desktop": "program",
    "html?|xhtml|svgz?|xml|mht|mhtml|chm": "page",
    "docm?|xlsm?|pptm?|dotm?|xltm?|potm?|docx|xlsx|pptx|odt|ods|odp": "office",
    "zip|rar|7z|gz|tar|iso|img": "archive",
}
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"dex\n",
    b"\0asm",
    b"L\0\0\0\x01\x14\x02\0",
)
MACH_O = {bytes.fromhex(sign) for sign in ("feedface", "feedfacf", "cefaedfe", "cffaedfe")}
OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
ARCHIVES = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MSCF",
    b"\x28\xb5\x2f\xfd",
)
PICTURES = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"8BPS", b"\xff\x0a", b"\0\0\0\x0cjP")
PHOTO_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
PAGE = re.compile(
    rb"<\s*(?:!doctype\s+(?:html|svg)|html|head|body|svg|script|iframe|\?xml|meta|object|embed)\b|<\?xml",
    re.I,
)
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def what_is(head: bytes, name: str = "") -> Kind:
    """The kind of a file that begins so; `head` is its first HEAD bytes, or all of it. Raises Refused."""
    if not head:
        raise Refused("empty")
    for pattern, code in DANGEROUS_NAMES.items():
        if re.search(rf"\.(?:{pattern})[\s.]*$", name, re.I):
            raise Refused(code)
    program = head.startswith(PROGRAMS) and not head.startswith(b"#!AMR")
    if program or head[:4] in MACH_O:
        raise Refused("program")
    if head.startswith(OFFICE):
        raise Refused("office")
    if head.startswith(b"PK\3\4"):
        office = any(sign in head for sign in (b"[Content_Types].xml", b"mimetypeapplication/vnd"))
        raise Refused("office" if office else "archive")
    if head.startswith(ARCHIVES):
        raise Refused("archive")
    found = _picture_or_document(head) or _recording(head)
    if found is None and _is_text(head):
        found = "text"
    if found is None:
        raise Refused("unknown")
    return KINDS[found]


def _picture_or_document(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(PICTURES):
        raise Refused("picture")
    return None


def _recording(head: bytes) -> str | None:
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"#!AMR"):
        return "amr"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        if b"webm" in head[:64]:
            return "webm"
        raise Refused("recording")
    if head.startswith((b"fLaC", b"\x30\x26\xb2\x75", b"FLV", b"\0\0\1\xba")):
        raise Refused("recording")
    if head.startswith(b"ID3") or (head[0] == 0xFF and len(head) > 3 and head[1] & 0xE6 == 0xE2):
        return "mp3"
    if head[0] == 0xFF and len(head) > 6 and head[1] & 0xF6 == 0xF0:
        return "aac"
    return None


def _of_brand(brand: bytes) -> str:
    if brand in PHOTO_BRANDS:
        raise Refused("picture")
    if brand in (b"M4A ", b"M4B "):
        return "m4a"
    return "3gp" if brand[:3] in (b"3gp", b"3g2") else "mp4"


def _is_text(head: bytes) -> bool:
    if PAGE.search(head):
        raise Refused("page")
    text = text_in(head, whole=False)
    return text is not None and not UNSEEN.search(text)


def text_in(data: bytes, *, whole: bool = True) -> str | None:
    """The text that these bytes are: UTF-8, or UTF-16 that says so; None where they are none."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for cut in range(1 if whole else 4):  # a sign of several bytes may be cut off at the end
        part = data[: len(data) - cut]
        try:
            return part.decode("utf-16" if wide else "utf-8-sig")
        except UnicodeDecodeError:
            continue
    return None
