"""Techniques at each place of their road, made by the verbs themselves, for the tests of the making."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from convenant.agreements.actions import admit
from convenant.base.actors import SYSTEM, Actor
from convenant.people.actions import add_organisation, assign_role
from convenant.people.models import Kind, Person
from convenant.people.queries import actor_for
from convenant.techniques.actions.comments import answer_comment
from convenant.techniques.actions.data import ask_members
from convenant.techniques.actions.drafts import propose_technique, write_draft
from convenant.techniques.actions.group import add_to_group, answer_issue, form_group, kick_off
from convenant.techniques.actions.pilots import begin_pilot
from convenant.techniques.actions.stages import (
    plan_final_meeting,
    put_out_first_draft,
    put_out_second_draft,
    record_final_meeting,
)
from convenant.techniques.actions.tabling import put_before_body
from convenant.techniques.content import Content
from convenant.techniques.models import Comment, DataQuestion, Draft, KeyIssue, Technique
from convenant.techniques.tests.published import PAYMENT

BODY = "steering_group"
GROUP = {
    "bilal": "companies",
    "chantal": "unions",
    "daan": "civil_society",
    "greet": "government",
}
MONTH = timedelta(days=30)


def content(**changes: Any) -> Content:
    return Content.model_validate({**PAYMENT, **changes})


def other_words(said: str) -> Content:
    """The same technique with another Dutch text of what to do."""
    return content(what={**PAYMENT["what"], "nl": said})


def proposed(world: Any, by: str = "chantal") -> Technique:
    because = f"Suppliers report late payment ({Technique.objects.count() + 1})."
    return propose_technique(content(), by=world.by(by), because=because)


def grouped(world: Any) -> Technique:
    found = proposed(world)
    form_group(found, by=world.by("anna"), mandate="Make a draft by May.", output="A technique")
    for name, side in GROUP.items():
        add_to_group(found, world.people[name], by=world.by("anna"), side=side)
    return found


def kicked_off(world: Any) -> Technique:
    return kick_off(
        grouped(world),
        by=world.by("anna"),
        on=date.today(),
        scope="Payment and orders; not prices.",
        issues=["Which term can small firms keep?", "What do agents do?"],
    )


def a_question(technique: Technique, world: Any, **more: Any) -> DataQuestion:
    said = {
        "name_nl": "Aandeel betaald binnen 60 dagen",
        "name_en": "Share paid within 60 days",
        "unit": "%",
        "low": Decimal(0),
        "high": Decimal(100),
        "until": date.today() + MONTH,
        **more,
    }
    return ask_members(technique, by=world.by("anna"), **said)


def first_draft_out(world: Any) -> Technique:
    return put_out_first_draft(kicked_off(world), by=world.by("anna"), until=date.today() + MONTH)


def comments_over(technique: Technique) -> Technique:
    """As it is the day after the last one for comments."""
    technique.comment_until = date.today() - timedelta(days=1)
    technique.save()
    return technique


def all_answered(world: Any) -> None:
    for one in Comment.objects.filter(state=Comment.State.OPEN):
        answer_comment(one, by=world.by("anna"), state="taken", answer="Thank you.")


def second_draft_out(world: Any) -> Technique:
    found = comments_over(first_draft_out(world))
    write_draft(found, other_words("Betaal binnen 50 dagen."), by=world.by("anna"))
    return put_out_second_draft(found, by=world.by("anna"), until=date.today() + MONTH)


def final_planned(world: Any) -> Technique:
    found = comments_over(second_draft_out(world))
    return plan_final_meeting(found, by=world.by("anna"), on=date.today())


def final_held(world: Any) -> Technique:
    found = final_planned(world)
    record_final_meeting(found, by=world.by("anna"), text="Fifty days; one side would go lower.")
    for one in KeyIssue.objects.filter(technique=found):
        answer_issue(one, by=world.by("anna"), answer="Sixty days; they pass it on.")
    return found


def tabled(world: Any) -> Technique:
    return put_before_body(final_held(world), by=world.by("anna"), body=BODY)


def on_trial(world: Any, days: int = 90) -> Technique:
    return begin_pilot(
        proposed(world),
        by=world.by("anna"),
        start=date.today(),
        until=date.today() + timedelta(days=days),
        question="Do suppliers notice?",
    )


def latest(technique: Technique) -> Draft:
    return Draft.objects.filter(technique=technique).first()


def more_companies(count: int) -> list[Actor]:
    """As many participating companies more, each with somebody who speaks for it."""
    found = []
    for n in range(count):
        person = Person.objects.create_user(f"c{n}@example.org", None, name=f"Person {n}")
        organisation = add_organisation(name=f"Company {n:03}", by=SYSTEM)
        admit(
            organisation,
            by=SYSTEM,
            side="companies",
            joined=date(2025, 9, 1),
            member_class="small",
        )
        assign_role(person, Kind.COMPANY, by=SYSTEM, organisation=organisation)
        found.append(actor_for(person))
    return found
