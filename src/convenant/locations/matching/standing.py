"""A standing register kept in a file, so that a new list costs by its own size and not the register's.

What looking up needs is worked out once, when a site is put in: the keys of every distinct spelling
and the letters of its name. A new list then reads the keys that it shares and cleans only the sites
that became candidates. The answers are those of the same register given as a list of sites.

    index = StandingIndex(Path("register.duckdb"))
    index.put(sites)                     # new sites, and sites that changed
    links = match(rows, index)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from convenant.locations.matching.candidates import (
    MOST_ROWS_PER_KEY,
    best_pairs,
    keep_keys,
)
from convenant.locations.matching.cleaning import Clean, clean, identity_of
from convenant.locations.matching.model import MODEL_VERSION
from convenant.locations.matching.records import Record, RegisterSite

FIELDS = (
    "key", "name", "address", "country", "lat", "lng", "os_id", "lei", "gln", "registry_number",
)  # fmt: skip
_TABLES = """
    create table if not exists model (version varchar);
    create table if not exists k (row integer, key bigint, kind tinyint);
    create table if not exists r (row integer, core varchar, spaced boolean);
    create table if not exists node (row integer, site varchar, ident varchar);
    create table if not exists said (
        site varchar, key varchar, name varchar, address varchar, country varchar,
        lat double, lng double, os_id varchar, lei varchar, gln varchar, registry_number varchar
    );
