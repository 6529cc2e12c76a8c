"""The agreement's page: who is at the table, how far it is, what is due next and for whom."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from convenant.agreements.actions import admit, change_party, let_leave, seat
from convenant.agreements.agenda import agenda
from convenant.agreements.definition import load, preset_text
from convenant.agreements.models import Party
from convenant.agreements.queries import parties, party_of, running_definition
from convenant.agreements.table import activation_progress, term_now
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.people.actions import add_organisation, assign_role
from convenant.people.models import Kind, Organisation, Person


def page(world: Any, who: str, name: str = "agreements:agreement") -> str:
    answer = world.client(who).get(reverse(name, args=[world.agreement.slug]))
    assert answer.status_code == 200
    return answer.content.decode()


def company(world: Any, name: str, **more: Any) -> Party:
    made = add_organisation(name=name, by=world.by("anna"))
    fields = {"side": "companies", "joined": date(2025, 9, 1), "member_class": "small", **more}
    return admit(made, by=world.by("anna"), **fields)


def test_everyone_sees_the_parties_and_only_insiders_who_sits_where(inside: Any) -> None:
    chantal = Person.objects.get(pk=inside.chantal.pk)
    chantal.name = "Seated Somebody"
    chantal.save()
    seat(chantal, by=inside.by("anna"), body="steering_group", side="unions")
    for who in ("koen", "jamila"):
        text = page(inside, who)
        assert "Brand B" in text and "Union C" in text
        assert "Seated Somebody" not in text
        assert "1 of 2" in text  # the unions' seats in the steering group
    for who in ("eva", "bilal"):
        assert "Seated Somebody" in page(inside, who)


def test_only_the_secretariat_finds_the_deeds_at_the_table(inside: Any) -> None:
    admit_address = reverse("agreements:admit", args=[inside.agreement.slug])
    assert admit_address in page(inside, "anna")
    for who in ("bilal", "eva", "koen"):
        assert admit_address not in page(inside, who)


def test_a_share_of_turnover_is_the_secretariats_to_see(inside: Any) -> None:
    company(inside, "Brand S", turnover_share=Decimal("12.345"))
    assert "12.345" in page(inside, "anna")
    for who in ("bilal", "iris", "koen", "eva"):
        assert "12.345" not in page(inside, who)


def test_activation_counts_members_and_says_who_gave_no_share(inside: Any) -> None:
    for number in range(3):
        company(inside, f"Brand {number}", turnover_share=Decimal("11"))
    found = {
        p.condition.id: p
        for p in activation_progress(running_definition(), parties(), sees_all=False)
    }
    assert (found["companies"].now, found["companies"].needed, found["companies"].met) == (
        5,
        10,
        False,
    )
    turnover = found["turnover"]
    assert (turnover.now, turnover.given, turnover.of, turnover.met) == (Decimal(33), 3, 5, True)
    assert found["sides"].now == 4 and found["sides"].met is True
    assert found["funding"].now is None and found["funding"].met is None
    assert "3 of 5 members gave their share." in page(inside, "koen")


def test_what_is_not_given_leaves_a_condition_open_rather_than_unmet(inside: Any) -> None:
    for number in range(3):
        company(inside, f"Brand {number}", turnover_share=Decimal("1"))
    turnover = activation_progress(running_definition(), parties(), sees_all=False)[1]
    assert turnover.met is None


def test_the_sum_of_two_shares_is_not_shown_to_those_who_could_subtract_their_own(
    inside: Any,
) -> None:
    for name in ("bilal", "iris"):
        party = party_of(inside.organisations[name].pk)
        assert party is not None
        change_party(
            party, by=inside.by("anna"), member_class="small", turnover_share=Decimal("20.5")
        )
    turnover = activation_progress(running_definition(), parties(), sees_all=False)[1]
    assert turnover.hidden and turnover.now is None and turnover.met is None
    assert "41" not in page(inside, "bilal").split("At least 30")[1].split("</div>")[0]
    assert activation_progress(running_definition(), parties(), sees_all=True)[1].now == 41


def test_one_line_per_obligation_and_day_names_who_owes_it(inside: Any) -> None:
    today = date(2026, 4, 1)
    company(inside, "Brand L", member_class="large")
    items = {(i.obligation.id, i.day): i for i in agenda(running_definition(), parties(), today)}
    sites = items["site_list", date(2026, 5, 1)]
    assert {str(p) for p in sites.parties} == {"Brand B", "Brand I", "Brand L"}
    assert [str(p) for p in items["materials_list", date(2026, 6, 1)].parties] == ["Brand L"]
    assert [str(p) for p in items["government_report", date(2027, 3, 31)].parties] == ["Ministry G"]
    assert str(items["yearly_report", date(2026, 6, 15)].body) == "Stuurgroep"
    days = [i.day for i in agenda(running_definition(), parties(), today) if i.day]
    assert days == sorted(days)


def test_a_supporter_owes_nothing_and_stands_apart(inside: Any) -> None:
    company(inside, "Helping Hands", member_class="", is_supporter=True)
    for item in agenda(running_definition(), parties(), date(2026, 4, 1)):
        assert "Helping Hands" not in {str(p) for p in item.parties}
    assert "1 supporter" in page(inside, "koen")


def test_a_company_sees_its_own_duties_first(inside: Any) -> None:
    text = page(inside, "bilal")
    assert text.index("Due next for your organisation") < text.index("Due next, and for whom")
    assert "Due next for your organisation" not in page(inside, "eva")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2025, 6, 30), "before"),
        (date(2025, 7, 1), "running"),
        (date(2030, 6, 30), "running"),
        (date(2030, 7, 1), "tail"),
        (date(2032, 7, 1), "over"),
    ],
)
def test_the_term_knows_where_it_is(today: date, state: str) -> None:
    term = term_now(load(preset_text("example-european-garments"), "x"), today)
    assert term.state == state
    assert 0 <= (term.days_gone or 0) <= (term.days or 0)


@pytest.mark.parametrize("parties_here", [0, 1000])
def test_the_page_asks_few_questions_however_many_parties(
    parties_here: int, inside: Any, django_assert_max_num_queries: Any
) -> None:
    made = Organisation.objects.bulk_create(
        Organisation(name=f"A company with quite a long name, number {n}")
        for n in range(parties_here)
    )
    if not parties_here:
        for party in parties():
            let_leave(party, by=inside.by("anna"))
    Party.objects.bulk_create(
        Party(organisation=one, side="companies", member_class="small", joined=date(2025, 9, 1))
        for one in made
    )
    client = inside.client("anna")
    with django_assert_max_num_queries(30):
        answer = client.get(reverse("agreements:agreement", args=[inside.agreement.slug]))
    text = answer.content.decode()
    assert ("No party has signed yet." in text) == (parties_here == 0)
    assert ("<details><summary>Show all" in text) == (parties_here == 1000)


def test_parties_are_admitted_changed_and_let_go_and_the_journal_knows(inside: Any) -> None:
    client, slug = inside.client("anna"), inside.agreement.slug
    answer = client.post(
        reverse("agreements:admit", args=[slug]),
        {
            "name": "Brand N",
            "country": "nl",
            "side": "companies",
            "joined": "2026-01-01",
            "member_class": "small",
            "turnover_share": "3.5",
        },
    )
    assert answer.status_code == 302
    party = parties().get(organisation__name="Brand N")
    assert party.organisation.country == "NL" and party.turnover_share == Decimal("3.5")
    client.post(reverse("agreements:party", args=[slug, party.pk]), {"member_class": "large"})
    party.refresh_from_db()
    assert (party.member_class, party.turnover_share) == ("large", None)
    client.post(reverse("agreements:leave", args=[slug, party.pk]), {"on": "2026-03-01"})
    assert party_of(party.organisation_id) is None
    verbs = list(
        Event.objects.filter(concerns_id=party.organisation_id).values_list("verb", flat=True)
    )
    assert sorted(verbs) == sorted(
        ["organisation.added", "party.admitted", "party.changed", "party.left"]
    )


def test_the_list_of_organisations_names_none_of_another_agreement(
    inside: Any, elsewhere: Any
) -> None:
    text = page(inside, "anna", "agreements:admit")
    assert "Other Brand" not in text and "Authority H" in text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"side": "moon"}, "no side moon"),
        ({"member_class": "giant"}, "no member class giant"),
        ({"side": "unions"}, "Only a participating company"),
        ({"is_supporter": True}, "Only a participating company"),
        ({"turnover_share": Decimal(101)}, "between 0 and 100"),
        ({"joined": date(2199, 1, 1)}, "today or earlier"),
    ],
)
def test_a_party_the_definition_has_no_place_for_is_refused(
    inside: Any, fields: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        company(inside, "Brand X", **fields)


def test_a_party_with_people_at_the_table_does_not_leave_or_become_a_supporter(inside: Any) -> None:
    seat(inside.chantal, by=inside.by("anna"), body="steering_group", side="unions")
    party = party_of(inside.organisations["chantal"].pk)
    assert party is not None
    with pytest.raises(Refused, match="End these seats first"):
        let_leave(party, by=inside.by("anna"))
    with pytest.raises(Refused, match="End these seats first"):
        change_party(party, by=inside.by("anna"), is_supporter=True)


def test_a_refused_admission_leaves_no_organisation_behind(inside: Any) -> None:
    client = inside.client("anna")
    answer = client.post(
        reverse("agreements:admit", args=[inside.agreement.slug]),
        {"name": "Brand Z", "side": "unions", "joined": "2026-01-01", "member_class": "small"},
    )
    assert "Only a participating company" in answer.content.decode()
    assert not Organisation.objects.filter(name="Brand Z").exists()


def test_a_supporters_person_and_a_stranger_speak_for_no_side(inside: Any) -> None:
    helper = add_organisation(name="Helping Hands", by=inside.by("anna"))
    admit(helper, by=inside.by("anna"), side="unions", joined=date(2026, 1, 1), is_supporter=True)
    assign_role(inside.jamila, Kind.UNION, by=inside.by("anna"), organisation=helper)
    with pytest.raises(Refused, match="does not speak for"):
        seat(inside.jamila, by=inside.by("anna"), body="steering_group", side="unions")
