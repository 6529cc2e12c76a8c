"""What the pages of a due-diligence year cost: 120 members, 120 criteria, three years, all answered and scored.

    .venv/bin/python benchmarks/due_diligence_year.py [MEMBERS [CRITERIA [YEARS]]]

In a throw-away database, through Django's whole stack: the middle of ten calls of each page, and its
queries. The bar: any page at most 40 queries, the sector overview below a second.
"""

import io
import json
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

GIVEN = [int(each) for each in sys.argv[1:4]]
MEMBERS, CRITERIA, YEARS = [*GIVEN, *(120, 120, 3)[len(GIVEN) :]]

with tempfile.TemporaryDirectory() as state:
    os.environ["CONVENANT_STATE"] = state
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convenant.settings")
    sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from ruamel.yaml import YAML

    settings.ALLOWED_HOSTS.append("testserver")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    from convenant.agreements.actions import admit, amend
    from convenant.agreements.queries import running_version
    from convenant.assessments.actions.frameworks import freeze_framework
    from convenant.assessments.models import Answer, SelfAssessment
    from convenant.assessments.queries.frameworks import asks
    from convenant.assessments.queries.questionnaire import outcome_of, respondent
    from convenant.assessments.results import stored
    from convenant.assessments.scoring import asked, levels_of
    from convenant.base.actors import SYSTEM
    from convenant.base.walls import within
    from convenant.conftest import make_world
    from convenant.monitoring.models import Reading, Score, Verdict
    from convenant.people.actions import add_organisation
    from convenant.people.models import Organisation

    chance = random.Random(20261123)
    world = make_world("bench")
    this_year = date.today().year

    def with_many_criteria(text: str) -> str:
        """The same definition with its criteria repeated until there are so many."""
        yaml = YAML()
        held = yaml.load(text)
        first = json.dumps(held["assessment"]["criteria"])
        many = []
        while len(many) < CRITERIA:
            copies = json.loads(first)  # anew: a repeated object would be written as a reference
            each = copies[len(many) % len(copies)]
            each["id"] = f"{each['id']}_{len(many)}"
            for key in ("classes", "tiers", "chain_roles", "from_year", "until_year"):
                each.pop(key, None)
            many.append(each)
        held["assessment"]["criteria"] = many
        out = io.StringIO()
        yaml.dump(held, out)
        return out.getvalue()

    started = time.perf_counter()
    with within(world.agreement):
        anna = world.by("anna")
        amend(
            with_many_criteria(running_version().text),
            by=anna,
            file_name="many.yaml",
            note="for the benchmark",
        )
        companies: list[Organisation] = [world.organisations["bilal"], world.organisations["iris"]]
        while len(companies) < MEMBERS:
            company = add_organisation(name=f"Member {len(companies)} (invented)", by=SYSTEM)
            admit(
                company,
                by=SYSTEM,
                side="companies",
                joined=date(this_year - YEARS, 1, 1),
                member_class="small",
            )
            companies.append(company)
        scoring = []
        for year in range(this_year - YEARS + 1, this_year + 1):
            framework = freeze_framework(year, by=anna)
            held = asks(framework)
            for company in companies:
                found = SelfAssessment.objects.create(
                    organisation=company,
                    year=year,
                    framework=framework,
                    member_class="small",
                    membership_year=year - this_year + YEARS,
                    employees=40,
                )
                wanted = asked(held, respondent(found))
                Answer.objects.bulk_create(
                    Answer(
                        assessment=found,
                        criterion=c.id,
                        level=chance.choice(levels_of(held, c)).id,
                        text="Invented for the benchmark. " * 5,
                    )
                    for c in wanted
                )
                begun = time.perf_counter()
                outcome = outcome_of(found)
                scoring.append(time.perf_counter() - begun)
                found.result = stored(outcome)
                found.state = "submitted"
                if year < this_year or company.pk % 2:
                    found.final, found.state = found.result, "final"
                found.save()
                reading = Reading.objects.create(
                    assessment=found, assessor=world.eva, place="first", done_at=found.started_at
                )
                Score.objects.bulk_create(
                    Score(
                        reading=reading,
                        criterion=c.id,
                        level=(level := chance.choice(levels_of(held, c)).id),
                        as_read=level,
                        reason="Invented for the benchmark.",
                    )
                    for c in wanted
                )
                Verdict.objects.create(assessment=found, reply_until=date.today())
        own = SelfAssessment.objects.get(organisation=world.organisations["bilal"], year=this_year)
        own_reading = Reading.objects.get(assessment=own)
        section = asks(own.framework).sections[2].id
        answers = Answer.objects.count()
    filling = time.perf_counter() - started

    def measured(who: str, path: str) -> dict[str, float]:
        """The middle of ten calls in milliseconds, and the queries of one."""
        client = world.client(who)
        address = f"/bench/{path}"
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, (path, answer.status_code)
        taken = []
        for _ in range(10):
            begun = time.perf_counter()
            client.get(address, follow=True)
            taken.append(time.perf_counter() - begun)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return {"ms": round(1000 * statistics.median(taken), 1), "queries": len(queries)}

    pages = {
        "sector": ("anna", "assessments/sector/"),
        "members": ("anna", "assessments/"),
        "results over the years": ("chantal", "assessments/shares/"),
        "what is assessed": ("anna", f"assessments/frameworks/{own.framework_id}/"),
        "own assessment": ("bilal", f"assessments/{own.pk}/"),
        "a section": ("bilal", f"assessments/{own.pk}/section/{section}/"),
        "own result": ("bilal", f"assessments/{own.pk}/result/"),
        "workbook": ("bilal", f"assessments/{own.pk}/workbook.xlsx"),
        "action plans": ("anna", "assessments/plans/"),
        "assessing": ("eva", "monitoring/assessing/"),
        "a reading": ("eva", f"monitoring/assessing/readings/{own_reading.pk}/"),
        "scoring a section": (
            "eva",
            f"monitoring/assessing/readings/{own_reading.pk}/section/{section}/",
        ),
        "a draft": ("bilal", f"monitoring/assessing/of/{own.pk}/"),
        "commitments": ("eva", "monitoring/commitments/"),
        "tables of the year": ("anna", "monitoring/tables/"),
        "today, secretariat": ("anna", "today/"),
        "today, company": ("bilal", "today/"),
    }
    figures: dict[str, object] = {
        "database": connection.vendor,
        "members": MEMBERS,
        "criteria": CRITERIA,
        "years": YEARS,
        "answers": answers,
        "scoring_with_way_up_ms": round(1000 * statistics.median(scoring), 1),
        "pages": {name: measured(*page) for name, page in pages.items()},
    }
    print(
        f"{answers} answers, filled in {filling:.0f} s; one score {figures['scoring_with_way_up_ms']} ms"
    )
    for name, figure in figures["pages"].items():  # type: ignore[attr-defined]
        print(f"{name:24} {figure['ms']:8} ms {figure['queries']:4} queries")
    print("RESULT " + json.dumps(figures))
