"""An edition of a source from file to use: hand in, load what was understood, withdraw."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.risks.models import KnownFact, SourceEdition
from convenant.risks.queries.sources import BUILT_IN
from convenant.risks.rules import may_load_sources
from convenant.risks.sources import SOURCES, Edition, Fact, UnreadableSource, built_in_editions

State = SourceEdition.State
LONGEST_HANDED_BACK = 5_000  # rows


@verb(may_load_sources)
def hand_in_source(
    kind: str,
    *,
    by: Actor,
    file_name: str,
    content: bytes,
    edition: str,
    published: date | None = None,
    title: str = "",
    publisher: str = "",
    licence: str = "",
) -> SourceEdition:
    """The file is read and waits for a check; nothing of it counts yet."""
    source = SOURCES[kind]
    try:
        read = source.read(content, file_name)
    except UnreadableSource as problem:
        raise Refused(problem.said[get_language() or "nl"]) from problem
    if not read.facts:
        raise Refused(
            _(
                "%(file)s: nothing was understood of its %(count)d rows, so there is nothing to load."
            )
            % {"file": file_name, "count": len(read.rejected)}
        )
    said = read.edition or source.edition
    made = SourceEdition.objects.create(
        kind=kind,
        title=(title or said.title or source.name["en"])[:300],
        edition=(edition or said.edition)[:60],
        published=published or said.published,
        publisher=(publisher or said.publisher)[:300],
        licence=(licence or said.licence)[:300],
        address=said.address[:500],
        file_name=file_name[:255],
        rejected=[
            {"row": r.row, "said": r.said, "cells": list(r.cells)}
            for r in read.rejected[:LONGEST_HANDED_BACK]
        ],
        loaded_by_id=by.person_id,
    )
    _keep(made, read.facts)
    record("source.read", by=by, on=made, new={"facts": len(read.facts), "file": file_name})
    return made


@verb(may_load_sources)
def load_source(edition: SourceEdition, *, by: Actor) -> SourceEdition:
    """From now on the look-up tells what this edition says; earlier ones stay to be asked."""
    if edition.state == State.LOADED:
        raise Refused(_("This edition is already in use."))
    edition.state = State.LOADED
    edition.save()
    record("source.loaded", by=by, on=edition, label=str(edition))
    return edition


@verb(may_load_sources)
def withdraw_source(edition: SourceEdition, *, by: Actor) -> SourceEdition:
    """The look-up no longer tells what this edition says; it can be put back."""
    if edition.state != State.LOADED:
        raise Refused(_("This edition is not in use."))
    edition.state = State.WITHDRAWN
    edition.save()
    record("source.withdrawn", by=by, on=edition, label=str(edition))
    return edition


@verb(may_load_sources)
def discard_source(edition: SourceEdition, *, by: Actor) -> None:
    """A file that was only handed in goes, as if it had not come."""
    if edition.state != State.READ:
        raise Refused(_("This edition was in use, so it stays known; withdraw it instead."))
    record("source.discarded", by=by, on=edition, label=str(edition))
    edition.delete()


@verb(may_load_sources, silent=True)
def load_built_in(*, by: Actor) -> None:
    """What comes with the platform counts from the first day; done once for each agreement."""
    for edition, facts in built_in_editions():
        if not SourceEdition.objects.filter(kind=BUILT_IN, title=edition.title).exists():
            _load_built_in(edition, facts, by)


def _load_built_in(edition: Edition, facts: tuple[Fact, ...], by: Actor) -> None:
    made = SourceEdition.objects.create(
        kind=BUILT_IN,
        title=edition.title,
        edition=edition.edition,
        published=edition.published,
        publisher=edition.publisher,
        licence=edition.licence,
        address=edition.address,
        state=State.LOADED,
    )
    _keep(made, facts)
    record("source.loaded", by=by, on=made, label=str(made))


def _keep(edition: SourceEdition, facts: list[Fact] | tuple[Fact, ...]) -> None:
    KnownFact.objects.bulk_create(
        (
            KnownFact(
                edition=edition,
                product=fact.product[:200],
                country=fact.country,
                module=module,
                said=fact.said,
                rating=fact.rating,
                worse=fact.worse,
                page=fact.page[:500],
            )
            for fact in facts
            for module in fact.modules
        ),
        batch_size=1_000,
    )
