"""Comply, or show equal effect: claimed with documents, judged by the monitor, kept as judged."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from convenant.assessments.models import Tier
from convenant.base.verbs import Refused
from convenant.techniques.actions.measures import (
    claim_measure,
    judge_measure,
    withdraw_measure,
)
from convenant.techniques.models import EquivalentMeasure
from convenant.techniques.queries.measures import measures_waiting
from convenant.techniques.queries.uptake import standing_of
from convenant.techniques.tests.applying import a_claim, a_document, clock_of


def claims(world: Any, *items: Any, text: str = "We pay in advance.") -> EquivalentMeasure:
    return claim_measure(
        clock_of(world), by=world.by("bilal"), text=text, effect="Sooner.", items=items
    )


def test_equal_effect_is_judged_by_the_monitor_and_then_counts(inside: Any) -> None:
    found = a_claim(inside)
    assert measures_waiting(inside.by("eva")) == [found]
    assert standing_of(clock_of(inside)).state == "nothing"
    for who in ("anna", "bilal", "chantal"):
        with pytest.raises(PermissionDenied):
            judge_measure(found, by=inside.by(who), equal=True, reason="Yes.")
    until = date.today() + timedelta(days=365)
    judge_measure(found, by=inside.by("eva"), equal=True, reason="Shown.", valid_until=until)
    assert standing_of(clock_of(inside)).state == "equivalent"
    assert measures_waiting(inside.by("eva")) == []
    with pytest.raises(Refused, match="shown already"):
        a_claim(inside)
    with time_machine.travel(timezone.now() + timedelta(days=367)):
        assert standing_of(clock_of(inside)).state == "nothing"
        a_claim(inside)


def test_what_was_judged_stays_and_the_company_can_claim_again(inside: Any) -> None:
    first = a_claim(inside)
    with pytest.raises(Refused, match="waits to be judged"):
        a_claim(inside)
    judge_measure(first, by=inside.by("eva"), equal=False, reason="No figures.")
    with pytest.raises(Refused, match="already"):
        judge_measure(first, by=inside.by("eva"), equal=True, reason="After all.")
    second = a_claim(inside)
    withdraw_measure(second, by=inside.by("bilal"))
    assert [one.state for one in EquivalentMeasure.objects.all()] == ["withdrawn", "not_equal"]
    text = inside.client("bilal").get("/stitch/techniques/ours/1/").content.decode()
    assert "No figures." in text and "equal effect not shown" in text


def test_the_monitor_must_be_able_to_read_what_shows_it(inside: Any) -> None:
    with pytest.raises(Refused, match="at least one document"):
        claims(inside)
    secret = a_document(inside, "secret", tier=Tier.COMPANY)
    with pytest.raises(Refused, match="the monitor cannot judge by it"):
        claims(inside, secret)
    with pytest.raises(Refused, match="not among yours"):
        claims(inside, a_document(inside, "other", "iris"))
    with pytest.raises(Refused, match="Say what you do"):
        claims(inside, a_document(inside, "one"), text=" ")


def test_a_judgement_has_a_reason_and_a_day_only_where_it_is_equal(inside: Any) -> None:
    found = a_claim(inside)
    soon = date.today() + timedelta(days=9)
    for said in (
        {"equal": True, "reason": " "},
        {"equal": False, "reason": "No.", "valid_until": soon},
        {"equal": True, "reason": "Yes.", "valid_until": date.today()},
    ):
        with pytest.raises(Refused):
            judge_measure(found, by=inside.by("eva"), **said)


def test_the_whole_way_on_the_pages(inside: Any) -> None:
    clock_of(inside)
    item = a_document(inside, "advance")
    bilal, deed = inside.client("bilal"), "/stitch/techniques/ours/1/deed/"
    said = {"deed": "claim", "text": "We pay in advance", "effect": "Sooner"}
    bare = bilal.post(deed, said)
    assert bare.status_code == 422 and "We pay in advance" in bare.content.decode()
    assert bilal.post(deed, {**said, "items": [item.pk]}).status_code == 302
    found = EquivalentMeasure.objects.get()
    eva = inside.client("eva")
    assert "Brand B" in eva.get("/stitch/techniques/measures/").content.decode()
    one = f"/stitch/techniques/measures/{found.pk}/"
    assert "advance" in eva.get(one).content.decode()
    judged = eva.post(f"{one}deed/", {"deed": "judge", "equal": "no", "reason": "No figures."})
    assert judged.status_code == 302
    assert "No figures." in eva.get(one).content.decode()
    assert "equal effect not shown" in eva.get("/stitch/techniques/measures/").content.decode()


def test_equal_effect_whose_day_passed_is_called_so_on_every_page(inside: Any) -> None:
    until = date.today() + timedelta(days=30)
    judge_measure(
        a_claim(inside), by=inside.by("eva"), equal=True, reason="Shown.", valid_until=until
    )
    ours, over = "/stitch/techniques/ours/1/", "no longer valid: show it anew"
    assert over not in inside.client("bilal").get(ours).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=32)):
        text = inside.client("bilal").get(ours).content.decode()
        assert over in text and "Hand it to the monitor" in text
        assert standing_of(clock_of(inside)).state == "nothing"
        assert (
            "no longer valid"
            in inside.client("eva").get("/stitch/techniques/measures/").content.decode()
        )
