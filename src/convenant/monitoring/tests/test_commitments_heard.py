"""Nobody is judged on what they could not answer, and nothing a party wrote is lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.monitoring.actions.commitments import (
    finalise_commitment,
    gather_commitments,
    judge_commitment,
    reply_to_judgement,
    report_on,
    take_on,
)
from convenant.monitoring.models import Commitment
from convenant.monitoring.queries import commitments
from convenant.monitoring.tests.standing import YEAR, gathered, of_ministry

TODAY = date.today()


def judged(world, found: Commitment, judgement: str, reason: str = "As was seen.") -> Commitment:
    return judge_commitment(found, by=world.by("eva"), judgement=judgement, reason=reason)


def late(found: Commitment) -> Commitment:
    """The time to reply has passed."""
    found.reply_until = TODAY - timedelta(days=1)
    found.save()
    return found


def test_a_judgement_found_anew_begins_the_time_to_reply_again(inside) -> None:
    world = inside
    found = late(judged(world, of_ministry(world), "met"))
    judged(world, found, "not_met", "Nothing came after all.")
    with pytest.raises(Refused, match="before it was heard"):
        finalise_commitment(found, by=world.by("eva"))
    assert found.reply_until is not None and found.reply_until > TODAY


def test_storing_the_same_judgement_again_gives_no_new_time(inside) -> None:
    found = late(judged(inside, of_ministry(inside), "partly"))
    judged(inside, found, "partly")
    assert finalise_commitment(found, by=inside.by("eva")).final_at is not None


def test_after_the_reply_a_judgement_can_become_milder_at_once(inside) -> None:
    world = inside
    found = judged(world, of_ministry(world), "not_met")
    reply_to_judgement(found, by=world.by("greet"), text="It is on our site.")
    judged(world, found, "partly", "It is, in part.")
    assert finalise_commitment(found, by=world.by("eva")).judgement == "partly"


def test_after_the_reply_a_heavier_judgement_is_heard_too(inside) -> None:
    world = inside
    found = judged(world, of_ministry(world), "partly")
    reply_to_judgement(found, by=world.by("greet"), text="Both took place.")
    judged(world, found, "not_met", "Neither took place.")
    with pytest.raises(Refused, match="before it was heard"):
        finalise_commitment(found, by=world.by("eva"))
    reply_to_judgement(found, by=world.by("greet"), text="Both took place, see the report.")
    with pytest.raises(Refused, match="already replied"):
        reply_to_judgement(found, by=world.by("greet"), text="And again")
    assert finalise_commitment(found, by=world.by("eva")).reply.endswith("see the report.")
    first = Event.objects.filter(verb="commitment.replied").order_by("-number").first()
    assert first is not None and first.old == {"reply": "Both took place."}


def test_two_who_work_at_once_overwrite_nothing(inside) -> None:
    world = inside
    found = judged(world, of_ministry(world), "partly")
    as_the_monitor_sees_it = Commitment.objects.get(pk=found.pk)
    reply_to_judgement(found, by=world.by("greet"), text="Both took place.")
    judged(world, as_the_monitor_sees_it, "met", "So they did.")
    now = Commitment.objects.get(pk=found.pk)
    assert (now.reply, now.judgement) == ("Both took place.", "met")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "our report"])
def test_what_shows_it_is_an_address_one_can_open(inside, address) -> None:
    found = of_ministry(inside)
    with pytest.raises(Refused, match="begins with https"):
        report_on(found, by=inside.by("greet"), report="Done.", proof=address)


@pytest.mark.parametrize("year", ["0000", "9999", "soon"])
def test_a_year_that_makes_no_sense_is_this_year(world, year) -> None:
    eva = world.client("eva")
    for name in ("commitments", "tables", "tables_csv", "tables_xlsx"):
        page = reverse(f"monitoring:{name}", args=[world.agreement.slug])
        assert eva.get(page, {"year": year}).status_code == 200
    gather = reverse("monitoring:gather", args=[world.agreement.slug])
    assert eva.post(f"{gather}?year={year}")["Location"].endswith(f"year={YEAR}")


def test_the_list_is_made_of_years_one_can_judge(inside) -> None:
    with pytest.raises(Refused, match="none of them"):
        gather_commitments(YEAR + 2, by=inside.by("eva"))


def test_a_company_promises_too_and_every_party_reads_how_it_ended(world) -> None:
    with within(world.agreement):
        bilal = world.by("bilal")
        found = take_on(
            world.organisations["bilal"],
            by=bilal,
            year=YEAR,
            text="Pay suppliers within 30 days",
            indicator="Share of invoices paid within 30 days",
            due=TODAY,
        )
        report_on(found, by=bilal, report="We did, for nine in ten.")
        judged(world, found, "partly", "Nine in ten were.")
        reply_to_judgement(found, by=bilal, text="We agree.")
        finalise_commitment(found, by=world.by("eva"))
    for name in ("iris", "chantal", "greet", "hugo"):
        client = world.client(name)
        page = client.get(reverse("monitoring:commitments", args=[world.agreement.slug]))
        assert "Pay suppliers within 30 days" in page.content.decode(), name


def test_the_sides_stand_apart_with_how_many_are_behind_each_number(inside) -> None:
    world = inside
    gathered(world)
    union = Commitment.objects.get(organisation=world.organisations["chantal"])
    late(judged(world, union, "met"))
    finalise_commitment(union, by=world.by("eva"))
    found = {row.side: row for row in commitments.counts(YEAR)}
    assert found["unions"].behind == {"met": 1} and found["government"].behind == {"open": 1}
    groups = commitments.by_side(Commitment.objects.filter(year=YEAR))
    assert [group.name for group in groups][-1] == "" and len(groups) == len(found)
