"""What lists and the register say, as one frame: a line per row and per standing spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from convenant.locations.matching.engine import unique
from convenant.locations.matching.on_spark.deeds import ddl
from convenant.locations.matching.records import Record, RegisterSite
from convenant.locations.matching.standing import FIELDS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# Without these a list is no list; the other fields may be missing.
NEEDED = ("key", "name", "address", "country")
NUMBERS = ("lat", "lng")
SAID = {"standing": "boolean", "site": "string", "at": "bigint"} | {
    field: "double" if field in NUMBERS else "string" for field in FIELDS
}


def said_by_rows(spark: SparkSession, rows: DataFrame | Sequence[Record]) -> DataFrame:
    """Every row, each under a key of its own."""
    if not isinstance(rows, Sequence):
        said = _said(rows, "false", "''")
        twice = said.groupBy("key").count().where("count > 1").agg({"key": "min"}).first()[0]
        unique([] if twice is None else [twice, twice], "rows have the key")
        return said
    unique((row.key for row in rows), "rows have the key")
    return spark.createDataFrame(
        [(False, "", at, *_cells(row)) for at, row in enumerate(rows)], ddl(SAID)
    )


def said_by_register(
    spark: SparkSession, register: DataFrame | Sequence[RegisterSite]
) -> tuple[DataFrame, DataFrame]:
    """Every spelling, and the identifiers of the sites that have none: these are taken too."""
    if not isinstance(register, Sequence):
        said = _said(register, "true", _given("site_id"), ("site_id",))
        return said, said.select("site").limit(0)
    unique((site.site_id for site in register), "sites of the register have the identifier")
    spellings = [
        (True, site.site_id, at, *_cells(record))
        for site in register
        for at, record in enumerate(site.records)
    ]
    return (
        spark.createDataFrame(spellings, ddl(SAID)),
        spark.createDataFrame(
            [(site.site_id,) for site in register if not site.records], "site string"
        ),
    )


def _said(frame: DataFrame, standing: str, site: str, also: tuple[str, ...] = ()) -> DataFrame:
    if missing := [name for name in (*also, *NEEDED) if name not in frame.columns]:
        raise ValueError(f"the DataFrame has no column {', '.join(missing)}; it must have one")
    fields = []
    for field in FIELDS:
        given = field if field in frame.columns else "null"
        if field == "key":
            fields.append(f"{_given('key')} as key")
        elif field in NUMBERS:
            fields.append(f"cast({given} as double) as {field}")
        else:
            fields.append(f"coalesce(cast({given} as string), '') as {field}")
    return frame.selectExpr(
        f"{standing} as standing", f"{site} as site", "cast(0 as bigint) as at", *fields
    )


def _given(column: str) -> str:
    """Its text; where there is none the run ends with a sentence, not with a wrong answer."""
    return f"coalesce(cast({column} as string), raise_error('a line has no {column}'))"


def _cells(record: Record) -> Iterator[Any]:
    for field in FIELDS:
        value = getattr(record, field)
        yield float(value) if field in NUMBERS and value is not None else value
