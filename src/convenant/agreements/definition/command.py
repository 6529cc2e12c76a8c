"""`convenant definition …`: check, compare and start definitions from the command line."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from convenant.agreements.definition import (
    Definition,
    check,
    diff,
    load,
    preset_names,
    preset_text,
    schema,
)
from convenant.agreements.definition.on_the_command_line import (
    content,
    language_option,
    tell_faults,
    write_new,
)
from convenant.agreements.definition.summary import summary

_MARKS = {"added": ("+", "green"), "dropped": ("−", "red"), "changed": ("~", "yellow")}


@click.group()
def definition() -> None:
    """Agreements as files: check them, compare them, start a new one."""


@definition.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@language_option
def check_files(files: tuple[str, ...], language: str) -> None:
    """Check definition files; list every fault, or say in short what each file holds."""
    wrong = False
    for file in files:
        found = _checked(file, language)
        if found is None:
            wrong = True
        else:
            click.echo(f"{file}: {summary(found, language)}")
    if wrong:
        sys.exit(1)


def _checked(file: str, language: str) -> Definition | None:
    """The definition in a file, or None after every fault was printed."""
    found, faults = check(content(file, language), file)
    tell_faults(faults, language)
    return found


def _show_presets(language: str) -> None:
    table = Table(box=None, show_header=False)
    for name in preset_names():
        table.add_row(name, load(preset_text(name), name).title.get(language))
    Console(stderr=True, highlight=False, soft_wrap=True).print(table)


@definition.command("schema")
def print_schema() -> None:
    """Print the JSON Schema, for editors that complete and mark as you type."""
    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))


@definition.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@language_option
def print_diff(old: str, new: str, language: str) -> None:
    """Say in words what changes from OLD to NEW."""
    before, after = _checked(old, language), _checked(new, language)
    if before is None or after is None:
        sys.exit(1)
    changes = diff(before, after, language)
    if not changes:
        click.echo({"en": "No differences.", "nl": "Geen verschillen."}[language])
        return
    for change in changes:
        mark, colour = _MARKS[change.kind]
        click.echo(f"{click.style(mark, fg=colour)} {change.sentence}")
        for detail in change.details:
            click.echo(f"    {detail}")
    count = len(changes)
    said = {
        "en": f"{count} change{'s' if count > 1 else ''}.",
        "nl": f"{count} wijziging{'en' if count > 1 else ''}.",
    }
    click.echo(said[language])


@definition.command("new")
@click.option("--from", "preset", required=True, metavar="PRESET", help="The preset to start from.")
@click.option("--out", metavar="FILE", help="Where to write; printed where not given.")
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@language_option
def start_new(preset: str, out: str | None, force: bool, language: str) -> None:
    """Start a new definition from a preset."""
    if preset not in preset_names():
        sentence = {
            "en": f"There is no preset “{preset}”. Choose from:",
            "nl": f"Er is geen voorbeeld “{preset}”. Kies uit:",
        }
        click.echo(sentence[language], err=True)
        _show_presets(language)
        sys.exit(2)
    if out is None:
        click.echo(preset_text(preset), nl=False)
        return
    write_new(preset_text(preset), out, force, language)
    name = Path(out).name
    click.echo(
        {
            "en": f"{out} written. Change slug and title, then: convenant definition check {name}",
            "nl": f"{out} geschreven. Wijzig slug en title, en dan: convenant definition check {name}",
        }[language]
    )
