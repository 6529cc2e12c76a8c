"""A company's list of risks: scope, judge, take off, take over from last year."""

from datetime import date

from django.utils.translation import gettext as _

from convenant.agreements.queries import party_of, running_definition
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.people.models import Organisation
from convenant.risks.models import Risk
from convenant.risks.ranking import Rated
from convenant.risks.rules import may_change_risk, may_keep_register

FIELDS = ("scale", "scope", "irremediability", "likelihood", "involvement", "decision", "later_on")


@verb(may_keep_register)
def scope_risk(
    organisation: Organisation,
    *,
    by: Actor,
    year: int,
    theme: str,
    why: str,
    title: str = "",
    country: str = "",
    product: str = "",
) -> Risk:
    """A general area goes on the list, with the reason why harm may be likely and severe there."""
    if party_of(organisation.pk) is None:
        raise Refused(_("%(name)s is no party to this agreement now.") % {"name": organisation})
    themes = {each.id: each for each in running_definition().themes}
    if theme not in themes:
        raise Refused(_("This agreement has no theme “%(theme)s”.") % {"theme": theme})
    if not why.strip():
        raise Refused(_("Say why this is on the list: what you know, and from where."))
    product = product.strip()[:200]
    there = Risk.objects.filter(
        organisation=organisation, year=year, theme=theme, country=country, product=product
    ).first()
    if there is not None:
        raise Refused(
            _("This is already on the list of %(year)d: %(risk)s.") % {"year": year, "risk": there}
        )
    made = Risk.objects.create(
        organisation=organisation,
        year=year,
        theme=theme,
        country=country,
        product=product,
        title=(title.strip() or themes[theme].name.get("en"))[:300],
        why_scoped=why.strip(),
        changed_by_id=by.person_id,
    )
    record(
        "risk.scoped", by=by, on=made, concerns=organisation.pk, new={"theme": theme, "year": year}
    )
    return made


@verb(may_change_risk)
def rate_risk(
    risk: Risk,
    *,
    by: Actor,
    rated: Rated,
    involvement: str,
    reason: str,
    decision: str,
    later_on: date | None = None,
) -> Risk:
    """The risk is judged in depth, with the reason, and it is decided when it is tackled."""
    if involvement not in Risk.Involvement.values:
        raise Refused(_("Say how the company is involved: causes, contributes or linked."))
    if decision not in Risk.Decision.values:
        raise Refused(_("Say when this is tackled: now, in a later wave, or only watched."))
    if not reason.strip():
        raise Refused(_("Give the reason for this judgement, so that others can follow it."))
    if decision == Risk.Decision.LATER and later_on is None:
        raise Refused(_("Give the date on which the later wave begins."))
    if decision != Risk.Decision.LATER:
        later_on = None
    old = {field: getattr(risk, field) for field in FIELDS}
    risk.scale, risk.scope = rated.scale, rated.scope
    risk.irremediability, risk.likelihood = rated.irremediability, rated.likelihood
    risk.involvement, risk.reason = involvement, reason.strip()
    risk.decision, risk.later_on = decision, later_on
    risk.changed_by_id = by.person_id
    risk.save()
    new = {field: getattr(risk, field) for field in FIELDS}
    record("risk.rated", by=by, on=risk, concerns=risk.organisation_id, old=old, new=new)
    return risk


@verb(may_change_risk)
def drop_risk(risk: Risk, *, by: Actor) -> None:
    """The risk goes off the list; the journal keeps that it was there."""
    old = {"theme": risk.theme, "country": risk.country, "year": risk.year}
    record("risk.dropped", by=by, on=risk, concerns=risk.organisation_id, old=old)
    risk.delete()


@verb(may_keep_register)
def carry_over(organisation: Organisation, *, by: Actor, year: int) -> int:
    """Last year's risks that are not on this year's list go on it as they were judged; how many."""
    there = set(
        Risk.objects.filter(organisation=organisation, year=year).values_list(
            "theme", "country", "product"
        )
    )
    earlier = [
        risk
        for risk in Risk.objects.filter(organisation=organisation, year=year - 1)
        if (risk.theme, risk.country, risk.product) not in there
    ]
    if not earlier:
        raise Refused(
            _("The list of %(year)d has nothing that is not already here.") % {"year": year - 1}
        )
    copied = ("theme", "country", "product", "title", "why_scoped", "reason", *FIELDS)
    Risk.objects.bulk_create(
        Risk(
            organisation=organisation,
            year=year,
            carried_from=risk,
            changed_by_id=by.person_id,
            **{field: getattr(risk, field) for field in copied},
        )
        for risk in earlier
    )
    record(
        "risk.carried_over",
        by=by,
        concerns=organisation.pk,
        label=str(organisation),
        new={"year": year, "risks": len(earlier)},
    )
    return len(earlier)
