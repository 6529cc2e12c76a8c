"""Files named on the command line: read, told what is wrong with them, written from a preset."""

import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import MAX_BYTES

language_option = click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default="en",
    show_default=True,
    help="Language of the answers.",
)


def stop(sentence: str) -> NoReturn:
    """End with a sentence on what is wrong with the request."""
    click.echo(sentence, err=True)
    sys.exit(2)


def content(file: str, language: str) -> bytes:
    """What is in a file, as far as is needed to read or refuse it."""
    try:
        with open(file, "rb") as opened:
            return opened.read(MAX_BYTES + 1)  # one more byte than allowed is enough to refuse
    except OSError as error:
        stop(
            {
                "en": f"{file} cannot be read ({error.strerror}). Check the name and the folder.",
                "nl": f"{file} is niet te lezen ({error.strerror}). Controleer naam en map.",
            }[language]
        )


def tell_faults(faults: Iterable[Fault], language: str) -> None:
    """Each fault on a line that editors can jump to."""
    for fault in faults:
        place = f"{fault.file}:{fault.line}: " + (f"{fault.path}: " if fault.path else "")
        click.echo(f"{place}{fault.what(language)} → {fault.remedy(language)}")


def write_new(made: str | bytes, out: str, force: bool, language: str) -> None:
    """Write a file that is not there yet, or overwrite it where that is asked for."""
    try:
        with open(out, "wb" if force else "xb") as opened:
            opened.write(made if isinstance(made, bytes) else made.encode())
    except FileExistsError:
        stop(
            {
                "en": f"{out} exists already. Choose another name, or add --force to overwrite it.",
                "nl": f"{out} bestaat al. Kies een andere naam, of overschrijf met --force.",
            }[language]
        )
    except OSError as error:
        stop(
            {
                "en": f"{out} cannot be written ({error.strerror}). Choose another place.",
                "nl": f"{out} is niet te schrijven ({error.strerror}). Kies een andere plek.",
            }[language]
        )
