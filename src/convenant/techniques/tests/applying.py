"""Clocks, documents and requests for the tests of applying a technique."""

from datetime import date
from typing import Any

from django.utils import timezone

from convenant.assessments.actions.evidence import add_evidence
from convenant.assessments.models import EvidenceItem
from convenant.base.actors import SYSTEM
from convenant.decisions.models import Proposal
from convenant.techniques.actions.clocks import retime
from convenant.techniques.actions.derogations import (
    ask_derogation,
    give_opinion,
    grant_derogation,
)
from convenant.techniques.actions.measures import claim_measure
from convenant.techniques.models import (
    Clock,
    Derogation,
    EquivalentMeasure,
    Recognition,
    TechniqueVersion,
)
from convenant.techniques.tests.published import a_published

RECOGNISED = date(2027, 3, 12)
APPLY_BY = date(2031, 3, 12)  # four years later, as the European example writes it
REQUIRED = ("terms", "ledger", "forecast", "suppliers", "policy")


def a_recognition(on: date = RECOGNISED, **more: Any) -> Recognition:
    """Of the whole agreement; every word is invented."""
    last = Recognition.objects.first()
    return Recognition.objects.create(
        number=last.number + 1 if last else 1,
        basis="national",
        authority="European Commission (invented)",
        state=Recognition.State.RECOGNISED,
        decided_on=on,
        valid_from=on,
        **more,
    )


def clocks_running(version: TechniqueVersion | None = None) -> TechniqueVersion:
    """A version in force, recognition recorded, and everybody's clock worked out."""
    version = version or TechniqueVersion.objects.filter(superseded_on=None).last() or a_published()
    if not Recognition.objects.exists():
        a_recognition()
    retime(by=SYSTEM)
    return version


def clock_of(world: Any, who: str = "bilal", version: TechniqueVersion | None = None) -> Clock:
    """This company's clock of the newest version in force."""
    version = version or clocks_running()
    return Clock.objects.select_related("version__technique", "organisation").get(
        version=version, organisation=world.organisations[who]
    )


def a_document(world: Any, name: str, who: str = "bilal", **more: Any) -> EvidenceItem:
    """A document of the company, among its evidence."""
    return add_evidence(
        world.organisations[who],
        by=world.by(who),
        name=name,
        file_name=f"{name}.txt",
        content=f"{who} {name}".encode(),
        **more,
    )


def a_request(world: Any, who: str = "bilal", until: date = date(2032, 6, 1)) -> Derogation:
    """A company asks more time."""
    return ask_derogation(
        clock_of(world, who),
        by=world.by(who),
        reason="Our payment system is replaced in 2032.",
        cost_benefit="Twice changing it costs 80,000 euro; two suppliers are paid later for a year.",
        until=until,
    )


def an_opinion(world: Any, found: Derogation, who: str, stance: str = "for") -> None:
    give_opinion(found, by=world.by(who), stance=stance, text=f"{who} thinks so.")


def a_decision_of(body: str = "steering_group", **more: Any) -> Proposal:
    """An adopted decision that stands on the log; how it came about is another room's."""
    last = Proposal.objects.first()
    said = {"state": Proposal.State.CLOSED, "result": "adopted", "closed_at": timezone.now()}
    return Proposal.objects.create(
        number=last.number + 1 if last else 1, title="More time", body=body, **{**said, **more}
    )


def a_granted(world: Any, who: str = "bilal", until: date = date(2032, 6, 1)) -> Derogation:
    """Asked, heard on both sides, and granted."""
    found = a_request(world, who, until)
    an_opinion(world, found, "chantal")
    an_opinion(world, found, "daan", "conditions")
    return grant_derogation(
        found,
        by=world.by("anna"),
        granted_until=until,
        public_reason="The system that pays suppliers is replaced.",
        proposal=a_decision_of(),
    )


def a_claim(world: Any, who: str = "bilal") -> EquivalentMeasure:
    """A company claims that something else has equal effect."""
    name = f"measure {EvidenceItem.objects.count()}"
    return claim_measure(
        clock_of(world, who),
        by=world.by(who),
        text="We pay half in advance.",
        effect="Suppliers have their money sooner than after 60 days.",
        items=[a_document(world, name, who)],
    )
