"""A step that a body decided and the decision in the log lead to each other, for who may open them."""

from datetime import date

import pytest
from django.urls import reverse

from convenant.agreements.actions import seat
from convenant.base.actors import SYSTEM
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.decisions.models import Change
from convenant.decisions.tests.making import a_decision, seats_filled
from convenant.monitoring.actions.consequences import decide_step
from convenant.monitoring.models import Step
from convenant.monitoring.tests.standing import announced, later

TODAY = date.today()
SAID = {"decision": "taken", "decided_on": TODAY, "reason": "No list was handed in."}


def at(world, name: str, *args) -> str:
    return reverse(name, args=[world.agreement.slug, *args])


def read(world, name: str, where: str) -> str:
    return world.client(name).get(where).content.decode()


def test_the_log_leads_to_the_member_s_step_and_back(world) -> None:
    with within(world.agreement):
        decision = a_decision(world, title="A notice to Brand B", about_kind="member")
        step = later(announced(world, "notice", skips_because="Grave"))
    where = at(world, "monitoring:step", step.pk)
    anna = world.client("anna")
    assert "1. A notice to Brand B" in anna.get(where).content.decode()
    sent = {**SAID, "deed": "decide", "log": decision.pk}
    assert anna.post(at(world, "monitoring:step_deed", step.pk), sent).status_code == 302
    log = at(world, "decisions:log")
    page = at(world, "decisions:proposal", decision.number)
    for name, opens in (("anna", True), ("daan", True), ("bilal", True), ("iris", False)):
        for html in (read(world, name, log), read(world, name, page)):
            assert "Written notice" in html  # what was decided is known to every party
            assert (f'href="{where}"' in html) is opens, name
        assert (world.client(name).get(where).status_code == 200) is opens, name
        if opens:
            assert f'href="{page}"' in read(world, name, where)
    with within(world.agreement):
        assert Step.objects.get().reference == "1. A notice to Brand B"


def test_a_seat_of_the_body_records_its_decision_with_the_log(inside) -> None:
    world = inside
    decision = a_decision(world)
    step = later(announced(world, "notice", skips_because="Grave"))
    decide_step(step, by=world.by("daan"), reference="", log=decision, **SAID)
    assert Change.objects.get().kind == "step"


def test_another_body_s_decision_carries_no_step_and_nothing_is_stored(inside) -> None:
    world = inside
    decision = a_decision(world)
    seats_filled(world)
    seat(world.daan, by=SYSTEM, body="general_assembly", side="civil_society")
    step = later(announced(world, "expulsion", skips_because="Grave"))
    with pytest.raises(Refused, match="another body's"):
        decide_step(step, by=world.by("anna"), reference="x", log=decision, **SAID)
    assert Step.objects.get().decision == "" and not Change.objects.exists()
    with pytest.raises(Refused, match="where the decision is recorded"):
        decide_step(step, by=world.by("anna"), reference=" ", **SAID)
