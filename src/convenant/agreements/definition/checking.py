"""A definition out of a file, or every fault that keeps it from being one."""

from functools import lru_cache

from convenant.agreements.definition.checks import (
    criteria,
    days,
    duties,
    grievances,
    languages,
    names,
    numbers,
    people,
    techniques,
)
from convenant.agreements.definition.checks.every import check_file
from convenant.agreements.definition.expected import EXPECTED
from convenant.agreements.definition.faults import DefinitionFaults, Fault
from convenant.agreements.definition.file_format import FileFormat
from convenant.agreements.definition.messages import MESSAGES
from convenant.agreements.definition.model import Definition

FORMAT = FileFormat(Definition, MESSAGES, EXPECTED)

_CHECKS = (
    names.duplicates,
    names.references,
    languages.translations,
    numbers.weights,
    numbers.conditions,
    numbers.bounds,
    numbers.steps,
    numbers.smallest_groups,
    numbers.confidence,
    days.term,
    people.bodies,
    people.roles,
    duties.obligations,
    criteria.levels,
    criteria.asked,
    criteria.sections,
    criteria.statuses,
    grievances.recovery,
    grievances.retention,
    grievances.committee,
    grievances.verification,
    techniques.phase_in,
)


def check(text: str | bytes, name: str) -> tuple[Definition | None, list[Fault]]:
    """The definition in `text`, or None and every fault, in the order of the lines.

    `name` is the file's name in the faults. Never raises for what the file holds. Where the file
    is not readable as YAML at all only that is reported: the rest cannot be known.
    """
    return check_file(text, name, FORMAT, _CHECKS)


@lru_cache(maxsize=32)  # the platform asks for the same text on every page
def load(text: str | bytes, name: str) -> Definition:
    """The definition in `text`; raises DefinitionFaults with every reason where there is none."""
    definition, faults = check(text, name)
    if definition is None:
        raise DefinitionFaults(faults)
    return definition
