"""Clocks, documents and requests for the tests of applying a technique."""

from datetime import date
from typing import Any

from convenant.assessments.actions.evidence import add_evidence
from convenant.assessments.models import EvidenceItem
from convenant.base.actors import SYSTEM
from convenant.techniques.actions.clocks import retime
from convenant.techniques.models import Clock, Recognition, TechniqueVersion
from convenant.techniques.tests.published import a_published

RECOGNISED = date(2027, 3, 12)
APPLY_BY = date(2031, 3, 12)  # four years later, as the European example writes it
REQUIRED = ("terms", "ledger", "forecast", "suppliers", "policy")


def a_recognition(on: date = RECOGNISED, **more: Any) -> Recognition:
    """Of the whole agreement; every word is invented."""
    last = Recognition.objects.first()
    return Recognition.objects.create(
        number=last.number + 1 if last else 1,
        basis="csddd_20_4",
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
