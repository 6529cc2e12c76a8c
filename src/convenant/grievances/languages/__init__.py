"""What the door says in every language: one file each, the same keys, plain to read and to mend. Plain."""

import functools
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from ruamel.yaml import YAML

HERE = Path(__file__).parent
ENGLISH = "en"
# In this order on the first page; those whose file is there.
ORDER = (
    *("en", "nl", "bn", "hi", "ur", "ta", "si", "my", "km", "vi", "id", "zh"),
    *("tr", "ar", "pt", "es", "fr", "ro"),
)
GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Language:
    """A language of the door: its code, its own name, which way it runs, and its texts by key."""

    code: str
    name: str
    direction: str
    texts: dict[str, str]

    def say(self, key: str, **named: object) -> str:
        """The text with its gaps filled; raises KeyError for a key that does not exist."""
        return GAP.sub(lambda gap: str(named.get(gap[1], gap[0])), self.texts[key])

    def day(self, value: date) -> str:
        """A day as people of this language write it."""
        return format_date(value, "long", locale=self.code)

    def country(self, code: str) -> str:
        """A country's name as people of this language say it; empty for none."""
        return Locale.parse(self.code).territories.get(code, code)

    @property
    def digest(self) -> str:
        """Tells whether a text changed since somebody checked the language."""
        joined = "\n".join(f"{key}={self.texts[key]}" for key in sorted(self.texts))
        return hashlib.sha256(joined.encode()).hexdigest()


@functools.cache
def languages() -> dict[str, Language]:
    """Every language there is a file for, by code, in the order of the first page."""
    return {code: _read(code) for code in ORDER if (HERE / f"{code}.yaml").exists()}


def language(code: str) -> Language | None:
    """One of them."""
    return languages().get(code)


def _read(code: str) -> Language:
    given = YAML(typ="safe").load((HERE / f"{code}.yaml").read_text(encoding="utf-8"))
    texts = {
        f"{part}.{key}": str(text) for part, keys in given.items() for key, text in keys.items()
    }
    return Language(code, texts["language.name"], texts["language.direction"], texts)
