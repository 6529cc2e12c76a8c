"""The words a content is told in, Dutch and English: headings, kinds, topics, marks.

Kept here and not in a translation catalogue because this core runs without a web framework.
"""

# Each: (nl, en). Any other language gets English.
WORDS: dict[str, tuple[str, str]] = {
    # The parts of a content, by the name of its field
    "title": ("Titel", "Title"),
    "kind": ("Soort", "Kind"),
    "topic": ("Onderwerp", "Topic"),
    "what": ("Wat te doen", "What to do"),
    "why": ("Waarom", "Why"),
    "applicability": ("Voor wie het geldt", "To whom it applies"),
    "classes": ("Deelnemersklassen", "Member classes"),
    "chain_roles": ("Rollen in de keten", "Roles in the chain"),
    "tiers": ("Schakels van de keten", "Tiers of the chain"),
    "products": ("Producten", "Products"),
    "countries": ("Landen van productie", "Countries of production"),
    "context": ("Omstandigheden", "Circumstances"),
    "evidence": ("Bewijs", "Evidence"),
    "levels": ("Niveaus", "Levels"),
    "costs": ("Kosten", "Costs"),
    "learnt_from": ("Waarvan geleerd is", "Learnt from"),
    "themes": ("Thema’s", "Themes"),
    "oecd_steps": ("OESO-stappen", "OECD steps"),
    "law": ("Wetsartikelen", "Law"),
    "guidance": ("Handreikingen", "Guidance"),
    "criteria": ("Criteria van de beoordeling", "Assessment criteria"),
    # One of a list
    "evidence:one": ("Bewijs", "Evidence"),
    "levels:one": ("Niveau", "Level"),
    "costs:one": ("Kosten voor", "Costs for"),
    "learnt_from:one": ("Geval", "Case"),
    "law:one": ("Wetsartikel", "Law"),
    "guidance:one": ("Handreiking", "Guidance"),
    "products:one": ("Product", "Product"),
    # What one of a list holds
    "name": ("naam", "name"),
    "measure": ("wat wordt gemeten", "what is measured"),
    "unit": ("eenheid", "unit"),
    "range": ("bereik", "range"),
    "low": ("van", "from"),
    "high": ("tot", "to"),
    "id": ("kenmerk", "id"),
    "evidence_kind": ("soort document", "kind of document"),
    "required": ("vereist", "required"),
    "not_required": ("niet vereist", "not required"),
    "member_class": ("deelnemersklasse", "member class"),
    "any_class": ("elke klasse", "any class"),
    "one_off": ("eenmalig", "once"),
    "yearly": ("per jaar", "each year"),
    "currency": ("munt", "currency"),
    "price_year": ("prijspeil", "prices of"),
    "mark": ("waarop het berust", "what it rests on"),
    "source": ("bron", "source"),
    "text": ("tekst", "text"),
    "address": ("adres", "address"),
    "act": ("regeling", "act"),
    "article": ("artikel", "article"),
    "note": ("toelichting", "note"),
    # Choices
    "mark:sourced": ("uit een bron", "sourced"),
    "mark:expert": ("oordeel van deskundigen", "expert judgement"),
    "mark:assumption": ("aanname", "assumption"),
    "kind:process_step": ("Processtap", "Process step"),
    "kind:risk_theme": ("Risicothema", "Risk theme"),
    "kind:purchasing_practice": ("Inkooppraktijk", "Purchasing practice"),
    "kind:grievance": ("Klachtenmechanisme", "Grievance mechanism"),
    "kind:monitoring": ("Toezicht en opvolging", "Monitoring"),
    "topic:environment.energy": ("Milieu: energie", "Environment: energy"),
    "topic:environment.emissions": ("Milieu: uitstoot", "Environment: emissions"),
    "topic:environment.water": ("Milieu: water", "Environment: water"),
    "topic:environment.waste": ("Milieu: afval", "Environment: waste"),
    "topic:environment.deforestation": ("Milieu: ontbossing", "Environment: deforestation"),
    "topic:environment.biodiversity": ("Milieu: biodiversiteit", "Environment: biodiversity"),
    "topic:circularity.content": (
        "Kringloop: gerecyclede grondstof",
        "Circularity: recycled content",
    ),
    "topic:circularity.design": ("Kringloop: ontwerp", "Circularity: design"),
    "topic:social.labour": ("Mensen: arbeid en loon", "People: labour and wages"),
    "topic:social.rights": ("Mensen: mensenrechten", "People: human rights"),
    "topic:social.community": ("Mensen: gemeenschappen", "People: communities"),
    "topic:social.safety": ("Mensen: veilig en gezond werk", "People: safety and health"),
    "topic:governance.ethics": ("Bestuur: integriteit", "Governance: ethics"),
    "topic:governance.compliance": ("Bestuur: naleving", "Governance: compliance"),
    "topic:governance.transparency": ("Bestuur: openheid", "Governance: transparency"),
    # Sentences and small words
    "technique": ("Techniek", "Technique"),
    "everyone": (
        "Voor elke deelnemer aan het convenant.",
        "To every participant in the agreement.",
    ),
    "once": ("eenmalig", "once"),
    "at_least": ("minstens", "at least"),
    "at_most": ("hoogstens", "at most"),
    "and": ("tot", "to"),
    "became": ("naar", "to"),
    "no_range": ("bereik niet genoemd; eenheid:", "range not said; unit:"),
    "nothing": ("niets", "nothing"),
    "was_added": ("kwam erbij", "was added"),
    "was_removed": ("verviel", "was removed"),
    "added": ("erbij", "added"),
    "dropped": ("eraf", "removed"),
    "from": ("van", "from"),
    "other_order": ("in een andere volgorde", "in another order"),
    "changed": ("gewijzigd", "changed"),
}

LANGUAGES = ("nl", "en")


def say(key: str, language: str) -> str:
    """A word of the list; the key itself where the list has none."""
    both = WORDS.get(key)
    return both[0 if language == "nl" else 1] if both else key
