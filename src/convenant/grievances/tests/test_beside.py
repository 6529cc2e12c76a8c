"""Rooms beside the case: a name told under four eyes, talks that deciders cannot open, disputes between parties."""

import re
from typing import Any

import pytest
from django.test import Client

from convenant.base.actors import SYSTEM
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.grievances import sealing
from convenant.grievances.actions import disputes, identity, mediation, moving, panel, rooms
from convenant.grievances.actions.intake import recipients
from convenant.grievances.models import (
    Case,
    Dispute,
    Mediation,
    NameTold,
    Offer,
    Respondent,
    Room,
)
from convenant.grievances.queries.beside import identity_words, name_read
from convenant.grievances.queries.opened import room_of, said_in, today
from convenant.grievances.queries.panel import linked
from convenant.grievances.sealing import receipts
from convenant.grievances.tests.making import (
    CHEAP,
    NAME,
    Complained,
    Handled,
    complain,
    holder_of,
)
from convenant.grievances.tests.test_panel import at, with_key
from convenant.people.actions import assign_role
from convenant.people.models import Kind


@pytest.fixture
def made(handled: Handled) -> Complained:
    """A case with a name in its identity room, and its panel."""
    found = complain(name=NAME)
    panel.compose_panel(found.case, handled.keys["leila"], by=handled.by("leila"))
    return found


@pytest.fixture
def talking(made: Complained) -> Complained:
    """The case is in mediation."""
    Case.objects.filter(pk=made.case.pk).update(
        stage="track", track="mediation", informed_on=today()
    )
    made.case.refresh_from_db()
    return made


def ask(handled: Handled, case: Case, who: str = "omar", why: str = "To pay her.") -> NameTold:
    holder = holder_of(handled.world, who)
    key, by = handled.keys["maarten"], handled.by("maarten")
    return identity.ask_to_tell(case, holder, key, by=by, why=why)


# Names ----------------------------------------------------------------------------------------------


def test_a_name_is_told_to_one_person_after_two_looked_at_it(
    handled: Handled, made: Complained
) -> None:
    telling = ask(handled, made.case)
    key, maarten = handled.keys["maarten"], handled.by("maarten")
    with pytest.raises(Refused, match="has not agreed"):
        identity.tell_name(telling, key, by=maarten)
    telling = identity.answer_telling(telling, True, by=handled.by("rosa"))
    telling = identity.tell_name(telling, key, by=maarten)
    assert name_read(telling, handled.keys["omar"]) == NAME
    for name in ("leila", "rosa", "farid", "maarten"):
        assert name_read(telling, handled.keys[name]) is None
    assert "Jamila" not in str(bytes(telling.sealed))
    told = said_in(room_of(made.case, "case"), made.back())[-1].words
    assert told is not None and "Omar" in told["text"] and "To pay her." in told["text"]
    verbs = list(Event.objects.filter(verb__startswith="name.").values_list("verb", flat=True))
    assert sorted(verbs) == ["name.agreed", "name.asked", "name.told"]
    with pytest.raises(Refused, match="told already"):
        identity.tell_name(telling, key, by=maarten)


def test_what_may_not_be_asked_about_a_name(handled: Handled, made: Complained) -> None:
    for who, why, says in (
        ("farid", "To decide.", "Who decides"),
        ("maarten", "For me.", "Who decides"),
        ("omar", " ", "Say why"),
        ("omar", "AKTER is in danger.", "is in your reason"),
        ("omar", "Go through my Aunt.", "is in your reason"),
    ):
        with pytest.raises(Refused, match=says):
            ask(handled, made.case, who, why)
    ask(handled, made.case)
    with pytest.raises(Refused, match="already"):
        ask(handled, made.case)
    nameless = complain()
    with pytest.raises(Refused, match="No name was left"):
        ask(handled, nameless.case)


def test_a_chair_who_would_be_told_does_not_agree_and_a_no_is_a_no(
    handled: Handled, made: Complained
) -> None:
    other = complain(name=NAME)  # no panel there, so Rosa may be told
    with pytest.raises(Refused, match="Two people"):
        identity.answer_telling(ask(handled, other.case, "rosa"), True, by=handled.by("rosa"))
    other_chair = handled.world.people["quirijn"]
    assign_role(other_chair, Kind.CHAIR, by=SYSTEM)
    telling = ask(handled, made.case)
    with pytest.raises(Refused, match="chair of the complaints committee"):
        identity.answer_telling(telling, True, by=handled.by("quirijn"))
    telling = identity.answer_telling(telling, False, by=handled.by("rosa"))
    with pytest.raises(Refused, match="answered already"):
        identity.answer_telling(telling, True, by=handled.by("rosa"))
    with pytest.raises(Refused, match="has not agreed"):
        identity.tell_name(telling, handled.keys["maarten"], by=handled.by("maarten"))
    assert ask(handled, made.case).pk != telling.pk  # asked again, for another reason


