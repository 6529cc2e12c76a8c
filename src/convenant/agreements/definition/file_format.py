"""What a kind of YAML file is: its model, and the sentences its faults are told in.

Definitions are one such format; the scenarios of the costs room are another, read by the same code.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from convenant.agreements.definition.messages import Sentences
from convenant.agreements.definition.parts.part import Part


@dataclass(frozen=True)
class FileFormat:
    """The model a file is read into, the sentences of its faults, and what is said to be expected."""

    model: type[Part]
    messages: Mapping[str, Sentences]
    expected: Mapping[str, Mapping[str, str]]
