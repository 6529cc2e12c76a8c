"""`convenant costs …`: run a scenario, compare several, find fees that carry it."""

import json
import sys
from typing import Any

import click

from convenant.agreements.definition.on_the_command_line import (
    content,
    language_option,
    stop,
    tell_faults,
    write_new,
)
from convenant.costs.simulation import (
    CannotCompare,
    Scenario,
    check,
    compare,
    explain,
    simulate,
    summarise,
    variants,
)
from convenant.costs.simulation.driving import drivers
from convenant.costs.simulation.financing.budget import NothingToFinance, budget
from convenant.costs.simulation.financing.optimum import TurnoverUnknown
from convenant.costs.simulation.presets import preset_names, preset_text
from convenant.costs.simulation.report import Report, tell_numbers
from convenant.costs.simulation.running import DRAWS, SEED
from convenant.costs.simulation.telling import (
    Telling,
    tell_comparison,
    tell_drivers,
    tell_explained,
    tell_result,
)
from convenant.costs.simulation.telling_fees import fee_answers, plain_answers, tell_fees

_draws = click.option(
    "--draws",
    type=click.IntRange(64, 500_000),
    default=DRAWS,
    show_default=True,
    help="How many draws.",
)
_seed = click.option(
    "--seed", type=int, default=SEED, show_default=True, help="The same seed, the same answer."
)
_pdf = click.option("--pdf", metavar="OUT", help="Write a report with every number to OUT.")
_json = click.option("--json", "out", metavar="OUT", help="Write all results to OUT as JSON.")
_alternative = click.option(
    "--alternative", metavar="NAME", help="Take this alternative of the scenario."
)


