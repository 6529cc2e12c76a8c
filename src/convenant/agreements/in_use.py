"""What a new version of the definition would pull away from under those who stand on it."""

from collections import Counter

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition
from convenant.agreements.queries import parties, seats
from convenant.agreements.seating import side_name, sides_together

NAMED = 5  # as many names as a sentence carries


def what_breaks(running: Definition, wanted: Definition) -> list[str]:
    """One sentence for each side, class, body or seat that is in use and not in `wanted`."""
    language = get_language() or "nl"
    found = []
    signed = list(parties())
    sides, classes = {s.id for s in wanted.sides}, {c.id for c in wanted.classes}
    for side in dict.fromkeys(p.side for p in signed if p.side not in sides):
        found.append(
            _("The side %(what)s is gone, but has parties: %(names)s.")
            % {
                "what": side_name(running, side),
                "names": _names([str(p) for p in signed if p.side == side]),
            }
        )
    class_names = {c.id: c.name.get(language) for c in running.classes}
    for gone in dict.fromkeys(
        p.member_class for p in signed if p.member_class and p.member_class not in classes
    ):
        found.append(
            _("The member class %(what)s is gone, but has members: %(names)s.")
            % {
                "what": class_names.get(gone, gone),
                "names": _names([str(p) for p in signed if p.member_class == gone]),
            }
        )
    return found + _seats(running, wanted, language)


def _seats(running: Definition, wanted: Definition, language: str) -> list[str]:
    found = []
    names = {b.id: b.name.get(language) for b in running.bodies}
    bodies = {b.id: b for b in wanted.bodies}
    held = Counter((seat.body, seat.side) for seat in seats())
    for body in dict.fromkeys(body for body, _side in held if body not in bodies):
        found.append(
            _("The body %(what)s is gone, but people have seats in it. End these first.")
            % {"what": names.get(body, body)}
        )
    for (body, side), number in held.items():
        if body not in bodies:
            continue
        said = {"body": names.get(body, body), "side": side_name(running, side), "held": number}
        if not side:
            if bodies[body].independent_chair is False:
                found.append(
                    _("%(body)s would have no independent chair, but has one now. End that seat.")
                    % said
                )
            continue
        places = next((s for s in bodies[body].seats if side in sides_together(s)), None)
        if places is None:
            if bodies[body].seats:
                found.append(
                    _("%(side)s would have no seat in %(body)s, but fills %(held)s now.") % said
                )
            continue
        together = sum(held[body, one] for one in sides_together(places))
        if places.count is not None and together > places.count:
            found.append(
                _("%(side)s would have %(count)s seats in %(body)s, but fills %(held)s now.")
                % {**said, "held": together, "count": places.count}
            )
    return list(dict.fromkeys(found))


def _names(names: list[str]) -> str:
    more = len(names) - NAMED
    said = ", ".join(names[:NAMED])
    return (
        _("%(names)s and %(number)s more") % {"names": said, "number": more} if more > 0 else said
    )
