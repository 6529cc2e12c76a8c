"""The demo's organisations and people. All of it is invented; the names say nothing about anyone."""

from convenant.people.models import Kind

PASSWORD = "convenant demo 2026"  # noqa: S105 -- printed at every start of the demo, for nothing but the demo

COMPANIES = (
    # name, class, share of the sector's turnover in per cent (None: not given)
    ("Kleine Beer Kinderkleding", "small", "1.2"),
    ("Polder Outdoor", "medium", "3.4"),
    ("Veldwind Mode", "large", "9.8"),
    ("Noordkust Kleding", "medium", "4.1"),
    ("Atelier Linde", "small", "0.4"),
    ("Katoenhuis Twente", "medium", "2.7"),
    ("Draad & Daad", "small", None),
    ("Rosa Bleu", "small", "0.9"),
    ("Sporthal Zuid", "large", "8.3"),
    ("Werkvest Nederland", "medium", "3.0"),
    ("Zilverlijn Warenhuizen", "large", None),
    ("Merel & Mus", "small", "0.6"),
)
OTHERS = (
    # name, side
    ("Vakbond Draad", "unions"),
    ("Vakbond Samenwerk", "unions"),
    ("Stichting Schone Naad", "civil_society"),
    ("Ministerie van Handel (demo)", "government"),
    ("Ministerie van Arbeid (demo)", "government"),
)
SUPERVISOR = "Toezicht Ketens (demo)"

# first name, role, organisation, language
PEOPLE = (
    ("Anna", Kind.SECRETARIAT, None, "nl"),
    ("Bilal", Kind.COMPANY, "Kleine Beer Kinderkleding", "nl"),
    ("Iris", Kind.COMPANY, "Polder Outdoor", "nl"),
    ("Chantal", Kind.UNION, "Vakbond Draad", "nl"),
    ("Daan", Kind.CIVIL_SOCIETY, "Stichting Schone Naad", "nl"),
    ("Eva", Kind.MONITOR, None, "en"),
    ("Farid", Kind.COMMITTEE, None, "nl"),
    ("Greet", Kind.GOVERNMENT, "Ministerie van Handel (demo)", "nl"),
    ("Hugo", Kind.SUPERVISOR, SUPERVISOR, "nl"),
    ("Jamila", None, None, "en"),
)


def address_of(first_name: str) -> str:
    """The person's sign-in."""
    return f"{first_name.lower()}@demo.example"