def test_nobody_but_the_custodian_opens_the_identity_room(
    handled: Handled, made: Complained
) -> None:
    assert identity_words(made.case, handled.keys["maarten"]) == NAME
    for name in ("leila", "omar", "rosa", "farid", "petra", "noor"):
        assert identity_words(made.case, handled.keys[name]) is None
        page = with_key(handled, name).get(at(handled, "cases", made.case.number, "identity"))
        assert page.status_code == 404
    assert (
        handled.world.client("anna")
        .get(at(handled, "cases", made.case.number, "identity"))
        .status_code
        == 404
    )


def test_the_name_on_its_page(handled: Handled, made: Complained) -> None:
    where = at(handled, "cases", made.case.number, "identity")
    maarten = with_key(handled, "maarten")
    assert "Jamila Akter" in maarten.get(where).content.decode()
    given = {"deed": "ask", "holder": holder_of(handled.world, "omar").pk, "why": "To pay her."}
    assert maarten.post(where, given).status_code == 302
    one = str(NameTold.objects.get().pk)
    rosa = with_key(handled, "rosa")
    assert "May a name be told" in rosa.get(at(handled, "beside")).content.decode()
    page = rosa.get(where).content.decode()
    assert "To pay her." in page and "Jamila" not in page
    early = maarten.post(where, {"deed": "tell", "which": one})
    assert early.status_code == 422 and "has not agreed" in early.content.decode()
    assert rosa.post(where, {"deed": "agree", "which": one}).status_code == 302
    assert maarten.post(where, {"deed": "tell", "which": one}).status_code == 302
    omar = with_key(handled, "omar")
    assert "Jamila Akter" in omar.get(where).content.decode()
    assert NameTold.objects.get().read_on == today()
    assert with_key(handled, "leila").get(where).status_code == 404
    assert "Jamila" not in rosa.get(where).content.decode()
    case = with_key(handled, "leila").get(at(handled, "cases", made.case.number)).content.decode()
    assert "Your name was told to Omar" in case and "Jamila" not in case


# Talks ----------------------------------------------------------------------------------------------


def hand_over(handled: Handled, case: Case) -> Mediation:
    return mediation.hand_over(
        case,
        handled.keys["noor"].holder,
        handled.keys["maarten"],
        by=handled.by("maarten"),
    )


def test_only_the_mediator_reads_the_talks_and_only_the_result_leaves(
    handled: Handled, talking: Complained
) -> None:
    hand_over(handled, talking.case)
    noor, key = handled.by("noor"), handled.keys["noor"]
    mediation.write_without_prejudice(talking.case, key, by=noor, text="They would pay half.")
    room = room_of(Case.objects.get(pk=talking.case.pk), Room.Kind.MEDIATION)
    assert said_in(room, key)[0].words == {"text": "They would pay half."}
    for name in ("leila", "omar", "maarten", "rosa", "farid", "petra"):
        assert said_in(room, handled.keys[name]) == []
        with pytest.raises(Refused):
            rooms.write(room, handled.keys[name], by=handled.by(name), kind="note", words={})
    with pytest.raises(Refused, match="text of the offer"):
        mediation.end_mediation(talking.case, by=noor, settled=True)
    with pytest.raises(Refused, match="leave it empty"):
        mediation.end_mediation(talking.case, by=noor, settled=False, offer="Half.")
    mediation.end_mediation(
        talking.case, by=noor, settled=True, offer="Three months, in two parts."
    )
    assert Offer.objects.get().text == "Three months, in two parts."
    case = str([one.words for one in said_in(room_of(talking.case, "case"), handled.keys["rosa"])])
    assert "ended with an offer" in case and "half" not in case
    with pytest.raises(Refused, match="has ended"):
        mediation.write_without_prejudice(talking.case, key, by=noor, text="More.")


def test_talks_that_cannot_begin(handled: Handled, made: Complained) -> None:
    with pytest.raises(Refused, match="not in mediation"):
        hand_over(handled, made.case)
    Case.objects.filter(pk=made.case.pk).update(stage="track", track="mediation")
    made.case.refresh_from_db()
    with pytest.raises(Refused, match="Choose a mediator"):
        mediation.hand_over(
            made.case,
            handled.keys["omar"].holder,
            handled.keys["maarten"],
            by=handled.by("maarten"),
        )


def test_a_mediator_who_is_bound_to_a_party_leads_no_talks_and_nobody_is_told_why(
    handled: Handled, talking: Complained
) -> None:
    firm = handled.world.organisations["bilal"]
    Respondent.objects.create(case=talking.case, organisation=firm, since=today())
    noor = handled.world.client("noor")
    tie = {"deed": "declare", "organisation": firm.pk, "kind": "advice"}
    assert noor.post(at(handled, "ties"), tie).status_code == 302
    maarten = with_key(handled, "maarten")
    where = at(handled, "cases", talking.case.number, "mediation")
    given = {"deed": "hand_over", "mediator": handled.keys["noor"].holder.pk}
    refused = maarten.post(where, given)
    said = refused.content.decode()
    assert refused.status_code == 422 and "not free for this case" in said
    assert "advice" not in said and "paid work" not in said
    assert (
        not Mediation.objects.exists()
        and said_in(room_of(talking.case, Room.Kind.MEDIATION), handled.keys["noor"]) == []
    )


