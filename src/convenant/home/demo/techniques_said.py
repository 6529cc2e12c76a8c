"""What the demo's techniques say. All of it is invented, the figures and costs too."""

from typing import Any

SOURCE = "Verzonnen voor de demo"

ORDERING: dict[str, Any] = {
    "title": {
        "nl": "Voorspelbaar bestellen en op tijd betalen",
        "en": "Ordering predictably and paying on time",
    },
    "kind": "purchasing_practice",
    "topic": "social.labour",
    "what": {
        "nl": "Geef elke leverancier een half jaar vooruit een prognose en houd u eraan.\n\n"
        "Betaal binnen 60 dagen na levering, en vergoed uit uzelf de rente als het later wordt.\n\n"
        "Wijzig een bestelling na bevestiging alleen met instemming van de leverancier.",
        "en": "Give each supplier a forecast half a year ahead, and keep to it.\n\n"
        "Pay within 60 days of delivery, and pay the interest unasked where it is later.\n\n"
        "Change a confirmed order only where the supplier agrees.",
    },
    "why": {
        "nl": "Late wijzigingen en late betaling komen terecht bij mensen aan de machine: als overwerk en als loon dat te laat is.",
        "en": "Late changes and late payment land on people at the machine: as overtime, and as wages that come late.",
    },
    "applicability": {
        "chain_roles": ["brand", "retailer"],
        "tiers": [1, 2],
        "context": {
            "nl": "Wie via een agent koopt maakt dezelfde afspraken met de agent, en laat zien dat die doorwerken.",
            "en": "Who buys through an agent agrees the same with the agent, and shows that it reaches the supplier.",
        },
    },
    "evidence": [
        {
            "id": "terms",
            "name": {"nl": "Inkoopvoorwaarden", "en": "Purchasing terms"},
            "kind": "contract",
        },
        {
            "id": "forecast",
            "name": {"nl": "Prognoses naast bestellingen", "en": "Forecasts beside orders"},
            "kind": "data_sheet",
        },
        {
            "id": "ledger",
            "name": {"nl": "Overzicht van betalingen", "en": "Ledger of payments"},
            "kind": "data_sheet",
        },
        {
            "id": "suppliers",
            "name": {"nl": "Wat leveranciers ervan vinden", "en": "What suppliers say of it"},
            "kind": "minutes",
        },
        {
            "id": "policy",
            "name": {"nl": "Vastgesteld inkoopbeleid", "en": "Adopted purchasing policy"},
            "kind": "policy_document",
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
            "range": {"low": 85, "high": 100},
        },
    ],
    "costs": [
        {
            "member_class": "small",
            "one_off": {"low": 1000, "high": 4000},
            "yearly": {"low": 500, "high": 1500},
            "price_year": 2026,
            "mark": "assumption",
            "source": SOURCE,
        },
        {
            "member_class": "large",
            "one_off": {"low": 20000, "high": 60000},
            "yearly": {"low": 8000, "high": 25000},
            "price_year": 2026,
            "mark": "assumption",
            "source": SOURCE,
        },
    ],
    "learnt_from": [
        {
            "text": {
                "nl": "Een gezamenlijk project met vier leveranciers (verzonnen): overwerk nam af toen prognoses klopten.",
                "en": "A joint project with four suppliers (invented): overtime fell once forecasts held.",
            }
        }
    ],
    "themes": ["living_wage", "safety_and_health"],
    "oecd_steps": [1, 3],
    "law": [
        {
            "act": "Directive (EU) 2024/1760 (CSDDD)",
            "article": "10",
            "note": "Voorkomen van mogelijke nadelige gevolgen",
        },
    ],
    "guidance": [
        {
            "title": "OECD Due Diligence Guidance for Responsible Supply Chains in the Garment and Footwear Sector (2017)"
        }
    ],
}

COMMITTEE: dict[str, Any] = {
    "title": {
        "nl": "Een gekozen veiligheidscommissie op elke productielocatie",
        "en": "An elected safety committee at each production location",
    },
    "kind": "risk_theme",
    "topic": "social.safety",
    "what": {
        "nl": "Vraag van elke eerstelijnslocatie een veiligheidscommissie die de werknemers zelf kiezen, en betaal mee aan haar scholing.",
        "en": "Ask each first-tier location for a safety committee that the workers elect themselves, and share in the cost of its training.",
    },
    "applicability": {"tiers": [1]},
    "evidence": [
        {
            "id": "elections",
            "name": {"nl": "Verslag van verkiezingen", "en": "Record of elections"},
            "kind": "site_report",
        },
        {"id": "training", "name": {"nl": "Bewijs van scholing", "en": "Proof of training"}},
    ],
    "themes": ["safety_and_health", "freedom_of_association"],
    "oecd_steps": [3],
}

TRIAL: dict[str, Any] = {
    "title": {
        "nl": "Looncheques lezen met de werknemer (proef)",
        "en": "Reading payslips together with the worker (trial)",
    },
    "kind": "monitoring",
    "topic": "social.rights",
    "what": {
        "nl": "Laat werknemers met een eenvoudig rekenblad zelf nagaan of hun loonstrook klopt, en bespreek wat niet klopt met de locatie.",
        "en": "Let workers check with a simple sheet whether their payslip is right, and take up with the location what is not.",
    },
    "themes": ["living_wage"],
    "oecd_steps": [4],
}
