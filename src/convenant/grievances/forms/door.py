"""What somebody at the door filled in: read leniently, told kindly, nothing of it lost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from convenant.grievances.languages import Language
from convenant.grievances.models import Case

LONGEST = 20_000
CHOICES = {
    "kind": ("complaint", "notification"),
    "openness": ("anonymous", "confidential", "open"),
    "behalf": ("self", "group", "other"),
    "afraid": ("", "no", "some", "yes", "now"),
}
TEXTS = (
    *("site_words", "what", "since", "wanted", "tried", "afraid_what", "dont"),
    *("group_size", "mandate", "organisation"),
)
NAMED = ("name", "reach")
# What leads to one person where it stands in a story: an address, or a number that can be phoned.
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
NUMBER = re.compile(r"(?:\d[\s\-()./]?){8,}")
CALLED = re.compile(
    r"\b(?:my name is|i am called|mijn naam is|ik heet|je m['’]appelle|me llamo|mi nombre es|meu nome é|"
    r"numele meu|nama saya|tên tôi là|benim adım|mera naam|amar naam)\b|আমার নাম|मेरा नाम|میرا نام|என் பெயர்|"
    r"මගේ නම|ကျွန်တော့်နာမည်|ឈ្មោះខ្ញុំ|我叫|اسمي",
    re.IGNORECASE,
)


# The same for a phone that seals by itself: it looks before it sends.
WARNS = [ADDRESS.pattern, NUMBER.pattern, CALLED.pattern]


@dataclass
class Told:
    """The answers as typed, the choices as made, and what is wrong by question."""

    given: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def says_who(self) -> bool:
        """Whether the words seem to lead to one person."""
        words = "\n".join(self.given[key] for key in TEXTS)
        return bool(ADDRESS.search(words) or NUMBER.search(words) or CALLED.search(words))

    def words(self) -> dict[str, Any]:
        """What goes into the case room: the answers that were given."""
        kept = {key: self.given[key] for key in TEXTS if self.given[key]}
        if self.given["afraid"]:
            kept["afraid"] = self.given["afraid"]
        if self.given["site"]:
            kept["site"] = self.given["site"]
        if self.given["stop_notice"]:
            kept["stop_notice"] = "yes"
        return kept

    def identity(self) -> dict[str, Any] | None:
        """What goes to the custodian; nothing for somebody who stays anonymous."""
        if self.given["openness"] == Case.Openness.ANONYMOUS:
            return None
        return {key: self.given[key] for key in NAMED if self.given[key]} or None


def told(
    post: Mapping[str, str],
    language: Language,
    files: int = 0,
    kinds: Sequence[str] = CHOICES["kind"],
) -> Told:
    """What was filled in. A choice that does not exist counts as none made."""
    given = {key: str(post.get(key, "")).replace("\x00", "").strip() for key in (*TEXTS, *NAMED)}
    for key, choices in CHOICES.items():
        value = str(post.get(key, ""))
        given[key] = value if value in choices else ""
    if given["kind"] not in kinds:  # the agreement takes no such cases
        given["kind"] = ""
    given["site"] = str(post.get("site", ""))[:20]
    given["stop_notice"] = "yes" if post.get("stop_notice") else ""
    found = Told(given)
    for key in ("kind", "openness", "behalf"):
        if not given[key]:
            found.faults[key] = language.say("fault.needed")
    if not files and not given["what"]:
        found.faults["what"] = language.say("fault.empty")
    for key in (*TEXTS, *NAMED):
        if len(given[key]) > LONGEST:
            found.faults[key] = language.say("fault.too_long", count=LONGEST, typed=len(given[key]))
    return found


def empty() -> Told:
    """Nothing filled in yet."""
    given = dict.fromkeys((*TEXTS, *NAMED, *CHOICES, "site", "stop_notice"), "")
    return Told({**given, "kind": "complaint", "openness": "anonymous", "behalf": "self"})
