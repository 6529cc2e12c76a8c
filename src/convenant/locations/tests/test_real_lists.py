"""The real lists beside the project, pooled through the pages themselves, as a secretariat would.

The overlaps found are written, each with its reasons, to `real-lists.csv` in the state folder, to be
looked through by hand: the lists carry no labels.
"""

import csv
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenant.base.walls import within
from convenant.locations.matching import Reason
from convenant.locations.models import ListedSite, MatchQuestion, Site, SiteList
from convenant.locations.tests.making_sites import more_members

pytestmark = pytest.mark.real


@dataclass
class Desk:
    """Anna, who hands in what members mailed."""

    world: Any
    commits: Any
    members: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = self.world.client("anna")

    def url(self, name: str, *arguments: object) -> str:
        return reverse(f"locations:{name}", args=[self.world.agreement.slug, *arguments])

    def pool(self, member: str, file: Path, period: int = 2026) -> SiteList:
        """Hand in, look at the check page, store; the job runs when the deed is committed."""
        sent = {
            "organisation": self.members[member],
            "period": period,
            "file": SimpleUploadedFile(file.name, file.read_bytes()),
        }
        answer = self.client.post(self.url("hand_in"), sent)
        assert answer.status_code == 302, (file, answer.content.decode())
        assert self.client.get(answer.headers["Location"]).status_code == 200
        with within(self.world.agreement):
            waiting = SiteList.objects.get(state="uploaded")
        if not waiting.row_count:  # no row has a country: the page says so, and storing is refused
            self.client.post(self.url("discard", waiting.pk))
            return waiting
        with self.commits(execute=True):
            self.client.post(self.url("store", waiting.pk))
        with within(self.world.agreement):
            waiting.refresh_from_db()
            assert waiting.state == "matched", (file, waiting.problem)
        return waiting


@pytest.fixture
def desk(world, django_capture_on_commit_callbacks) -> Desk:
    return Desk(world, django_capture_on_commit_callbacks)


def brands(shared: Path) -> dict[str, Path]:
    """Each brand's list as it came: fourteen as uploaded, twenty-two samples from WikiRate."""
    folder = shared / "data" / "matching"
    lists = {f"list {path.stem}": path for path in (folder / "as_uploaded").glob("*.csv")}
    lists |= {path.stem: path for path in (folder / "lists").glob("wikirate_*.csv")}
    return dict(sorted(lists.items()))


def test_the_real_lists_of_36_brands_become_one_pool(desk, shared, capsys) -> None:
    lists = brands(shared)
    assert len(lists) == 36
    with within(desk.world.agreement):
        for name, (organisation, _actor) in zip(lists, more_members(len(lists)), strict=True):
            desk.members[name] = organisation.pk
    handed = {name: desk.pool(name, path) for name, path in lists.items()}

    with within(desk.world.agreement):
        rows = ListedSite.objects.filter(current=True)
        sites = Site.objects.filter(member_count__gte=1)
        totals = {
            "lists": len(handed),
            "rows": rows.count(),
            "rejected": sum(site_list.rejected_count for site_list in handed.values()),
            "sites": sites.count(),
            "countries": sites.order_by().values("country").distinct().count(),
            "shared": sites.filter(member_count__gte=2).count(),
            "questions": MatchQuestion.objects.count(),
        }
        overlaps = write_overlaps(Path(settings.STATE) / "real-lists.csv")
    with capsys.disabled():
        sys.stdout.write(f"\nREAL LISTS {totals}\n  by reason {dict(overlaps)}\n")

    # Nothing is lost, and every row has its site.
    assert totals["rows"] == sum(site_list.row_count for site_list in handed.values())
    assert totals["rows"] + totals["rejected"] == 963 + 431
    with within(desk.world.agreement):
        assert not rows.filter(site=None).exists()
        for site in sites:
            members = site.rows.filter(current=True).values("organisation").distinct().count()
            assert site.member_count == members
    # Brands share factories: that is what the pool is for.
    assert 0 < totals["shared"] < totals["sites"] < totals["rows"]
    assert sum(overlaps.values()) >= totals["shared"]


def write_overlaps(path: Path) -> Counter[str]:
    """Every row at a shared site, beside its fellows, with why; how often each reason was given."""
    counted: Counter[str] = Counter()
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["site", "members", "decision", "score", "member", "name", "address", "why"])
        shared_sites = Site.objects.filter(member_count__gte=2).order_by("country", "name")
        for site in shared_sites:
            for row in site.rows.filter(current=True).select_related("organisation"):
                reasons = [Reason(r["code"], tuple(r["values"])) for r in row.reasons]
                counted.update(r.code for r in reasons if row.decision == "same")
                why = " ".join(reason.sentence("en") for reason in reasons)
                line = [row.organisation.name, row.name, row.address, why]
                out.writerow([site.code, site.member_count, row.decision, row.score, *line])
        out.writerow([])
        for asked in MatchQuestion.objects.select_related("row", "candidate"):
            why = " ".join(
                Reason(r["code"], tuple(r["values"])).sentence("en") for r in asked.reasons
            )
            for what in (asked.row, asked.candidate):
                out.writerow(["", "", "review", asked.score, "", what.name, what.address, why])
    return counted


def test_one_list_in_three_file_types_and_with_coordinates_is_one_list(desk, shared) -> None:
    folder = shared / "data" / "matching" / "as_uploaded"
    with within(desk.world.agreement):
        desk.members["12"] = desk.world.organisations["bilal"].pk
    desk.pool("12", folder / "12.csv")

    def codes() -> dict[str, set[str]]:
        found = defaultdict(set)
        with within(desk.world.agreement):
            for row in ListedSite.objects.filter(current=True).select_related("site"):
                found[row.name].add(row.site.code)
        return found

    first = codes()
    for name in ("12.xls", "12.xlsx", "geocoded/12.csv"):
        again = desk.pool("12", folder / name)
        now = codes()
        assert all(now[name] <= first[name] for name in now)
        with within(desk.world.agreement):
            assert Site.objects.count() == sum(map(len, first.values()))
            assert set(again.rows.values_list("decision", flat=True)) == {"same"}
    with within(desk.world.agreement):
        assert SiteList.objects.filter(state="replaced").count() == 3
        assert Site.objects.exclude(lat=None).exists(), "the geocoded copy places the sites"
