"""A party proposes a technique; those whose turn it is write its drafts."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.techniques.actions.drafts import propose_technique, write_draft
from convenant.techniques.content import Content
from convenant.techniques.models import Draft, GroupSeat, Technique
from convenant.techniques.queries.contents import names_here, rendered_here, shown
from convenant.techniques.queries.drafts import drafts_of, newest_draft
from convenant.techniques.tests.published import PAYMENT, some_content

Stage = Technique.Stage
OTHER = some_content(why={"nl": "Omdat.", "en": "Because."})


def proposed(world: Any, who: str = "chantal") -> Technique:
    return propose_technique(some_content(), by=world.by(who), because="Suppliers say so.")


def seated(world: Any, technique: Technique, who: str) -> None:
    GroupSeat.objects.create(
        technique=technique, side="unions", person=world.people[who], since="2026-11-01"
    )


def test_a_union_proposes_a_technique_under_a_number_that_stays(inside: Any) -> None:
    one, two = proposed(inside), proposed(inside, "anna")
    assert [one.number, two.number] == [1, 2]
    assert (one.title, one.kind, one.language) == (
        PAYMENT["title"]["nl"],
        "purchasing_practice",
        "nl",
    )
    assert (one.proposed_by, one.proposed_for) == (
        inside.people["chantal"],
        inside.organisations["chantal"],
    )
    draft = newest_draft(one)
    assert draft is not None
    assert (draft.number, draft.stage, draft.content) == (1, "proposed", some_content())
    assert Event.objects.filter(verb="technique.proposed").count() == 2


@pytest.mark.parametrize("who", ["eva", "farid", "hugo", "jamila"])
def test_who_speaks_for_no_party_proposes_nothing(inside: Any, who: str) -> None:
    with pytest.raises(PermissionDenied):
        proposed(inside, who)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": {"en": "Only English"}}, "in Dutch"),
        ({"what": {"en": "Only English"}}, "in Dutch"),
        ({"title": {"nl": "x" * 201}}, "201 signs; at most 200"),
        ({"kind": "other"}, "Kind: choose from the list."),
        ({"themes": ["slavery"]}, "does not know: slavery"),
        ({"costs": [{**PAYMENT["costs"][0], "member_class": "tiny"}]}, "does not know: tiny"),
    ],
)
def test_a_content_that_is_not_in_order_is_refused_with_the_place(
    inside: Any, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        propose_technique({**PAYMENT, **changes}, by=inside.by("chantal"), because="So.")
    assert sentence in str(refused.value)
    assert not Technique.objects.exists()


def test_a_proposal_says_why(inside: Any) -> None:
    with pytest.raises(Refused, match="Say why"):
        propose_technique(some_content(), by=inside.by("chantal"), because=" ")


def test_what_was_sent_untidy_is_kept_tidy(inside: Any) -> None:
    sent = {**PAYMENT, "title": {"nl": " Op tijd\x00 betalen ", "en": "  "}}
    made = propose_technique(sent, by=inside.by("chantal"), because="So.")
    assert made.title == "Op tijd betalen"


def test_the_next_draft_keeps_title_and_kind_in_step(inside: Any) -> None:
    made = proposed(inside)
    changed = some_content(title={"nl": "Anders"}, kind="monitoring")
    draft = write_draft(made, changed, by=inside.by("chantal"), note="Shorter", after=1)
    made.refresh_from_db()
    assert (made.title, made.kind) == ("Anders", "monitoring")
    assert (draft.number, draft.note) == (2, "Shorter")
    assert [one.number for one in drafts_of(made)] == [2, 1]
    event = Event.objects.get(verb="draft.written")
    assert event.new == {"number": made.number, "draft": 2}


def test_nothing_changed_or_somebody_was_first(inside: Any) -> None:
    made = proposed(inside)
    with pytest.raises(Refused, match="nothing was changed"):
        write_draft(made, some_content(), by=inside.by("chantal"))
    write_draft(made, OTHER, by=inside.by("anna"), after=1)
    with pytest.raises(Refused, match="Somebody stored draft 2 meanwhile"):
        write_draft(made, some_content(), by=inside.by("chantal"), after=1)


WRITERS = {
    Stage.PROPOSED: {"chantal", "anna"},
    Stage.GROUP: {"daan", "anna"},
    Stage.DATA: {"daan", "anna"},
    Stage.DRAFT_1: {"daan", "anna"},
    Stage.DRAFT_2: {"daan", "anna"},
    Stage.FINAL: {"daan", "anna"},
    Stage.TABLED: {"anna"},
    Stage.PILOT: {"anna"},
    Stage.ADOPTED: set(),
    Stage.PUBLISHED: set(),
    Stage.ENDED: set(),
}


@pytest.mark.parametrize("stage", Stage.values)
def test_who_writes_in_which_stage(inside: Any, stage: str) -> None:
    """Chantal proposed it, Daan sits in its group, Bilal left it."""
    made = proposed(inside)
    seated(inside, made, "daan")
    seated(inside, made, "bilal")
    GroupSeat.objects.filter(person=inside.people["bilal"]).update(until="2026-11-02")
    Technique.objects.update(stage=stage)
    wrote = set()
    for n, who in enumerate(["anna", "bilal", "chantal", "daan", "eva", "greet"]):
        try:
            write_draft(made, some_content(why={"nl": f"{n}"}), by=inside.by(who))
            wrote.add(who)
        except Refused:
            pass
    assert wrote == WRITERS[Stage(stage)]


def test_what_left_the_agreement_may_stay_in_a_draft(inside: Any) -> None:
    made = proposed(inside)
    draft = newest_draft(made)
    assert draft is not None
    kept = {**draft.content, "criteria": ["long_gone"]}
    Draft.objects.create(technique=made, number=2, stage="proposed", content=kept)
    write_draft(made, {**OTHER, "criteria": ["long_gone"]}, by=inside.by("chantal"))
    with pytest.raises(Refused, match="does not know: never_there"):
        write_draft(made, {**OTHER, "criteria": ["never_there"]}, by=inside.by("chantal"))


def test_a_content_is_shown_with_the_agreements_own_names(inside: Any) -> None:
    content = Content.model_validate({**PAYMENT, "why": {"nl": "Omdat."}})
    seen = shown(content)
    assert seen.kind == "Purchasing practice"
    assert [(fact.label, fact.values) for fact in seen.applies] == [
        ("Roles in the chain", ["Own brand", "Retailer"]),
        ("Tiers of the chain", ["tier 1 (direct suppliers)"]),
    ]
    assert seen.evidence[0].kind == "Contract or purchasing terms"
    assert seen.themes == ["Living wage"]
    assert seen.steps == ["1 embed in policies", "3 cease, prevent and mitigate"]
    assert (seen.costs[0].who, seen.costs[0].one_off) == ("Small", "500–2,000 EUR")
    assert seen.why is not None
    assert (seen.why.text, seen.why.language) == ("Omdat.", "nl")
    with override("nl"):
        assert shown(content).why.language == ""  # type: ignore[union-attr]
        assert shown(content).costs[0].one_off == "500–2.000 EUR"
    assert names_here("nl")["country:BD"] == "Bangladesh"
    assert "Rollen in de keten: Eigen merk; Winkelbedrijf" in rendered_here(content, "nl")
