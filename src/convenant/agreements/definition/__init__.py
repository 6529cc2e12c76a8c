"""An agreement as a file: read it, check it, compare two of them, see what is due.

A plain core without a web framework, so that a notebook, the command line and the platform all
get the same answers.
"""

from convenant.agreements.definition.checking import check, load
from convenant.agreements.definition.differences import Change, diff
from convenant.agreements.definition.due import (
    Due,
    obligations_due,
    obligations_due_of_body,
    obligations_due_of_side,
)
from convenant.agreements.definition.faults import DefinitionFaults, Fault
from convenant.agreements.definition.model import Definition
from convenant.agreements.definition.parts.values import Text
from convenant.agreements.definition.presets import preset_names, preset_text
from convenant.agreements.definition.schema import schema
from convenant.agreements.definition.summary import what_is_not_known

__all__ = [
    "Change",
    "Definition",
    "DefinitionFaults",
    "Due",
    "Fault",
    "Text",
    "check",
    "diff",
    "load",
    "obligations_due",
    "obligations_due_of_body",
    "obligations_due_of_side",
    "preset_names",
    "preset_text",
    "schema",
    "what_is_not_known",
]
