"""What executors do with a batch of rows: clean, look at, liken and score, each by the same code as `match`.

Between steps a cleaned row and a score travel pickled: Spark only carries them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from convenant.locations.matching.candidates import (
    NAMES_ALIKE,
    NAMES_MAY_AGREE,
    core_letters,
    digests,
)
from convenant.locations.matching.cleaning import clean, identity_of
from convenant.locations.matching.deciding import proposed_site_id, score_nodes
from convenant.locations.matching.records import PairScore, Record
from convenant.locations.matching.scoring import score
from convenant.locations.matching.standing import FIELDS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Row = dict[str, Any]


def over(
    frame: DataFrame, columns: Mapping[str, str], deed: Callable[[list[Row]], Iterable[Row]]
) -> DataFrame:
    """What the deed makes of the rows of the frame, batch by batch, as these columns."""

    def batches(given: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        kinds = {
            "boolean": pa.bool_(), "bigint": pa.int64(), "double": pa.float64(),
            "string": pa.string(), "binary": pa.binary(), "array<string>": pa.list_(pa.string()),
            "array<bigint>": pa.list_(pa.int64()),
        }  # fmt: skip
        schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
        for batch in given:
            yield pa.RecordBatch.from_pylist(list(deed(batch.to_pylist())), schema=schema)

    return frame.mapInArrow(batches, ddl(columns))


def ddl(columns: Mapping[str, str]) -> str:
    """The columns as Spark wants them told."""
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


CLEANED = {
    "standing": "boolean", "site": "string", "identity": "array<string>", "key": "string",
    "at": "bigint", "asked": "boolean", "first_id": "string", "cleaned": "binary",
}  # fmt: skip


def clean_all(said: list[Row], decided: frozenset[str]) -> Iterator[Row]:
    """`asked` is a row that a decision is on, or whose site one is on."""
    for each in said:
        row = clean(Record(*(each[field] for field in FIELDS)))
        under_decision = each["key"] in decided
        yield {
            **{name: each[name] for name in ("standing", "site", "key", "at")},
            "identity": identity_of(row, under_decision and not each["standing"]),
            "asked": under_decision or (each["standing"] and each["site"] in decided),
            "first_id": proposed_site_id(row),
            "cleaned": pickle.dumps(row),
        }


LOOKED_AT = {
    "row": "bigint", "core": "string", "spaced": "boolean",
    "kinds": "array<bigint>", "digests": "array<bigint>",
}  # fmt: skip


def look_at_all(nodes: list[Row]) -> Iterator[Row]:
    for node in nodes:
        row = pickle.loads(node["cleaned"])  # noqa: S301 -- written by this run
        keys = list(digests(row))
        yield {
            "row": node["node"],
            "core": core_letters(row),
            "spaced": bool(row.name.spaced),
            "kinds": [kind for kind, _ in keys],
            "digests": [digest for _, digest in keys],
        }


def whose_names_may_agree(pairs: list[Row]) -> list[Row]:
    """By DuckDB here too: another measure of likeness would differ in the last digit."""
    import duckdb
    import pyarrow as pa

    if not pairs:
        return []
    given = pa.Table.from_pylist(pairs)  # noqa: F841 -- DuckDB finds it by its name
    with duckdb.connect(config={"threads": 1}) as db:
        found = db.execute(
            f"select a, b, score from given where {NAMES_MAY_AGREE}",  # noqa: S608 -- our own text
            {"alike": NAMES_ALIKE},
        ).fetchall()
    return [{"a": a, "b": b, "score": score} for a, b, score in found]


SCORED = {
    "a": "bigint", "b": "bigint", "probability": "double", "wanted": "boolean", "score": "binary",
}  # fmt: skip


def score_all(pairs: list[Row]) -> Iterator[Row]:
    """`wanted` is what may join two rows or be a question, and whatever is beside a decision."""
    for pair in pairs:
        a, b = opened(pair["cleaned_a"]), opened(pair["cleaned_b"])
        seen = score_nodes(a, b)
        if seen is not None:
            result = seen if isinstance(seen, PairScore) else score(a, b)
            yield {
                "a": pair["a"],
                "b": pair["b"],
                "probability": seen if isinstance(seen, float) else result.probability,
                "wanted": result.decision != "different" or pair["asked_a"] or pair["asked_b"],
                "score": pickle.dumps(result),
            }


@lru_cache(maxsize=4096)
def opened(carried: bytes) -> Any:
    """A cleaned row or a score as it was; most rows are in several pairs."""
    return pickle.loads(carried)  # noqa: S301 -- written by this run
