"""Other words in one place of a content, as a body takes over an amendment of its rendering."""

from typing import Any, Literal

from pydantic import ValidationError

from convenant.techniques.content.model import Content
from convenant.techniques.content.rendering import Path, pieces, rendered
from convenant.techniques.content.texts import stale
from convenant.techniques.content.words import Names

__all__ = ["NotInOnePlace", "replaced", "stale"]

Reason = Literal["nowhere", "several", "heading", "at_the_end", "nothing_left", "blank_end"]
SENTENCES: dict[str, tuple[str, str]] = {
    "nowhere": (
        "Deze woorden staan niet in de tekst. Neem ze letter voor letter over.",
        "These words are not in the text. Copy them from it, letter for letter.",
    ),
    "several": (
        "Deze woorden staan meer dan eens in de tekst. Neem een langer stuk over.",
        "These words stand in the text more than once. Copy a longer piece.",
    ),
    "heading": (
        "Deze woorden lopen over meer dan één onderdeel, of zijn een kop, een nummer of een keuze uit een lijst."
        " Neem woorden uit één onderdeel over; wat gekozen is wijzigt in een nieuw concept.",
        "These words run over more than one part, or are a heading, a number or a choice from a list."
        " Copy words of one part; what was chosen changes in a new draft.",
    ),
    "at_the_end": (
        "Aan het eind kan hier niets worden toegevoegd. Neem de woorden over waar het na komt, en schrijf ze met"
        " de nieuwe erachter.",
        "Nothing can be added at the end here. Copy the words it comes after, and write them with the new ones"
        " behind.",
    ),
    "nothing_left": (
        "Zo blijft van dit onderdeel niets over, of wordt het te lang. Een onderdeel vervalt in een nieuw concept.",
        "This leaves nothing of that part, or makes it too long. A part is left out in a new draft.",
    ),
    "blank_end": (
        "Zo eindigt de tekst met een spatie of een lege regel. Neem ook de woorden ervoor over.",
        "This leaves a space or an empty line at the end of the text. Copy the words before it too.",
    ),
}


class NotInOnePlace(Exception):
    """These words cannot be put into the content so that it reads as the amended text does."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(SENTENCES[reason][1])
        self.reason = reason

    def sentence(self, language: str) -> str:
        """What is wrong and what to do, in `nl` or `en`."""
        return SENTENCES[self.reason][0 if language == "nl" else 1]


def replaced(
    content: Content, language: str, old: str, new: str, names: Names | None = None
) -> Content:
    """The content whose rendering is this one's with `new` instead of `old`, which stands in it once.

    `old` lies in one text: of `language`, or one that has no language, such as a unit or a source. Empty, `new`
    is added at the end as a paragraph. `names` are those the rendering was made with. Raises NotInOnePlace.
    """
    names = names or {}
    before = rendered(content, language, names)
    if not old:
        after = f"{before}\n\n{new}"
        changed = _with(content, ("what", language), lambda text: f"{text}\n\n{new}", "at_the_end")
        return _reads(changed, language, names, after, "at_the_end")
    count = before.count(old)
    if count != 1:
        raise NotInOnePlace("several" if count else "nowhere")
    start = before.index(old)
    path = _path_of(content, language, names, start, start + len(old))
    changed = _with(content, path, lambda text: text.replace(old, new), "nothing_left")
    return _reads(changed, language, names, before.replace(old, new), "nothing_left")


def _path_of(content: Content, language: str, names: Names, start: int, end: int) -> Path:
    """The one text that holds this stretch of the rendering."""
    here = 0
    for piece in pieces(content, language, names):
        if piece.path is not None and here <= start and end <= here + len(piece.text):
            return piece.path
        here += len(piece.text)
    raise NotInOnePlace("heading")


def _with(content: Content, path: Path, change: Any, otherwise: Reason) -> Content:
    """The content with the text at this path changed."""
    whole = content.model_dump(mode="json")
    *way, last = path
    inner: Any = whole
    for step in way:
        inner = inner[step]
    if last not in inner and not isinstance(inner, list):
        raise NotInOnePlace(otherwise)
    inner[last] = change(inner[last])
    try:
        return Content.model_validate(whole)
    except ValidationError:
        raise NotInOnePlace(otherwise) from None


def _reads(changed: Content, language: str, names: Names, after: str, otherwise: Reason) -> Content:
    if rendered(changed, language, names) != after:
        raise NotInOnePlace(otherwise)
    if after != after.rstrip():  # a body's text is kept without
        raise NotInOnePlace("blank_end")
    return changed
