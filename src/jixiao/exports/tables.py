"""The tables of an export: a declaration and rows that are made from the readings each time they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.exports import document_rows, evaluation_rows, monitoring_rows, places, project_rows, table_rows
from jixiao.exports.reading import Reading, Row, readings
from jixiao.exports.schema import Column, TableSchema, Value, schemas
from jixiao.model import Document

_ROWS: dict[str, Callable[[Reading], Iterator[Row]]] = {
    "documents": document_rows.documents,
    "projects": project_rows.projects,
    "amounts": project_rows.amounts,
    "funding": project_rows.funding,
    "payment_plan": project_rows.payment_plan,
    "narratives": project_rows.narratives,
    "contacts": project_rows.contacts,
    "indicators": project_rows.indicators,
    "indicator_extras": project_rows.indicator_extras,
    "self_evaluations": evaluation_rows.self_evaluations,
    "listed_evaluations": evaluation_rows.listed_evaluations,
    "indicator_results": evaluation_rows.indicator_results,
    "indicator_rounds": monitoring_rows.indicator_rounds,
    "copies": project_rows.copies,
    "tables": table_rows.tables,
    "table_columns": table_rows.table_columns,
    "table_cells": table_rows.table_cells,
    "table_lines": table_rows.table_lines,
    "table_amounts": table_rows.table_amounts,
    "sections": document_rows.sections,
    "claims": document_rows.claims,
    "contents": document_rows.contents,
    "captions": document_rows.captions,
    "repairs": project_rows.repairs,
    "problems": document_rows.problems,
    "ignored_cells": document_rows.ignored_cells,
    "personal_data": document_rows.personal_data,
    "places": places.places,
}
"""The function that makes the rows of each table from one document."""


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """A table of an export (导出的表); its rows are made anew each time, so that hundreds of documents need no more memory than themselves.

    Attributes:
        schema: its declaration.
        readings: the documents.
    """

    schema: TableSchema
    readings: Sequence[Reading]

    @property
    def name(self) -> str:
        """Its name."""
        return self.schema.name

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """Rows in the order of the documents, values in the order of the columns; a blank is ``None``."""
        make, columns, names = _ROWS[self.name], self.schema.columns, set(self.schema.names)
        for reading in self.readings:
            for row in make(reading):
                if row.keys() != names:
                    raise KeyError(f"{self.name}: {sorted(row.keys() ^ names)}")  # our fault: the function and its declaration differ
                yield tuple(_out(reading, column, row[column.name]) for column in columns)


def tables_of(documents: Sequence[Document], *, with_contacts: bool = False) -> list[ExportedTable]:
    """The tables of some readings, without personal data unless it is asked for.

    Args:
        documents: what was read.
        with_contacts: contacts go out too, and personal data in texts is not masked.

    Returns:
        The tables in the order of ``tables.toml``; a table without rows is one all the same.
    """
    found = readings(documents, with_personal=with_contacts)
    return [ExportedTable(schema, found) for schema in schemas().values() if with_contacts or not schema.is_personal]


def _out(reading: Reading, column: Column, value: Value) -> Value:
    if column.is_prose and isinstance(value, str):
        return reading.shown(value)
    return None if value == "" else value
