"""Spark answers as one machine does: same links, same identifiers, same probabilities."""

import os
import random
import shutil
import sys
from itertools import product
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from convenant.locations.matching import (
    ContradictingDecisions,
    Record,
    RegisterSite,
    engine,
    match,
    match_on_spark,
)
from convenant.locations.matching.candidates import USABLE, find_candidates
from convenant.locations.matching.on_spark import run
from convenant.locations.matching.on_spark.said import SAID
from convenant.locations.matching.tests.test_engine import (
    BRANDS,
    PLACES,
    TAILS,
    register_of,
    rows_of_anyone,
)
from convenant.locations.matching.tests.test_real_lists import real_register, real_rows
from convenant.locations.matching.tests.test_standing import some_register

# A run takes seconds, however few the rows: few examples, and what fails is not made smaller.
a_few_times = settings(
    deadline=None,
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def spark():
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java, which is not on this machine: install Java 17.")
    for package in ("pyspark", "pandas", "pyarrow"):
        pytest.importorskip(
            package,
            reason=f"{package} is not installed, so nothing was tried on Spark: "
            "pip install '.[spark]' has it.",
        )
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # what works on the parts is this Python too
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        SparkSession.builder.master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "3")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


FIELDS = [name for name in SAID if name not in ("standing", "site", "at")]
KINDS = ", ".join(f"{field} {SAID[field]}" for field in FIELDS)


def cells(row):
    return [getattr(row, field) for field in FIELDS]


def frame_of(spark, rows):
    return spark.createDataFrame([cells(row) for row in rows], KINDS)


def register_frame(spark, register):
    lines = [[site.site_id, *cells(row)] for site in register for row in site.records]
    return spark.createDataFrame(lines, f"site_id string, {KINDS}")


def everything_that_can_be_said() -> list[Record]:
    """Every brand, tail and place, some with a point or an identifier, in no order."""
    chance = random.Random(7)  # noqa: S311
    rows = []
    for n, (brand, tail, place) in enumerate(product(BRANDS, TAILS, PLACES)):
        lat, lng = (10.9 + n % 9 / 700, 106.7) if n % 4 == 0 else (None, None)
        os_id = f"VN2020021QK2{n % 30}" if n % 17 == 0 else ""
        rows.append(Record(f"r{n}", f"{brand} {tail}".strip(), place, "VN", lat, lng, os_id))
    chance.shuffle(rows)
    return rows


# ---------------------------------------------------------------------------- the same decisions


@a_few_times
@given(some_register, st.data())
def test_a_new_list_lands_as_it_does_on_one_machine(spark, drawn, data) -> None:
    register, new = drawn
    known = [row.key for row in new] + [site.site_id for site in register]
    known += [row.key for site in register for row in site.records]
    pair = st.tuples(st.sampled_from(known), st.sampled_from([*known, "unknown"]))
    decisions = {
        word: [p for p in data.draw(st.lists(pair, max_size=2)) if p[0] != p[1]]
        for word in ("same", "different")
    }
    try:
        expected = match(new, register, **decisions)
    except ContradictingDecisions as problem:
        with pytest.raises(ContradictingDecisions) as found:
            match_on_spark(spark, new, register, **decisions)
        assert found.value.keys == problem.keys
        return
    assert match_on_spark(spark, new, register, **decisions) == expected


@a_few_times
@given(rows_of_anyone, st.randoms(use_true_random=False), st.integers(1, 6))
def test_neither_the_order_of_rows_nor_their_parts_make_a_difference(
    spark, rows, rnd, parts
) -> None:
    shuffled = list(rows)
    rnd.shuffle(shuffled)
    links = match_on_spark(spark, frame_of(spark, shuffled).repartition(parts))
    assert links == match(rows)  # whose keys are in order


def test_everything_that_can_be_said_is_matched_alike(spark) -> None:
    rows = everything_that_can_be_said()
    assert match_on_spark(spark, rows) == match(rows)


