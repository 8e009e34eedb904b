"""Facts of documents, made on the executors: of each document, and of the documents of an agency together (分布式事实)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from jixiao.corpus.spark.database import SparkDatabase
from jixiao.corpus.spark.reading import Readings, readings_of
from jixiao.corpus.spark.session import is_for_few, jobs_of, quiet
from jixiao.facts import across
from jixiao.facts.database import Row
from jixiao.facts.load import Dates, document_rows
from jixiao.facts.numbers import LeftOut, fitted
from jixiao.facts.reading import FactReading
from jixiao.facts.reading import readings as named
from jixiao.facts.schema import fact_tables
from jixiao.rules.subject import Subject, subject_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from jixiao.model import Document

_LEFT_OUT = "left_out"
_NAMES = {
    "documents": ("document_id", "file", "fiscal_year", "publisher_key"),
    "projects": ("document_id", "project_id", "project_no", "name"),
    "doubts": ("document_id", "source"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the driver tells of a document: its place in the order, its key and its days."""

    at: int
    id: str
    approved_on: date | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class DistributedFacts:
    """Facts as tables of Spark, with what findings need to be named (分布式事实库)."""

    database: SparkDatabase
    subject: Subject
    left_out: list[LeftOut]


def facts_on_spark(readings: Readings, documents: Sequence[Document], dates: Mapping[str, Dates]) -> DistributedFacts:
    """The facts of documents, as :func:`jixiao.facts.facts_of` makes them in memory.

    Args:
        readings: what was read on executors.
        documents: all documents of the audit in their order; those that ``readings`` does not hold are sent.
        dates: when they were approved and published, by name of the file.
    """
    known: dict[int, Known] = {}
    extra: dict[int, Document] = {}
    first_free = 1 + max(readings.positions.values(), default=-1)
    for at, reading in enumerate(named(documents)):
        days = dates.get(reading.document.source.file, Dates())
        position = readings.positions.get(id(reading.document))
        if position is None:
            position = first_free + len(extra)
            extra[position] = reading.document
        known[position] = Known(at, reading.id, days.approved_on, days.published_on)
    with quiet(), jobs_of(readings.session):
        single = readings_of(readings, extra).mapInArrow(partial(_fact_batches, known=known), _schema(_single())).persist()
        pairs = _across(single).persist()
        return DistributedFacts(_database(single, pairs), _subject(single), _left_out(single, pairs))


def _single() -> list[str]:
    return [name for name in fact_tables() if name not in across.MADE]


def _database(single: DataFrame, pairs: DataFrame) -> SparkDatabase:
    session, parts = single.sparkSession, ((single, _single()), (pairs, across.MADE))
    if is_for_few(session):
        from jixiao.corpus.spark.arrow import rows_in

        held = [(frame.sort("at").toArrow(), names) for frame, names in parts]
        found = {name: rows_in(name, table[name]) for table, names in held for name in names}
        return SparkDatabase.of_arrow(session, {name: rows for name, rows in found.items() if rows.num_rows})
    return SparkDatabase(session, {name: rows for frame, names in parts for name, rows in _tables(frame, names).items()})


def _tables(frame: DataFrame, names: Sequence[str]) -> dict[str, DataFrame]:
    """The tables that have rows, each kept as a table when a rule asks for it first."""
    counts = frame.selectExpr(*(f"coalesce(sum(size(`{name}`)), 0) AS `{name}`" for name in names)).first()
    return {name: frame.selectExpr(f"inline(`{name}`)").persist() for name in names if counts is not None and counts[name]}


def _left_out_type() -> pa.DataType:
    import pyarrow as pa

    names = ("document_id", "table", "column", "value", "source")
    return pa.list_(pa.struct([(name, pa.string()) for name in names]))


def _arrow_schema(tables: Sequence[str]) -> pa.Schema:
    import pyarrow as pa

    from jixiao.corpus.spark.arrow import arrow_struct

    return pa.schema([("at", pa.int32()), *((name, arrow_struct(name)) for name in tables), (_LEFT_OUT, _left_out_type())])


def _schema(tables: Sequence[str]) -> Any:  # noqa: ANN401 - a type of Spark
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(_arrow_schema(tables))


def _fact_batches(batches: Iterator[pa.RecordBatch], *, known: Mapping[int, Known]) -> Iterator[pa.RecordBatch]:
    """On an executor: a row for each document, with its rows of every table."""
    from jixiao.model import Document

    for batch in batches:
        for asked in batch.to_pylist():
            told = known.get(asked["position"])
            if told is None:
                continue
            reading = FactReading(told.id, Document.model_validate_json(asked["reading"]))
            left_out: list[LeftOut] = []
            tables: dict[str, list[Row]] = {name: [] for name in _single()}
            for table, row in document_rows(reading, Dates(told.approved_on, told.published_on), left_out):
                tables[table].append(row)
            yield _batch(told.at, tables, left_out)


def _batch(at: int, tables: Mapping[str, Sequence[Row]], left_out: Sequence[LeftOut]) -> pa.RecordBatch:
    import pyarrow as pa

    schema = _arrow_schema(list(tables))
    lost = [
        {"document_id": one.document_id, "table": one.table, "column": one.column, "value": f"{one.value:f}", "source": one.source}
        for one in left_out
    ]
    values: dict[str, Any] = {"at": at, **tables, _LEFT_OUT: lost}
    return pa.RecordBatch.from_arrays([pa.array([values[one.name]], type=one.type) for one in schema], schema=schema)


def _across(single: DataFrame) -> DataFrame:
    """Rows that hold documents of one agency against each other; agencies of one document have none."""
    keyed = single.selectExpr("documents[0].agency_key AS agency", "at", *(f"`{name}`" for name in across.NEEDED)).where(
        "agency IS NOT NULL"
    )
    return keyed.groupBy("agency").applyInArrow(_agency, _schema(across.MADE))


def _agency(table: pa.Table) -> pa.Table:
    """On an executor: what shows when the documents of an agency are held against each other."""
    import pyarrow as pa

    rows = sorted(table.to_pylist(), key=lambda row: int(row["at"]))
    tables: dict[str, list[Row]] = {name: [] for name in across.MADE}
    left_out: list[LeftOut] = []
    if len(rows) > 1:
        types = {name: fact_tables()[name].types for name in across.MADE}
        for name, row in across.rows({name: [one for document in rows for one in document[name]] for name in across.NEEDED}):
            tables[name].append(fitted(row, types[name], name, left_out))
    return pa.Table.from_batches([_batch(int(rows[0]["at"]), tables, left_out)])


def _subject(single: DataFrame) -> Subject:
    """Names of documents and projects, and places that were read with doubt."""
    tables: dict[str, list[Row]] = {}
    for table, names in _NAMES.items():
        picked = single.selectExpr("at", f"posexplode(`{table}`) AS (no, one)")
        rows = picked.selectExpr("at", "no", *(f"one.`{name}`" for name in names)).collect()
        tables[table] = [{name: row[name] for name in names} for row in sorted(rows, key=lambda row: (row["at"], row["no"]))]
    return subject_of(tables)


def _left_out(*frames: DataFrame) -> list[LeftOut]:
    found: list[LeftOut] = []
    for frame in frames:
        rows = frame.where(f"size({_LEFT_OUT}) > 0").select("at", _LEFT_OUT).collect()
        for row in sorted(rows, key=lambda row: int(row["at"])):
            found += [
                LeftOut(one["document_id"], one["table"], one["column"], Decimal(one["value"]), one["source"]) for one in row[_LEFT_OUT]
            ]
    return found
