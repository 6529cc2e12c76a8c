"""The secretariat keeps where else people can go, and notes who checked a language."""

from datetime import date

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances import elsewhere
from convenant.grievances.languages import language
from convenant.grievances.models import Elsewhere, LanguageCheck
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.public import places_elsewhere
from convenant.grievances.rules import keeps_the_door


@verb(keeps_the_door)
def keep_place(
    *,
    by: Actor,
    kind: str,
    name: str,
    country: str,
    how: str,
    phone: str,
    address: str,
    source: str,
    looked_at: date,
    place: Elsewhere | None = None,
) -> Elsewhere:
    """A place to go stands in the directory; given one, it is as said now."""
    if kind not in Elsewhere.Kind.values:
        raise Refused(_("Choose what kind of place it is."))
    if not (name.strip() and source.strip()):
        raise Refused(_("Give its name, and where you found it."))
    if not (phone.strip() or address.strip() or how.strip()):
        raise Refused(_("Say how to get there: a telephone number, an address or in words."))
    if looked_at > today():
        raise Refused(_("The day you looked cannot be in the future."))
    kept = place or Elsewhere()
    kept.kind, kept.name, kept.country = kind, name.strip(), country
    kept.how, kept.phone, kept.address = how.strip(), phone.strip(), address.strip()
    kept.source, kept.looked_at = source.strip(), looked_at
    kept.save()
    record("elsewhere.kept", by=by, on=kept, new={"name": kept.name, "country": country})
    return kept


@verb(keeps_the_door)
def end_place(place: Elsewhere, *, by: Actor) -> Elsewhere:
    """The place no longer stands in the directory."""
    place.ended_on = today()
    place.save(update_fields=["ended_on"])
    record("elsewhere.ended", by=by, on=place, new={"name": place.name})
    return place


@verb(keeps_the_door, silent=True)  # each place that is new leaves its own event
def take_over_places(*, by: Actor) -> list[Elsewhere]:
    """The platform's own list of places, each with its source, to begin with; those that stand are left."""
    standing = set(places_elsewhere().values_list("name", "country"))
    return [
        # A computer whose clock runs behind takes it over too.
        keep_place(by=by, **{**one, "looked_at": min(one["looked_at"], today())})
        for one in elsewhere.starter()
        if (one["name"], one["country"]) not in standing
    ]


@verb(keeps_the_door)
def note_check(code: str, who: str, on: date, *, by: Actor) -> LanguageCheck:
    """Somebody whose own language it is read every text as it is now."""
    chosen = language(code)
    if chosen is None:
        raise Refused(_("The door has no such language."))
    if not who.strip():
        raise Refused(_("Say who read the texts."))
    if on > today():
        raise Refused(_("The day is still to come. Give the day on which it was done."))
    made = LanguageCheck.objects.create(
        language=code, digest=chosen.digest, by=who.strip()[:200], on=on, noted_by_id=by.person_id
    )
    record("language.checked", by=by, on=made, new={"language": code})
    return made