class _ScenarioFirst(click.Group):
    """A group whose first word may also be a scenario, which is then run."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["run", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_ScenarioFirst, subcommand_metavar="SCENARIO | COMMAND …")
def costs() -> None:
    """What a policy costs, who pays and what carries it. SCENARIO is a YAML file or a preset."""


@costs.command("run")
@click.argument("file", metavar="SCENARIO")
@_alternative
@_draws
@_seed
@_json
@_pdf
@language_option
def run_scenario(
    file: str,
    alternative: str | None,
    draws: int,
    seed: int,
    out: str | None,
    pdf: str | None,
    language: str,
) -> None:
    """Run a scenario: totals, who pays, and the numbers that drive the answer."""
    scenario = _scenario(file, alternative, language)
    result = summarise(simulate(scenario, draws, seed))
    found, explained = drivers(scenario, draws, seed), explain(scenario, draws, seed)
    report = Report(language)
    for telling in (Telling(language), report):
        tell_result(telling, scenario, result)
        tell_drivers(telling, scenario, found)
        tell_explained(telling, scenario, explained)
    if pdf is not None:
        tell_numbers(report, scenario)
        write_new(report.pdf(scenario.title.get(language)), pdf, True, language)
    _write(
        out,
        language,
        {
            "result": result.plain(),
            "drivers": found.plain(),
            "yardsticks": [each.plain() for each in explained],
            "numbers": [
                each.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
                for each in scenario.numbers
            ],
            "sources": [each.model_dump(mode="json") for each in scenario.sources],
        },
    )


@costs.command("compare")
@click.argument("files", nargs=-1, required=True, metavar="SCENARIO…")
@click.option("--only", multiple=True, metavar="NAME", help="Only these of them; can be repeated.")
@_draws
@_seed
@_json
@language_option
def compare_scenarios(
    files: tuple[str, ...],
    only: tuple[str, ...],
    draws: int,
    seed: int,
    out: str | None,
    language: str,
) -> None:
    """Set two to six scenarios side by side; one file is compared with its alternatives."""
    scenarios = [(file, _scenario(file, None, language)) for file in files]
    if len(scenarios) == 1:
        scenarios = variants(scenarios[0][1])
        known = [name for name, _ in scenarios]
        for name in only:
            if name not in known:
                _no_alternative(name, known, language)
        scenarios = [each for each in scenarios if not only or each[0] in only]
    try:
        found = compare(scenarios, draws, seed)
    except CannotCompare as refused:
        stop(_REFUSED[refused.code][language].format_map(refused.said))
    tell_comparison(Telling(language), scenarios, found)
    _write(out, language, found.plain())


_REFUSED = {
    "number": {
        "en": "Two to six scenarios can be compared; here are {count}. Name more files, or choose"
        " some with --only.",
        "nl": "Twee tot zes scenario's zijn te vergelijken; hier zijn er {count}. Noem meer bestanden,"
        " of kies er met --only.",
    },
    "currency": {
        "en": "{first} is in {ours} and {second} in {theirs}. Give both in one currency.",
        "nl": "{first} is in {ours} en {second} in {theirs}. Geef beide in één munt.",
    },
    "year": {
        "en": "{first} is in prices of {ours} and {second} of {theirs}. Give both the same"
        " “prices.year”.",
        "nl": "{first} is in prijzen van {ours} en {second} van {theirs}. Geef beide hetzelfde"
        " “prices.year”.",
    },
    "start": {
        "en": "{first} starts in {ours} and {second} in {theirs}. Let both start in one year, so that"
        " present values can be compared.",
        "nl": "{first} begint in {ours} en {second} in {theirs}. Laat beide in één jaar beginnen, zodat"
        " contante waarden te vergelijken zijn.",
    },
}


@costs.command("fees")
@click.argument("file", metavar="SCENARIO")
@_alternative
@_draws
@_seed
@_json
@language_option
def find_fees(
    file: str, alternative: str | None, draws: int, seed: int, out: str | None, language: str
) -> None:
    """Find the fees that cover the joint cost at the least burden, and what the trade-off is."""
    scenario = _scenario(file, alternative, language)
    try:
        plan = budget(scenario, draws, seed)
        answers = fee_answers(plan)
    except NothingToFinance:
        stop(
            {
                "en": f"{file} has no joint cost to finance. Add “financing:” with the groups it covers.",
                "nl": f"{file} heeft geen gezamenlijke kosten. Voeg “financing:” toe met de groepen die"
                " eronder vallen.",
            }[language]
        )
    except TurnoverUnknown as unknown:
        stop(
            {
                "en": f"The burden is told as a share of turnover. Add “turnover:” to: {unknown}.",
                "nl": f"De last is een deel van de omzet. Voeg “turnover:” toe bij: {unknown}.",
            }[language]
        )
    tell_fees(Telling(language), plan, answers)
    _write(out, language, plain_answers(answers))


@costs.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@language_option
def check_files(files: tuple[str, ...], language: str) -> None:
    """Check scenario files; list every fault with its line."""
    wrong = False
    for file in files:
        found, faults = check(content(file, language), file)
        tell_faults(faults, language)
        wrong = wrong or found is None
        if found is not None:
            click.echo(f"{file}: {found.title.get(language)}")
    if wrong:
        sys.exit(1)


@costs.command("new")
@click.option("--from", "preset", required=True, metavar="PRESET", help="The preset to start from.")
@click.option("--out", metavar="FILE", help="Where to write; printed where not given.")
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@language_option
def start_new(preset: str, out: str | None, force: bool, language: str) -> None:
    """Start a new scenario from a preset."""
    if preset not in preset_names():
        known = ", ".join(preset_names())
        stop(
            {
                "en": f"There is no preset “{preset}”. Choose from: {known}.",
                "nl": f"Er is geen voorbeeld “{preset}”. Kies uit: {known}.",
            }[language]
        )
    if out is None:
        click.echo(preset_text(preset), nl=False)
        return
    write_new(preset_text(preset), out, force, language)
    click.echo({"en": f"{out} written.", "nl": f"{out} geschreven."}[language])


def _scenario(file: str, alternative: str | None, language: str) -> Scenario:
    """The scenario in a file (or preset), or an end after every fault was printed."""
    text = preset_text(file).encode() if file in preset_names() else content(file, language)
    found, faults = check(text, file)
    if found is None:
        tell_faults(faults, language)
        sys.exit(1)
    if alternative is None:
        return found
    known = [each.id for each in found.alternatives]
    if alternative not in known:
        _no_alternative(alternative, known, language)
    return found.under(alternative)


def _no_alternative(name: str, known: list[str], language: str) -> None:
    listed = ", ".join(known) or "–"
    stop(
        {
            "en": f"There is no alternative “{name}”. Choose from: {listed}.",
            "nl": f"Er is geen variant “{name}”. Kies uit: {listed}.",
        }[language]
    )


def _write(out: str | None, language: str, plain: dict[str, Any]) -> None:
    if out is None:
        return
    write_new(json.dumps(plain, indent=1, ensure_ascii=False), out, True, language)
