"""Rows of one document as text, as they travel from the process that reads to the one that collects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.facts.database import Row, rows_as_json
from jixiao.facts.load import Dates, document_rows
from jixiao.facts.numbers import LeftOut
from jixiao.facts.reading import FactReading
from jixiao.model import Document


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """Facts of one document (单个文件的事实).

    Attributes:
        document_id: its key.
        file: its name.
        sha256: of its bytes.
        tables: rows by table as a list of objects in JSON; tables without rows are not there.
        columns: columns that the rows of a table name.
        counts: rows by table.
        problems: what could not be read, in words.
        left_out: numbers that did not fit their column.
        is_unread: nothing could be read.
    """

    document_id: str
    file: str
    sha256: str
    tables: Mapping[str, str]
    columns: Mapping[str, list[str]]
    counts: Mapping[str, int]
    problems: list[str]
    left_out: int
    is_unread: bool


def rows_of(document: Document, document_id: str, known: Dates | None = None) -> DocumentRows:
    """The facts of a document.

    Args:
        document: the reading.
        document_id: key of the document.
        known: when it was approved and published.
    """
    left_out: list[LeftOut] = []
    tables: dict[str, list[Row]] = {}
    for table, row in document_rows(FactReading(document_id, document), known or Dates(), left_out):
        tables.setdefault(table, []).append(row)
    nothing = not (document.projects or document.whole_department or document.tables or document.sections)
    return DocumentRows(
        document_id=document_id,
        file=document.source.file,
        sha256=document.source.sha256,
        tables={name: rows_as_json(rows) for name, rows in tables.items()},
        columns={name: list(dict.fromkeys(column for row in rows for column in row)) for name, rows in tables.items()},
        counts={name: len(rows) for name, rows in tables.items()},
        problems=[problem.describe() for problem in document.problems],
        left_out=len(left_out),
        is_unread=bool(document.problems) and nothing,
    )
