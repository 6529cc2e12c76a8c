"""The answers as a report on paper: a tagged PDF (PDF/UA) in Dutch or English, every assumption marked."""

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

import typst

from convenant.costs.simulation.parts.numbers import Number
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.telling import Telling
from convenant.costs.simulation.wording import MARK_NAMES, number, percent, said


class Report(Telling):
    """Takes the same tables as the terminal and puts them on paper."""

    def __init__(self, language: str):
        super().__init__(language)
        self.blocks: list[dict[str, Any]] = []

    def line(self, dutch: str, english: str) -> None:
        self.blocks.append({"kind": "line", "text": self.pick(dutch, english)})

    def table(
        self,
        heading: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[str]],
        words: Sequence[int] = (0,),
    ) -> None:
        listed = [list(row) for row in rows]
        if listed:
            self.blocks.append(
                {
                    "kind": "table",
                    "heading": heading,
                    "columns": list(columns),
                    "rows": listed,
                    "words": list(words),
                }
            )

    def pdf(self, title: str) -> bytes:
        """The report as a file."""
        blocks = [block for block in self.blocks if block.get("text") != title]
        data = {"title": title, "language": self.language, "blocks": blocks}
        template = resources.files("convenant.costs.simulation").joinpath("report.typ")
        made = typst.compile(
            template.read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
        )
        if not isinstance(made, bytes):
            raise TypeError("one file was expected")
        return made


def tell_numbers(telling: Telling, scenario: Scenario) -> None:
    """Every number with its value, mark and source, and the sources themselves."""
    language, pick = telling.language, telling.pick
    names = {each.id: each.name.get(language) for each in scenario.numbers}
    telling.table(
        pick("Alle getallen", "All numbers"),
        [
            pick("getal", "number"),
            pick("waarde", "value"),
            pick("eenheid", "unit"),
            pick("prijsjaar", "price year"),
            pick("herkomst", "mark"),
            pick("bron en opmerking", "source and note"),
        ],
        [
            [
                each.name.get(language),
                _value(each, names, language),
                each.unit,
                str(each.price_year or ""),
                said(MARK_NAMES, each.mark, language) if each.mark else pick("volgt", "follows"),
                "; ".join([*each.source, *([each.note.get(language)] if each.note else [])]),
            ]
            for each in scenario.numbers
        ],
        words=(0, 1, 2, 4, 5),
    )
    telling.table(
        pick("Bronnen", "Sources"),
        [pick("bron", "source"), pick("waar", "where"), pick("geraadpleegd", "consulted")],
        [
            [
                each.id,
                each.reference
                + (
                    ""
                    if each.basis == "public"
                    else pick(" (algemene kennis)", " (general knowledge)")
                ),
                each.as_of.isoformat() if each.as_of else "",
            ]
            for each in scenario.sources
        ],
        words=(0, 1, 2),
    )


def _value(one: Number, names: dict[str, str], language: str) -> str:
    """What a number is, as it was written."""

    def plain(value: float) -> str:
        digits = next((d for d in range(4) if round(value, d) == value), 4)
        return number(value, language, digits)

    if one.fixed is not None:
        return plain(one.fixed)
    for spread in (one.triangular, one.pert):
        if spread is not None:
            return " … ".join(plain(each) for each in (spread.low, spread.mode, spread.high))
    if one.lognormal is not None:
        return ", ".join(f"{percent(p, language)}: {plain(v)}" for p, v in one.lognormal.given)
    if one.discrete:
        return ", ".join(f"{plain(c.value)} ({plain(c.percent)} %)" for c in one.discrete)
    joint = " × " if one.product else " + " if one.sum else " / "
    return joint.join(names[name] for name in one.follows_from)
