"""Who bears what: shares that are 100 % together, and lines that somebody pays."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document

_ROUNDING = 0.01  # three times 33.33 is meant to be 100


def hundred(document: Document) -> Iterator[Fault]:
    """Rules whose parts are not 100 %, or in which nobody takes the rest."""
    for rule in Cursor(document).each("shares"):
        parts = list(rule.each("parts"))
        clear = True
        for part in parts:
            ways = [way for way in ("percent", "share", "rest") if way in part]
            if len(ways) != 1:
                clear = False
                yield part.fault("share_ways", payer=part.text("payer") or "?")
        if not clear or not parts:
            continue
        fixed = [value for part in parts if (value := part.number("percent")) is not None]
        rest = [value for part in parts if (value := part.number("rest")) is not None]
        open_ended = any("share" in part or "at_most" in part for part in parts)
        if rest:
            if abs(sum(rest) - 100) > _ROUNDING * len(rest):
                yield rule.fault("rest_not_100", "parts", sum=f"{sum(rest):g}")
            if sum(fixed) > 100 + _ROUNDING:
                yield rule.fault("shares_over_100", "parts", sum=f"{sum(fixed):g}")
        elif open_ended:
            yield rule.fault("rest_missing", "parts")
        elif fixed and abs(sum(fixed) - 100) > _ROUNDING * len(fixed):
            yield rule.fault("shares_not_100", "parts", sum=f"{sum(fixed):g}")
        for part in parts:
            if "rest" in part and "at_most" in part:
                yield part.fault("rest_with_ceiling", "at_most")


def paid(document: Document) -> Iterator[Fault]:
    """Lines of the agreement that nobody pays, because they belong to no company."""
    top = Cursor(document)
    themselves = {
        rule.text("id")
        for rule in top.each("shares")
        if any(part.text("payer") == "themselves" for part in rule.each("parts"))
    }
    for line in top.each("lines"):
        if line.names("classes"):
            continue
        if "paid_by" not in line:
            yield line.fault("payer_missing")
        elif line.text("paid_by") in themselves:
            yield line.fault("themselves_without_class", "paid_by", rule=line.text("paid_by"))
