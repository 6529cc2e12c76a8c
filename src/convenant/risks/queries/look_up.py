"""What is known of a product, a country and a theme; what nobody says is unknown, never low."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import get_language

from convenant.agreements.definition.parts.themes import Theme
from convenant.agreements.queries import running_definition
from convenant.risks.models import KnownFact, SourceEdition

State = SourceEdition.State


@dataclass(frozen=True)
class Known:
    """One thing a source says, as it is shown."""

    said: str
    rating: str
    product: str
    country: str
    edition: SourceEdition
    page: str


@dataclass
class OfTheme:
    """A theme with everything known of it; nothing known means unknown."""

    theme: Theme
    name: str
    known: list[Known] = field(default_factory=list)

    @property
    def unknown(self) -> bool:
        """Whether no source in use says anything."""
        return not self.known

    @property
    def modules(self) -> list[str]:
        """The OECD modules that the theme stands for."""
        return list(self.theme.oecd_modules)


def look_up(*, product: str = "", country: str = "", theme: str = "") -> list[OfTheme]:
    """Every theme of the agreement (or the one asked) with what sources in use say of it.

    A fact about all countries, or all products, counts everywhere. A product is found by its words:
    "cotton" finds "Cotton" and "Cottonseed (hybrid)".
    """
    themes = [t for t in running_definition().themes if theme in ("", t.id)]
    facts = KnownFact.objects.filter(edition__state=State.LOADED).select_related("edition")
    if country:
        facts = facts.filter(Q(country=country) | Q(country=""))
    for word in product.split()[:6]:
        facts = facts.filter(Q(product__icontains=word) | Q(product=""))
    modules = {module for each in themes for module in each.oecd_modules}
    by_module: dict[str, list[KnownFact]] = {}
    for fact in facts.filter(module__in=modules).order_by("product", "country", "pk"):
        by_module.setdefault(fact.module, []).append(fact)
    language = _language()
    found = []
    for each in themes:
        shown = OfTheme(each, each.name.get(language))
        seen: set[tuple[int, str, str, str]] = set()
        for module in each.oecd_modules:
            for fact in by_module.get(module, []):
                said = fact.said.get(language, "")
                key = (fact.edition_id, fact.product, fact.country, said)
                if key not in seen:
                    seen.add(key)
                    rating = fact.rating.get(language, "")
                    shown.known.append(
                        Known(said, rating, fact.product, fact.country, fact.edition, fact.page)
                    )
        found.append(shown)
    return found


def products() -> list[str]:
    """The products that sources in use speak of."""
    return list(
        KnownFact.objects.filter(edition__state=State.LOADED)
        .exclude(product="")
        .order_by("product")
        .values_list("product", flat=True)
        .distinct()
    )


def known_counts(countries: set[str]) -> dict[tuple[str, str], int]:
    """How many things sources in use say, by country and theme; one query for all of them."""
    themes_of: dict[str, list[str]] = {}
    for theme in running_definition().themes:
        for module in theme.oecd_modules:
            themes_of.setdefault(module, []).append(theme.id)
    counts: dict[tuple[str, str], int] = {}
    facts = KnownFact.objects.filter(edition__state=State.LOADED, country__in=countries)
    for country, module in facts.order_by().values_list("country", "module"):
        for theme_id in themes_of.get(module, ()):
            counts[country, theme_id] = counts.get((country, theme_id), 0) + 1
    return counts


def _language() -> str:
    return "nl" if (get_language() or "nl").startswith("nl") else "en"
