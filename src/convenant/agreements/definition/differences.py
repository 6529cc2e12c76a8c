"""What changes from one definition to another, in words a party can read.

Items of a list are matched by their key, so that another order is no change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from convenant.agreements.definition.labels import field_label, new, noun
from convenant.agreements.definition.model import Definition
from convenant.agreements.definition.parts.assessment import PassMark
from convenant.agreements.definition.parts.bodies import Seat
from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.sources import Source
from convenant.agreements.definition.parts.values import Text
from convenant.agreements.definition.shape import Field, fields_of
from convenant.agreements.definition.wording import language_name, named, value_in_words

_BESIDE_THE_RULES = re.compile(r"(^|\.)(source|sources|note)\b")  # told after the rules
_ORDERED = {"languages"}  # the first language stands in for a missing one
_SAID = {
    "in": {"nl": "in", "en": "in"},
    "added": {"nl": "erbij", "en": "added"},
    "dropped": {"nl": "eraf", "en": "removed"},
    "gone": {"nl": "vervallen", "en": "dropped"},
    "year": {"nl": "jaar", "en": "year"},
    "for": {"nl": "voor", "en": "for"},
    "none": {"nl": "geen", "en": "none"},
}


@dataclass(frozen=True)
class Change:
    """One change. `details` says what a new item holds, one fact per line."""

    kind: Literal["added", "dropped", "changed"]
    path: str
    sentence: str
    details: tuple[str, ...] = ()


def diff(old: Definition, new: Definition, language: str) -> list[Change]:
    """The changes from `old` to `new` in `nl` or `en` (any other language gets English).

    Empty exactly where the two say the same, whatever the order of their items. Rules come first,
    then notes and sources.
    """
    language = language if language in ("nl", "en") else "en"
    changes = _Comparison(old, new, language).parts(Definition, old, new, _Place())
    return sorted(changes, key=lambda change: bool(_BESIDE_THE_RULES.search(change.path)))


@dataclass(frozen=True)
class _Place:
    """Where in the definition: its path, the words that lead there, and the item around it."""

    path: str = ""
    words: tuple[str, ...] = ()
    inside: str = ""  # the name of the nearest named item

    def into(self, step: str) -> "_Place":
        return replace(self, path=f"{self.path}.{step}" if self.path else step)


@dataclass(frozen=True)
class _Comparison:
    old: Definition
    new: Definition
    language: str

    def parts(
        self, model: type[Part], old: Part | None, new: Part | None, place: _Place
    ) -> Iterator[Change]:
        """Changes between two parts of the same kind; None is a part that is not there."""
        for name, field in fields_of(model).items():
            before, after = getattr(old, name, None), getattr(new, name, None)
            if before == after:
                continue
            here = place.into(name)
            label = field_label(model, name, self.language)
            further = replace(here, words=(*here.words, label))
            if field.kind == "parts":
                yield from self._items(field, before or [], after or [], here)
            elif field.kind == "part" and field.part:
                yield from self._part(field, before, after, further)
            elif field.kind == "values":
                yield from self._values(field, old, new, before or [], after or [], further)
            elif field.kind == "text":
                yield from self._texts(before, after, further)
            else:
                main = name == model.MAIN and bool(place.words)
                yield self._value(field, old, new, before, after, here if main else further)

    def _part(
        self, field: Field, before: Part | None, after: Part | None, place: _Place
    ) -> Iterator[Change]:
        found = list(self.parts(field.part or Part, before, after, place))
        yield from found
        if not found and before is None:
            yield Change("added", place.path, f"{_begin(place.words)}: {self._say('added')}")
        elif not found and after is None:
            yield Change("dropped", place.path, f"{_begin(place.words)}: {self._say('gone')}")

    def _value(
        self, field: Field, old: Any, new: Any, before: Any, after: Any, place: _Place
    ) -> Change:
        return self._change(
            place,
            value_in_words(old, field, before, self.old, self.language),
            value_in_words(new, field, after, self.new, self.language),
            before,
            after,
        )

    def _change(self, place: _Place, said: str, now: str, before: Any, after: Any) -> Change:
        if said == now:  # two names alike, such as two themes both called "Wages"
            said, now = f"{said} ({before})", f"{now} ({after})"
        return Change("changed", place.path, f"{_begin(place.words)}: {said} → {now}")

    def _texts(self, before: Text | None, after: Text | None, place: _Place) -> Iterator[Change]:
        old, new = before.root if before else {}, after.root if after else {}
        for code in dict.fromkeys([*old, *new]):
            if old.get(code) != new.get(code):
                words = f"{_begin(place.words)} ({language_name(code, self.language)})"
                said, now = (
                    f"“{text}”" if text is not None else self._say("none")
                    for text in (old.get(code), new.get(code))
                )
                yield Change("changed", f"{place.path}.{code}", f"{words}: {said} → {now}")

    def _values(
        self, field: Field, old: Any, new: Any, before: list[Any], after: list[Any], place: _Place
    ) -> Iterator[Change]:
        def say(part: Any, values: list[Any], definition: Definition) -> str:
            words = [value_in_words(part, field, v, definition, self.language) for v in values]
            return ", ".join(
                f"{word} ({value})" if value in alike else word
                for word, value in zip(words, values, strict=True)
            )

        alike: set[Any] = set()
        if field.name in _ORDERED:
            said, now = say(old, before, self.old), say(new, after, self.new)
            yield self._change(place, said, now, before, after)
            return
        was, is_now = set(before), set(after)
        more = [v for v in after if v not in was]
        less = [v for v in before if v not in is_now]
        if set(say(new, more, self.new).split(", ")) & set(say(old, less, self.old).split(", ")):
            alike.update(more + less)  # another theme of the same name
        told = []
        if more:
            told.append(f"{self._say('added')} {say(new, more, self.new)}")
        if less:
            told.append(f"{self._say('dropped')} {say(old, less, self.old)}")
        if told:
            yield Change("changed", place.path, f"{_begin(place.words)}: {'; '.join(told)}")

    def _items(
        self, field: Field, before: list[Part], after: list[Part], place: _Place
    ) -> Iterator[Change]:
        model = field.part or Part
        old, now = _by_key(before), _by_key(after)
        for key in dict.fromkeys([*old, *now]):
            here = replace(place, path=f"{place.path}[{_key_in_words(key)}]")
            if key not in now:
                yield self._gone(model, old[key], here)
            elif key not in old:
                yield self._new(model, now[key], here)
            else:
                item = now[key]
                name = self._name(old[key], self.old)
                inner = replace(
                    here,
                    words=(self._title(old[key], self.old) + self._inside(place),),
                    inside=name if isinstance(item, Named) else place.inside,
                )
                yield from self.parts(model, old[key], item, inner)

    def _new(self, model: type[Part], item: Part, place: _Place) -> Change:
        main = self._main(item, self.new)
        name = self._name(item, self.new) + self._inside(place)
        sentence = f"{new(model, self.language)}: {name}{f' ({main})' if main else ''}"
        return Change("added", place.path, sentence, tuple(self._facts(item)))

    def _gone(self, model: type[Part], item: Part, place: _Place) -> Change:
        name = self._name(item, self.old) + self._inside(place)
        what = _begin((noun(model, self.language),))
        return Change("dropped", place.path, f"{what} {self._say('gone')}: {name}")

    def _facts(self, item: Part) -> Iterator[str]:
        """What a new item holds besides its name and main value."""
        told = {"id", "name", "reference", "source", type(item).MAIN, *type(item).KEY}
        model: type[Part] = type(item)
        for name, field in fields_of(model).items():
            value = getattr(item, name)
            if name not in told and value != model.model_fields[name].default:
                label = _begin((field_label(model, name, self.language),))
                yield f"{label}: {self._fact(item, field, value)}"

    def _fact(self, part: Part, field: Field, value: Any) -> str:
        if field.kind == "parts":
            return "; ".join(self._item_fact(item) for item in value)
        if field.kind == "part":
            model: type[Part] = type(value)
            inner = [
                f"{field_label(model, f.name, self.language)} "
                f"{self._fact(value, f, getattr(value, f.name))}"
                for f in fields_of(model).values()
                if getattr(value, f.name) not in (None, [])
            ]
            return ", ".join(inner)
        values = value if isinstance(value, list) else [value]
        return ", ".join(value_in_words(part, field, v, self.new, self.language) for v in values)

    def _item_fact(self, item: Part) -> str:
        """An item of a list inside a new item, in one go: its name, value, and what else it says."""
        main = self._main(item, self.new)
        said = [main] if main else []
        if not isinstance(item, Named):
            said += [fact[:1].lower() + fact[1:] for fact in self._facts(item)]
        return self._name(item, self.new) + (f" ({', '.join(said)})" if said else "")

    def _say(self, word: str) -> str:
        return _SAID[word][self.language]

    def _inside(self, place: _Place) -> str:
        return f" {self._say('in')} {place.inside}" if place.inside else ""

    def _main(self, item: Part, definition: Definition) -> str:
        field = fields_of(type(item)).get(type(item).MAIN or "")
        value = getattr(item, field.name) if field else None
        if field is None or value is None:
            return ""
        return value_in_words(item, field, value, definition, self.language)

    def _title(self, item: Part, definition: Definition) -> str:
        """The item with its noun: “Obligation Site list”, “Seat for Unions”, “Pass mark year 3”."""
        link = f" {self._say('for')} " if isinstance(item, Seat) else " "
        return _begin((noun(type(item), self.language),)) + link + self._name(item, definition)

    def _name(self, item: Part, definition: Definition) -> str:
        """The item without its noun."""
        if isinstance(item, Named):
            return item.name.get(self.language)
        if isinstance(item, Source):
            return item.reference
        if isinstance(item, PassMark):
            return self._pass_mark(item, definition)
        if hasattr(item, "name"):
            return item.name.get(self.language)
        fields = fields_of(type(item))
        return " ".join(
            value_in_words(item, fields[key], getattr(item, key), definition, self.language)
            for key in type(item).KEY
        )

    def _pass_mark(self, mark: PassMark, definition: Definition) -> str:
        words = f"{self._say('year')} {mark.year}"
        if mark.member_class:
            name = named("classes", mark.member_class, definition, self.language)
            words += f" {self._say('for')} {name}"
        if mark.section:
            name = named("assessment.sections", mark.section, definition, self.language)
            words += f" {self._say('in')} {name}"
        return words


def _by_key(items: list[Part]) -> dict[tuple[Any, ...], Part]:
    return {tuple(getattr(item, name) for name in type(item).KEY): item for item in items}


def _key_in_words(key: tuple[Any, ...]) -> str:
    return " ".join(str(value) for value in key if value is not None)


def _begin(words: tuple[str, ...]) -> str:
    joined = ", ".join(words)
    return joined[:1].upper() + joined[1:]
