"""The verbs of an agreement: create and amend it from a definition, admit a party, seat a person."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition, DefinitionFaults, load
from convenant.agreements.models import DefinitionVersion, Party
from convenant.agreements.queries import party_of, running_version
from convenant.agreements.rules import may_admit, may_amend
from convenant.base.actors import SYSTEM, Actor
from convenant.base.journal import record
from convenant.base.models import Agreement
from convenant.base.verbs import Refused, verb
from convenant.base.walls import walls_down, within
from convenant.people.actions import found_agreement_secretariat
from convenant.people.models import Organisation, Person


def create_agreement(text: str, *, by: Person, file_name: str = "definition.yaml") -> Agreement:
    """A new agreement that runs on this definition, with `by` as its first secretariat.

    The one deed that happens outside an agreement, for there is none yet; raises DefinitionFaults.
    """
    definition = load(text, file_name)
    with walls_down("a new tenant is made before anyone can be within it"), transaction.atomic():
        if Agreement.objects.filter(slug=definition.slug).exists():
            raise Refused(
                _(
                    "There is already an agreement at the address %(slug)s. Change the slug in the definition."
                )
                % {"slug": definition.slug}
            )
        agreement = Agreement.objects.create(slug=definition.slug, title=definition.title.get("nl"))
        with within(agreement):
            version = DefinitionVersion.objects.create(
                number=1, text=text, file_name=file_name, loaded_by=by
            )
            record(
                "agreement.created",
                by=Actor(by.pk, str(by)),
                on=version,
                label=agreement.title,
                new={"slug": agreement.slug, "file": file_name},
            )
            found_agreement_secretariat(by)
    return agreement


@verb(may_amend)
def amend(text: str, *, by: Actor, file_name: str, note: str = "") -> DefinitionVersion:
    """A new version of the definition runs from now; earlier ones stay readable."""
    try:
        definition: Definition = load(text, file_name)
    except DefinitionFaults as faults:
        raise Refused(str(faults)) from faults
    last = running_version()
    assert last is not None  # noqa: S101 -- create_agreement makes the first
    if definition.slug != load(last.text, "").slug:
        raise Refused(_("This definition is for another agreement: its slug differs."))
    if text == last.text:
        raise Refused(_("This file is the same as the running version; nothing was changed."))
    made = DefinitionVersion.objects.create(
        number=last.number + 1, text=text, file_name=file_name, note=note, loaded_by_id=by.person_id
    )
    record("agreement.amended", by=by, on=made, old=last.number, new=made.number)
    return made


@verb(may_admit)
def admit(
    organisation: Organisation,
    *,
    by: Actor,
    side: str,
    joined: date,
    member_class: str = "",
    turnover_share: Decimal | None = None,
    is_supporter: bool = False,
) -> Party:
    """The organisation is a party on this side."""
    if party_of(organisation.pk):
        raise Refused(_("%(name)s is already a party.") % {"name": organisation})
    party = Party.objects.create(
        organisation=organisation,
        side=side,
        member_class=member_class,
        joined=joined,
        turnover_share=turnover_share,
        is_supporter=is_supporter,
    )
    record("party.admitted", by=by, on=party, concerns=organisation.pk, new={"side": side})
    return party


__all__ = ["SYSTEM", "admit", "amend", "create_agreement"]