def test_a_register_in_a_frame_answers_as_the_register_itself(spark) -> None:
    rows = everything_that_can_be_said()
    old, new = rows[:150], rows[100:]
    register = register_of(old, match(old))
    chance = random.Random(5)  # noqa: S311
    keys, sites = [row.key for row in rows[150:]], [site.site_id for site in register]
    same = [(key, chance.choice(sites)) for key in keys[:8]]
    different = [(key, chance.choice(keys[40:])) for key in keys[20:36]]
    expected = match(new, register, same=same, different=different)
    links = match_on_spark(
        spark,
        frame_of(spark, new).repartition(5),
        register_frame(spark, register).repartition(4),
        same=same,
        different=different,
    )
    assert links == sorted(expected, key=lambda link: link.key)


def test_a_row_kept_apart_from_what_is_nearest_is_told_of_the_next(spark) -> None:
    register = [
        RegisterSite("A", (Record("a", "Velindra Unit 2", "12 Tran Phu Street, Di An", "VN"),)),
        RegisterSite("B", (Record("b", "Velindra Unit 3", "12 Tran Phu Street, Di An", "VN"),)),
    ]
    rows = [Record("n", "Velindra Unit 4", "12 Tran Phu Street, Di An", "VN")]
    (before,) = match(rows, register)
    kept_apart = [("n", before.related_site_id)]
    (after,) = match_on_spark(spark, rows, register, different=kept_apart)
    assert [after] == match(rows, register, different=kept_apart)
    assert {before.related_site_id, after.related_site_id} == {"A", "B"}


def test_keys_that_too_many_share_and_rows_with_too_many_candidates(spark) -> None:
    """One street and one name for all: both bounds are reached, and reached alike."""
    streets = [
        Record(f"s{n}", f"Firm{chr(97 + n % 26)}{chr(97 + n // 26)} Knit", f"{n} Export Road", "BD")
        for n in range(200)
    ]
    plants = [Record(f"p{n}", "Marsoni Apparel", f"{n} Park Lane, Savar", "BD") for n in range(60)]
    assert match_on_spark(spark, [*streets, *plants]) == match([*streets, *plants])


def test_the_pairs_compared_are_the_same_ones(spark, monkeypatch) -> None:
    """Also those that share no key of the name, and are compared for their letters' likeness."""
    typed = [
        Record(f"t{n}", row.name[0] + row.name[2] + row.name[1] + row.name[3:], row.address, "VN")
        for n, row in enumerate(everything_that_can_be_said()[:80])
    ]
    spaced = [Record(f"s{n}", " ".join(brand), PLACES[0], "VN") for n, brand in enumerate(BRANDS)]
    alike = [
        Record("x", "Velindra", "12 Tran Phu Street, Di An", "VN"),
        Record("y", "Vedinlra", "12 Tran Phu St, Di An, Binh Duong", "VN"),
        Record("z", "Oranje", "12 Tran Phu St, Di An, Thuan An", "VN"),
    ]
    found = []

    def in_memory(*given, **named):
        pairs = find_candidates(*given, **named)
        found.append({(pair.a, pair.b) for pair in pairs})
        return pairs

    edges = run._Run._edges

    def on_spark(self, pairs):
        found.append({(row["a"], row["b"]) for row in pairs.collect()})
        return edges(self, pairs)

    monkeypatch.setattr(engine, "find_candidates", in_memory)
    monkeypatch.setattr(run._Run, "_edges", on_spark)
    for rows in (alike, [*everything_that_can_be_said()[40:120], *typed, *spaced]):
        assert match_on_spark(spark, rows) == match(rows)
    (few_there, few_here, there, here) = found
    assert few_there == few_here and len(few_here) == 1  # x and y, by their letters alone
    assert there == here


def test_an_identifier_that_is_taken_is_not_given_again(spark) -> None:
    """One text, kept apart by decisions again and again: every attempt at an identifier is needed."""
    first = [Record(key, "Hanes", "", "HN") for key in ("1", "2", "3")]
    register = [*register_of(first, match(first)), RegisterSite("S0", ())]
    for _ in range(3):
        different = [("1", site.site_id) for site in register]
        expected = match(first, register, different=different)
        assert match_on_spark(spark, first, register, different=different) == expected
        founded = {link.site_id for link in expected} - {site.site_id for site in register}
        assert founded
        register += [RegisterSite(site, (Record(site, "Hanes", "", "HN"),)) for site in founded]


