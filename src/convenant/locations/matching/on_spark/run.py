"""One matching on Spark, step by step; what goes to the driver is said in the package's own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from convenant.locations.matching.candidates import (
    BEST,
    MOST_CANDIDATES,
    MOST_ROWS_PER_KEY,
    SHARED,
    USABLE,
    least_weight,
)
from convenant.locations.matching.cleaning import Clean
from convenant.locations.matching.deciding import (
    Deciding,
    Nodes,
    Progress,
    proposed_site_id,
    silent,
)
from convenant.locations.matching.grouping import Groups
from convenant.locations.matching.on_spark.deeds import (
    CLEANED,
    LOOKED_AT,
    SCORED,
    clean_all,
    look_at_all,
    opened,
    over,
    score_all,
    whose_names_may_agree,
)
from convenant.locations.matching.on_spark.said import said_by_register, said_by_rows
from convenant.locations.matching.records import Link, PairScore, Record, RegisterSite

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def match_on_spark(
    spark: SparkSession,
    rows: DataFrame | Sequence[Record],
    register: DataFrame | Sequence[RegisterSite] = (),
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    progress: Progress | None = None,
) -> list[Link]:
    """One link per row, as `match` gives them: in the order of the rows, of a DataFrame in that of the keys.

    A DataFrame of rows has a column for every field of `Record`; one of the register has `site_id`
    besides, and a line per spelling. Only `key`, `name`, `address` and `country` must be there. What is
    raised, and what `same`, `different` and `progress` mean, is as in `match`.
    """
    progress = progress or silent
    run = _Run(spark, list(same), list(different), progress)
    links = run.links(said_by_rows(spark, rows), *said_by_register(spark, register))
    keys = [row.key for row in rows] if isinstance(rows, Sequence) else sorted(links)
    return [links[key] for key in keys]


class _Run:
    """From what rows say to links. `nodes` are numbered as `match` numbers them: new ones first."""

    def __init__(
        self,
        spark: SparkSession,
        same: list[tuple[str, str]],
        different: list[tuple[str, str]],
        progress: Progress,
    ):
        self.spark = spark
        self.same, self.different = same, different
        self.decided = frozenset(key for pair in (*same, *different) for key in pair)
        self.progress = progress

    def links(
        self, rows: DataFrame, spellings: DataFrame, bare_sites: DataFrame
    ) -> dict[str, Link]:
        self.progress("clean", 0.0)
        self.bare_sites = bare_sites
        self._number(rows.unionByName(spellings))
        self.progress("clean", 1.0)
        self.progress("candidates", 0.0)
        looked_at = self._settled(
            over(self.nodes.select("node", "cleaned"), LOOKED_AT, look_at_all)
        )
        pairs = self._settled(self._pairs(looked_at))
        self.progress("candidates", 1.0)
        self.progress("compare", 0.0)
        edges = self._edges(pairs)
        self.progress("compare", 1.0)
        return self._decide(edges)

    # 1. Nodes -------------------------------------------------------------------------------------

    def _number(self, said: DataFrame) -> None:
        """`nodes`: rows that say the same, in the order of their content, counted from 0."""
        from pyspark.sql import functions as f

        decided = self.decided
        # Settled before they are counted: sorted a second time, the parts may begin elsewhere.
        nodes = self._settled(
            over(said, CLEANED, lambda batch: clean_all(batch, decided))
            .groupBy("standing", "site", "identity")
            .agg(
                f.sort_array(f.collect_list("key")).alias("keys"),
                f.max("asked").alias("asked"),
                f.min("first_id").alias("first_id"),  # all have the same: it follows from content
                # The row with the first key speaks for those that say the same.
                f.expr("min_by(cleaned, struct(key, at, cleaned))").alias("cleaned"),
            )
            .orderBy("standing", "site", "identity")
            .withColumn("part", f.spark_partition_id())
            .withColumn("place", f.monotonically_increasing_id().bitwiseAND((1 << 33) - 1))
        )
        held = {
            row["part"]: row for row in nodes.groupBy("part").agg(
                f.count("*").alias("nodes"), f.count_if(~f.col("standing")).alias("new")
            ).collect()
        }  # fmt: skip
        sizes = [held[part]["nodes"] if part in held else 0 for part in range(max(held, default=0))]
        before = f.array(*(f.lit(n).cast("bigint") for n in accumulate(sizes, initial=0)))
        self.nodes = nodes.withColumn("node", before[f.col("part")] + f.col("place"))
        self.total = sum(row["nodes"] for row in held.values())
        self.new = sum(row["new"] for row in held.values())

    # 2. Pairs -------------------------------------------------------------------------------------

    def _pairs(self, looked_at: DataFrame) -> DataFrame:
        """The pairs that `find_candidates` finds, by the same SQL."""
        k = looked_at.selectExpr("row", "inline(arrays_zip(kinds, digests)) as (kind, key)")
        usable = self._sql(USABLE, rows=float(self.total), most=MOST_ROWS_PER_KEY, keys=k)
        least = least_weight(self.total)
        shared = self._settled(self._sql(SHARED, new=self.new, least=least, keys=k, usable=usable))
        doubtful = self._sql(
            """
            select a, b, score, ra.core as core_a, rb.core as core_b,
                   ra.spaced or rb.spaced as spaced
            from {shared} join {r} ra on ra.row = a join {r} rb on rb.row = b where named = 0
            """,
            shared=shared,
            r=looked_at.select("row", "core", "spaced"),
        )
        columns = {"a": "bigint", "b": "bigint", "score": "bigint"}
        plausible = self._settled(
            shared.where("named = 1")
            .select(*columns)
            .unionByName(over(doubtful, columns, whose_names_may_agree))
        )
        return self._sql(BEST, new=self.new, most=MOST_CANDIDATES, plausible=plausible)

    def _edges(self, pairs: DataFrame) -> list[Any]:
        """The scored pairs worth knowing: those wanted, and what may be the nearest miss of a row.

        A row in no wanted pair stays on its own, so that only its best pair counts; of the others all
        count, since their best may end up in their own group.
        """
        both = self._sql(
            """
            select a, b, x.cleaned as cleaned_a, y.cleaned as cleaned_b,
                   x.asked as asked_a, y.asked as asked_b
            from {pairs} join {nodes} x on x.node = a join {nodes} y on y.node = b
            """,
            pairs=pairs,
            nodes=self.nodes.select("node", "cleaned", "asked"),
        )
        return self._sql(
            """
            select distinct a, b, probability, score from (
                select *, max(wanted) over (partition by self) as all_wanted,
                       row_number() over (partition by self order by probability desc, a, b) as rank
                from (select *, explode(array(a, b)) as self from {scored}) where self < $new
            ) where all_wanted or rank = 1
            """,
            scored=over(both, SCORED, score_all),
            new=self.new,
        ).collect()

    # 3. What the driver knows ---------------------------------------------------------------------

    def _decide(self, edges: list[Any]) -> dict[str, Link]:
        scores: dict[tuple[int, int], PairScore] = {
            (e["a"], e["b"]): opened(bytes(e["score"])) for e in edges
        }
        new = self.nodes.where("not standing")
        keys: list[list[str]] = [[] for _ in range(self.new)]
        first_ids = [""] * self.new
        for row in new.select("node", "keys", "first_id").toLocalIterator():
            keys[row["node"]] = list(row["keys"])
            first_ids[row["node"]] = row["first_id"]
        of_key, of_site = self._known(scores)
        taken = self._in_register(new.selectExpr("first_id as site").distinct())
        cleaned = self._cleaned(self._crowded(scores, of_key, of_site))
        counts = Counter(first_ids)
        not_free = [n for n, i in enumerate(first_ids) if i in taken or counts[i] > 1]
        further: dict[int, dict[int, str]] = {0: dict(enumerate(first_ids))}

        def propose(node: int, attempt: int) -> str:
            """Worked out for all at once when the first identifier of one is taken."""
            if attempt not in further:
                cleaned.update(self._cleaned(set(not_free) - set(cleaned)))
                further[attempt] = {n: proposed_site_id(cleaned[n], attempt) for n in not_free}
                taken.update(
                    self._in_register(self._frame(further[attempt].values(), "site string"))
                )
            return further[attempt][node]

        nodes = Nodes(cleaned, keys, of_site, of_key, propose)
        deciding = Deciding(nodes, self.same, self.different, self.progress)
        deciding.scores.update(scores)
        return deciding.links(
            [(-e["probability"], e["a"], e["b"]) for e in edges], taken.__contains__
        )

    def _known(
        self, pairs: Iterable[tuple[int, int]]
    ) -> tuple[dict[str, int], dict[str, list[int]]]:
        """The nodes that decisions name, and whole the standing sites that are named or in a pair."""
        standing = self._frame({b for _, b in pairs if b >= self.new}, "node bigint")
        named = self.nodes.where("asked").select("node", "standing", "site", "keys")
        asked = sorted(named.collect(), key=lambda row: row["node"])
        of_key: dict[str, int] = {}
        for row in asked:  # the new ones first
            for key in self.decided.intersection(row["keys"]):
                of_key.setdefault(key, row["node"])
        near = self.nodes.join(standing, "node").select("site")
        sites = near.union(named.where("standing").select("site")).distinct()
        of_site: dict[str, list[int]] = defaultdict(list)
        found = self.nodes.where("standing").join(sites, "site").select("site", "node").collect()
        for row in sorted(found, key=lambda row: row["node"]):
            of_site[row["site"]].append(row["node"])
        # Last: where a row's key is also a site's identifier, the site is meant.
        of_key.update({site: nodes[0] for site, nodes in of_site.items() if site in self.decided})
        return of_key, dict(of_site)

    def _crowded(
        self,
        scores: Mapping[tuple[int, int], PairScore],
        of_key: Mapping[str, int],
        of_site: Mapping[str, list[int]],
    ) -> set[int]:
        """The nodes that could come together as three or more: only there a fit is looked at."""
        pieces = Groups(lambda a, b: scores[a, b])
        for nodes in of_site.values():
            pieces.stand(nodes, "")
        meet = [pair for pair, result in scores.items() if result.decision == "same"]
        meet += [(of_key[a], of_key[b]) for a, b in self.same if a in of_key and b in of_key]
        for a, b in meet:
            pieces.decide_same(a, b)
        crowds = [pieces.of(node).members for pair in meet for node in pair]
        return {node for members in crowds if len(members) > 2 for node in members}

    def _cleaned(self, nodes: Iterable[int]) -> dict[int, Clean]:
        found = self.nodes.join(self._frame(nodes, "node bigint"), "node").select("node", "cleaned")
        return {row["node"]: opened(bytes(row["cleaned"])) for row in found.toLocalIterator()}

    def _in_register(self, site_ids: DataFrame) -> set[str]:
        sites = self.nodes.where("standing").select("site").union(self.bare_sites)
        found = site_ids.join(sites, "site", "left_semi")
        return {row["site"] for row in found.toLocalIterator()}

    # ----------------------------------------------------------------------------------------------

    def _frame(self, values: Iterable[Any], column: str) -> DataFrame:
        return self.spark.createDataFrame([(value,) for value in values], column)

    def _settled(self, frame: DataFrame) -> DataFrame:
        """Worked out now, so that neither the work nor the plan behind it is there twice."""
        reliable = self.spark.sparkContext.getCheckpointDir()
        return frame.checkpoint() if reliable else frame.localCheckpoint()

    def _sql(self, text: str, **given: Any) -> DataFrame:
        """The SQL of `candidates` as Spark wants it: numbers by `:name`, frames by `{name}`."""
        frames = {name: value for name, value in given.items() if hasattr(value, "columns")}
        numbers = {name: value for name, value in given.items() if name not in frames}
        return self.spark.sql(text.replace("$", ":"), args=numbers, **frames)
