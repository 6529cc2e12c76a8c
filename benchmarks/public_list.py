"""How fast the public list's first page is at 20,000 sites.

    python3 do.py manage shell -c … is not needed: .venv/bin/python benchmarks/public_list.py

Makes an agreement with 20,000 invented sites in a throw-away database, publishes an edition and asks
for the first page as a stranger, through Django's whole stack.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

SITES = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000

with tempfile.TemporaryDirectory() as state:
    os.environ["CONVENANT_STATE"] = state
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convenant.settings")
    sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    from convenant.base.actors import SYSTEM
    from convenant.base.walls import within
    from convenant.conftest import make_world
    from convenant.publishing.actions import publish
    from convenant.publishing.tests.pool import fill

    world = make_world("bench")
    with within(world.agreement):
        fill(world, sites=SITES, members=4)
        started = time.perf_counter()
        publish(by=SYSTEM)
        publishing = time.perf_counter() - started
    client = Client()

    def median_ms(path: str) -> float:
        client.get(path)
        taken = []
        for _ in range(20):
            started = time.perf_counter()
            answer = client.get(path)
            taken.append(time.perf_counter() - started)
            assert answer.status_code == 200
        return round(1000 * statistics.median(taken), 1)

    figures = {
        "database": connection.vendor,
        "sites": SITES,
        "publish_s": round(publishing, 2),
        "first_page_ms": median_ms("/bench/public/"),
        "last_page_ms": median_ms(f"/bench/public/?page={SITES // 50}"),
        "filtered_ms": median_ms("/bench/public/?words=denim&country=TR"),
        "points_ms": median_ms("/bench/public/editions/1/points.json"),
        "csv_ms": median_ms("/bench/public/editions/1/sites.csv"),
    }
    with CaptureQueriesContext(connection) as queries:
        client.get("/bench/public/")
    figures["first_page_queries"] = len(queries)
    for name, value in figures.items():
        print(f"{name:20} {value}")
    print("RESULT " + json.dumps(figures))
