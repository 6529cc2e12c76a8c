"""A scenario out of a file, or every fault that keeps it from being one."""

from functools import lru_cache

from convenant.agreements.definition.checks import languages, names
from convenant.agreements.definition.checks import numbers as general
from convenant.agreements.definition.checks.every import check_file
from convenant.agreements.definition.faults import Fault, FileFaults
from convenant.agreements.definition.file_format import FileFormat
from convenant.costs.simulation.checks import (
    correlations,
    financing,
    lines,
    numbers,
    shares,
    units,
)
from convenant.costs.simulation.messages import EXPECTED, MESSAGES
from convenant.costs.simulation.parts.scenario import Scenario

FORMAT = FileFormat(Scenario, MESSAGES, EXPECTED)

_CHECKS = (
    names.duplicates,
    names.references,
    languages.translations,
    general.confidence,
    numbers.ways,
    numbers.order,
    numbers.negative,
    numbers.marks,
    numbers.price_years,
    numbers.circles,
    correlations.correlations,
    units.known,
    units.fitting,
    units.derived,
    units.lines,
    shares.hundred,
    shares.paid,
    lines.prices,
    lines.companies,
    lines.years,
    lines.alternatives,
    financing.complete,
    financing.measured,
    financing.limits,
    financing.tables,
)


class ScenarioFaults(FileFaults):
    """A scenario that cannot be used."""


def check(text: str | bytes, name: str) -> tuple[Scenario | None, list[Fault]]:
    """The scenario in `text`, or None and every fault, in the order of the lines."""
    return check_file(text, name, FORMAT, _CHECKS)


@lru_cache(maxsize=32)
def load(text: str | bytes, name: str) -> Scenario:
    """The scenario in `text`; raises ScenarioFaults with every reason where there is none."""
    scenario, faults = check(text, name)
    if scenario is None:
        raise ScenarioFaults(faults)
    return scenario
