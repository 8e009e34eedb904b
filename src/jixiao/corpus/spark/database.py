"""Facts as tables of Spark, over which the same rules run (Spark 上的事实库)."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao.corpus.spark.session import is_for_few
from jixiao.corpus.translation import TranslationError, to_spark
from jixiao.facts import Database
from jixiao.facts.database import Value
from jixiao.facts.schema import fact_tables

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from jixiao.corpus.folder import Corpus

_SPARK_TYPES = {"VARCHAR": "STRING", "INTEGER": "INT", "BIGINT": "BIGINT", "BOOLEAN": "BOOLEAN", "DATE": "DATE", "DOUBLE": "DOUBLE"}
_WORD = re.compile(r"\w+")
_NUMBERS = itertools.count(1)


class QueryError(Exception):
    """A query that failed or was interrupted; the text is its reason in one line."""


class SparkDatabase:
    """Facts in Spark; the protocol of :class:`jixiao.rules.subject.Engine`.

    Args:
        session: in which the tables were made, and which shows no other ones.
        tables: rows by table, with the columns and types of ``schema.sql``; a table that is not there is empty.
    """

    failures: tuple[type[Exception], ...] = (QueryError, TranslationError)

    def __init__(self, session: SparkSession, tables: Mapping[str, DataFrame]) -> None:
        self._session = session
        self._tables = tables
        self._shown: set[str] = set()
        self._binder = Database()

    @classmethod
    def of_rows(cls, session: SparkSession, tables: Mapping[str, Sequence[Mapping[str, Value]]]) -> SparkDatabase:
        """Facts out of memory; columns that a row does not name are ``NULL``."""
        from jixiao.corpus.spark.arrow import arrow_table  # pyarrow loads where Spark is asked for

        return cls.of_arrow(session, {name: arrow_table(name, rows) for name, rows in tables.items() if rows})

    @classmethod
    def of_arrow(cls, session: SparkSession, tables: Mapping[str, pa.Table]) -> SparkDatabase:
        """Facts out of the memory of the driver: on this machine Spark scans them in less time than what it has kept itself."""
        own = session.newSession()
        whole = {name: table.combine_chunks() for name, table in tables.items()}  # PySpark 4.3 loses what follows an empty chunk
        return cls(own, {name: own.createDataFrame(table).coalesce(1) for name, table in whole.items()})

    @classmethod
    def of_corpus(cls, session: SparkSession, corpus: Corpus) -> SparkDatabase:
        """Facts out of Parquet files, which every executor must be able to open."""
        own = session.newSession()
        found = {
            name: own.read.schema(spark_schema(name)).parquet(*(str(file.resolve()) for file in files))
            for name, files in corpus.files.items()
            if corpus.counts[name]
        }
        if is_for_few(own):  # they are read once, and fit into memory
            found = {name: rows.coalesce(1).persist() for name, rows in found.items()}
        return cls(own, found)

    def fetch(
        self, sql: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of the columns and rows of one SELECT in the dialect of DuckDB, with the types that DuckDB gives them.

        Raises:
            QueryError: it failed, was interrupted, or returned what DuckDB could not have returned.
            TranslationError: it cannot be carried over with the same meaning.
        """
        bound = {name: _bound(value) for name, value in (parameters or {}).items()}
        types = self._types(sql, bound)
        self._show(set(_WORD.findall(sql)) & fact_tables().keys())
        rows = self._collected(to_spark(sql, bound), bound, seconds)
        readers = [_reader(kind) for kind in types.values()]
        return list(types), [tuple(read(value) for read, value in zip(readers, row, strict=True)) for row in rows]

    def _show(self, names: Set[str]) -> None:
        """Tables become views when a query names them first: most rules read three of them."""
        for name in sorted(names - self._shown):
            frame = self._tables[name] if name in self._tables else self._session.createDataFrame([], spark_schema(name))
            frame.createOrReplaceTempView(name)
            self._shown.add(name)

    def _types(self, sql: str, parameters: Mapping[str, Any]) -> dict[str, str]:
        """DuckDB says what the columns are, over the same tables without rows."""
        try:
            return self._binder.columns(sql, parameters)
        except self._binder.failures as error:
            raise QueryError(str(error).splitlines()[0]) from error

    def _collected(self, sql: str, parameters: Mapping[str, Any], seconds: float | None) -> Sequence[Sequence[Any]]:
        context = self._session.sparkContext
        tag = f"jixiao-{next(_NUMBERS)}"
        timer = threading.Timer(seconds, context.cancelJobsWithTag, [tag]) if seconds else None
        if timer:
            timer.daemon = True
            timer.start()
        context.addJobTag(tag)
        try:
            return self._session.sql(sql, args=dict(parameters) or None).collect()
        except Exception as error:
            raise QueryError(_reason(error, timer, seconds)) from error
        finally:
            context.removeJobTag(tag)
            if timer:
                timer.cancel()


def spark_schema(table: str) -> str:
    """Columns of a table of the facts, as Spark declares them."""
    return ", ".join(f"`{name}` {_SPARK_TYPES.get(kind, kind)}" for name, kind in fact_tables()[table].types.items())


def _bound(value: Any) -> Any:  # noqa: ANN401 - a value of a parameter
    """A number written out: ``1E+3`` has no digits behind the point, and not minus three."""
    return Decimal(format(value, "f")) if isinstance(value, Decimal) else value


def _reader(kind: str) -> Any:  # noqa: ANN401 - a function of any value
    """Brings a value of Spark to the type that DuckDB says; what does not fit exactly is a fault of the translation."""
    if kind.startswith("DECIMAL"):
        unit = Decimal(1).scaleb(-int(kind.removesuffix(")").split(",")[1]))
        return lambda value: None if value is None else _exact(value, Decimal(value).quantize(unit), kind)
    if kind in ("INTEGER", "BIGINT", "HUGEINT"):
        return lambda value: None if value is None else _exact(value, int(value), kind)
    if kind == "DOUBLE":
        return lambda value: None if value is None else float(value)
    return lambda value: value


def _exact(value: Any, found: Any, kind: str) -> Any:  # noqa: ANN401 - a number of any kind
    if value != found:
        raise QueryError(f"{value!r} is no {kind}")
    return found


def _reason(error: Exception, timer: threading.Timer | None, seconds: float | None) -> str:
    if timer is not None and not timer.is_alive() and seconds is not None:
        return f"interrupted after {seconds:g} s"
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
