"""What the page on definitions says of complaints is what runs."""

import re
from pathlib import Path

from convenant.agreements.definition import check
from convenant.grievances.procedure.defaults import CLOCKS

PAGE = (Path(__file__).parents[5] / "docs" / "definition.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## How complaints are dealt with") :].split("\n## ")[0]


def test_the_table_of_clocks_is_the_usual_clocks():
    found = {}
    for line in SECTION.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and not line.startswith("| `verification"):
            for name in re.findall(r"`(\w+)`", cells[0]):
                found[name] = (int(cells[2]), cells[3] == "yes", int(cells[4]))
    usual = {
        name: (clock.days, clock.pausable, clock.extension)
        for name, clock in CLOCKS.items()
        if not name.startswith("verification")
    }
    assert found == usual


def test_the_example_on_the_page_is_a_definition():
    example = SECTION.split("```yaml\n")[1].split("```")[0].replace("nl: …", "nl: Concreet")
    text = (
        "slug: stone-2026\ntitle: {nl: Steen, en: Stone}\nlanguages: [nl, en]\n"
        "sources: [{id: rules, reference: example.org}]\n"
        "sector: {name: {nl: Steen, en: Stone}}\n"
        "sides: [{id: companies, kind: companies, name: {nl: Bedrijven, en: Companies}}]\n"
        "bodies: [{id: complaints_committee, kind: complaints_committee, name: {nl: K, en: C}}]\n"
    )
    assert check(text + example, "page")[1] == []
