"""First pages of a panel, its chair and the custodian: what waits, where, and never a word of a case."""

from typing import Any

import pytest
from django.utils.translation import override

from convenant.grievances.actions import hearings, identity, panel, publishing, rulings
from convenant.grievances.models import Case
from convenant.grievances.procedure.redaction import Strike
from convenant.grievances.queries.opened import today
from convenant.grievances.tests.making import NAME, Handled, complain, holder_of, make_door
from convenant.home.duties import duties


@pytest.fixture
def handled(inside: Any, settings: Any, tmp_path: Any) -> Handled:
    settings.SEALED_FILES = tmp_path
    return make_door(inside)


def waits(handled: Handled, name: str) -> list[str]:
    with override("en"):
        found = duties(handled.by(name), handled.world.agreement.slug, today())
    words = ("Hear a", "Approve", "Vote", "Answer whether", "Look whether", "Tell the name")
    return [one.text.split(" in case")[0] for one in found if one.text.startswith(words)]


def test_what_waits_goes_from_one_to_the_next(handled: Handled) -> None:
    case: Case = complain(name=NAME).case
    rosa, maarten = handled.keys["rosa"], handled.keys["maarten"]
    by, custodian = handled.by("rosa"), handled.by("maarten")
    panel.compose_panel(case, handled.keys["leila"], by=handled.by("leila"))
    assert waits(handled, "farid") == []
    hearing = hearings.invite(case, rosa, by=by, party="complainant", on=today(), text="By phone.")
    assert waits(handled, "farid") == ["Hear a party"]
    hearings.write_minutes(hearing, rosa, by=by, text="So.")
    assert waits(handled, "farid") == ["Approve the minutes of a hearing"]
    hearings.approve_minutes(hearing, by=handled.by("farid"))
    assert waits(handled, "farid") == [] and waits(handled, "quirijn") == []
    ruling = rulings.draft_ruling(
        case,
        rosa,
        by=by,
        text="Jamila is owed her wages.",
        points=[("Wages", "founded")],
        language="en",
        unheard="No answer.",
    )
    assert waits(handled, "farid") == ["Vote on the ruling"]
    for name in ("farid", "rosa", "petra"):
        ruling = rulings.vote(ruling, handled.keys[name], by=handled.by(name), agrees=True)
    assert waits(handled, "farid") == []
    text = publishing.prepare_publication(
        ruling, rosa, by=by, language="en", title="Wages", strikes=[Strike("Jamila")]
    )
    assert waits(handled, "maarten") == [
        f"Look whether a name is in the text for the public of case {case.number}"
    ]
    publishing.check_publication(text, maarten, by=custodian)
    holder = holder_of(handled.world, "omar")
    asked = identity.ask_to_tell(case, holder, maarten, by=custodian, why="To pay her.")
    assert "Answer whether a name may be told" in waits(handled, "rosa")
    asked = identity.answer_telling(asked, True, by=by)
    assert waits(handled, "maarten") == ["Tell the name that the chair agreed to,"]
    identity.tell_name(asked, maarten, by=custodian)
    assert waits(handled, "maarten") == []
