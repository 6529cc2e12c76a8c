"""A definition as people read it: headings, items and their facts, with what is not known said.

Walks any part by its type, so that a new part of the definition is read aloud without work here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from convenant.agreements.definition import Definition, Text
from convenant.agreements.definition.labels import field_label
from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.shape import Field, fields_of
from convenant.agreements.definition.wording import value_in_words

# Fields whose absence a reader must hear of; the absence of others says nothing.
_SAID_WHEN_ABSENT = {
    ("Term", "start"),
    ("Term", "end"),
    ("Term", "tail"),
    ("Body", "independent_chair"),
    ("Body", "seats"),
    ("Seat", "count"),
    ("Section", "weight"),
    ("Obligation", "due"),
    ("Clock", "owner"),
    ("SiteListPublication", "yearly_on"),
    ("SiteListPublication", "minimum_members_shown"),
    ("LeveragePublication", "minimum_others"),
}
_AT_THE_TOP = ("format", "title", "source", "note", "sources")
_ASIDE = {"id", "name", "source", "note", "description"}


@dataclass(frozen=True)
class Fact:
    """One labelled value; `text` is empty where it is not known."""

    label: str
    text: str


@dataclass
class Item:
    """A named thing with its facts and the things inside it."""

    name: str
    anchor: str = ""
    description: str = ""
    note: str = ""
    facts: list[Fact] = field(default_factory=list)
    inside: list["Group"] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)

    @property
    def described(self) -> str:
        """Name and description in one text, for a part that stands alone under its heading."""
        return ". ".join(text.rstrip(".") for text in (self.name, self.description) if text)


@dataclass
class Group:
    """A heading over items; without items, the part is not known."""

    title: str
    anchor: str = ""
    facts: list[Fact] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    inside: list["Group"] = field(default_factory=list)
    description: str = ""
    note: str = ""
    sources: list[int] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        return bool(self.facts or self.items or self.inside or self.description)


@dataclass(frozen=True)
class Cited:
    """An entry of the register of sources, with the number the page cites it by."""

    number: int
    reference: str
    facts: list[Fact]
    note: str


class _Reader:
    def __init__(self, definition: Definition, language: str) -> None:
        self.definition, self.language = definition, language
        self.numbers = {source.id: n for n, source in enumerate(definition.sources, 1)}

    def groups(self) -> Iterator[Group]:
        top = Group(self._cap(field_label(Definition, "title", self.language)), "title")
        top.note = self._text(self.definition.note)
        top.sources = self._cite(self.definition)
        top.facts.append(Fact(top.title, self.definition.title.get(self.language)))
        for name, one in fields_of(Definition).items():
            value = getattr(self.definition, name)
            if name in _AT_THE_TOP:
                continue
            label = self._label(Definition, name)
            if one.kind in ("value", "values", "text"):
                if value not in (None, []):
                    top.facts.append(Fact(label, self._value(self.definition, one, value)))
                continue
            group = Group(label, name)
            if one.kind == "parts":
                group.items = [self.item(part, f"{name}-") for part in value]
            elif value is not None:
                whole = self.item(value, f"{name}-")
                group.facts, group.note, group.sources = whole.facts, whole.note, whole.sources
                group.inside, group.description = whole.inside, whole.described
            yield group
        top.title = ""
        yield top

    def item(self, part: Part, prefix: str) -> Item:
        made = Item(self._name(part), f"{prefix}{getattr(part, 'id', '')}")
        made.description = self._text(getattr(part, "description", None))
        made.note = self._text(part.note)
        made.sources = self._cite(part)
        told = _ASIDE if isinstance(part, Named) else {*_ASIDE, *type(part).KEY}
        for name, one in fields_of(type(part)).items():
            value = getattr(part, name)
            if name in told:
                continue
            label = self._label(type(part), name)
            if value in (None, []):
                if (type(part).__name__, name) in _SAID_WHEN_ABSENT:
                    made.facts.append(Fact(label, ""))
            elif one.kind == "parts":
                inner = [self.item(p, f"{made.anchor}-{name}-") for p in value]
                made.inside.append(Group(label, items=inner))
            elif one.kind == "part":
                inner_item = self.item(value, f"{made.anchor}-{name}-")
                made.inside.append(
                    Group(
                        label,
                        facts=inner_item.facts,
                        inside=inner_item.inside,
                        description=inner_item.described,
                        note=inner_item.note,
                        sources=inner_item.sources,
                    )
                )
            else:
                made.facts.append(Fact(label, self._value(part, one, value)))
        return made

    def cited(self) -> Iterator[Cited]:
        for source in self.definition.sources:
            whole = self.item(source, "source-")
            facts = [f for f in whole.facts if f.text != source.reference]
            yield Cited(self.numbers[source.id], source.reference, facts, whole.note)

    def _value(self, part: Part, one: Field, value: Any) -> str:
        values = value if isinstance(value, list) else [value]
        said = (
            v.get(self.language)
            if isinstance(v, Text)
            else value_in_words(part, one, v, self.definition, self.language)
            for v in values
        )
        return ", ".join(said)

    def _name(self, part: Part) -> str:
        if isinstance(getattr(part, "name", None), Text):
            return part.name.get(self.language)  # type: ignore[attr-defined]
        if hasattr(part, "reference"):
            return str(part.reference)
        fields = fields_of(type(part))
        said = [
            f"{self._label(type(part), key)} {text}"
            if fields[key].says and not fields[key].reference
            else text
            for key in type(part).KEY
            if (value := getattr(part, key)) is not None
            and (text := value_in_words(part, fields[key], value, self.definition, self.language))
        ]
        return self._cap(" · ".join(said))

    def _text(self, text: Text | None) -> str:
        return text.get(self.language) if text else ""

    def _cite(self, part: Part) -> list[int]:
        return [self.numbers[one] for one in part.source if one in self.numbers]

    def _label(self, model: type[Part], name: str) -> str:
        return self._cap(field_label(model, name, self.language))

    @staticmethod
    def _cap(text: str) -> str:
        return text[:1].upper() + text[1:]


def outline(definition: Definition, language: str) -> list[Group]:
    """The whole definition in `nl` or `en`: first its identity (a group without title), then each part."""
    groups = list(_Reader(definition, language).groups())
    return [groups[-1], *groups[:-1]]


def cited_sources(definition: Definition, language: str) -> list[Cited]:
    """The register of sources, numbered as the outline cites them."""
    return list(_Reader(definition, language).cited())
