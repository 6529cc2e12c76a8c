"""Financing that cannot be computed: incomes and fees without what they need."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document
from convenant.costs.simulation.financing.tables import fee_table
from convenant.costs.simulation.parts.values import FEE_TABLES

_INCOME_NEEDS = {
    "matching_subsidy": ("share",),
    "levy": ("share",),
    "cofinance": ("share", "groups"),
    "grant": ("at_most",),
    "in_kind": ("hours", "tariff"),
}
_FEE_NEEDS = {
    "flat": ("amount",),
    "by_class": ("amount", "classes"),
    "entry": ("amount",),
    "turnover": ("percent",),
    "volume": ("percent",),
}


def complete(document: Document) -> Iterator[Fault]:
    """Incomes and fees that lack a key their model needs."""
    financing = Cursor(document).into("financing")
    for key, needs in (("income", _INCOME_NEEDS), ("fees", _FEE_NEEDS)):
        for each in financing.each(key):
            model = each.text("model") or ""
            for needed in needs.get(model, ()):
                if needed not in each:
                    yield each.fault("model_needs", "model", model=model, needed=needed)


def measured(document: Document) -> Iterator[Fault]:
    """Fees and caps by turnover or volume, of classes whose turnover or volume is not known."""
    top = Cursor(document)
    financing = top.into("financing")
    classes = list(top.each("population"))
    asked = [
        (fee, "model", fee.text("model") or "", [name for _, name in fee.names("classes")])
        for fee in financing.each("fees")
        if fee.text("model") in ("turnover", "volume")
    ]
    limits = financing.into("limits")
    for key, size in (("sme_cap", "sme"), ("large_cap", "large")):
        if key in limits:
            named = [each.text("id") or "" for each in classes if each.text("size") == size]
            asked.append((limits, key, "turnover", named or ["-"]))
    for place, key, measure, names in asked:
        for each in classes:
            if (not names or each.text("id") in names) and measure not in each:
                yield place.fault(
                    "measure_missing", key, name=each.text("id") or "?", measure=measure
                )


def limits(document: Document) -> Iterator[Fault]:
    """A lowest share of the state above the highest, and fees between bounds that are none."""
    financing = Cursor(document).into("financing")
    bounds = [(financing.into("limits"), "state_low", "state_high")]
    bounds += [(fee, "above", "up_to") for fee in financing.each("fees")]
    for place, lower, upper in bounds:
        low, high = place.number(lower), place.number(upper)
        if low is not None and high is not None and low > high:
            yield place.fault("limits_reversed", lower, low=f"{low:g}", high=f"{high:g}")


def tables(document: Document) -> Iterator[Fault]:
    """Rows that a fee table does not have, and tables in another currency without a rate."""
    top = Cursor(document)
    money = top.into("prices").text("currency")
    for use in top.into("financing").each("tables"):
        name = use.text("table")
        if name not in FEE_TABLES:
            continue
        table = fee_table(name)
        known = [row.id for row in table.rows]
        for row in use.each("rows"):
            written = row.text("row")
            if written is not None and written not in known:
                yield row.fault("row_unknown", "row", written=written, known=", ".join(known))
        if money not in (None, table.currency) and "rate" not in use:
            yield use.fault("rate_missing", "table", money=money, currency=table.currency)
