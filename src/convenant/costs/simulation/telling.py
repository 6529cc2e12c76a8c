"""The answers as tables for the terminal, in Dutch or English; money in thousands."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from convenant.costs.simulation.comparing import Comparison
from convenant.costs.simulation.driving import Drivers
from convenant.costs.simulation.explaining import Explained
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.results import Result, Spread
from convenant.costs.simulation.wording import (
    GROUP_NAMES,
    KIND_NAMES,
    MARK_NAMES,
    PAYER_NAMES,
    PHASE_NAMES,
    TIMING_NAMES,
    Names,
    in_unit,
    number,
    percent,
    said,
    thousands,
)

_PAGE = 300
_NEGLIGIBLE = 0.5  # money less than this is nothing


class Telling:
    """Writes tables in one language."""

    def __init__(self, language: str):
        self.language = language
        self.console = Console(highlight=False, soft_wrap=True)
        if not self.console.is_terminal:
            self.console.width = _PAGE  # a file or a pipe has no edge to fit in

    def pick(self, dutch: str, english: str) -> str:
        return dutch if self.language == "nl" else english

    def line(self, dutch: str, english: str) -> None:
        self.console.print(self.pick(dutch, english), markup=False)

    def table(
        self,
        heading: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[str]],
        words: Sequence[int] = (0,),
    ) -> None:
        """A table; columns in `words` hold words and stand left, the others numbers."""
        table = Table(box=None, pad_edge=False, title=heading, title_justify="left", expand=False)
        for place, column in enumerate(columns):
            table.add_column(column, justify="left" if place in words else "right", no_wrap=True)
        for row in rows:
            table.add_row(*row)
        self.console.print()
        self.console.print(table)

    def spreads(self, heading: str, rows: Mapping[str, Spread], scale: float = 1000) -> None:
        """A table of means and quantiles, in thousands or another scale."""
        columns = ["", self.pick("gemiddeld", "mean"), "5 %", "50 %", "95 %"]
        self.table(
            heading, columns, [[name, *self._four(spread, scale)] for name, spread in rows.items()]
        )

    def _four(self, spread: Spread, scale: float) -> list[str]:
        return [
            number(each / scale, self.language)
            for each in (spread.mean, spread.p5, spread.p50, spread.p95)
        ]

    def named(self, names: Names, rows: Mapping[str, Spread]) -> dict[str, Spread]:
        return {said(names, name, self.language): spread for name, spread in rows.items()}


def tell_result(telling: Telling, scenario: Scenario, result: Result) -> None:
    """Everything a run says but the drivers."""
    language = telling.language
    telling.line(scenario.title.get("nl"), scenario.title.get("en"))
    marks = _marks(scenario, language)
    telling.line(
        f"{result.years[0]}–{result.years[-1]}, duizenden {result.currency} in prijzen van"
        f" {result.price_year}; {number(result.draws, 'nl')} trekkingen, seed {result.seed}."
        f" Getallen: {marks}.",
        f"{result.years[0]}–{result.years[-1]}, thousands of {result.currency} in prices of"
        f" {result.price_year}; {number(result.draws, 'en')} draws, seed {result.seed}."
        f" Numbers: {marks}.",
    )
    pick = telling.pick
    classes = {one.id: one.name.get(language) for one in scenario.population}
    rows = {
        pick("alle jaren", "all years"): result.total,
        pick("contante waarde", "present value"): result.present_value,
    }
    telling.spreads(pick("Totaal", "Total"), rows)
    each = {classes[name]: spread for name, spread in result.per_company_year.items()}
    if result.per_site_year:
        each[pick("alle kosten per gemelde locatie", "all costs, a listed site")] = (
            result.per_site_year
        )
    money = f"{result.currency}"
    telling.spreads(
        pick(f"Per bedrijf per jaar, in {money}", f"A company a year, in {money}"), each, 1
    )
    telling.spreads(
        pick("Per jaar", "By year"), {str(year): s for year, s in result.by_year.items()}
    )
    telling.spreads(pick("Wie betaalt", "Who pays"), telling.named(PAYER_NAMES, result.by_payer))
    telling.spreads(pick("Fase", "Phase"), telling.named(PHASE_NAMES, result.by_phase))
    kinds = telling.named(KIND_NAMES, result.by_kind)
    telling.spreads(pick("Soort", "Kind"), kinds | telling.named(TIMING_NAMES, result.by_timing))
    telling.spreads(pick("Onderdeel", "Part"), telling.named(GROUP_NAMES, result.by_group))
    lines = {
        scenario.line(name).name.get(language): spread
        for name, spread in result.by_line.items()
        if abs(spread.mean) > _NEGLIGIBLE
    }
    telling.spreads(pick("Kostenregel", "Cost line"), lines)


def _marks(scenario: Scenario, language: str) -> str:
    counted = [
        (sum(each.mark == mark for each in scenario.numbers), said(MARK_NAMES, mark, language))
        for mark in MARK_NAMES
    ]
    return ", ".join(f"{count} {name}" for count, name in counted if count)


def tell_drivers(telling: Telling, scenario: Scenario, found: Drivers, most: int = 8) -> None:
    """The numbers that drive the answer, and what knowing them is worth."""
    language, pick = telling.language, telling.pick
    rows = []
    for each in found.numbers[:most]:
        written = scenario.number(each.number)
        low, high = (in_unit(v, written.unit, language) for v in (each.bar.low, each.bar.high))
        rows.append(
            [
                written.name.get(language),
                said(MARK_NAMES, each.mark or "assumption", language),
                percent(each.first, language),
                percent(each.total, language),
                f"{low} … {high}",
                f"{thousands(each.bar.at_low, language)} … {thousands(each.bar.at_high, language)}",
                thousands(each.worth, language),
            ]
        )
    telling.table(
        pick(
            "Wat het antwoord bepaalt (contante waarde)", "What drives the answer (present value)"
        ),
        [
            pick("getal", "number"),
            pick("herkomst", "mark"),
            pick("alleen", "first order"),
            pick("in totaal", "total"),
            pick("5 % … 95 %", "5 % … 95 %"),
            pick("dan is het totaal", "then the total is"),
            pick("waard om te weten", "worth knowing"),
        ],
        rows,
        words=(0, 1),
    )
    whole = thousands(found.worth_of_everything, language)
    certain = percent(found.certainty, language)
    telling.line(
        f"Waard om te weten: wat er minder opzij hoeft voor {certain} zekerheid; alles weten: {whole}.",
        f"Worth knowing: what less has to be set aside for {certain} certainty; knowing all: {whole}.",
    )


def tell_explained(telling: Telling, scenario: Scenario, found: Sequence[Explained]) -> None:
    """Our estimate beside theirs, and where the difference comes from."""
    language, pick = telling.language, telling.pick
    if not found:
        return
    yardsticks = {each.id: each for each in scenario.yardsticks}

    def maybe(value: float | None) -> str:
        return "–" if value is None else thousands(value, language)

    telling.table(
        pick("Naast een andere raming", "Beside another estimate"),
        [
            "",
            pick("hun raming", "theirs"),
            pick("deze raming", "ours"),
            "5 % … 95 %",
            pick("verschil", "difference"),
            pick("door aantal bedrijven", "by number of companies"),
            pick("door kosten per stuk", "by cost of each"),
        ],
        [
            [
                yardsticks[each.yardstick].name.get(language),
                thousands(each.theirs, language),
                thousands(each.ours.mean, language),
                f"{thousands(each.ours.p5, language)} … {thousands(each.ours.p95, language)}",
                thousands(each.difference, language),
                maybe(each.by_number),
                thousands(each.by_cost, language),
            ]
            for each in found
        ],
    )
    rows = []
    for each in found:
        theirs = each.theirs / each.their_companies if each.their_companies else None
        for line in each.lines:
            made_of = ", ".join(
                f"{scenario.number(name).name.get(language)} "
                f"{in_unit(value, scenario.number(name).unit, language)}"
                for name, value in line.numbers.items()
            )
            rows.append(
                [
                    yardsticks[each.yardstick].name.get(language),
                    scenario.line(line.line).name.get(language),
                    number(line.each, language),
                    "–" if theirs is None else number(theirs, language),
                    made_of,
                ]
            )
    columns = [
        pick("raming", "estimate"),
        pick("regel", "line"),
        pick(f"{scenario.prices.currency} per bedrijf", f"{scenario.prices.currency} a company"),
        pick("hun hele raming per bedrijf", "their whole estimate a company"),
        pick("gemiddeld bestaand uit", "on average made of"),
    ]
    telling.table(pick("Regel voor regel", "Line by line"), columns, rows, words=(0, 1, 4))


def tell_comparison(
    telling: Telling, scenarios: Sequence[tuple[str, Scenario]], found: Comparison
) -> None:
    """The scenarios side by side."""
    language, pick = telling.language, telling.pick
    titles = [f"{name}: {scenario.title.get(language)}" for name, scenario in scenarios]
    for title in titles:
        telling.console.print(title, markup=False)
    first, prices = found.results[0], scenarios[0][1].prices
    telling.line(
        f"Duizenden {prices.currency} in prijzen van {prices.year}; {number(first.draws, 'nl')}"
        f" gezamenlijke trekkingen, seed {first.seed}. Verschillen zijn met {found.names[0]}.",
        f"Thousands of {prices.currency} in prices of {prices.year}; {number(first.draws, 'en')}"
        f" common draws, seed {first.seed}. Differences are with {found.names[0]}.",
    )

    def row(label: str, spread: Spread) -> list[str]:
        return [label, *(thousands(v, language) for v in (spread.mean, spread.p5, spread.p95))]

    columns = ["", pick("gemiddeld", "mean"), "5 %", "95 %"]
    telling.table(
        pick("Contante waarde", "Present value"),
        columns,
        [row(n, r.present_value) for n, r in zip(found.names, found.results, strict=True)],
    )
    telling.table(
        pick("Verschil, trekking voor trekking", "Difference, draw by draw"),
        [*columns, pick("goedkoper", "cheaper")],
        [
            [*row(name, each.present_value), percent(each.cheaper, language)]
            for name, each in zip(found.names[1:], found.differences, strict=True)
        ],
    )
    payers = [p for p in PAYER_NAMES if any(p in result.by_payer for result in found.results)]
    telling.table(
        pick("Wie betaalt, alle jaren, gemiddeld", "Who pays, all years, mean"),
        ["", *found.names],
        [
            [
                said(PAYER_NAMES, payer, language),
                *(
                    thousands(r.by_payer[payer].mean, language) if payer in r.by_payer else "–"
                    for r in found.results
                ),
            ]
            for payer in payers
        ],
    )
    chances = ", ".join(
        f"{name} {percent(share, language)}"
        for name, share in zip(found.names, found.cheapest, strict=True)
    )
    worth = thousands(found.worth_of_everything, language)
    telling.console.print()
    telling.line(f"Het goedkoopst: {chances}.", f"Cheapest: {chances}.")
    telling.line(
        f"Alles vooraf weten zou voor deze keuze {worth} waard zijn.",
        f"Knowing everything beforehand would be worth {worth} for this choice.",
    )
    known = {n.id: n.name.get(language) for _, s in reversed(scenarios) for n in s.numbers}
    best = [w for w in found.worth[:3] if w.worth > _NEGLIGIBLE]
    if best:
        listed = ", ".join(f"{known[w.number]} {thousands(w.worth, language)}" for w in best)
        telling.line(f"Daarvan één getal weten: {listed}.", f"Of which knowing one number: {listed}.")  # fmt: skip
