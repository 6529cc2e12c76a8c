"""Official files in, facts out; what is wrong in them is said by row."""

import io
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook

from convenant.risks.sources import MODULES, SOURCES, UnreadableSource, built_in_editions

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data" / "reference" / "usdol"
GOODS = b"""<?xml version="1.0"?>
<Goods><Good><Good_Name>Cotton</Good_Name><Countries>
<Country><Country_Name>Congo, Democratic Republic of the</Country_Name><Child_Labor>Yes</Child_Labor>
<Forced_Labor>No</Forced_Labor><Forced_Child_Labor>Yes</Forced_Child_Labor></Country>
<Country><Country_Name>Atlantis</Country_Name><Child_Labor>Yes</Child_Labor></Country>
<Country><Country_Name>India</Country_Name><Child_Labor>perhaps</Child_Labor><Forced_Labor>Yes</Forced_Labor></Country>
</Countries></Good></Goods>"""
INDEX = b"""# title: Rights index
# publisher: An institute (invented)
# modules: trade_unions_and_collective_bargaining
# best: 1
# worst: 5
country,rating
Bangladesh,5
Netherlands,1
India,9
Atlantis,2
Chad,
"""


def read(kind: str, content: bytes, name: str = "file.csv"):
    return SOURCES[kind].read(content, name)


def said(read) -> list[str]:
    return [fault.said["en"] for fault in read.rejected]


def test_the_list_of_goods_is_read_from_xml_and_wrong_rows_are_named() -> None:
    found = read("dol_goods", GOODS, "goods.xml")
    assert [(f.product, f.country, f.modules) for f in found.facts] == [
        ("Cotton", "CD", ("child_labour",)),
        ("Cotton", "CD", ("child_labour", "forced_labour")),
        ("Cotton", "IN", ("forced_labour",)),
    ]
    assert said(found)[0].startswith("Row 2, column country: “Atlantis”")
    assert said(found)[1].startswith("Row 3, column child_labor: “perhaps”")


def test_the_list_of_goods_is_read_from_a_spreadsheet_with_crosses() -> None:
    book = Workbook()
    for row in (("Country", "Good", "Child Labor", "Forced Labor"), ("India", "Silk", "X", "")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    (fact,) = read("dol_goods", out.getvalue(), "goods.xlsx").facts
    assert (fact.product, fact.country, fact.modules) == ("Silk", "IN", ("child_labour",))


def test_an_index_is_read_by_the_scale_it_declares_and_an_empty_figure_stays_unknown() -> None:
    found = read("country_index", INDEX)
    assert [(f.country, f.worse) for f in found.facts] == [("BD", 1.0), ("NL", 0.0)]
    assert found.facts[0].rating["en"] == "5 (1 – 5); 5 is worst"
    assert found.edition and found.edition.publisher == "An institute (invented)"
    faults = said(found)
    assert faults[0].startswith("Row 9, column rating: “9” is not between 1 and 5")
    assert faults[1].startswith("Row 10, column country")


def test_a_scale_may_run_the_other_way() -> None:
    turned = INDEX.replace(b"best: 1", b"best: 5").replace(b"worst: 5", b"worst: 1")
    assert {f.country: f.worse for f in read("country_index", turned).facts} == {
        "BD": 0.0,
        "NL": 1.0,
    }


@pytest.mark.parametrize(
    "old, new, told",
    [
        (b"# best: 1\n", b"", "at the top is missing “# best: …”"),
        (b"best: 1", b"best: 5", "two different numbers"),
        (b"trade_unions_and_collective_bargaining", b"unions", "“unions” is no module"),
        (b"country,rating", b"land,cijfer", "there is no column “country”"),
    ],
)
def test_an_index_that_does_not_say_its_scale_is_refused_with_a_sentence(old, new, told) -> None:
    with pytest.raises(UnreadableSource, match=told):
        read("country_index", INDEX.replace(old, new))


def test_a_list_of_the_sector_needs_a_source_and_a_day_for_each_row() -> None:
    rows = (
        "product,country,module,known,source,date\n"
        "Cotton,India,child_labour; forced_labour,Found at ginning mills,Visit of unions,2026-03-01\n"
        "Cotton,,water,Much water,,2026-03-01\n"
        "Cotton,,water,Much water,A report,last year\n"
        "Cotton,,rain,Much water,A report,2026-03-01\n"
    )
    found = read("sector_list", rows.encode())
    (fact,) = found.facts
    assert (
        fact.modules == ("child_labour", "forced_labour")
        and fact.page == "Visit of unions, 2026-03-01"
    )
    assert [fault.split(":")[0] for fault in said(found)] == [
        "Row 3, column source",
        "Row 4, column date",
        "Row 5, column module",
    ]


def test_levels_of_advancement_are_rated_in_the_assessment_s_own_words() -> None:
    rows = "country,advancement_level\nIndia,Moderate Advancement\nChad,No Assessment\nPeru,Great\n"
    found = read("ilab_country", rows.encode())
    (fact,) = found.facts
    assert fact.rating["en"] == "moderate advancement" and 0 < (fact.worse or 0) < 1
    assert said(found)[0].startswith("Row 4, column advancement_level: “great”")


@pytest.mark.parametrize(
    "content, told",
    [
        (b"", "empty"),
        (b"<Countries></Countries>", "begins with <Countries>"),
        (b"<Goods><Good>", "line 1"),
        (b'<!DOCTYPE Goods [<!ENTITY a "b">]><Goods>&a;</Goods>', "DOCTYPE of its own"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_a_sentence(content, told) -> None:
    with pytest.raises(UnreadableSource, match=told) as refused:
        read("dol_goods", content, "goods.xml")
    assert refused.value.said["nl"] and "goods.xml" in refused.value.said["en"]


def test_the_table_that_comes_with_the_platform_is_of_three_sectors_and_whole() -> None:
    ((edition, facts),) = built_in_editions()
    assert edition.edition.startswith("2022") and "public domain" in edition.licence
    products = {fact.product for fact in facts}
    assert {"Garments", "Cotton", "Granite", "Gold"} <= products
    assert all(set(fact.modules) <= set(MODULES) and fact.country for fact in facts)


@pytest.mark.real
@pytest.mark.skipif(not SHARED.exists(), reason=f"the real lists are not at {SHARED}")
@pytest.mark.parametrize(
    "kind, name, facts",
    [
        ("dol_goods", "goods_2021.xml", 599),
        ("dol_goods", "goods_2019.xml", 569),
        ("dol_goods", "TVPRA2016.xlsx", 448),
        ("dol_goods", "tvpra_goods_2022_edition.csv", 599),
        ("ilab_country", "countries_2021.xml", 128),
        ("ilab_country", "ilab_country_2022.csv", 128),
    ],
)
def test_the_real_files_are_read_whole(kind, name, facts) -> None:
    found = read(kind, (SHARED / name).read_bytes(), name)
    assert (len(found.facts), said(found)) == (facts, [])


@pytest.mark.real
@pytest.mark.skipif(not SHARED.exists(), reason=f"the real lists are not at {SHARED}")
def test_one_edition_says_the_same_as_xml_and_as_a_table() -> None:
    forms = [
        read("dol_goods", (SHARED / n).read_bytes(), n)
        for n in ("goods_2021.xml", "tvpra_goods_2022_edition.csv")
    ]
    one, other = (
        Counter((f.product, f.country, f.modules, f.said["en"]) for f in r.facts) for r in forms
    )
    assert one == other
