"""Indicators and their values: entered with a source, corrected with a reason, never overwritten."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.monitoring.models import Indicator, IndicatorValue
from convenant.monitoring.rules import may_keep_outcomes


@verb(may_keep_outcomes)
def set_indicator(*, by: Actor, indicator: Indicator | None = None, **said: Any) -> Indicator:
    """An indicator is defined, or its definition put right; its values stay."""
    if (said.get("target") is None) != (said.get("target_year") is None):
        raise Refused(_("A target has a year, and a target year has a target."))
    if said.get("target_year") is not None and said["target_year"] <= said["baseline_year"]:
        raise Refused(_("The target year lies after the baseline year."))
    if unknown := set(said.get("source_kinds", ())) - set(Indicator.SourceKind.values):
        raise Refused(
            _("Choose the kinds of sources from the list; “%(kind)s” is none.")
            % {"kind": min(unknown)}
        )
    made = indicator or Indicator(made_by_id=by.person_id)
    old = {name: getattr(made, name) for name in said} if indicator else None
    for name, value in said.items():
        setattr(made, name, value)
    made.save()
    record("indicator.set", by=by, on=made, old=old, new=said)
    return made


@verb(may_keep_outcomes)
def enter_value(
    indicator: Indicator,
    *,
    by: Actor,
    year: int,
    value: Decimal,
    source: str,
    country: str = "",
    observations: int | None = None,
    organisations: int | None = None,
    corrected_because: str = "",
) -> IndicatorValue:
    """What it was in a year; where a value stands, the new one needs a reason and the old one is kept."""
    if year < indicator.baseline_year:
        raise Refused(
            _("The baseline is of %(year)d; a value before it would have nothing to stand beside.")
            % {"year": indicator.baseline_year}
        )
    if not source.strip():
        raise Refused(_("Name the source: who measured it, and how."))
    now = (
        IndicatorValue.objects.select_for_update()
        .filter(indicator=indicator, year=year, country=country, superseded_at=None)
        .first()
    )
    if now is not None:
        if not corrected_because.strip():
            raise Refused(
                _("A value of %(year)d stands already. To correct it, say why.") % {"year": year}
            )
        now.superseded_at = timezone.now()
        now.save(update_fields=["superseded_at"])
    made = IndicatorValue.objects.create(
        indicator=indicator,
        year=year,
        country=country,
        value=value,
        source=source.strip()[:500],
        observations=observations,
        organisations=organisations,
        corrected_because=corrected_because.strip()[:500] if now else "",
        entered_by_id=by.person_id,
    )
    record(
        "indicator.measured",
        by=by,
        on=indicator,
        old={"value": now.value} if now else None,
        new={"year": year, "country": country, "value": value, "source": made.source},
    )
    return made
