"""Everything a version of a technique says as linked data, in every language; its context comes along."""

from datetime import date
from typing import Any

from convenant.techniques.content import Content
from convenant.techniques.linked_data import Decided, Entry, Scheme, data, unit_code


def whole(one: Entry, scheme: Scheme, terms: str) -> dict[str, Any]:
    """One version with all it holds, in every language; `terms` is where our own words stand."""
    content = one.content
    made = {
        "@context": [{"own": f"{terms}#"}, data("whole.json")],
        "id": one.address,
        "type": ["Technique", "Criterion"],
        "agreement": {"id": scheme.address, "type": "Agreement", "name": scheme.title.root},
        "number": one.number,
        "version": one.version,
        "status": one.status,
        "sha256": one.digest,
        "adoptedOn": one.adopted_on,
        "publishedOn": one.published_on,
        "supersededOn": one.superseded_on,
        "withdrawnOn": one.withdrawn_on,
        "withdrawnBecause": one.withdrawn_because,
        "reviewOn": one.review_on,
        "replacedBy": one.replaced_by,
        "decision": _decision(one.decision),
        "textAsAdopted": {one.language: one.text} if one.text else None,
        "splitView": [
            {"type": "SplitView", "side": v.side, "stand": v.stand, "reason": v.reason}
            for v in one.views
        ],
        **_said(one, content),
    }
    cleaned: dict[str, Any] = _without_nothing(made)
    return cleaned


def _decision(found: Decided | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "id": found.address,
        "type": "Decision",
        "number": found.number,
        "label": found.title,
    }


def _said(one: Entry, content: Content) -> dict[str, Any]:
    applies = content.applicability
    return {
        "title": content.title.root,
        "kind": content.kind,
        "topic": content.topic,
        "what": content.what.root,
        "why": content.why.root if content.why else None,
        "applicability": {
            "type": "Applicability",
            "memberClass": applies.classes,
            "chainRole": applies.chain_roles,
            "tier": applies.tiers,
            "product": applies.products,
            "country": applies.countries,
            "context": applies.context.root if applies.context else None,
        },
        "evidence": [
            {
                "id": f"{one.address}#evidence-{each.id}",
                "type": "EvidenceAsked",
                "name": each.name.root,
                "evidenceKind": each.kind,
                "required": each.required,
            }
            for each in content.evidence
        ],
        "level": [
            {
                "id": f"{one.address}#level-{each.id}",
                "type": "Level",
                "name": each.name.root,
                "measure": each.measure.root,
                "unit": each.unit,
                "unitCode": unit_code(each.unit),
                "low": each.range.low,
                "high": each.range.high,
            }
            for each in content.levels
        ],
        "cost": [
            {
                "type": "CostEstimate",
                "memberClass": each.member_class,
                "oneOffLow": each.one_off.low if each.one_off else None,
                "oneOffHigh": each.one_off.high if each.one_off else None,
                "yearlyLow": each.yearly.low if each.yearly else None,
                "yearlyHigh": each.yearly.high if each.yearly else None,
                "currency": each.currency,
                "priceYear": each.price_year,
                "mark": each.mark,
                "source": each.source,
            }
            for each in content.costs
        ],
        "learntFrom": [
            {"type": "Case", "text": each.text.root, "address": each.address}
            for each in content.learnt_from
        ],
        "theme": content.themes,
        "oecdStep": content.oecd_steps,
        "law": [
            {"type": "LawArticle", "act": each.act, "article": each.article, "note": each.note}
            for each in content.law
        ],
        "guidance": [
            {"type": "Guidance", "label": each.title, "address": each.address}
            for each in content.guidance
        ],
        "criterion": content.criteria,
    }


def _without_nothing(value: Any) -> Any:
    """Days as text, and nothing where nothing is known: an absent line says that, a null says less."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        kept = {key: _without_nothing(inner) for key, inner in value.items() if key != "@context"}
        found = {k: v for k, v in kept.items() if v is not None and v != "" and v != [] and v != {}}
        return {"@context": value["@context"], **found} if "@context" in value else found
    if isinstance(value, list):
        return [_without_nothing(inner) for inner in value]
    return value
