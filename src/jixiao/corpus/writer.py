"""Facts of many documents into a corpus on disk, a few thousand rows in memory at a time; half a corpus is never left behind."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from jixiao.corpus.folder import is_corpus, write_manifest
from jixiao.errors import CallerError
from jixiao.facts import across
from jixiao.facts.database import Row, insert_json, rows_as_json
from jixiao.facts.numbers import LeftOut, fitted
from jixiao.facts.rows import DocumentRows
from jixiao.facts.schema import fact_tables, schema_text

_ROWS_PER_PART = 250_000
_ID_DIGITS = 12
_DOCUMENTS_TOGETHER = 500


class CorpusWriter:
    """Writes a corpus (语料写入).

    Used with ``with``: at its end the rows that hold documents of one agency against each other are made, and the folder gets its name;
    where an exception leaves it, what was written is removed.

    Args:
        folder: where the corpus is to lie; a corpus that lies there is replaced, anything else is not.

    Raises:
        CallerError: something else lies there, or it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        check_destination(folder)
        self._folder = folder
        self._partial = folder.with_name(f".{folder.name}-{os.getpid()}")
        try:
            shutil.rmtree(self._partial, ignore_errors=True)
            for name in fact_tables():
                (self._partial / name).mkdir(parents=True)
        except OSError as error:
            raise CallerError("error.cannot_write", file=str(folder), reason=error.strerror or str(error)) from error
        self._connection = duckdb.connect(config={"temp_directory": "", "threads": 1})
        self._connection.execute(schema_text())
        self._held = 0
        self._parts = 0
        self._ids: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self._connection.close()
            shutil.rmtree(self._partial, ignore_errors=True)

    def id_of(self, sha256: str) -> str:
        """The key of the next document with these bytes, as an audit in memory gives it."""
        start = sha256[:_ID_DIGITS]
        self._ids[start] += 1
        return start if self._ids[start] == 1 else f"{start}-{self._ids[start]}"

    def add(self, rows: DocumentRows) -> None:
        """Add the facts of a document."""
        for table, data in rows.tables.items():
            insert_json(self._connection, table, rows.columns[table], data)
        self.counts.update(rows.counts)
        self._held += sum(rows.counts.values())
        if self._held >= _ROWS_PER_PART:
            self._flush(only_filled=True)

    def _flush(self, *, only_filled: bool) -> None:
        """Put what is held into files; a table without rows gets a file only at the end, where it has none yet."""
        for name in fact_tables():
            file = self._partial / name / f"part-{self._parts:05d}.parquet"
            found = self._connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608 - names of the schema
            if (found and found[0]) or not (only_filled or any(file.parent.iterdir())):
                self._connection.execute(f"COPY {name} TO '{_escaped(file)}' (FORMAT parquet, COMPRESSION zstd)")
                self._connection.execute(f"DELETE FROM {name}")  # noqa: S608 - as above
        self._parts += 1
        self._held = 0

    def _finish(self) -> None:
        self._flush(only_filled=True)
        self._hold_against_each_other()
        self._flush(only_filled=False)
        write_manifest(self._partial, self.counts)
        former = self._partial.with_name(f"{self._partial.name}-former")
        if self._folder.exists():
            self._folder.rename(former)
        self._partial.rename(self._folder)
        shutil.rmtree(former, ignore_errors=True)

    def _hold_against_each_other(self) -> None:
        """Rows across documents, some agencies after the others; only those of several documents are fetched."""
        if not any((self._partial / "documents").iterdir()):
            return
        shared = self._rows("documents", "agency_key IN (SELECT agency_key FROM {} GROUP BY agency_key HAVING count(*) > 1)")
        for documents in _by_agency(shared):
            listed = ", ".join(f"'{_escaped(row['document_id'])}'" for row in documents)
            rest = {name: self._rows(name, f"document_id IN ({listed})") for name in across.NEEDED if name != "documents"}
            for agency in across.agencies_of({"documents": documents, **rest}):
                self._add_across(agency)

    def _add_across(self, agency: Mapping[str, Sequence[Row]]) -> None:
        made: dict[str, list[Row]] = {}
        left_out: list[LeftOut] = []
        for table, row in across.rows(agency):
            made.setdefault(table, []).append(fitted(row, fact_tables()[table].types, table, left_out))
        for table, rows in made.items():
            insert_json(self._connection, table, list(dict.fromkeys(name for row in rows for name in row)), rows_as_json(rows))
            self.counts[table] += len(rows)

    def _rows(self, table: str, condition: str) -> list[Row]:
        source = f"read_parquet('{_escaped(self._partial / table)}/*.parquet')"
        if not any((self._partial / table).iterdir()):
            return []
        columns = ", ".join(f'"{column.name}"' for column in fact_tables()[table].columns)
        result = self._connection.execute(f"SELECT {columns} FROM {source} WHERE {condition.format(source)}")  # noqa: S608 - names of the schema
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _by_agency(documents: Sequence[Row]) -> Iterator[list[Row]]:
    """Documents of some agencies at a time, those of one agency never apart."""
    ordered = sorted(documents, key=lambda row: (str(row["agency_key"]), str(row["document_id"])))
    some: list[Row] = []
    for row in ordered:
        if len(some) >= _DOCUMENTS_TOGETHER and row["agency_key"] != some[-1]["agency_key"]:
            yield some
            some = []
        some.append(row)
    if some:
        yield some


def check_destination(folder: Path) -> None:
    """A corpus may be written there.

    Raises:
        CallerError: something lies there that is no corpus.
    """
    if folder.exists() and not is_corpus(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise CallerError("error.corpus_destination", folder=str(folder))


def _escaped(value: Any) -> str:  # noqa: ANN401 - a path or a key
    return str(value).replace("'", "''")
