"""Which risks members share, where, and at how many sites: for the secretariat and the monitor."""

from dataclasses import dataclass, field

from convenant.locations.models import ListedSite
from convenant.risks.models import Risk
from convenant.risks.queries.register import theme_names
from convenant.risks.ranking import severity


@dataclass
class Shared:
    """One theme in one country, over all members that judged it."""

    theme_id: str
    theme: str
    country: str
    members: set[int] = field(default_factory=set)
    now: set[int] = field(default_factory=set)
    severities: list[int] = field(default_factory=list)
    sites: int = 0
    shared_sites: int = 0

    @property
    def severest(self) -> int:
        """How severe the member judged it that judged it most severe."""
        return max(self.severities)

    @property
    def middle(self) -> int:
        """The middle judgement of severity; the lower of two."""
        return sorted(self.severities)[(len(self.severities) - 1) // 2]


def shared_risks(year: int) -> list[Shared]:
    """Themes × countries that members judged, those of most members first; a fixed number of queries.

    The sites are those that these members' current lists name in that country.
    """
    names = theme_names()
    found: dict[tuple[str, str], Shared] = {}
    for risk in Risk.objects.filter(year=year).exclude(likelihood=None):
        rated = risk.rated
        if rated is None:
            continue
        key = (risk.theme, risk.country)
        one = found.setdefault(
            key, Shared(risk.theme, names.get(risk.theme, risk.theme), risk.country)
        )
        one.members.add(risk.organisation_id)
        one.severities.append(severity(rated))
        if risk.decision == Risk.Decision.NOW:
            one.now.add(risk.organisation_id)
    _count_sites(found)
    return sorted(
        found.values(), key=lambda s: (-len(s.members), -s.severest, -s.sites, s.theme, s.country)
    )


def _count_sites(found: dict[tuple[str, str], Shared]) -> None:
    members_at: dict[str, dict[int, set[int]]] = {}
    rows = ListedSite.objects.filter(current=True).exclude(site=None).order_by()
    for site, country, member in rows.values_list("site_id", "site__country", "organisation_id"):
        members_at.setdefault(country, {}).setdefault(site, set()).add(member)
    for (_theme, country), one in found.items():
        here = [members & one.members for members in members_at.get(country, {}).values()]
        one.sites = sum(bool(members) for members in here)
        one.shared_sites = sum(len(members) > 1 for members in here)
