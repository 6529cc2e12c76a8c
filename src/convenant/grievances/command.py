"""`convenant grievances …`: what a court, a National Contact Point or a lawyer does with a case file, without the platform."""

import sys

import click

from convenant.grievances import exporting


@click.group()
def grievances() -> None:
    """Case files of complaints."""


@grievances.command("verify-export")
@click.argument("file", type=click.Path(dir_okay=False))
def verify_export(file: str) -> None:
    """Check that nothing in an exported case file was changed, added or left out."""
    found = exporting.faults(file)
    for sentence in found:
        click.echo(sentence, err=True)
    if found:
        sys.exit(1)
    click.echo(f"{file}: every file is as it was exported.")
