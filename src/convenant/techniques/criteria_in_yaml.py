"""Criteria into the text of a definition, every other line left as people wrote it. Plain: no Django.

A definition is read and signed by people, so its comments and layout are theirs. The places are found with the
YAML reader; the lines themselves are only taken out and put in. Where criteria stand on one line, or not at
all, the whole is written anew with comments kept.
"""

import io
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
_WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_SIGNS = re.compile(
    "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)  # not printable, or line ends to some
_WIDE = 1_000_000


def with_criteria(text: str, add: Sequence[Mapping[str, Any]], instead: Mapping[str, str]) -> str:
    """The definition with these criteria; `instead` says which id of a new one takes whose place.

    New ones come last, in their order. The text must be a definition that has an assessment.
    """
    body = text.removeprefix("\ufeff")
    root = YAML(typ="safe", pure=True).compose(body)
    assessment = _value(root, "assessment")
    if not isinstance(assessment, MappingNode):
        raise ValueError("the definition has no assessment")
    criteria = _value(assessment, "criteria")
    if not isinstance(criteria, SequenceNode) or criteria.flow_style or not criteria.value:
        return _anew(body, add, instead)
    newline = "\r\n" if "\r\n" in body else "\n"
    lines = body.split("\n")
    column = criteria.start_mark.column
    places = {_id(item): _lines_of(item, lines, column) for item in criteria.value}
    end = _lines_of(criteria.value[-1], lines, column)[1]
    whose = {old: new for new, old in instead.items() if old in places}
    put = {one["id"]: _emitted(one, column) for one in add}
    found: list[str] = []
    n = 0
    while n < len(lines):
        old = next((key for key in whose if places[key][0] == n), None)
        last = n
        if old is None:
            found.append(lines[n])
        else:
            found += _ended(put.pop(whose[old]), newline)
            last = places[old][1]
        if last == end:
            if not (old or found[-1].endswith("\r") or newline == "\n"):
                found[-1] += "\r"
            for each in put.values():
                found += _ended(each, newline)
        n = last + 1
    return "\n".join(found)


def _ended(lines: list[str], newline: str) -> list[str]:
    return [line + newline.removesuffix("\n") for line in lines]


def _value(node: Any, key: str) -> Any:
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value
    return None


def _id(item: Any) -> str:
    found = _value(item, "id")
    return str(found.value) if isinstance(found, ScalarNode) else ""


def _lines_of(item: Node, lines: list[str], column: int) -> tuple[int, int]:
    """The first and the last line of an item of a list, its dash included, what follows it not."""
    first = item.start_mark.line
    while lines[first][column : column + 1] != "-" or lines[first][:column].strip():
        first -= 1
    return first, _last_line(item, lines)


def _last_line(node: Node, lines: list[str]) -> int:
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        inner = node.value[-1]
        return _last_line(inner[1] if isinstance(inner, tuple) else inner, lines)
    end = node.end_mark
    last: int = end.line if end.column else end.line - 1
    last = max(last, node.start_mark.line)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        while last > node.start_mark.line and not lines[last].strip():
            last -= 1
    return last


def _anew(text: str, add: Sequence[Mapping[str, Any]], instead: Mapping[str, str]) -> str:
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    held = data["assessment"].get("criteria") or []
    places = {one["id"]: n for n, one in enumerate(held)}
    for one in add:
        old = places.get(instead.get(one["id"], ""))
        if old is None:
            held.append(dict(one))
        else:
            held[old] = dict(one)
    data["assessment"]["criteria"] = held
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _emitted(one: Mapping[str, Any], column: int) -> list[str]:
    """The lines of one criterion: a key a line, texts by language below each other."""
    lines = []
    for key, value in one.items():
        if key in ("question", "guidance"):
            lines += [f"{key}:", *(f"  {name}: {_flow(text)}" for name, text in value.items())]
        elif key == "levels":
            lines += [f"{key}:", *(f"  - {_flow(level)}" for level in value)]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return [" " * column + ("  " if n else "- ") + line for n, line in enumerate(lines)]


def _flow(value: Any) -> str:
    """A value on one line, its texts in quotes, so that no sign of theirs means anything."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and value not in _WORDS_OF_YAML:
            return value
        said = json.dumps(value, ensure_ascii=False)
        return _SIGNS.sub(lambda found: f"\\u{ord(found[0]):04x}", said)
    if isinstance(value, Collection):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return json.dumps(value)
