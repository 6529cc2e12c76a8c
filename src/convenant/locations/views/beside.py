"""Two descriptions of a place side by side, with what differs marked and said."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.base.templatetags.house import country_name
from convenant.locations.matching import RELATIONS, Reason, Record, Span, differences, distance_km
from convenant.locations.models import ListedSite, Site

Thing = ListedSite | Site


@dataclass(frozen=True)
class Line:
    """One field of both, in pieces; `equal` where both say the same."""

    label: str
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    equal: bool
    compared: bool = True  # false for what changes from list to list and says little about sameness

    @property
    def one_sided(self) -> bool:
        """Only one of the two fills the field, so there is nothing to compare."""
        return not self.a or not self.b


@dataclass(frozen=True)
class Beside:
    """Two places, field by field, and how far apart they are."""

    lines: list[Line]
    distance: float | None  # kilometres; None where one has no usable coordinates
    point_a: str
    point_b: str

    @property
    def distance_text(self) -> str:
        """The distance in metres below a kilometre, else in kilometres."""
        if self.distance is None:
            return ""
        if self.distance < 1:
            return _("%(number)s m apart") % {"number": round(1000 * self.distance)}
        digits = 1 if self.distance < 100 else 0
        return _("%(number)s km apart") % {
            "number": number_format(round(self.distance, digits), digits, use_l10n=True)
        }


def _record(thing: Thing, key: str) -> Record:
    return Record(
        key=key,
        name=thing.name,
        address=thing.address,
        country=thing.country,
        lat=thing.lat,
        lng=thing.lng,
        os_id=thing.os_id,
        lei=getattr(thing, "lei", ""),
        gln=getattr(thing, "gln", ""),
        registry_number=getattr(thing, "registry_number", ""),
    )


def _labels() -> dict[str, str]:
    return {
        "name": _("Name"),
        "address": _("Address"),
        "country": _("Country"),
        "os_id": "OS ID",
        "lei": "LEI",
        "gln": "GLN",
        "registry_number": _("Registry number"),
    }


def beside(one: Thing, other: Thing) -> Beside:
    """Both, with every field that one of them fills."""
    a, b = _record(one, "a"), _record(other, "b")
    labels = _labels()
    lines = []
    for found in differences(a, b):
        spans = (found.a, found.b)
        if found.field == "country":
            spans = (_named(found.a), _named(found.b))
        lines.append(Line(labels[found.field], *spans, equal=found.equal))
    lines += [
        _plain(_("Products"), ", ".join(one.product_types), ", ".join(other.product_types)),
        _plain(_("Processing"), ", ".join(one.processing_types), ", ".join(other.processing_types)),
        _plain(_("Workers"), workers(one), workers(other)),
    ]
    return Beside(
        [line for line in lines if line.a or line.b],
        distance_km(a, b),
        _point(one),
        _point(other),
    )


def _named(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(Span(country_name(span.text), span.equal) for span in spans)


def _plain(label: str, a: str, b: str) -> Line:
    return Line(
        label,
        (Span(a, True),) if a else (),
        (Span(b, True),) if b else (),
        equal=True,
        compared=False,
    )


def _point(thing: Thing) -> str:
    if thing.lat is None or thing.lng is None:
        return ""
    return f"{thing.lat:.4f}, {thing.lng:.4f}"


def workers(thing: Thing) -> str:
    """The number of workers as a number or a range; empty where unknown."""
    low, high = thing.workers_low, thing.workers_high
    if low is None and high is None:
        return ""
    if low is None:
        return _("at most %(number)d") % {"number": high}
    if high is None:
        return _("at least %(number)d") % {"number": low}
    return str(low) if low == high else f"{low}–{high}"


def reasons_in_words(stored: list[dict[str, Any]]) -> list[str]:
    """Stored reasons as sentences in the page's language; one that this version lost is left out."""
    said = []
    for entry in stored:
        try:
            sentence = Reason(entry["code"], tuple(entry["values"])).sentence(
                get_language() or "nl"
            )
        except (KeyError, IndexError):
            continue
        said.append(sentence[:1].upper() + sentence[1:])
    return said


def relation_in_words(kind: str) -> str:
    """What two sites are to each other, in the page's language."""
    words = RELATIONS.get(kind, RELATIONS["different"])
    return words["nl" if get_language() == "nl" else "en"]


def score_in_words(score: float) -> str:
    """How sure the model is, in words; the number goes beside it."""
    if score >= 0.85:
        return _("Very likely the same site")
    if score >= 0.6:
        return _("Probably the same site")
    if score >= 0.4:
        return _("As likely as not the same site")
    return _("Probably not the same site")
