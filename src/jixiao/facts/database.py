"""The embedded database that holds the facts: in memory, closed to everything outside, locked against being opened (DuckDB)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from decimal import Decimal
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb

from jixiao.facts.schema import fact_tables, schema_text

if TYPE_CHECKING:
    from jixiao.facts.load import Facts

_CHUNK = 20_000
FEW = 10_000
"""Rows of some dozen documents; planning a query over them takes longer than running it."""
_FOR_FEW = ("filter_pushdown", "filter_pullup", "in_clause", "deliminator", "unnest_rewriter", "cte_inlining")
"""Steps of planning without which few rows become many: products of tables, subqueries for each row."""
Value = str | int | float | bool | Decimal | date | None
Row = dict[str, Value]


class Database:
    """Facts in DuckDB.

    Args:
        memory_megabytes: what DuckDB may use; beyond it a query fails, and nothing is written to a disk.
        threads: threads of a query.
        few: it will hold at most ``FEW`` rows: steps of planning that only pay for many are left out, a quarter of the time of an audit.
    """

    failures: tuple[type[Exception], ...] = (duckdb.Error,)
    """What a query raises that fails, was interrupted, or ran out of memory."""

    def __init__(self, *, memory_megabytes: int = 1024, threads: int = 1, few: bool = False) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads,
            "memory_limit": f"{memory_megabytes}MB",
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        self._connection.execute(schema_text())
        if few:
            plan_for_few(self._connection)
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()

    def insert(self, facts: Facts) -> None:
        """Add facts."""
        for table, rows in facts.tables.items():
            self.insert_rows(table, rows)

    def insert_rows(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Add rows of one table; columns that a row does not name are ``NULL``.

        Raises:
            KeyError: there is no such table, or no such column.
        """
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            names = list(dict.fromkeys(name for row in chunk for name in row))
            if names:
                insert_json(self._connection, table, names, rows_as_json(chunk))

    def empty(self, tables: Iterable[str]) -> None:
        """Take all rows out of some tables."""
        for table in tables:
            self._connection.execute(f"DELETE FROM {fact_tables()[table].name}")  # noqa: S608 - names of the schema

    def select(self, sql: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None) -> Iterator[Row]:
        """Rows of a query, as dictionaries.

        Args:
            sql: one SELECT.
            parameters: values of its ``$names``.
            seconds: the query is interrupted after so long.

        Raises:
            duckdb.Error: the query failed, was interrupted, or ran out of memory.
        """
        names, rows = self.fetch(sql, parameters, seconds=seconds)
        for row in rows:
            yield dict(zip(names, row, strict=True))

    def fetch(
        self, sql: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of the columns and rows of a query; see :meth:`select`."""
        with self.limited(seconds) if seconds else nullcontext():
            result = self._connection.execute(sql, dict(parameters) if parameters else None)
            return [column[0] for column in result.description or []], result.fetchall()

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Queries made inside are interrupted when so much time is over, all together: a thread for each costs as much as a small one."""
        timer = threading.Timer(seconds, self._connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def columns(self, sql: str, parameters: Mapping[str, Any] | None = None) -> dict[str, str]:
        """Names and types of the columns that a query returns."""
        result = self._connection.execute(f"SELECT * FROM ({sql}) AS query LIMIT 0", dict(parameters) if parameters else None)  # noqa: S608 - it was checked
        return {column[0]: str(column[1]) for column in result.description or []}


def plan_for_few(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave out the steps of planning that only pay for many rows; what a query returns is the same."""
    connection.execute("SET disabled_optimizers = ?", [_for_many()])


@cache
def _for_many() -> str:
    """Names of the steps of planning that pay for many rows alone, as this version of DuckDB has them."""
    with duckdb.connect(":memory:") as connection:
        known = connection.execute("SELECT name FROM duckdb_optimizers()").fetchall()
    return ",".join(name for (name,) in known if name not in _FOR_FEW)


def insert_json(connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], data: str) -> None:
    """Add rows that are written as JSON (:func:`rows_as_json`) to a table of the schema.

    Args:
        connection: that has the tables.
        table: name of a table.
        names: columns that the rows name.
        data: a list of objects.

    Raises:
        KeyError: there is no such table, or no such column.
    """
    types = fact_tables()[table].types
    structure = json.dumps([{name: types[name] for name in names}])
    columns = ", ".join(f'"{name}"' for name in names)
    picked = ", ".join(f'one."{name}"' for name in names)  # unnest(..., max_depth := 2) takes ten to seventy times as long
    connection.execute(
        f"INSERT INTO {table} ({columns}) SELECT {picked} FROM (SELECT unnest(from_json($1, $2)) AS one)",  # noqa: S608 - names of the schema
        [data, structure],
    )


def rows_as_json(rows: Sequence[Mapping[str, Value]]) -> str:
    """Rows as a list of objects: decimals and dates as text, exact."""
    return json.dumps([dict(_plain(row)) for row in rows], ensure_ascii=False)


def _plain(row: Mapping[str, Value]) -> Iterator[tuple[str, str | int | float | bool | None]]:
    """A row as JSON holds it: decimals and dates as text."""
    for name, value in row.items():
        if isinstance(value, Decimal):
            yield name, format(value, "f")
        elif isinstance(value, date):
            yield name, value.isoformat()
        else:
            yield name, value
