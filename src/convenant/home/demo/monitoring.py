"""What the independent monitor does in the demo; every score, judgement and figure is invented."""

from collections.abc import Callable
from decimal import Decimal

from convenant.assessments.queries.frameworks import asks
from convenant.assessments.queries.questionnaire import respondent
from convenant.assessments.scoring import asked
from convenant.base.actors import SYSTEM
from convenant.monitoring.actions.allocating import allocate_readings
from convenant.monitoring.actions.assessing import finish_reading, score, send_draft
from convenant.monitoring.actions.commitments import (
    finalise_commitment,
    gather_commitments,
    judge_commitment,
    reply_to_judgement,
    report_on,
)
from convenant.monitoring.actions.consequences import announce_step
from convenant.monitoring.actions.outcomes import enter_value, set_indicator
from convenant.monitoring.models import Commitment, Reading
from convenant.people.models import Organisation, Person
from convenant.people.queries import actor_for

YEAR = 2026
INVENTED = "Verzonnen voor de demo."
DRAFT_FOR = "Polder Outdoor"
# per criterion where the monitor differs from the company: the level it finds instead
LOWER = {"policy_in_purchasing": "begun", "goals_child_labour": "begun"}


def monitor(
    people: dict[str, Person], organisations: dict[str, Organisation], say: Callable[[str], None]
) -> None:
    """Readers drawn, one draft sent, the state judged, one consequence announced, one outcome followed."""
    say("what the monitor does")
    eva = actor_for(people["Eva"])
    allocate_readings(
        YEAR,
        by=eva,
        seed="03 11 19 27 38 41",
        seed_source="Verzonnen voor de demo: trekking van 1 september 2026",
        second_share=0,
    )
    reading = Reading.objects.get(assessment__organisation=organisations[DRAFT_FOR])
    assessment = reading.assessment
    answers = {answer.criterion: answer.level for answer in assessment.answers.all()}
    for criterion in asked(asks(assessment.framework), respondent(assessment)):
        level = LOWER.get(criterion.id, answers[criterion.id])
        score(reading, criterion.id, by=eva, level=level, reason=INVENTED)
    finish_reading(reading, by=eva)
    send_draft(reading, by=eva)
    gather_commitments(YEAR, by=eva)
    state = Commitment.objects.get(organisation=organisations["Ministerie van Handel (demo)"])
    greet = actor_for(people["Greet"])
    report_on(state, by=greet, report="Twee missies naar productielanden. " + INVENTED)
    judge_commitment(
        state, by=eva, judgement="partly", reason="Eén van de twee vond plaats. " + INVENTED
    )
    reply_to_judgement(state, by=greet, text="De tweede volgt in het voorjaar. " + INVENTED)
    finalise_commitment(state, by=eva)
    announce_step(
        organisations["Merel & Mus"],
        "talk",
        by=SYSTEM,
        ground="Er kwam dit jaar geen locatielijst. " + INVENTED,
    )
    followed = set_indicator(
        by=eva,
        name_nl="Bezochte locaties met gekozen vertegenwoordiging (verzonnen)",
        name_en="Visited sites with elected representatives (invented)",
        unit="%",
        better="up",
        theme="freedom_of_association",
        method="Gevraagd bij elk bezoek. " + INVENTED,
        baseline_year=2024,
        target=Decimal(60),
        target_year=2030,
    )
    for year, value in ((2024, 18), (2025, 24), (2026, 31)):
        enter_value(
            followed,
            by=eva,
            year=year,
            value=Decimal(value),
            source=INVENTED,
            observations=40,
            organisations=9,
        )