@pytest.mark.real
def test_the_real_lists_and_their_register_get_the_same_links(spark) -> None:
    rows, register = real_rows(), real_register()
    assert match_on_spark(spark, rows, register) == match(rows, register)
    assert match_on_spark(spark, rows) == match(rows)


def test_both_engines_weigh_a_key_alike(spark) -> None:
    """The one formula with fractions in it: a last digit would change which candidates are best."""
    shared = [(key,) for key in range(2, 151) for _ in range(key)]
    frame = spark.createDataFrame(shared, "key bigint").localCheckpoint()
    with duckdb.connect() as db:
        db.execute("create table k (key bigint)")
        db.executemany("insert into k values (?)", shared)
        for total in (2, 17, 5_706, 100_000, 1_234_567, 30_000_000):
            sql = USABLE.format(keys="k")
            ours = db.execute(sql, {"rows": float(total), "most": 150}).fetchall()
            theirs = spark.sql(
                USABLE.replace("$", ":"), args={"rows": float(total), "most": 150}, keys=frame
            )
            assert {tuple(row) for row in theirs.collect()} == set(ours)
            assert len(ours) == 149


# ------------------------------------------------------------------------------ what stays away


def test_only_the_sites_near_a_new_list_come_to_the_driver(spark, monkeypatch) -> None:
    seen = []

    class Spied(run.Deciding):
        def __init__(self, nodes, *rest):
            seen.append(nodes)
            super().__init__(nodes, *rest)

    monkeypatch.setattr(run, "Deciding", Spied)
    rows = everything_that_can_be_said()
    register = [
        *register_of(rows, match(rows)),
        RegisterSite("far", (Record("far", "Petrini Calzature", "Via Adige 3, Fermo", "IT"),)),
    ]
    match_on_spark(spark, [Record("n", "Calzature Petrini", "Via Adige 3, Fermo", "IT")], register)
    (nodes,) = seen
    assert set(nodes.of_site) == {"far"}
    assert not nodes.clean  # two rows and no third: nothing has to fit


# ----------------------------------------------------------------------------------- bad and no input


def test_equal_keys_are_refused_with_the_key_named(spark) -> None:
    row = Record("1", "Hanes", "Choloma", "HN")
    with pytest.raises(ValueError, match="'1'"):
        match_on_spark(spark, [row, row])
    with pytest.raises(ValueError, match="'1'"):
        match_on_spark(spark, frame_of(spark, [row, row]))
    with pytest.raises(ValueError, match="'A'"):
        match_on_spark(spark, [row], [RegisterSite("A", ()), RegisterSite("A", ())])


def test_a_frame_that_misses_something_is_refused_in_a_sentence(spark) -> None:
    rows = frame_of(spark, [Record("1", "Hanes", "Choloma", "HN")])
    with pytest.raises(ValueError, match="no column address, country"):
        match_on_spark(spark, rows.drop("address", "country"))
    with pytest.raises(ValueError, match="no column site_id"):
        match_on_spark(spark, rows, rows)
    with pytest.raises(Exception, match="a line has no site_id"):
        match_on_spark(spark, rows, rows.selectExpr("*", "null as site_id"))


def test_only_four_columns_must_be_there_and_none_has_to_be_filled(spark) -> None:
    rows = [Record("1", "Hanes", "12 Main Road, Choloma", ""), Record("2", "", "", "HN")]
    frame = frame_of(spark, rows).select("key", "name", "address", "country")
    blank = frame.selectExpr(
        "key", "nullif(name, '') name", "nullif(address, '') address", "country"
    )
    assert match_on_spark(spark, blank) == match(rows)


@pytest.mark.parametrize("rows", [[], [Record("a", "", "", "")]])
def test_nothing_in_nothing_out(spark, rows) -> None:
    assert match_on_spark(spark, rows) == match(rows)
    site = RegisterSite("A", (Record("x", "X", "Y", "VN"),))
    assert match_on_spark(spark, rows, [site]) == match(rows, [site])


def test_a_session_with_a_checkpoint_folder_gives_the_same(spark, tmp_path: Path) -> None:
    """Last in this file: a session keeps its folder."""
    spark.sparkContext.setCheckpointDir(str(tmp_path))
    rows = everything_that_can_be_said()[:40]
    assert match_on_spark(spark, rows) == match(rows)
    assert list(tmp_path.iterdir())
