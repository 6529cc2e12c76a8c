"""The demo's invented lists: the same each time, of the size and mess of real ones."""

from collections import Counter

from convenant.home.demo.cast import COMPANIES
from convenant.home.demo.files import file_of
from convenant.home.demo.places import rows_per_member, sites
from convenant.locations.reading import guess_mapping, read_table, understand


def test_the_demo_is_the_same_every_time() -> None:
    assert sites() == sites()
    first, second = rows_per_member(), rows_per_member()
    assert first == second
    assert file_of(2, "Firm", first[2]).content[:2] == b"PK"


def test_the_demo_is_as_large_as_a_young_agreement() -> None:
    lists = rows_per_member()
    rows = [row for rows in lists for row in rows]
    assert len(lists) == len(COMPANIES) == 12
    assert 1400 <= len(rows) <= 1700
    assert len({row.site for row in rows}) == 900
    assert len({site.land.code for site in sites()}) == 14
    shared = Counter(row.site for row in rows)
    assert 300 <= sum(1 for count in shared.values() if count > 1) <= 450


def test_every_member_file_reads_and_hands_back_only_its_bad_rows() -> None:
    for member, ((firm, *_), rows) in enumerate(zip(COMPANIES, rows_per_member(), strict=True)):
        file = file_of(member, firm, rows)
        table = read_table(file.content, file.name)
        understood = understand(table, guess_mapping(table))
        bad = (member % 3 == 1) + (member % 4 == 2)
        assert len(understood.rows) == len(rows), (firm, understood.rejected[:2])
        assert len(understood.rejected) == bad, firm
        assert {row.country for row in understood.rows} <= {site.land.code for site in sites()}
