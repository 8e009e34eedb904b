"""A corpus as tables that rules read: DuckDB over its Parquet files, closed to everything else (DuckDB)."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from jixiao.corpus.folder import Corpus
from jixiao.errors import CallerError
from jixiao.facts.schema import FactTable, fact_tables

_ROWS_PER_MEGABYTE = 2_000
"""Facts that a query may look at together for each megabyte that it may use."""


class CorpusDatabase:
    """The facts of a corpus in DuckDB.

    What does not fit into memory goes to a temporary folder of its own, which is removed at the end; beyond the folders of the corpus and
    that one nothing on the disk can be reached from a query.

    Args:
        corpus: that was opened.
        memory_megabytes: what DuckDB may use.
        threads: threads of a query; as many as there are processors by default.
    """

    failures: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self, corpus: Corpus, *, memory_megabytes: int = 1024, threads: int | None = None) -> None:
        self._spill = Path(tempfile.mkdtemp(prefix="jixiao-"))
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads or os.cpu_count() or 1,
            "memory_limit": f"{memory_megabytes}MB",
            "temp_directory": str(self._spill),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        self._parts: list[duckdb.DuckDBPyConnection] = []
        try:
            self._open(corpus, groups=_groups(corpus, memory_megabytes * _ROWS_PER_MEGABYTE))
        except BaseException:
            self.close()
            raise

    def _open(self, corpus: Corpus, *, groups: list[frozenset[str]]) -> None:
        folders = ", ".join(_quoted(str(folder.resolve())) for folder in (corpus.folder, self._spill))
        self._connection.execute(f"SET allowed_directories = [{folders}]")
        self._connection.execute("SET enable_external_access = false")
        for name, table in fact_tables().items():
            for file in corpus.files[name]:
                self._check(file, table)
            self._connection.execute(_view("main", table, corpus.files[name]))
        for number, group in enumerate(groups if len(groups) > 1 else []):
            self._connection.execute(f"CREATE SCHEMA part_{number}")
            for name, table in fact_tables().items():
                self._connection.execute(_view(f"part_{number}", table, corpus.files[name], group))
            self._parts.append(self._connection.cursor())
            self._parts[-1].execute(f"SET search_path = 'part_{number}'")
        self._connection.execute("SET lock_configuration = true")

    def _check(self, file: Path, table: FactTable) -> None:
        """Every file has the columns of its table: a wrong one is named here, not by each rule in turn."""
        try:
            result = self._connection.execute(f"DESCRIBE SELECT * FROM read_parquet({_quoted(str(file.resolve()))})")  # noqa: S608 - a quoted path
        except duckdb.Error as error:
            raise CallerError("error.corpus_file", file=str(file), reason=str(error).splitlines()[0]) from error
        found = {str(row[0]): str(row[1]) for row in result.fetchall()}
        for column, kind in table.types.items():
            if found.get(column) != kind:
                raise CallerError("error.corpus_type", file=str(file), column=column, found=found.get(column, "-"), wanted=kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything, and remove what was put on the disk."""
        for part in self._parts:
            part.close()
        self._connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)

    def fetch(
        self, sql: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of the columns and rows of a query.

        Args:
            sql: one SELECT.
            parameters: values of its ``$names``.
            seconds: the query is interrupted after so long.

        Raises:
            duckdb.Error: the query failed, was interrupted, or ran out of memory and disk.
        """
        return _fetch(self._connection, sql, parameters, seconds)

    def fetch_by_document(
        self, sql: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """As :meth:`fetch`, for a query that joins no two documents: some after the others, so that what it holds fits into memory."""
        names: list[str] = []
        rows: list[tuple[Any, ...]] = []
        for part in self._parts or [self._connection]:
            names, found = _fetch(part, sql, parameters, seconds)
            rows += found
        return names, rows


def _fetch(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | None, seconds: float | None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    timer = threading.Timer(seconds, connection.interrupt) if seconds else None
    if timer:
        timer.daemon = True
        timer.start()
    try:
        result = connection.execute(sql, dict(parameters) if parameters else None)
        return [column[0] for column in result.description or []], result.fetchall()
    finally:
        if timer:
            timer.cancel()


def _groups(corpus: Corpus, most: int) -> list[frozenset[str]]:
    """Names of files that are looked at together: so many that they hold about ``most`` rows."""
    parts = corpus.parts
    count = min(max(-(-corpus.rows // max(most, 1)), 1), len(parts))
    size = -(-len(parts) // count)
    return [frozenset(parts[start : start + size]) for start in range(0, len(parts), size)]


def _view(schema: str, table: FactTable, files: Sequence[Path], only: frozenset[str] | None = None) -> str:
    """The statement that makes a table of some files; without rows where none of them is wanted."""
    wanted = [file for file in files if only is None or file.name in only]
    listed = ", ".join(_quoted(str(file.resolve())) for file in wanted or files[:1])
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    nothing = "" if wanted else " WHERE false"
    return f"CREATE VIEW {schema}.{table.name} AS SELECT {columns} FROM read_parquet([{listed}]){nothing}"  # noqa: S608 - names of the schema, quoted paths


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
