"""A published technique for tests that are not about how it came about; every word is invented."""

import hashlib
import json
from datetime import date
from typing import Any

from convenant.decisions.models import Proposal
from convenant.techniques.content import Content
from convenant.techniques.models import Draft, Technique, TechniqueVersion

PAYMENT: dict[str, Any] = {
    "title": {
        "nl": "Betalen binnen 60 dagen en voorspelbaar bestellen",
        "en": "Paying within 60 days and ordering predictably",
    },
    "kind": "purchasing_practice",
    "topic": "social.labour",
    "what": {
        "nl": "Betaal leveranciers binnen 60 dagen na levering.\n\nGeef hen een half jaar vooruit een prognose.",
        "en": "Pay suppliers within 60 days of delivery.\n\nGive them a forecast half a year ahead.",
    },
    "why": {
        "nl": "Wie laat betaald wordt, betaalt lonen laat.",
        "en": "Who is paid late pays wages late.",
    },
    "applicability": {
        "chain_roles": ["brand", "retailer"],
        "tiers": [1],
        "context": {
            "nl": "Ook waar een agent ertussen zit.",
            "en": "Also where an agent stands in between.",
        },
    },
    "evidence": [
        {
            "id": "terms",
            "name": {"nl": "Inkoopvoorwaarden", "en": "Purchasing terms"},
            "kind": "contract",
        },
        {
            "id": "ledger",
            "name": {"nl": "Betaaloverzicht", "en": "Ledger of payments"},
            "kind": "data_sheet",
        },
        {"id": "forecast", "name": {"nl": "Prognose zoals gedeeld", "en": "Forecast as shared"}},
        {"id": "suppliers", "name": {"nl": "Oordeel van leveranciers", "en": "What suppliers say"}},
        {"id": "policy", "name": {"nl": "Beleid", "en": "Policy"}, "kind": "policy_document"},
        {
            "id": "review",
            "name": {"nl": "Jaarlijkse terugblik", "en": "Yearly review"},
            "required": False,
        },
    ],
    "levels": [
        {
            "id": "basic",
            "name": {"nl": "Basis", "en": "Basic"},
            "measure": {
                "nl": "Aandeel facturen betaald binnen 60 dagen",
                "en": "Share of invoices paid within 60 days",
            },
            "unit": "%",
            "range": {"low": 60, "high": 80},
        },
        {
            "id": "bat",
            "name": {"nl": "Best beschikbaar", "en": "Best available"},
            "measure": {
                "nl": "Aandeel facturen betaald binnen 60 dagen",
                "en": "Share of invoices paid within 60 days",
            },
            "unit": "%",
            "range": {"low": 80, "high": 100},
        },
    ],
    "costs": [
        {
            "member_class": "small",
            "one_off": {"low": 500, "high": 2000},
            "yearly": {"low": 200, "high": 800},
            "price_year": 2026,
            "mark": "assumption",
        }
    ],
    "learnt_from": [
        {
            "text": {
                "nl": "Een proef bij drie bedrijven (verzonnen).",
                "en": "A trial at three companies (invented).",
            }
        }
    ],
    "themes": ["living_wage"],
    "oecd_steps": [1, 3],
    "law": [{"act": "Directive (EU) 2024/1760 (CSDDD)", "article": "10"}],
    "guidance": [
        {
            "title": "OECD Due Diligence Guidance for Responsible Supply Chains in the Garment and Footwear Sector"
        }
    ],
    "criteria": [],
}


def some_content(**changes: Any) -> dict[str, Any]:
    """A whole content as it is stored, with these parts instead."""
    return Content.model_validate({**PAYMENT, **changes}).model_dump(mode="json")


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the content in canonical JSON."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def a_published(
    number: int = 1,
    version: int = 1,
    on: date = date(2026, 10, 1),
    content: dict[str, Any] | None = None,
    table: list[dict[str, Any]] | None = None,
) -> TechniqueVersion:
    """A version in force, with the adopted decision it rests on; within an open agreement."""
    content = content or some_content()
    technique = Technique.objects.filter(number=number).first() or Technique.objects.create(
        number=number,
        title=content["title"]["nl"],
        kind=content["kind"],
        language="nl",
        proposed_because="Leveranciers melden dat zij laat worden betaald.",
    )
    technique.stage, technique.round = Technique.Stage.PUBLISHED, version
    technique.save()
    last = Draft.objects.filter(technique=technique).first()
    Draft.objects.create(
        technique=technique,
        number=last.number + 1 if last else 1,
        round=version,
        stage=Technique.Stage.FINAL,
        content=content,
    )
    newest = Proposal.objects.first()
    proposal = Proposal.objects.create(
        number=newest.number + 1 if newest else 1,
        title=content["title"]["nl"],
        body="steering_group",
        about_kind=Proposal.About.TECHNIQUE,
        about_key=str(number),
        tier=Proposal.Tier.PUBLIC,
        state=Proposal.State.CLOSED,
        result="adopted",
        how="consensus",
        table=table or [],
    )
    TechniqueVersion.objects.filter(technique=technique, superseded_on=None).update(
        superseded_on=on
    )
    return TechniqueVersion.objects.create(
        technique=technique,
        number=version,
        content=content,
        text=content["what"]["nl"],
        digest=digest_of(content),
        proposal=proposal,
        adopted_on=on,
        published_on=on,
    )
