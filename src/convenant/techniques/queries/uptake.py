"""How far companies are with a technique: evidence, plan, another measure, more time; worked out as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from convenant.agreements.definition.parts.values import Text
from convenant.assessments.models import EvidenceItem
from convenant.assessments.queries.evidence import documents
from convenant.base.actors import Actor
from convenant.base.clocks import days_left
from convenant.people.models import Organisation
from convenant.techniques.content import Content
from convenant.techniques.models import (
    Clock,
    Derogation,
    EquivalentMeasure,
    EvidenceShown,
    Uptake,
)
from convenant.techniques.queries.clocks import asked_at_all, ended_recognition, own_clocks
from convenant.techniques.queries.versions import content_of
from convenant.techniques.readiness.states import State, state_of

SOON = timedelta(days=365)  # a clock that ends within this is on the home page


@dataclass(frozen=True)
class Item:
    """One thing that shows it: present, missing or out of date; with the documents that stand for it."""

    id: str
    name: Text
    required: bool
    shown: tuple[EvidenceShown, ...]
    state: str  # present | out_of_date | missing


@dataclass
class Standing:
    """One company with one version, as of a day."""

    clock: Clock
    content: Content
    today: date
    items: list[Item] = field(default_factory=list)
    uptake: Uptake | None = None
    measure: EquivalentMeasure | None = None  # judged equal and valid, else the newest
    derogation: Derogation | None = None  # granted and in force
    asked: Derogation | None = None  # asked and not decided

    @property
    def required(self) -> list[Item]:
        return [item for item in self.items if item.required]

    @property
    def optional(self) -> list[Item]:
        return [item for item in self.items if not item.required]

    @property
    def present(self) -> int:
        """How many of the required items are there today."""
        return sum(item.state == "present" for item in self.required)

    @property
    def out_of_date(self) -> int:
        return sum(item.state == "out_of_date" for item in self.required)

    @property
    def is_complete(self) -> bool:
        """All required evidence is there; a version that asks for none is never shown by evidence."""
        return bool(self.required) and self.present == len(self.required)

    @property
    def equal(self) -> EquivalentMeasure | None:
        """The measure whose equal effect was shown and still counts."""
        found = self.measure
        return found if found is not None and counts_as_equal(found, self.today) else None

    @property
    def state(self) -> State:
        uptake = self.uptake
        planned = uptake is not None and bool(uptake.plan or uptake.planned_by)
        return state_of(
            complete=self.is_complete,
            equal=self.equal is not None,
            derogation=self.derogation is not None,
            begun=planned or any(item.shown for item in self.items),
        )

    @property
    def recognition_ended(self) -> date | None:
        return ended_recognition(self.clock.because, self.today)

    @property
    def day(self) -> date | None:
        """By when it applies, with the time a derogation gives; None while the clock stands still."""
        if self.clock.apply_by is None or self.recognition_ended is not None:
            return None
        granted = self.derogation.granted_until if self.derogation else None
        return max(self.clock.apply_by, granted) if granted else self.clock.apply_by

    @property
    def left(self) -> int | None:
        return None if self.day is None else days_left(self.day, self.today)

    @property
    def is_done(self) -> bool:
        return self.state in ("applied", "equivalent")

    @property
    def is_late(self) -> bool:
        return self.left is not None and self.left < 0 and not self.is_done


def counts_as_equal(measure: EquivalentMeasure, today: date) -> bool:
    """Judged equal, and still valid."""
    return measure.state == EquivalentMeasure.State.EQUAL and (
        measure.valid_until is None or measure.valid_until >= today
    )


def is_over(measure: EquivalentMeasure, today: date) -> bool:
    """Judged equal until a day that has passed: it is to be shown anew."""
    return measure.state == EquivalentMeasure.State.EQUAL and not counts_as_equal(measure, today)


def in_force_on(derogation: Derogation, today: date) -> bool:
    """Granted, of a version in force, and not lapsed: it lapses by the day alone."""
    return (
        derogation.state == Derogation.State.GRANTED
        and derogation.version.is_in_force
        and derogation.granted_until is not None
        and derogation.granted_until >= today
    )


def standings(clocks: Iterable[Clock], today: date | None = None) -> list[Standing]:
    """Where each of these stands, in four questions whatever their number; in the order given."""
    today = today or timezone.localdate()
    clocks = list(clocks)
    versions = {clock.version_id for clock in clocks}
    own = {clock.organisation_id for clock in clocks}
    whose: dict[str, Any] = {"version__in": versions}
    if len(own) == 1:
        whose["organisation__in"] = own
    contents: dict[int, Content] = {}
    found: dict[tuple[int, int], Standing] = {}
    for clock in clocks:
        if clock.version_id not in contents:
            contents[clock.version_id] = content_of(clock.version.content)
        key = (clock.version_id, clock.organisation_id)
        found[key] = Standing(clock, contents[clock.version_id], today)
    shown: dict[tuple[int, int], list[EvidenceShown]] = {}
    rows = EvidenceShown.objects.filter(
        **{f"uptake__{name}": value for name, value in whose.items()}
    )
    for one in rows.select_related("uptake", "item").defer("item__content"):
        shown.setdefault((one.uptake.version_id, one.uptake.organisation_id), []).append(one)
    for uptake in Uptake.objects.filter(**whose):
        if (key := (uptake.version_id, uptake.organisation_id)) in found:
            found[key].uptake = uptake
    for measure in EquivalentMeasure.objects.filter(**whose).order_by("pk"):
        key = (measure.version_id, measure.organisation_id)
        if key in found and not found[key].equal:
            found[key].measure = measure
    for derogation in Derogation.objects.filter(
        **whose, state__in=(Derogation.State.GRANTED, Derogation.State.ASKED)
    ).order_by("pk"):
        key = (derogation.version_id, derogation.organisation_id)
        if key not in found:
            continue
        derogation.version = found[key].clock.version
        if derogation.state == Derogation.State.ASKED:
            found[key].asked = derogation
        elif in_force_on(derogation, today):
            held = found[key].derogation
            if held is None or (derogation.granted_until or today) > (held.granted_until or today):
                found[key].derogation = derogation
    for key, standing in found.items():
        standing.items = _items(standing.content, shown.get(key, []), today)
    return list(found.values())


def _items(content: Content, shown: list[EvidenceShown], today: date) -> list[Item]:
    items = []
    for asked in content.evidence:
        held = tuple(
            one for one in shown if one.asked == asked.id and one.item.withdrawn_at is None
        )
        valid = any(one.item.valid_until is None or one.item.valid_until >= today for one in held)
        state = "present" if valid else "out_of_date" if held else "missing"
        items.append(Item(asked.id, asked.name, asked.required, held, state))
    return items


def standing_of(clock: Clock, today: date | None = None) -> Standing:
    """Where one company stands with one version."""
    (found,) = standings([clock], today)
    return found


def own_standings(by: Actor) -> list[Standing]:
    """Every technique meant for one's company, soonest first; those whose clock stands still last."""
    found = standings(asked_at_all(own_clocks(by)))
    return sorted(found, key=lambda one: (one.day or date.max, one.clock.version.technique.number))


