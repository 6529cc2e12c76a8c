"""A fault in a definition file: where it is, what is wrong, and what would be right."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from convenant.agreements.definition.messages import MESSAGES, Sentences

# A value put into a sentence, or the same value in each language.
Said = str | Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """One fault. `path` is empty for the file as a whole; `line` counts from 1."""

    file: str
    line: int
    path: str
    code: str
    values: Mapping[str, Said] = field(default_factory=dict)
    messages: Mapping[str, Sentences] = field(
        default_factory=lambda: MESSAGES, repr=False, compare=False
    )

    def what(self, language: str) -> str:
        """What is wrong, as a sentence."""
        return self._fill(0, language)

    def remedy(self, language: str) -> str:
        """What would be right, as a sentence."""
        return self._fill(1, language)

    def sentence(self, language: str) -> str:
        """Where, what and what to do, in `nl` or `en` (any other language gets English)."""
        line = "regel" if language == "nl" else "line"
        where = f"{self.file}, {line} {self.line}" + (f", {self.path}" if self.path else "")
        return f"{where}: {self.what(language)} {self.remedy(language)}"

    def _fill(self, part: int, language: str) -> str:
        language = language if language in ("nl", "en") else "en"
        said = {
            name: value if isinstance(value, str) else value[language]
            for name, value in self.values.items()
        }
        return self.messages[self.code][language][part].format_map(said)


class FileFaults(Exception):
    """A file that cannot be used; `faults` holds every reason."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        super().__init__("\n".join(fault.sentence("en") for fault in faults))


class DefinitionFaults(FileFaults):
    """A definition that cannot be used."""
