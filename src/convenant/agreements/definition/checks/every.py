"""Everything that is wrong with a file of some format, found in one go."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from convenant.agreements.definition.checks.schema import schema_faults
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.file_format import FileFormat
from convenant.agreements.definition.reading import Document, read

Check = Callable[[Document], Iterable[Fault]]


def check_file(
    text: str | bytes, name: str, format: FileFormat, checks: Sequence[Check]
) -> tuple[Any, list[Fault]]:
    """What `text` holds as the format's model, or None and every fault, in the order of the lines.

    `name` is the file's name in the faults. Never raises for what the file holds. Where the file
    is not readable as YAML at all only that is reported: the rest cannot be known.
    """
    document = read(text, name, format)
    if document.value is None:
        return None, document.faults
    found, faults = schema_faults(document)
    faults = document.faults + faults
    for one in checks:
        faults += one(document)
    faults.sort(key=lambda fault: fault.line)
    return (None if faults else found), faults