def own_standings_due(by: Actor) -> list[Standing]:
    """For the home page: not applied, and the day has passed or comes within a year."""
    return [
        one
        for one in own_standings(by)
        if one.left is not None and one.left <= SOON.days and not one.is_done
    ]


def documents_to_choose(organisation: Organisation) -> QuerySet[EvidenceItem]:
    """A company's own documents that were not withdrawn, without their content."""
    return documents(organisation)


def shown_numbered(clock: Clock, pk: int) -> EvidenceShown | None:
    """A document that stands for something on this clock's version."""
    return (
        EvidenceShown.objects.filter(
            pk=pk,
            uptake__version_id=clock.version_id,
            uptake__organisation_id=clock.organisation_id,
        )
        .select_related("uptake", "item")
        .defer("item__content")
        .first()
    )


def measures_of(clock: Clock) -> QuerySet[EquivalentMeasure]:
    """What this company claimed instead, newest first; what was judged stays."""
    return EquivalentMeasure.objects.filter(
        version_id=clock.version_id, organisation_id=clock.organisation_id
    ).prefetch_related("shown")


def derogations_of(clock: Clock) -> QuerySet[Derogation]:
    """What this company asked, newest first."""
    return Derogation.objects.filter(
        version_id=clock.version_id, organisation_id=clock.organisation_id
    ).select_related("version")
