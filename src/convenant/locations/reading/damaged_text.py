"""Letters that were damaged before the list reached us: "SÄ±vat" was once "Sıvat".

UTF-8 read as Windows-1252 (most machines) or as Mac Roman (Excel on a Mac) and saved again. Only
sequences that are valid UTF-8 and do not occur in any spelling are put right.
"""

import re


def _characters(codec: str) -> list[str]:
    """What each byte shows as under a codec; its holes show as the control character itself."""
    shown = []
    for byte in range(256):
        try:
            shown.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            shown.append(chr(byte))
    return shown


class _Damage:
    """One way in which UTF-8 is misread, with the sequences it leaves behind."""

    def __init__(self, codec: str):
        shown = _characters(codec)
        # Some programs kept the control character (Latin-1) where the codec has a sign.
        self.byte = {chr(byte): byte for byte in range(0x80, 0xA0)}
        self.byte |= {character: byte for byte, character in enumerate(shown)}
        controls = "".join(map(chr, range(0x80, 0xA0)))
        following = "[" + re.escape("".join(shown[0x80:0xC0]) + controls) + "]"
        # First bytes of Latin letters (C2–C6), and of Vietnamese letters and typographic signs.
        two = "[" + re.escape("".join(shown[0xC2:0xC7])) + "]"
        three = "[" + re.escape(shown[0xE1] + shown[0xE2]) + "]"
        self.pattern = re.compile(f"{two}{following}|{three}{following}{following}")

    def undone(self, found: re.Match[str]) -> str:
        try:
            return bytes(self.byte[character] for character in found[0]).decode("utf-8")
        except UnicodeDecodeError:
            return found[0]


# Mac first: what it leaves behind may hold what looks like the other, not the reverse.
_DAMAGES = (_Damage("mac_roman"), _Damage("cp1252"))


def repaired(text: str) -> str:
    """The text with such sequences put right; the same text where there are none."""
    if text.isascii():
        return text
    for _ in range(3):  # some lists went through it twice
        before = text
        for damage in _DAMAGES:
            text = damage.pattern.sub(damage.undone, text)
        if text == before:
            break
    return text
