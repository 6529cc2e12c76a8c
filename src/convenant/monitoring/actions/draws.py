"""Announce a draw before anyone can know its seed; then draw from the seed; once."""

import secrets
from datetime import date

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.models import Site
from convenant.monitoring.drawing.frames import (
    draw_from,
    fingerprint,
    frame_file,
    freeze,
    unit_of,
)
from convenant.monitoring.models import DrawnSite, Frame, VerificationDraw
from convenant.monitoring.queries.draws import sites_to_draw_from
from convenant.monitoring.rules import may_visit

MOST_SITES = 1000


@verb(may_visit)
def announce_draw(
    *,
    by: Actor,
    year: int,
    method: str,
    size: int,
    reserve: int,
    seed_source: str,
    seed_place: str,
    seed_on: date,
    today: date | None = None,
) -> VerificationDraw:
    """The frame is frozen and it is said which public number will be the seed; nobody knows it yet."""
    today = today or date.today()
    if method not in VerificationDraw.Method.values:
        raise Refused(_("Say how the sites are drawn: at random or by risk."))
    if not 1 <= size <= MOST_SITES or not 0 <= reserve <= MOST_SITES:
        raise Refused(
            _("Draw 1 to %(most)d sites, and keep at most %(most)d in reserve.")
            % {"most": MOST_SITES}
        )
    if not seed_source.strip() or not seed_place.strip():
        raise Refused(_("Say which public number will be the seed, and where anyone can read it."))
    if seed_on <= today:
        raise Refused(
            _(
                "The seed must become public after today, so that nobody can know it while the draw is set up."
            )
        )
    known = sites_to_draw_from(year)
    if not known:
        raise Refused(_("No current list names a site yet, so there is nothing to draw from."))
    if size > len(known):
        raise Refused(
            _("There are %(sites)d sites to draw from; draw at most as many.")
            % {"sites": len(known)}
        )
    salt = secrets.token_hex(16)
    units = freeze(known, salt, by_risk=method == VerificationDraw.Method.BY_RISK)
    made = VerificationDraw.objects.create(
        year=year,
        method=method,
        size=size,
        reserve=min(reserve, len(units) - size),
        seed_source=seed_source.strip(),
        seed_place=seed_place.strip(),
        seed_on=seed_on,
        frame_size=len(units),
        frame_digest=fingerprint(frame_file(units)),
        announced_on=today,
        announced_by_id=by.person_id,
    )
    Frame.objects.create(draw=made, salt=salt, units=[unit.row() for unit in units])
    record(
        "draw.announced",
        by=by,
        on=made,
        new={
            "method": method,
            "size": size,
            "reserve": made.reserve,
            "sites": len(units),
            "frame": made.frame_digest,
            "seed": made.seed_source,
            "place": made.seed_place,
            "public_on": seed_on,
        },
    )
    return made


@verb(may_visit)
def draw_sites(
    draw: VerificationDraw, *, by: Actor, seed: str, today: date | None = None
) -> list[DrawnSite]:
    """The sites that follow from the announced frame and the seed, in their order, reserve included."""
    today = today or date.today()
    draw = VerificationDraw.objects.select_for_update().get(pk=draw.pk)
    seed = seed.strip()
    if draw.drawn_on is not None:
        raise Refused(_("These sites were drawn already. A draw is made once."))
    if draw.withdrawn_on is not None:
        raise Refused(_("This draw was withdrawn. Announce another one."))
    if draw.waits_for_seed(today):
        raise Refused(
            _("The seed becomes public on %(day)s; draw from that day on.") % {"day": draw.seed_on}
        )
    if not seed:
        raise Refused(_("Enter the number that was announced as the seed, as it was published."))
    units = [unit_of(row) for row in Frame.objects.get(draw=draw).units]
    if fingerprint(frame_file(units)) != draw.frame_digest:
        raise Refused(
            _(
                "The stored frame is not the one that was announced. Nothing is drawn; tell whoever runs this platform."
            )
        )
    by_mark = {unit.mark: unit for unit in units}
    drawn = draw_from(units, draw.size + draw.reserve, seed)
    codes = [by_mark[one.name].code for one in drawn]
    sites = {site.code: site for site in Site.objects.filter(code__in=codes)}
    made = DrawnSite.objects.bulk_create(
        DrawnSite(
            draw=draw,
            site=sites[by_mark[one.name].code],
            rank=one.rank,
            mark=one.name,
            weight=one.weight,
            key=one.key,
            members=by_mark[one.name].why.members,
            notices=by_mark[one.name].why.notices,
            themes=by_mark[one.name].why.themes,
            reserve=one.rank > draw.size,
        )
        for one in drawn
    )
    draw.seed, draw.drawn_on, draw.drawn_by_id = seed[:200], today, by.person_id
    draw.save()
    record("draw.drawn", by=by, on=draw, new={"seed": draw.seed, "marks": [d.name for d in drawn]})
    return made


@verb(may_visit)
def withdraw_draw(
    draw: VerificationDraw, *, by: Actor, reason: str, today: date | None = None
) -> None:
    """The announced draw is not held; it stays to be seen, with the reason."""
    draw = VerificationDraw.objects.select_for_update().get(pk=draw.pk)
    if draw.drawn_on is not None:
        raise Refused(_("These sites were drawn already; what was drawn cannot be taken back."))
    if draw.withdrawn_on is not None:
        raise Refused(_("This draw was withdrawn already."))
    if not reason.strip():
        raise Refused(_("Give the reason, so that others can see that no draw was shopped for."))
    draw.withdrawn_on = today or date.today()
    draw.withdrawn_reason = reason.strip()[:1000]
    draw.save()
    record("draw.withdrawn", by=by, on=draw, new={"reason": draw.withdrawn_reason})
