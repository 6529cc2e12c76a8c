"""What stands in which column, and what a cell of the answer column may hold."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

NL_EN = ("nl", "en")

# key: heading in (nl, en), width in characters
COLUMNS: dict[str, tuple[tuple[str, str], int]] = {
    "code": (("Code", "Code"), 22),
    "section": (("Onderdeel", "Section"), 20),
    "question": (("Vraag", "Question"), 52),
    "guidance": (("Uitleg", "Guidance"), 40),
    "levels": (("Antwoorden om uit te kiezen", "Answers to choose from"), 46),
    "answer": (("Antwoord", "Answer"), 40),
    "reason": (("Reden", "Reason"), 34),
    "text": (("Toelichting", "Explanation"), 60),
    "tier": (("Wie mag dit lezen", "Who may read this"), 30),
    "documents": (("Documenten", "Documents"), 30),
    "earlier": (("Vorig jaar", "Last year"), 40),
    "base": (("Niet wijzigen", "Do not change"), 14),
}
FILLED = ("answer", "reason", "text", "tier")  # what a person fills in
NEEDED = ("code", *FILLED, "base")
HEADER_ROW = 4
SHEETS = {"answers": ("Vragenlijst", "Questionnaire"), "lists": ("Keuzes", "Choices")}

# standing: what the answer column calls it
CHOICES: dict[str, tuple[str, str]] = {
    "not_applicable": ("Niet van toepassing", "Does not apply"),
    "refused": ("Geweigerd", "Refused"),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as a workbook holds it; `level` only where `standing` is "answered"."""

    standing: str = "answered"
    level: str = ""
    reason: str = ""
    text: str = ""
    tier: str = ""

    @property
    def digest(self) -> str:
        """A short mark of everything it says, to tell later whether it changed."""
        said = "\x1f".join((self.standing, self.level, self.reason, self.text, self.tier))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion as it is asked, in one language; `levels` are (id, words), fewest points first.

    `reply` is what stands now with its `version`, None where nothing does.
    """

    code: str
    section: str
    question: str
    levels: Sequence[tuple[str, str]]
    guidance: str = ""
    may_refuse: str = ""  # why it may be refused; empty where it may not
    reply: Reply | None = None
    version: int = 0
    documents: Sequence[str] = field(default=())
    earlier: str = ""

    @property
    def base(self) -> str:
        """What the hidden column holds: which answer this row was made from."""
        digest = self.reply.digest if self.reply else "-"
        return f"{self.code}:{self.version}:{digest}"


def heading(key: str, language: str) -> str:
    return COLUMNS[key][0][_at(language)]


def choice(standing: str, language: str) -> str:
    return CHOICES[standing][_at(language)]


def sheet_name(key: str, language: str) -> str:
    return SHEETS[key][_at(language)]


def level_in_words(number: int, words: str) -> str:
    """ "2. Largely": with its number, for two levels may read alike; one line, for it is a choice."""
    return f"{number}. {' '.join(words.split())}"


def _at(language: str) -> int:
    return 0 if language[:2] == "nl" else 1
