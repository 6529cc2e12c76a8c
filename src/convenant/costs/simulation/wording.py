"""What the answers are called, in Dutch and English, and numbers as people write them.

A test walks the choices of a scenario: one without a name in both languages fails it.
"""

from babel.numbers import format_decimal

from convenant.costs.simulation.units import unit_of

Names = dict[str, tuple[str, str]]  # (nl, en)

PAYER_NAMES: Names = {
    "state": ("overheid", "state"),
    "eu": ("Europese Unie", "European Union"),
    "large": ("grote bedrijven", "large companies"),
    "sme": ("mkb", "SMEs"),
    "supplier": ("leveranciers", "suppliers"),
    "union": ("vakbonden", "unions"),
    "ngo": ("maatschappelijke organisaties", "civil society"),
}
PHASE_NAMES: Names = {
    "start": ("start", "start"),
    "running": ("lopend", "running"),
    "phase_in": ("invoering na erkenning", "phase-in after recognition"),
    "recognised": ("erkend", "recognised"),
}
KIND_NAMES: Names = {
    "administrative": ("administratief", "administrative"),
    "substantive": ("inhoudelijk", "substantive"),
}
TIMING_NAMES: Names = {
    "recurring": ("jaarlijks", "recurring"),
    "one_off": ("eenmalig", "one-off"),
}
GROUP_NAMES: Names = {
    "due_diligence": ("gepaste zorgvuldigheid", "due diligence"),
    "secretariat": ("secretariaat", "secretariat"),
    "monitoring": ("controle", "monitoring"),
    "grievances": ("klachten", "grievances"),
    "techniques": ("technieken", "techniques"),
    "guidance": ("handreikingen", "guidance"),
    "learning": ("leren", "learning"),
    "platform": ("platform", "platform"),
    "evaluation": ("evaluatie", "evaluation"),
    "joint_action": ("gezamenlijke actie", "joint action"),
    "supervisor": ("toezicht", "supervision"),
    "suppliers": ("leveranciers", "suppliers"),
}
MARK_NAMES: Names = {
    "sourced": ("met bron", "sourced"),
    "expert": ("kennis van deskundigen", "expert"),
    "assumption": ("aanname", "assumption"),
}


def said(names: Names, name: str, language: str) -> str:
    """A choice as people call it."""
    dutch, english = names[name]
    return dutch if language == "nl" else english


def number(value: float, language: str, digits: int = 0) -> str:
    """A number with so many decimals, by the habits of the language."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(round(value, digits) + 0.0, format=pattern, locale=language)


def thousands(value: float, language: str) -> str:
    """Money in thousands."""
    return number(value / 1000, language)


def percent(share: float, language: str, digits: int = 0) -> str:
    """A share as a percentage."""
    return number(share * 100, language, digits) + " %"


def in_unit(value: float, unit: str, language: str) -> str:
    """A number in the unit it was written in."""
    written = value / unit_of(unit).scale
    digits = 0 if abs(written) >= 100 else 1 if abs(written) >= 10 else 2
    shown = number(written, language, digits)
    return f"{shown} {unit}" if unit != "1" else shown
