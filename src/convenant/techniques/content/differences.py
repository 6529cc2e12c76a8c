"""What changed from one content to another, in words people read: complete, and nothing where they are equal."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from convenant.agreements.definition.parts.values import Text
from convenant.agreements.definition.wording import language_name
from convenant.base.difference import Run, difference
from convenant.techniques.content.messages import say
from convenant.techniques.content.model import (
    Case,
    Content,
    Cost,
    EvidenceAsked,
    LawArticle,
    Level,
    Link,
)
from convenant.techniques.content.words import (
    Names,
    all_named,
    class_in_words,
    level_in_words,
    money_in_words,
    named,
)

_NOBODY: Names = {}


@dataclass(frozen=True)
class Change:
    """One change; `runs` where a text was rewritten, `part` is the field of the content it is in."""

    kind: Literal["added", "removed", "changed"]
    part: str
    sentence: str
    runs: tuple[Run, ...] = ()


def compared(old: Content, new: Content, language: str, names: Names = _NOBODY) -> list[Change]:
    """The changes from `old` to `new`, told in `nl` or `en`, in the order of the content's parts."""
    return list(_Comparison(old, new, language if language == "nl" else "en", names).changes())


@dataclass(frozen=True)
class _Comparison:
    old: Content
    new: Content
    language: str
    names: Names

    def say(self, key: str) -> str:
        return say(key, self.language)

    def changes(self) -> Iterator[Change]:
        old, new = self.old, self.new
        yield from self.texts("title", self.say("title"), old.title, new.title)
        for field in ("kind", "topic"):
            said = [self.say(f"{field}:{getattr(one, field)}") for one in (old, new)]
            yield from self.moved(field, self.say(field), *said)
        yield from self.texts("why", self.say("why"), old.why, new.why)
        yield from self.texts("what", self.say("what"), old.what, new.what)
        yield from self.applicability()
        yield from self.items("evidence", lambda one: one.id, self.evidence)
        yield from self.items("levels", lambda one: one.id, self.level)
        yield from self.items("costs", lambda one: one.member_class, self.cost)
        yield from self.cases()
        yield from self.values("themes", old.themes, new.themes)
        yield from self.values("oecd_steps", old.oecd_steps, new.oecd_steps)
        yield from self.items("law", lambda one: (one.act, one.article), self.law)
        yield from self.items("guidance", lambda one: one.title, self.link)
        yield from self.values("criteria", old.criteria, new.criteria)

    # One value ----------------------------------------------------------------------------------

    def moved(self, part: str, label: str, said: str, now: str) -> Iterator[Change]:
        """One value that is another now; nothing where both read the same."""
        if said != now:
            words = f"{said or self.say('nothing')} → {now or self.say('nothing')}"
            yield Change("changed", part, f"{label}: {words}")

    def texts(self, part: str, label: str, old: Text | None, new: Text | None) -> Iterator[Change]:
        """A text in each language in which it changed."""
        before, after = old.root if old else {}, new.root if new else {}
        for code in dict.fromkeys([*before, *after]):
            was, now = before.get(code), after.get(code)
            if was == now:
                continue
            where = f"{label} ({language_name(code, self.language)})"
            kind: Literal["added", "removed", "changed"] = (
                "added" if was is None else "removed" if now is None else "changed"
            )
            yield Change(kind, part, where, tuple(difference(was or "", now or "")))

    def plain(self, part: str, label: str, old: str, new: str) -> Iterator[Change]:
        """A text that has no language."""
        if old != new:
            yield Change("changed", part, label, tuple(difference(old, new)))

    def values(self, part: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
        """A list of names: which came and which went, or another order."""
        if old == new:
            return
        label = self.say(part)
        more, less = Counter(new) - Counter(old), Counter(old) - Counter(new)
        told = [
            f"{self.say(word)} {'; '.join(self.listed(part, keys.elements()))}"
            for word, keys in (("added", more), ("dropped", less))
            if keys
        ]
        part = "applicability" if part in type(self.old.applicability).model_fields else part
        yield Change(
            "changed", part, f"{label}: {', '.join(told) if told else self.say('other_order')}"
        )

    def listed(self, field: str, keys: Iterable[Any]) -> list[str]:
        """Names that tell two ids of one name apart, also where one came and the other went."""
        keys = list(keys)
        if field == "products":
            return [str(key) for key in keys]
        whole = {*self.list_of(self.old, field), *self.list_of(self.new, field)}
        ordered = sorted(whole, key=str)
        words = dict(zip(ordered, all_named(self.names, field, ordered), strict=True))
        return [words[key] for key in keys]

    @staticmethod
    def list_of(content: Content, field: str) -> list[Any]:
        found: list[Any] = getattr(content, field, None) or getattr(
            content.applicability, field, []
        )
        return found

    def applicability(self) -> Iterator[Change]:
        old, new = self.old.applicability, self.new.applicability
        for field in ("classes", "chain_roles", "tiers", "products", "countries"):
            yield from self.values(field, getattr(old, field), getattr(new, field))
        yield from self.texts("applicability", self.say("context"), old.context, new.context)

    # Lists of things ----------------------------------------------------------------------------

    def items(
        self,
        part: str,
        key: Callable[[Any], Any],
        tell: Callable[[str, Any, Any], Iterator[Change]],
    ) -> Iterator[Change]:
        """Things matched by what names them: added, removed, changed, or in another order."""
        old, new = _keyed(getattr(self.old, part), key), _keyed(getattr(self.new, part), key)
        for one in dict.fromkeys([*old, *new]):
            if one not in new:
                yield self.came("removed", part, old[one])
            elif one not in old:
                yield self.came("added", part, new[one])
            else:
                yield from tell(self.title(part, old[one]), old[one], new[one])
        if [one for one in old if one in new] != [one for one in new if one in old]:
            yield Change("changed", part, f"{self.say(part)}: {self.say('other_order')}")

    def came(self, kind: Literal["added", "removed"], part: str, item: Any) -> Change:
        verb = self.say("was_added" if kind == "added" else "was_removed")
        facts = self.facts(part, item)
        more = f" ({facts})" if facts and kind == "added" else ""
        return Change(kind, part, f"{self.title(part, item)} {verb}{more}")

    def title(self, part: str, item: Any) -> str:
        """What one thing is called: Evidence ‘Ledger of payments’."""
        if isinstance(item, Cost):
            return f"{self.say('costs:one')} {class_in_words(item.member_class, self.names, self.language)}"
        if isinstance(item, LawArticle):
            name = f"{item.act}, {item.article}" if item.article else item.act
        elif isinstance(item, Link):
            name = item.title
        elif isinstance(item, Case):
            name = _short(item.text.get(self.language))
        else:
            name = item.name.get(self.language)
        return f"{self.say(f'{part}:one')} ‘{name}’"

    def facts(self, part: str, item: Any) -> str:
        """What a new thing says, in a few words."""
        if isinstance(item, EvidenceAsked):
            return self.say("required" if item.required else "not_required")
        if isinstance(item, Level):
            return level_in_words(item, self.language)
        if isinstance(item, Cost):
            return self.cost_in_words(item)
        return ""

    def cost_in_words(self, cost: Cost) -> str:
        said = [
            f"{self.say(field)} {words}"
            for field in ("one_off", "yearly")
            if (words := money_in_words(getattr(cost, field), cost, self.language))
        ]
        return ", ".join([*said, self.say(f"mark:{cost.mark}")])

    def evidence(self, title: str, old: EvidenceAsked, new: EvidenceAsked) -> Iterator[Change]:
        yield from self.texts("evidence", f"{title}: {self.say('name')}", old.name, new.name)
        if old.kind != new.kind:
            said, now = (
                named(self.names, "evidence_kind", one.kind) if one.kind else ""
                for one in (old, new)
            )
            if said == now:
                said, now = f"{said} ({old.kind})", f"{now} ({new.kind})"
            yield from self.moved("evidence", f"{title}: {self.say('evidence_kind')}", said, now)
        said, now = (self.say("required" if one.required else "not_required") for one in (old, new))
        yield from self.moved("evidence", title, said, now)

    def level(self, title: str, old: Level, new: Level) -> Iterator[Change]:
        yield from self.texts("levels", f"{title}: {self.say('name')}", old.name, new.name)
        yield from self.texts("levels", f"{title}: {self.say('measure')}", old.measure, new.measure)
        if (old.range, old.unit) != (new.range, new.unit):
            said, now = (level_in_words(one, self.language) for one in (old, new))
            words = f"{self.say('from')} {said} {self.say('became')} {now}"
            yield Change("changed", "levels", f"{title}: {words}")

    def cost(self, title: str, old: Cost, new: Cost) -> Iterator[Change]:
        for field in ("one_off", "yearly"):
            said, now = (
                money_in_words(getattr(one, field), one, self.language) for one in (old, new)
            )
            yield from self.moved("costs", f"{title}: {self.say(field)}", said, now)
        yield from self.moved(
            "costs", f"{title}: {self.say('price_year')}", str(old.price_year), str(new.price_year)
        )
        yield from self.moved(
            "costs",
            f"{title}: {self.say('mark')}",
            self.say(f"mark:{old.mark}"),
            self.say(f"mark:{new.mark}"),
        )
        yield from self.plain("costs", f"{title}: {self.say('source')}", old.source, new.source)

    def law(self, title: str, old: LawArticle, new: LawArticle) -> Iterator[Change]:
        yield from self.plain("law", f"{title}: {self.say('note')}", old.note, new.note)

    def link(self, title: str, old: Link, new: Link) -> Iterator[Change]:
        yield from self.plain(
            "guidance", f"{title}: {self.say('address')}", old.address, new.address
        )

    def cases(self) -> Iterator[Change]:
        """Cases have no name: what stands at one place was rewritten, the rest came or went."""
        old, new = self.old.learnt_from, self.new.learnt_from
        said, now_said = ([one.model_dump_json() for one in _sorted(cases)] for cases in (old, new))
        for kind, i, j, k, m in SequenceMatcher(None, said, now_said, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            pairs = min(j - i, m - k)
            for n in range(pairs):
                was, now, title = old[i + n], new[k + n], self.title("learnt_from", old[i + n])
                yield from self.texts("learnt_from", title, was.text, now.text)
                where = f"{title}: {self.say('address')}"
                yield from self.plain("learnt_from", where, was.address, now.address)
            yield from (self.came("removed", "learnt_from", one) for one in old[i + pairs : j])
            yield from (self.came("added", "learnt_from", one) for one in new[k + pairs : m])


def _sorted(cases: list[Case]) -> list[Case]:
    """The same cases with their languages in one order, so that another order is no change."""
    return [
        Case(text=Text(dict(sorted(one.text.root.items()))), address=one.address) for one in cases
    ]


def _keyed(items: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, Any]:
    """Things by their key and the how-manieth of that key they are."""
    seen: Counter[Any] = Counter()
    found = {}
    for item in items:
        name = key(item)
        found[name, seen[name]] = item
        seen[name] += 1
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
