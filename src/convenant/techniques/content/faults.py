"""What is wrong with a content that was refused, one sentence per place, in Dutch and English."""

from typing import Any

from pydantic import ValidationError

from convenant.techniques.content.messages import WORDS, say
from convenant.techniques.content.model import MOST

SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("vul dit in.", "fill this in."),
    "empty_text": (
        "schrijf dit in minstens één taal.",
        "write this in at least one language.",
    ),
    "too_many": ("hier passen er hoogstens {most}.", "at most {most} fit here."),
    "too_long": ("dit zijn hoogstens {most} tekens.", "this is at most {most} signs."),
    "choice": ("kies uit de lijst.", "choose from the list."),
    "number": ("schrijf een getal.", "write a number."),
    "least": ("dit is minstens {most}.", "this is at least {most}."),
    "most": ("dit is hoogstens {most}.", "this is at most {most}."),
    "shape": ("dit heeft niet de juiste vorm.", "this does not have the right form."),
    "unknown": (
        "dit onderdeel bestaat niet; laat het weg.",
        "there is no such part; leave it out.",
    ),
    "low is above high": (
        "het laagste getal ligt boven het hoogste. Wissel ze om.",
        "the lowest number is above the highest. Swap them.",
    ),
    "neither one-off nor yearly cost is given": (
        "noem eenmalige of jaarlijkse kosten, of laat deze regel leeg.",
        "give one-off or yearly costs, or leave this row empty.",
    ),
    "an amount is below nothing or beyond reach": (
        "een bedrag ligt onder nul of boven wat kan.",
        "an amount is below nothing or beyond what can be.",
    ),
    "a sourced cost names its source": (
        "noem de bron, of zeg dat het een aanname is.",
        "name the source, or say that it is an assumption.",
    ),
    "an id stands twice": ("een kenmerk staat er twee keer.", "an id stands there twice."),
}
_TYPES = {
    "missing": "missing",
    "literal_error": "choice",
    "too_long": "too_many",
    "string_too_long": "too_long",
    "string_too_short": "missing",
    "too_short": "empty_text",
    "extra_forbidden": "unknown",
    "greater_than_equal": "least",
    "less_than_equal": "most",
    "finite_number": "number",
}


def fault_of(error: Any, language: str) -> str:
    """One fault of pydantic's as the end of a sentence."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        key = str(context.get("error", ""))
    elif kind.startswith(("float_", "int_")):
        key = "number"
    elif kind == "string_pattern_mismatch" and not str(error.get("input", "")).strip():
        key = "missing"
    else:
        key = _TYPES.get(kind, "shape")
    if kind in ("model_type", "dict_type") and error.get("input") is None:
        key = "missing"
    words = SENTENCES.get(key, SENTENCES["shape"])[0 if language == "nl" else 1]
    most = context.get("max_length", context.get("ge", context.get("le", "")))
    return words.format(most=most)


def sentences(error: ValidationError, language: str) -> list[str]:
    """Each fault with the part it is in: "Evidence 2, name: write this in at least one language."."""
    found = []
    for one in error.errors():
        where = place(tuple(one["loc"]), language)
        said = fault_of(one, language)
        found.append(f"{where}: {said}" if where else said[:1].upper() + said[1:])
    return list(dict.fromkeys(found))


def place(location: tuple[int | str, ...], language: str) -> str:
    """Where a fault is, in words."""
    words: list[str] = []
    for n, step in enumerate(location):
        if isinstance(step, str) and f"{step}:one" in WORDS and step != "costs":
            many = n + 1 == len(location)
            words.append(say(step if many else f"{step}:one", language))
        elif isinstance(step, int):
            words[-1:] = [f"{words[-1]} {step + 1}" if words else str(step + 1)]
        elif step == "root":
            continue
        elif step in WORDS:
            words.append(say(step, language))
        else:
            words.append(step)
    return ", ".join(words)


__all__ = ["MOST", "SENTENCES", "fault_of", "place", "sentences"]
