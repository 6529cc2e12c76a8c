"""XML files of a government, read without following anything they point to."""

from __future__ import annotations

from xml.etree import ElementTree

from convenant.risks.sources.facts import UnreadableSource

MOST_BYTES = 50 * 2**20


def is_xml(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def tree_of(content: bytes, name: str, root: str) -> ElementTree.Element:
    """The file's tree, whose outermost element must be called `root`.

    Raises UnreadableSource. A file that declares entities of its own is refused: they are how a small
    file becomes a large one, and no file of these sources has them.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableSource(
            f"{name}: het bestand is groter dan 50 MB. Download het opnieuw bij de bron.",
            f"{name}: the file is larger than 50 MB. Download it again from the source.",
        )
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise UnreadableSource(
            f"{name}: het bestand heeft een eigen DOCTYPE en wordt daarom niet gelezen. Download het opnieuw "
            "bij de bron.",
            f"{name}: the file has a DOCTYPE of its own and is therefore not read. Download it again from the "
            "source.",
        )
    try:
        tree = ElementTree.fromstring(content)  # noqa: S314 -- declares no entities, see above
    except ElementTree.ParseError as problem:
        line, column = problem.position
        raise UnreadableSource(
            f"{name}: op regel {line}, teken {column} houdt de XML op te kloppen. Download het bestand opnieuw.",
            f"{name}: at line {line}, character {column} the XML is no longer right. Download the file again.",
        ) from None
    if tree.tag != root:
        raise UnreadableSource(
            f"{name}: dit bestand begint met <{tree.tag}>, en dat van deze bron met <{root}>. Kies het bestand "
            "dat bij deze bron hoort.",
            f"{name}: this file begins with <{tree.tag}>, and that of this source with <{root}>. Choose the "
            "file that belongs to this source.",
        )
    return tree
