"""Members' lists: fetched only for who may see them, and what the platform understood of a file."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from convenant.agreements.membership import members
from convenant.agreements.models import Party
from convenant.base.actors import Actor
from convenant.locations.models import ListedSite, RememberedMapping, SiteList
from convenant.locations.reading import (
    Mapping,
    Table,
    Understood,
    guess_mapping,
    read_table,
    understand,
)
from convenant.locations.rules import may_read_graph
from convenant.people.models import Kind, Organisation

State = SiteList.State
RUNNING = (State.STORED, State.MATCHING)


@dataclass(frozen=True)
class Intake:
    """A file as it was read, with the meaning of its columns and of its rows."""

    table: Table
    mapping: Mapping
    understood: Understood


def lists_for(by: Actor) -> QuerySet[SiteList]:
    """The lists this actor may see, without the files' bytes: a member its own, the desk all."""
    lists = SiteList.objects.select_related("organisation", "uploaded_by").defer("content")
    if may_read_graph(by):
        return lists
    return lists.filter(organisation_id__in=by.organisations(Kind.COMPANY))


def list_for(by: Actor, pk: int) -> SiteList | None:
    """One list, or None where it is not this actor's to see."""
    return lists_for(by).filter(pk=pk).first()


def rows_of(site_list: SiteList, words: str = "") -> QuerySet[ListedSite]:
    """The stored rows of a list the caller fetched with `list_for`."""
    rows = ListedSite.objects.filter(site_list=site_list).select_related("site")
    for word in words.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(address__icontains=word))
    return rows.order_by("row")


def decisions_of(site_list: SiteList) -> dict[str, int]:
    """How many rows of a list joined a site, founded one, or wait for review."""
    return dict(
        ListedSite.objects.filter(site_list=site_list)
        .exclude(decision="")
        .order_by()
        .values_list("decision")
        .annotate(number=Count("pk"))
    )


def remembered_mapping(organisation_id: int) -> Mapping | None:
    """How this member's columns were corrected once."""
    found = RememberedMapping.objects.filter(organisation_id=organisation_id).first()
    return Mapping.from_dict(found.mapping) if found else None


def read_in(content: bytes, file_name: str, organisation_id: int) -> Intake:
    """What a file of this member says, with its columns as remembered or guessed.

    Raises `Unreadable` where it is no list. Takes seconds for a large file: ask it outside a
    transaction, or everyone waits.
    """
    table = read_table(content, file_name)
    mapping = guess_mapping(table, remembered_mapping(organisation_id))
    return Intake(table, mapping, understand(table, mapping))


def intake(site_list: SiteList) -> Intake:
    """Read the stored file again, with the columns as chosen so far; as slow as `read_in`."""
    table = read_table(bytes(site_list.content), site_list.file_name)
    mapping = Mapping.from_dict(site_list.mapping)
    return Intake(table, mapping, understand(table, mapping))


def corrected(known: Intake, columns: dict[int, str]) -> Intake:
    """The same file with some columns (0-based → field) read otherwise; raises ValueError."""
    changed = {
        guess.column: columns[guess.column]
        for guess in known.mapping.guesses
        if columns.get(guess.column, guess.field) != guess.field
    }
    mapping = known.mapping.corrected(changed)
    return Intake(known.table, mapping, understand(known.table, mapping))


def members_to_choose(by: Actor) -> list[Organisation]:
    """The members this actor may hand in a list for."""
    found = members()
    if not by.has(Kind.SECRETARIAT):
        found = found.filter(organisation_id__in=by.organisations(Kind.COMPANY))
    return [party.organisation for party in found]


@dataclass(frozen=True)
class Standing:
    """Where one member stands with its list for a year; `latest` is None where none came."""

    party: Party
    latest: SiteList | None


def standings(by: Actor, period: int) -> list[Standing]:
    """Every member with its newest list of the year, for who may see all lists."""
    if not may_read_graph(by):
        return []
    newest: dict[int, SiteList] = {}
    lists = lists_for(by).filter(period=period).exclude(state=State.DISCARDED)
    for site_list in lists.order_by("uploaded_at", "pk"):
        newest[site_list.organisation_id] = site_list
    return [Standing(party, newest.get(party.organisation_id)) for party in members()]


def periods() -> list[int]:
    """The years for which any list came in, newest first."""
    return sorted(set(SiteList.objects.order_by().values_list("period", flat=True)), reverse=True)


def lists_waiting() -> int:
    """Lists read but not yet stored, or whose matching failed: someone has to act."""
    return SiteList.objects.filter(state__in=(State.UPLOADED, State.FAILED)).count()
