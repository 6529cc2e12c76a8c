"""How long a list of 50,000 rows takes from upload to matched, and how long others wait meanwhile.

    python benchmarks/lists.py [rows]

Two members hand in a list each, through the pages themselves: the first into an empty register, the
second with half its rows written anew from the first. Beside them a reader opens a page every 100 ms, as
other people do; its slowest answer shows how long storing and matching keep others waiting. With
DATABASE_URL set, on that (empty) database; else on a throw-away SQLite file.
"""

import csv
import io
import json
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parent)]


def write_lists(rows: int) -> list[bytes]:
    """Two lists as CSV; half of the second are sites of the first, written another way."""
    from matching import invented, written_again

    chance = random.Random(rows)
    first = [invented(chance) for _ in range(rows)]
    second = [written_again(chance, site) for site in chance.sample(first, rows // 2)]
    second += [invented(chance) for _ in range(rows - len(second))]
    chance.shuffle(second)
    return [as_csv(first), as_csv(second)]


def as_csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["name", "address", "country"])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read_on(url: str, session: str, stop: Any, said: Any) -> None:
    """Another person's process: open a page again and again, and remember the slowest answer."""
    setup()
    from django.test import Client

    client = Client()
    client.cookies["sessionid"] = session
    slowest, failed, asked = 0.0, 0, 0
    while not stop.is_set():
        began = time.perf_counter()
        try:
            failed += client.get(url).status_code != 200
        except Exception:  # a locked database: what a person would see as an error page
            failed += 1
        slowest, asked = max(slowest, time.perf_counter() - began), asked + 1
        stop.wait(0.1)
    said.put({"pages": asked, "failed": failed, "slowest_s": round(slowest, 2)})


def setup() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convenant.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")


class Meanwhile:
    """A reader beside the work; `figures` hold what they met."""

    def __init__(self, url: str, session: str) -> None:
        method = multiprocessing.get_context("spawn")
        self.stop, self.said = method.Event(), method.Queue()
        self.process = method.Process(target=read_on, args=(url, session, self.stop, self.said))

    def __enter__(self) -> "Meanwhile":
        self.process.start()
        time.sleep(2)  # its own start is not what we measure
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.figures = self.said.get()
        self.process.join()


def main() -> None:
    setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.db import connection
    from django.urls import reverse

    from convenant.base.walls import within
    from convenant.conftest import make_world
    from convenant.locations.jobs import match_list
    from convenant.locations.models import ListedSite, MatchQuestion, Site, SiteList

    call_command("migrate", verbosity=0)
    world = make_world("bench")

    def at(name: str, *arguments: object) -> str:
        return reverse(f"locations:{name}", args=[world.agreement.slug, *arguments])

    reader = world.client("anna")
    url = at("notices")  # a small page of the secretariat
    runs = []
    for member, content in zip(("bilal", "iris"), write_lists(ROWS), strict=True):
        client, figures = world.client(member), {}

        def timed(step: str, ask: Any, figures: dict = figures) -> Any:
            began = time.perf_counter()
            answer = ask()
            figures[f"{step}_s"] = round(time.perf_counter() - began, 2)
            return answer

        with Meanwhile(url, reader.cookies["sessionid"].value) as meanwhile:
            sent = {
                "organisation": world.organisations[member].pk,
                "period": 2026,
                "file": SimpleUploadedFile("list.csv", content),
            }
            answer = timed("upload", lambda: client.post(at("hand_in"), sent))  # noqa: B023
            assert answer.status_code == 302, answer.content.decode()
            with within(world.agreement):
                pk = SiteList.objects.get(state="uploaded").pk
            answer = timed("check_page", lambda: client.get(at("check", pk)))  # noqa: B023
            figures["check_page_kb"] = len(answer.content) // 1024
            timed("store", lambda: client.post(at("store", pk)))  # noqa: B023
            began = time.perf_counter()
            match_list.call(world.agreement.pk, pk)
            figures["match_s"] = round(time.perf_counter() - began, 2)
            timed("list_page", lambda: client.get(at("list", pk)))  # noqa: B023
        with within(world.agreement):
            site_list = SiteList.objects.defer("content").get(pk=pk)
            assert site_list.state == "matched", (site_list.state, site_list.problem)
            figures |= {
                "stored": ListedSite.objects.filter(site_list=pk).count(),
                "questions": MatchQuestion.objects.filter(row__site_list=pk).count(),
                "sites": Site.objects.count(),
                "shared": Site.objects.filter(member_count__gte=2).count(),
            }
        figures |= {
            "meanwhile": meanwhile.figures,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        runs.append(figures)
        for name, value in figures.items():
            print(f"{name:14} {value}")
        print(flush=True)
    print(
        "RESULT "
        + json.dumps(
            {
                "benchmark": "lists",
                "database": connection.vendor,
                "rows": ROWS,
                "first": runs[0],
                "second": runs[1],
            }
        )
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as state:
        os.environ["CONVENANT_STATE"] = state
        main()
