"""Draws as each may read them: what was announced, the frame behind it, and the sites that came out."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from convenant.base.actors import Actor
from convenant.locations.models import Site, SiteNotice
from convenant.locations.queries.families import standing_ids
from convenant.monitoring.drawing.frames import Unit, frame_file, keys_file, unit_of
from convenant.monitoring.drawing.weighing import SEVERE, WORSE, Why
from convenant.monitoring.models import DrawnSite, Frame, VerificationDraw, Visit
from convenant.monitoring.queries.visits import visits_for
from convenant.monitoring.rules import may_read_all_visits
from convenant.risks.models import KnownFact, SourceEdition
from convenant.risks.queries.look_up import running_definition
from convenant.risks.queries.sector import shared_risks


@dataclass(frozen=True)
class Line:
    """A place of the draw. The site and the visit are there only for who may read them."""

    drawn: DrawnSite
    why: Why
    site: Site | None
    visit: Visit | None


def sites_to_draw_from(year: int) -> dict[str, Why]:
    """Every standing site on a current list, with what is known of it; a fixed number of queries."""
    sites = list(
        Site.objects.filter(merged_into=None, member_count__gte=1)
        .order_by()
        .values_list("pk", "code", "country", "member_count")
    )
    notices = _open_notices()
    themes = severe_themes({country for _pk, _code, country, _members in sites}, year)
    return {
        code: Why(members, notices[pk], len(themes.get(country, ())))
        for pk, code, country, members in sites
    }


def _open_notices() -> Counter[int]:
    """Notices that are not closed, counted at the site that stands today."""
    there = list(
        SiteNotice.objects.exclude(state=SiteNotice.State.CLOSED)
        .order_by()
        .values_list("site_id", flat=True)
    )
    up = standing_ids(there)
    return Counter(up[pk] for pk in there)


def severe_themes(countries: set[str], year: int) -> dict[str, set[str]]:
    """Per country the themes known to be severe there.

    Known from a source in use that names the country for a module of the theme (of a source with
    ratings: in the worse half), or from a member that judged the theme severe there this year.
    """
    themes_of: dict[str, list[str]] = {}
    for theme in running_definition().themes:
        for module in theme.oecd_modules:
            themes_of.setdefault(module, []).append(theme.id)
    facts = KnownFact.objects.filter(
        Q(worse=None) | Q(worse__gte=WORSE),
        edition__state=SourceEdition.State.LOADED,
        country__in=countries,
    )
    found: dict[str, set[str]] = {country: set() for country in countries}
    for country, module in facts.order_by().values_list("country", "module").distinct():
        found[country].update(themes_of.get(module, ()))
    for risk in shared_risks(year):
        if risk.severest >= SEVERE:
            for country in countries if not risk.country else {risk.country} & countries:
                found[country].add(risk.theme_id)
    return found


def draws() -> QuerySet[VerificationDraw]:
    """Every draw, newest first; those that were withdrawn stay to be seen."""
    return VerificationDraw.objects.all()


def draw_by_pk(pk: int) -> VerificationDraw | None:
    """One draw."""
    return VerificationDraw.objects.select_related("announced_by", "drawn_by").filter(pk=pk).first()


def frame_row(draw: VerificationDraw) -> Frame:
    """The frame as it is stored, salt included; kept apart, for no list of draws needs it."""
    return Frame.objects.get(draw=draw)


def units_of(draw: VerificationDraw) -> list[Unit]:
    """The frame as it was frozen."""
    return [unit_of(row) for row in frame_row(draw).units]


def frame_of(draw: VerificationDraw) -> str:
    """The frame's file, whose SHA-256 was announced."""
    return frame_file(units_of(draw))


def keys_of(draw: VerificationDraw) -> str:
    """The file with every site's key, worked out again from the frame and the seed."""
    return keys_file(units_of(draw), draw.seed)


def salt_of(by: Actor, draw: VerificationDraw) -> str:
    """What tells which mark is which site; empty for who may not know."""
    return frame_row(draw).salt if may_read_all_visits(by) else ""


def lines_of(by: Actor, draw: VerificationDraw) -> list[Line]:
    """The places of the draw in their order; a fixed number of queries."""
    desk = may_read_all_visits(by)
    drawn = list(DrawnSite.objects.filter(draw=draw).select_related("site", "instead_of"))
    visits: dict[int, Visit] = {}
    for visit in visits_for(by).filter(drawn__draw=draw).order_by("pk"):
        visits[visit.drawn_id] = visit
    return [
        Line(
            one,
            Why(one.members, one.notices, one.themes),
            one.site if desk or one.pk in visits else None,
            visits.get(one.pk),
        )
        for one in drawn
    ]


def drawn_by_pk(pk: int) -> DrawnSite | None:
    """One drawn site, for the monitor's plans."""
    return DrawnSite.objects.select_related("site", "draw").filter(pk=pk).first()


def to_plan() -> int:
    """How many drawn sites have no visit yet."""
    return (
        DrawnSite.objects.filter(Q(reserve=False) | Q(instead_of__isnull=False), visits=None)
        .order_by()
        .count()
    )


def seeds_waiting(today: date) -> int:
    """How many announced draws can be made: their seed is public."""
    return VerificationDraw.objects.filter(
        seed_on__lte=today, drawn_on=None, withdrawn_on=None
    ).count()