"""
BATCH = 20_000  # sites put in at once
THREADS, MEMORY = 2, "1GB"

Spelling = tuple[str, str]  # a site's identifier and one distinct spelling of it


class StandingIndex:
    """The register in the file at `path`, made when it is not there; one process writes at a time."""

    def __init__(self, path: Path):
        self.path = path
        with self._writing() as db:
            db.execute(_TABLES)
            version = db.execute("select version from model").fetchone()
        if version is None:
            self._say_version()
        elif version[0] != MODEL_VERSION:
            self._renew()

    def __len__(self) -> int:
        """How many distinct spellings it holds."""
        with self._reading() as db:
            return int(db.execute("select count(*) from standing.node").fetchone()[0])

    def put(self, sites: Iterable[RegisterSite]) -> None:
        """These sites stand in the register, each with the spellings given; earlier ones are replaced."""
        batch: list[RegisterSite] = []
        for site in sites:
            batch.append(site)
            if len(batch) == BATCH:
                self._put(batch)
                batch = []
        if batch:
            self._put(batch)

    def remove(self, site_ids: Iterable[str]) -> None:
        """These sites no longer stand; unknown ones are passed over."""
        with self._writing() as db:
            _forget(db, list(site_ids))

    def known(self, site_ids: Iterable[str]) -> set[str]:
        """Which of these identifiers are taken."""
        with self._reading() as db:
            _give(db, "asked", "id varchar", [(each,) for each in site_ids])
            found = db.execute(
                "select distinct site from standing.said semi join asked on id = site"
            )
            return {site for (site,) in found.fetchall()}

    def near(
        self, rows: Sequence[Clean], also: Iterable[str] = ()
    ) -> tuple[list[RegisterSite], list[tuple[int, int]], list[tuple[int, Spelling]]]:
        """What the register has to say about new rows: sites, and the pairs worth comparing.

        The whole of every site that is a candidate or that `also` names (by its identifier or by the
        key of a spelling); pairs of two new rows; and pairs of a new row and a standing spelling.
        """
        new = len(rows)
        with self._reading() as db:
            keep_keys(db, rows)
            (standing,) = db.execute("select count(*) from standing.node").fetchone()
            db.execute("create table hit as select * from standing.k semi join k using (key)")
            # A key that is too common in the register alone is too common.
            db.execute(
                "create table common as select key from hit group by key having count(*) > ?",
                [MOST_ROWS_PER_KEY],
            )
            for table in ("hit", "k"):
                db.execute(f"delete from {table} where key in (select key from common)")  # noqa: S608 -- one of the two names above
            db.execute(
                """
                create table place as
                select row as old, ? - 1 + row_number() over (order by site, ident) as row,
                       site, ident
                from standing.node where row in (select row from hit)
                """,
                [new],
            )
            db.execute(
                "insert into k select p.row, key, kind from hit join place p on p.old = hit.row"
            )
            db.execute(
                "insert into r select p.row, core, spaced"
                " from standing.r s join place p on p.old = s.row"
            )
            pairs = best_pairs(db, new, new + standing)
            _give(db, "second", "row integer", [(n,) for n in {p.b for p in pairs if p.b >= new}])
            at = {
                row: (site, ident)
                for row, site, ident in db.execute(
                    "select row, site, ident from place semi join second using (row)"
                ).fetchall()
            }
            _give(db, "asked", "id varchar", [(each,) for each in also])
            _give(db, "wanted", "site varchar", [(site,) for site, _ident in set(at.values())])
            db.execute(
                "insert into wanted select site from standing.said s"
                " join asked on id = s.site or id = s.key"
            )
            sites = _sites(db)
        return (
            sites,
            [(p.a, p.b) for p in pairs if p.b < new],
            [(p.a, at[p.b]) for p in pairs if p.b >= new],
        )

    # ------------------------------------------------------------------------------------------

    def _put(self, sites: Sequence[RegisterSite]) -> None:
        spellings: dict[Spelling, Clean] = {}
        said = []
        for site in sites:
            for record in site.records:
                row = clean(record)
                spellings.setdefault((site.site_id, ident_of(row)), row)
                said.append((site.site_id, *(getattr(record, field) for field in FIELDS)))
        with self._writing() as db:
            db.execute("begin")
            _forget(db, [site.site_id for site in sites])
            (first,) = db.execute("select coalesce(max(row) + 1, 0) from node").fetchone()
            keep_keys(db, list(spellings.values()), first)
            _insert(db, "node", [(first + n, *spelling) for n, spelling in enumerate(spellings)])
            _insert(db, "said", said)
            db.execute("commit")

    def _renew(self) -> None:
        """Another model cleans differently: everything is worked out anew from what was said."""
        with self._reading() as db:
            db.execute("create table wanted as select distinct site from standing.said")
            sites = _sites(db)
        with self._writing() as db:
            db.execute("delete from k; delete from r; delete from node; delete from said")
        self.put(sites)
        self._say_version()

    def _say_version(self) -> None:
        with self._writing() as db:
            db.execute("delete from model")
            db.execute("insert into model values (?)", [MODEL_VERSION])

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        import duckdb

        with duckdb.connect(
            str(self.path), config={"threads": THREADS, "memory_limit": MEMORY}
        ) as db:
            yield db

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        """A database in memory with the register beside it, under the name `standing`."""
        import duckdb

        with duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY}) as db:
            path = str(self.path).replace("'", "''")
            db.execute(f"attach '{path}' as standing (read_only)")
            yield db


def ident_of(row: Clean) -> str:
    """What tells one spelling of a site from another."""
    return "\x1f".join(identity_of(row, False))


def _forget(db: Any, site_ids: list[str]) -> None:
    _give(db, "gone", "id varchar", [(each,) for each in site_ids])
    for table in ("k", "r"):
        db.execute(
            f"delete from {table} where row in (select row from node semi join gone on id = site)"  # noqa: S608 -- one of the two names above
        )
    for table in ("node", "said"):
        db.execute(f"delete from {table} where site in (select id from gone)")  # noqa: S608


def _give(db: Any, table: str, columns: str, rows: list[tuple]) -> None:
    """A passing table with these rows."""
    db.execute(f"create or replace temp table {table} ({columns})")
    _insert(db, table, rows)


def _insert(db: Any, table: str, rows: list[tuple]) -> None:
    """The rows as columns at once: a million single inserts would take an hour."""
    import numpy as np

    if not rows:
        return
    given = {}
    for n, column in enumerate(zip(*rows, strict=True)):
        numeric = all(isinstance(value, int | float | None) for value in column)
        given[f"c{n}"] = np.array(column, dtype=float if numeric else object)
    db.register("given", given)
    db.execute(f"insert into {table} select * from given")  # noqa: S608 -- our own table names
    db.unregister("given")


def _sites(db: Any) -> list[RegisterSite]:
    """Every site in the table `wanted`, whole."""
    held: dict[str, list[Record]] = defaultdict(list)
    found = db.execute(
        f"select site, {', '.join(FIELDS)} from standing.said"  # noqa: S608 -- our own columns
        " semi join wanted using (site) order by site, key"
    )
    while lines := found.fetchmany(10_000):
        for site, *values in lines:
            held[site].append(Record(*values))
    return [RegisterSite(site, tuple(records)) for site, records in held.items()]
