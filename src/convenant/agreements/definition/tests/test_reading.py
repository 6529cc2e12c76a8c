"""Whatever is handed in as a file, the answer is a definition or a list of faults, and soon."""

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from convenant.agreements.definition import check, preset_text
from convenant.agreements.definition.checking import FORMAT
from convenant.agreements.definition.reading import MAX_BYTES, read

EXAMPLE = preset_text("example-european-garments")
LINES = EXAMPLE.splitlines(keepends=True)


def _answered(text):
    definition, faults = check(text, "x.yaml")
    assert (definition is None) == bool(faults)
    for fault in faults:
        assert fault.sentence("nl").startswith("x.yaml, regel ")
        assert fault.line >= 1


@given(st.binary(max_size=300) | st.text(max_size=300))
@example("slug: \ud800")
@example("{[key]: 1, title: {'[key]': 1}}")
@example("? \n")
@example("a: 1e999\nb: 0x1f\nc: .nan\nd: 9999999999999999999999")
@example("term: {start: .inf, end: [], tail: 3}\nsides: {a: b}\nbodies: [[], {seats: 3}]")
def test_anything_at_all_gets_an_answer(text):
    _answered(text)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_good_file_with_a_line_damaged_gets_an_answer(data):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        here = data.draw(st.integers(0, len(lines) - 1))
        damage = data.draw(
            st.sampled_from(["", "  ", "- x\n", "id: x\n", "[]\n", "{}\n", "  - {}\n", "name: 3\n"])
        )
        cut = data.draw(st.integers(0, len(lines[here])))
        lines[here] = data.draw(
            st.sampled_from([damage, lines[here][:cut] + damage, damage + lines[here][cut:]])
        )
    _answered("".join(lines))


def test_a_few_aliases_do_not_unfold_into_gigabytes():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert [fault.code for fault in check(bomb, "x.yaml")[1]] == ["alias"]


def test_the_largest_file_allowed_is_answered_in_seconds():
    filler = "- {id: a, name: {nl: b}}\n"
    text = "sides:\n" + filler * ((MAX_BYTES - 10) // len(filler))
    begun = time.monotonic()
    assert check(text, "x.yaml")[1]
    assert time.monotonic() - begun < 20


def _frame(rest):
    return (
        "slug: x\ntitle: {en: X}\nlanguages: [en]\nsector: {name: {en: X}}\n"
        "sides: [{id: c, kind: other, name: {en: C}}]\n" + rest
    )


@pytest.mark.parametrize(
    "rest",
    [
        "themes:\n"
        + "".join(f"- {{id: theme{n}}}\n" for n in range(4000))
        + "obligations:\n"
        + "".join(f"- {{id: o{n}, themes: [them{n}]}}\n" for n in range(3500)),
        "obligations:\n"
        + "".join(
            f"- {{id: o{n}, due: {{after: obligation, days: 1, obligation: o{n + 1}}}}}\n"
            for n in range(1900)
        ),
        "roles: [{id: r, must_not_mix: ["
        + ",".join(f"{{role: r{n}, within: case}}" for n in range(5000))
        + "]}]",
    ],
    ids=["names that lead nowhere", "one after the other", "walls"],
)
def test_a_file_made_to_be_slow_is_answered_in_seconds(rest):
    begun = time.monotonic()
    faults = check(_frame(rest), "x.yaml")[1]
    assert faults and faults[0].code != "too_big"
    assert sum(len(fault.sentence("en")) for fault in faults) < 20_000_000
    assert time.monotonic() - begun < 20


def test_lines_and_values_are_those_of_the_file():
    document = read("a: 1\nb:\n  - x\n  - c: 2.5\n    d: true\n    e: '3'\n", "x.yaml", FORMAT)
    assert document.value == {"a": 1, "b": ["x", {"c": 2.5, "d": True, "e": "3"}]}
    assert [document.line(path) for path in (("a",), ("b", 0), ("b", 1, "d"))] == [1, 3, 5]
    assert document.line(("b", 1, "not there")) == 4
