"""A content as plain text in one language: the words a body decides on, and that may be amended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from convenant.agreements.definition.parts.values import Text
from convenant.techniques.content.messages import say
from convenant.techniques.content.model import Content
from convenant.techniques.content.words import (
    Names,
    all_named,
    class_in_words,
    named,
    range_in_words,
)

Path = tuple[str | int, ...]
_NOBODY: Names = {}


@dataclass(frozen=True)
class Piece:
    """A stretch of the rendering; `path` leads to the text it is of, None for words of the page itself."""

    text: str
    path: Path | None = None


def rendered(content: Content, language: str, names: Names = _NOBODY) -> str:
    """Every part under its heading, each text as it was written; a part that is empty is left out.

    A text that is not there in `language` stands in the first language that it has, marked with it.
    """
    return "".join(piece.text for piece in pieces(content, language, names))


def pieces(content: Content, language: str, names: Names = _NOBODY) -> list[Piece]:
    """The rendering in order, so that a place in it can be led back to the text it is of."""
    page = _Page(language, names)
    sections = [
        list(lines)
        for lines in (
            page.head(content),
            page.text_part("why", content.why),
            page.text_part("what", content.what),
            page.applicability(content),
            page.evidence(content),
            page.levels(content),
            page.costs(content),
            page.cases(content),
            page.named_part("themes", content.themes),
            page.named_part("oecd_steps", content.oecd_steps),
            page.law(content),
            page.guidance(content),
            page.named_part("criteria", content.criteria),
        )
    ]
    found: list[Piece] = []
    for lines in sections:
        if lines and found:
            found.append(Piece("\n\n"))
        for n, line in enumerate(lines):
            found += ([Piece("\n")] if n else []) + line
    return [piece for piece in found if piece.text]


Line = list[Piece]


@dataclass(frozen=True)
class _Page:
    language: str
    names: Names

    def say(self, key: str) -> str:
        return say(key, self.language)

    def text(self, text: Text, *path: str | int) -> Line:
        """A text in the page's language, or marked in the first language it has."""
        if self.language in text.root:
            return [Piece(text.root[self.language], (*path, self.language))]
        first = next(iter(text.root))
        return [Piece(f"[{first}] {text.root[first]}")]

    def head(self, content: Content) -> Iterator[Line]:
        yield [Piece(f"{self.say('technique')}: "), *self.text(content.title, "title")]
        yield [Piece(f"{self.say('kind')}: {self.say(f'kind:{content.kind}')}")]
        yield [Piece(f"{self.say('topic')}: {self.say(f'topic:{content.topic}')}")]

    def heading(self, field: str) -> Line:
        return [Piece(self.say(field))]

    def text_part(self, field: str, text: Text | None) -> Iterator[Line]:
        if text is not None:
            yield self.heading(field)
            yield self.text(text, field)

    def named_part(self, field: str, keys: Iterable[object]) -> Iterator[Line]:
        found = all_named(self.names, field, keys)
        if found:
            yield self.heading(field)
            yield from ([Piece(f"– {name}")] for name in found)

    def applicability(self, content: Content) -> Iterator[Line]:
        applies = content.applicability
        yield self.heading("applicability")
        nobody_left_out = True
        for field in ("classes", "chain_roles", "tiers"):
            keys = getattr(applies, field)
            if keys:
                nobody_left_out = False
                words = "; ".join(all_named(self.names, field, keys))
                yield [Piece(f"{self.say(field)}: {words}")]
        if applies.products:
            nobody_left_out = False
            line = [Piece(f"{self.say('products')}: ")]
            for n, product in enumerate(applies.products):
                line += [Piece("; ")] if n else []
                line.append(Piece(product, ("applicability", "products", n)))
            yield line
        if applies.countries:
            nobody_left_out = False
            words = "; ".join(all_named(self.names, "countries", applies.countries))
            yield [Piece(f"{self.say('countries')}: {words}")]
        if nobody_left_out:
            yield [Piece(self.say("everyone"))]
        if applies.context is not None:
            yield [
                Piece(f"{self.say('context')}: "),
                *self.text(applies.context, "applicability", "context"),
            ]

    def evidence(self, content: Content) -> Iterator[Line]:
        if content.evidence:
            yield self.heading("evidence")
        for n, one in enumerate(content.evidence):
            kind = [named(self.names, "evidence_kind", one.kind)] if one.kind else []
            said = "; ".join([*kind, self.say("required" if one.required else "not_required")])
            yield [
                Piece(f"{n + 1}. "),
                *self.text(one.name, "evidence", n, "name"),
                Piece(f" ({said})"),
            ]

    def levels(self, content: Content) -> Iterator[Line]:
        if content.levels:
            yield self.heading("levels")
        for n, one in enumerate(content.levels):
            words = range_in_words(one.range, self.language) or self.say("no_range")
            yield [
                Piece(f"{n + 1}. "),
                *self.text(one.name, "levels", n, "name"),
                Piece(" – "),
                *self.text(one.measure, "levels", n, "measure"),
                Piece(f": {words} "),
                Piece(one.unit, ("levels", n, "unit")),
            ]

    def costs(self, content: Content) -> Iterator[Line]:
        if content.costs:
            yield self.heading("costs")
        for n, one in enumerate(content.costs):
            said = [
                f"{self.say(field)} {words} {one.currency}"
                for field in ("one_off", "yearly")
                if (words := range_in_words(getattr(one, field), self.language))
            ]
            said += [
                f"{self.say('price_year')} {one.price_year}",
                self.say(f"mark:{one.mark}"),
            ]
            who = class_in_words(one.member_class, self.names, self.language)
            yield [
                Piece(f"{n + 1}. {who}: {'; '.join(said)}"),
                *self.also("source", one.source, "costs", n),
            ]

    def also(self, field: str, text: str, *path: str | int) -> Line:
        """One more fact on a line, where there is one."""
        return [Piece(f"; {self.say(field)}: "), Piece(text, (*path, field))] if text else []

    def cases(self, content: Content) -> Iterator[Line]:
        if content.learnt_from:
            yield self.heading("learnt_from")
        for n, one in enumerate(content.learnt_from):
            yield [
                Piece(f"{n + 1}. "),
                *self.text(one.text, "learnt_from", n, "text"),
                *self.also("address", one.address, "learnt_from", n),
            ]

    def law(self, content: Content) -> Iterator[Line]:
        if content.law:
            yield self.heading("law")
        for n, one in enumerate(content.law):
            yield [
                Piece(f"{n + 1}. "),
                Piece(one.act, ("law", n, "act")),
                *self.also("article", one.article, "law", n),
                *self.also("note", one.note, "law", n),
            ]

    def guidance(self, content: Content) -> Iterator[Line]:
        if content.guidance:
            yield self.heading("guidance")
        for n, one in enumerate(content.guidance):
            yield [
                Piece(f"{n + 1}. "),
                Piece(one.title, ("guidance", n, "title")),
                *self.also("address", one.address, "guidance", n),
            ]