def test_the_talks_on_their_page(handled: Handled, talking: Complained) -> None:
    where = at(handled, "cases", talking.case.number, "mediation")
    maarten, noor = with_key(handled, "maarten"), with_key(handled, "noor")
    assert noor.get(where).status_code == 404
    given = {"deed": "hand_over", "mediator": handled.keys["noor"].holder.pk}
    over = maarten.post(where, given)
    assert over.status_code == 302 and over.headers["Location"] == at(handled, "beside")
    assert maarten.get(where).status_code == 404
    assert "Mediation" in noor.get(at(handled, "beside")).content.decode()
    assert noor.post(where, {"deed": "talk", "text": "Half now."}).status_code == 302
    assert "Half now." in noor.get(where).content.decode()
    for name in ("leila", "rosa", "farid"):
        assert with_key(handled, name).get(where).status_code == 404
    assert noor.post(where, {"deed": "end", "settled": "no"}).status_code == 302
    assert Mediation.objects.get().settled is False
    assert "without a settlement" in noor.get(where).content.decode()


# Disputes -------------------------------------------------------------------------------------------


def envelope(receipt: str) -> dict[str, Any]:
    readers = recipients()
    words = {"case": {"what": "They do not share their list.", "wanted": "The list."}}
    return sealing.seal_intake(
        receipt, {**words, "identity": None}, readers["handlers"], readers["custodians"], CHEAP
    )


def test_a_dispute_goes_the_road_of_a_complaint_and_has_no_identity_room(handled: Handled) -> None:
    firms = handled.world.organisations
    receipt = receipts.new()
    one = disputes.file_dispute(
        envelope(receipt),
        firms["chantal"],
        firms["bilal"],
        by=handled.by("chantal"),
        language="en",
    )
    case = one.case
    assert case.kind == "dispute" and case.respondents.get().organisation == firms["bilal"]
    assert sorted(case.rooms.values_list("kind", flat=True)) == ["case", "mediation"]
    assert linked(case) == {str(firms["chantal"].pk), str(firms["bilal"].pk)}
    assert Complained(case, receipt).back()  # the author's own copy
    for wrong, says in ((firms["bilal"], "do not speak"), (firms["chantal"], "another party")):
        with pytest.raises(Refused, match=says):
            disputes.file_dispute(
                envelope(receipts.new()),
                wrong,
                firms["chantal"],
                by=handled.by("chantal"),
                language="en",
            )


def test_a_dispute_with_the_secretariat_leaves_the_stage_of_scope(handled: Handled) -> None:
    one = disputes.file_dispute(
        envelope(receipts.new()),
        handled.world.organisations["iris"],
        None,
        by=handled.by("iris"),
        language="nl",
    )
    assert not one.case.respondents.exists()
    for to in ("acknowledged", "scope", "admissibility"):
        case = moving.move(one.case, by=handled.by("leila"), to=to, why="As it goes.")
    assert case.stage == "admissibility"


def test_a_party_files_on_the_page_and_comes_back_with_the_receipt(handled: Handled) -> None:
    world = handled.world
    where, chantal = at(handled, "disputes"), world.client("chantal")
    form = chantal.get(where).content.decode()
    receipt = re.search(r'name="receipt" value="([^"]+)"', form)
    assert receipt is not None
    given = {
        "organisation": world.organisations["chantal"].pk,
        "against": "secretariat",
        "what": "The list is late.",
        "wanted": "A date.",
        "receipt": receipt[1],
    }
    assert chantal.post(where, {**given, "what": ""}).status_code == 422
    assert chantal.post(where, {**given, "against": ""}).status_code == 422
    filed = chantal.post(where, given)
    assert filed.status_code == 200
    number = receipts.shown(receipts.read(receipt[1]))
    assert number in filed.content.decode()
    assert chantal.post(where, given).status_code == 200 and Dispute.objects.count() == 1
    case = Dispute.objects.get().case
    assert case.number in chantal.get(where).content.decode()
    assert case.number not in world.client("bilal").get(where).content.decode()
    assert world.client("bilal").post(where, {**given, "organisation": "1"}).status_code == 422
    own = Client().post(at(handled, "door", "en", "back"), {"receipt": number})
    assert "The list is late." in own.content.decode()
    leila = with_key(handled, "leila").get(at(handled, "cases", case.number)).content.decode()
    assert "The list is late." in leila and "The secretariat" in leila
