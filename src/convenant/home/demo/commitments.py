"""What parties of the demo promised, steps on the ladder, and outcomes; every word and figure is invented."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils import timezone

from convenant.base.actors import SYSTEM
from convenant.monitoring.actions.commitments import judge_commitment, report_on, take_on
from convenant.monitoring.actions.consequences import announce_step, answer_step, decide_step
from convenant.monitoring.actions.outcomes import enter_value, set_indicator
from convenant.monitoring.models import Commitment
from convenant.people.models import Organisation, Person
from convenant.people.queries import actor_for

YEAR = 2026
INVENTED = "Verzonnen voor de demo."
UNION, SOCIETY = "Vakbond Draad", "Stichting Schone Naad"
ANNOUNCED, WARNED = "Polder Outdoor", "Zilverlijn Warenhuizen"

# year, country ("" the whole sector), value, observations, organisations behind it
HOURS: tuple[tuple[int, str, int, int, int], ...] = (
    (2024, "", 61, 38, 10),
    (2025, "", 58, 44, 11),
    (2026, "", 57, 52, 12),
    (2025, "BD", 63, 17, 6),
    (2026, "BD", 60, 19, 7),
    (2026, "TR", 52, 11, 5),
)


def hold_to_their_word(
    people: dict[str, Person], organisations: dict[str, Organisation], say: Callable[[str], None]
) -> None:
    """A union and a company promised something, a stichting may reply, two companies are on the ladder."""
    say("commitments, steps and outcomes")
    _promises(people, organisations)
    _steps(organisations)
    _hours(people)


def _promises(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    eva, chantal = actor_for(people["Eva"]), actor_for(people["Chantal"])
    trained = take_on(
        organisations[UNION],
        by=chantal,
        year=YEAR,
        text="Kaderleden opleiden die bij bezoeken met werknemers spreken. " + INVENTED,
        indicator="Tien opgeleide kaderleden",
        due=date(2026, 11, 30),
    )
    report_on(trained, by=chantal, report="Zes zijn opgeleid, vier volgen in december. " + INVENTED)
    take_on(
        organisations[ANNOUNCED],
        by=actor_for(people["Iris"]),
        year=YEAR,
        text="Leveranciers binnen dertig dagen betalen. " + INVENTED,
        indicator="Deel van de facturen dat binnen dertig dagen is betaald",
        due=date(2026, 12, 31),
    )
    owed = Commitment.objects.filter(organisation=organisations[SOCIETY]).exclude(obligation="")
    for each in owed:
        report_on(each, by=actor_for(people["Daan"]), report="Het verslag volgt. " + INVENTED)
        judge_commitment(
            each, by=eva, judgement="not_met", reason="Er kwam geen verslag. " + INVENTED
        )


def _steps(organisations: dict[str, Organisation]) -> None:
    """One step announced; on another company the talk was held and a warning is announced."""
    announce_step(
        organisations[ANNOUNCED],
        "talk",
        by=SYSTEM,
        obligation="materials_list",
        ground="De materialenlijst is niet ingeleverd. " + INVENTED,
    )
    talk = announce_step(
        organisations[WARNED],
        "talk",
        by=SYSTEM,
        obligation="site_list",
        ground="De locatielijst is niet nagekeken en niet bewaard. " + INVENTED,
    )
    answer_step(talk, by=SYSTEM, text="Wij hadden niemand die dit kon doen. " + INVENTED)
    decide_step(
        talk,
        by=SYSTEM,
        decision="taken",
        decided_on=timezone.localdate(),
        reference="Gespreksverslag (verzonnen)",
        reason="Er is een nieuwe dag afgesproken. " + INVENTED,
    )
    announce_step(
        organisations[WARNED],
        "notice",
        by=SYSTEM,
        obligation="site_list",
        ground="Ook op de afgesproken dag kwam er geen lijst. " + INVENTED,
    )


def _hours(people: dict[str, Person]) -> None:
    """An outcome that should go down, with countries and one correction."""
    eva = actor_for(people["Eva"])
    hours = set_indicator(
        by=eva,
        name_nl="Werkweek in het drukste seizoen (verzonnen)",
        name_en="Working week in the busiest season (invented)",
        unit="uur / hours",
        better="down",
        theme="safety_and_health",
        method="Gemiddelde van de urenstaten die bij bezoeken zijn gezien. " + INVENTED,
        source_kinds=["visits", "workers"],
        baseline_year=2024,
        target=Decimal(48),
        target_year=2030,
    )
    for year, country, value, observations, behind in HOURS:
        enter_value(
            hours,
            by=eva,
            year=year,
            country=country,
            value=Decimal(value),
            source=INVENTED,
            observations=observations,
            organisations=behind,
        )
    enter_value(
        hours,
        by=eva,
        year=2025,
        value=Decimal("57.5"),
        source=INVENTED,
        observations=46,
        organisations=11,
        corrected_because="Twee urenstaten kwamen na. " + INVENTED,
    )
