"""A company's documents, as far as the reader may know of them; content only for who opens one."""

from django.db.models import Count, QuerySet

from convenant.agreements.membership import members
from convenant.agreements.tiers import reads
from convenant.assessments.models import EvidenceItem
from convenant.base.actors import Actor
from convenant.people.models import Organisation


def member(pk: int) -> Organisation | None:
    """A member of the agreement; that it is one is no secret."""
    party = members().filter(organisation_id=pk).first()
    return party.organisation if party is not None else None


def documents_for(by: Actor, organisation: Organisation) -> list[EvidenceItem]:
    """The company's documents that this actor may read, without their content."""
    found = documents(organisation)
    return [item for item in found if reads(by, item.tier, item.organisation_id)]


def documents(organisation: Organisation) -> QuerySet[EvidenceItem]:
    """All of a company's documents that were not withdrawn, with how often each is used."""
    return (
        EvidenceItem.objects.filter(organisation=organisation, withdrawn_at=None)
        .defer("content")
        .annotate(used=Count("uses"))
    )


def document_for(by: Actor, pk: int) -> EvidenceItem | None:
    """One document that this actor may read, with its content."""
    item = EvidenceItem.objects.select_related("organisation").filter(pk=pk).first()
    if item is None or not reads(by, item.tier, item.organisation_id):
        return None
    return item
