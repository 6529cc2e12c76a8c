"""The texts of a content that stand in several languages, and which of them wait for a translation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from convenant.agreements.definition.parts.values import Text
from convenant.techniques.content.messages import say
from convenant.techniques.content.model import Content

Key = tuple[str, ...]  # ("evidence", "ledger", "name"): stays where the order changes


def texts(content: Content) -> Iterator[tuple[Key, Text]]:
    """Each text with what names it; what is learnt from has no name but its place."""
    yield ("title",), content.title
    yield ("what",), content.what
    if content.why is not None:
        yield ("why",), content.why
    if content.applicability.context is not None:
        yield ("context",), content.applicability.context
    for evidence in content.evidence:
        yield ("evidence", evidence.id, "name"), evidence.name
    for level in content.levels:
        yield ("levels", level.id, "name"), level.name
        yield ("levels", level.id, "measure"), level.measure
    for n, case in enumerate(content.learnt_from, 1):
        yield ("learnt_from", str(n), "text"), case.text


def place(content: Content, key: Key, language: str) -> str:
    """Where a text stands, in words."""
    if len(key) == 1:
        return say(key[0], language)
    part, name, field = key
    if part == "learnt_from":
        return f"{say('learnt_from:one', language)} {name}"
    item = next(one for one in getattr(content, part) if one.id == name)
    return f"{say(f'{part}:one', language)} ‘{item.name.get(language)}’: {say(field, language)}"


@dataclass(frozen=True)
class Waiting:
    """A text that still needs other languages: `place` in words, and which."""

    key: Key
    place: str
    languages: tuple[str, ...]


def stale(old: Content, new: Content, language: str, shown_in: str = "") -> list[Waiting]:
    """The texts that changed in `language`, while other languages still say what they said before."""
    before = dict(texts(old))
    found = []
    for key, text in texts(new):
        was = before.get(key)
        if was is None or was.root.get(language) == text.root.get(language):
            continue
        left = tuple(
            code
            for code, words in text.root.items()
            if code != language and was.root.get(code) == words
        )
        if left:
            found.append(Waiting(key, place(new, key, shown_in or language), left))
    return found


def stored_texts(data: dict[str, Any]) -> Iterator[tuple[Key, dict[str, str]]]:
    """The texts of a content as it is stored, by the keys that `texts` gives them; for who changes them there."""
    for part in ("title", "what", "why"):
        if data[part] is not None:
            yield (part,), data[part]
    if data["applicability"]["context"] is not None:
        yield ("context",), data["applicability"]["context"]
    for part, fields in (("evidence", ("name",)), ("levels", ("name", "measure"))):
        for item in data[part]:
            for name in fields:
                yield (part, item["id"], name), item[name]
    for number, case in enumerate(data["learnt_from"], start=1):
        yield ("learnt_from", str(number), "text"), case["text"]


def without_stale(old: Content, new: Content, language: str) -> Content:
    """The new content without translations that still say what the old one said: they wait to be written anew."""
    gone = {one.key: one.languages for one in stale(old, new, language)}
    data = new.model_dump(mode="json")
    for key, text in stored_texts(data):
        for code in gone.get(key, ()):
            del text[code]
    return Content.model_validate(data)


def missing(content: Content, languages: Iterable[str], shown_in: str) -> list[Waiting]:
    """The texts that are not there in each of these languages."""
    languages = tuple(languages)
    return [
        Waiting(key, place(content, key, shown_in), left)
        for key, text in texts(content)
        if (left := tuple(code for code in languages if code not in text.root))
    ]
