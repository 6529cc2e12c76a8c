"""A register in a file answers as the register itself does, whatever was put in and taken out."""

from itertools import count
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convenant.locations.matching import Record, RegisterSite, StandingIndex, match
from convenant.locations.matching import standing as standing_file
from convenant.locations.matching.tests.test_engine import register_of, rows_of_anyone

numbers = count()
in_a_folder = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def index_of(folder: Path, sites: list[RegisterSite]) -> StandingIndex:
    index = StandingIndex(folder / f"register{next(numbers)}.duckdb")
    index.put(sites)
    return index


def standing_and_new(drawn) -> tuple[list[RegisterSite], list[Record]]:
    standing, new = drawn
    standing = [Record(f"s{row.key}", row.name, row.address, row.country) for row in standing]
    return register_of(standing, match(standing)), new


some_register = st.tuples(rows_of_anyone, rows_of_anyone).map(standing_and_new)


@in_a_folder
@given(some_register, st.data())
def test_the_file_and_the_list_of_sites_give_the_same_links(tmp_path, drawn, data) -> None:
    register, new = drawn
    keys = [row.key for row in new]
    pair = st.tuples(st.sampled_from(keys), st.sampled_from([site.site_id for site in register]))
    different = data.draw(st.lists(pair, max_size=2))
    same = [p for p in data.draw(st.lists(pair, max_size=1)) if p not in different]
    decisions = {"same": same, "different": different}
    index = index_of(tmp_path, register)
    assert match(new, index, **decisions) == match(new, register, **decisions)


@in_a_folder
@given(some_register, st.data())
def test_sites_that_were_replaced_or_removed_leave_no_trace(tmp_path, drawn, data) -> None:
    register, new = drawn
    chosen = data.draw(st.sets(st.sampled_from([site.site_id for site in register])))
    index = index_of(tmp_path, register)
    renamed = [
        RegisterSite(site.site_id, tuple(Record(f"x{r.key}", "Quite Other", "", "BD") for r in site.records))
        for site in register
    ]  # fmt: skip
    index.put(renamed)
    index.put(register)
    index.remove(chosen)
    left = [site for site in register if site.site_id not in chosen]
    assert match(new, index) == match(new, left)


def test_what_was_put_in_is_there_when_the_file_is_opened_again(tmp_path) -> None:
    row = Record("a", "Nora Knit", "12 Strand Road, Dhaka", "BD", 23.7, 90.4, "BD2020021QK28YZ")
    again = Record("b", "NORA KNIT LTD", "12 Strand Rd, Dhaka", "BD")
    index_of(tmp_path, [RegisterSite("S1", (row,))])
    (path,) = tmp_path.glob("*.duckdb")
    opened = StandingIndex(path)
    (link,) = match([again], opened)
    assert (link.site_id, link.decision) == ("S1", "same")
    assert len(opened) == 1
    assert opened.known(["S1", "S2"]) == {"S1"}


def test_a_file_of_another_model_is_worked_out_anew(tmp_path, monkeypatch) -> None:
    row = Record("a", "Nora Knit", "12 Strand Road, Dhaka", "BD")
    index_of(tmp_path, [RegisterSite("S1", (row,))])
    (path,) = tmp_path.glob("*.duckdb")
    with duckdb.connect(str(path)) as db:
        db.execute("update k set key = 0")  # as if another model had made other keys
    monkeypatch.setattr(standing_file, "MODEL_VERSION", "another")
    renewed = StandingIndex(path)
    assert match([Record("b", *row_text(row))], renewed)[0].site_id == "S1"


def row_text(row: Record) -> tuple[str, str, str]:
    return row.name, row.address, row.country


@pytest.mark.parametrize("rows", [[], [Record("a", "", "", "")]])
def test_an_empty_register_and_empty_rows_are_no_trouble(tmp_path, rows) -> None:
    assert match(rows, index_of(tmp_path, [])) == match(rows, [])


def test_an_identifier_that_stands_in_the_file_is_not_given_again(tmp_path) -> None:
    """One text, kept apart by decisions again and again: also a second attempt may be taken."""
    first = [Record("1", "Hanes", "", "HN")]
    register = [*register_of(first, match(first)), RegisterSite("S0", ())]
    for _ in range(3):
        different = [("1", site.site_id) for site in register]
        index = index_of(tmp_path, register)
        (link,) = match(first, index, different=different)
        assert [link] == match(first, register, different=different)
        assert link.site_id not in {site.site_id for site in register}
        register.append(RegisterSite(link.site_id, (Record(link.site_id, "Hanes", "", "HN"),)))
