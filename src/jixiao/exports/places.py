"""Places as columns, and the table of the places of all values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jixiao.exports.reading import Reading, Row
from jixiao.provenance import SourceRef

_COLUMNS = {
    "source_page": "page",
    "source_sheet": "sheet",
    "source_address": "address",
    "source_table": "table",
    "source_row": "row",
    "source_line": "line",
    "source_cell": "cell",
    "source_paragraph": "paragraph",
}
"""Columns and the part of a place that each holds."""
_IN_OTHER_TABLES = "cells"


def place(source: SourceRef | None) -> Row:
    """The columns of a place; all blank where there is none."""
    if source is None:
        return dict.fromkeys(("place", "source_box", *_COLUMNS))
    parts: Row = {column: getattr(source, part) or None for column, part in _COLUMNS.items()}
    return parts | {"place": source.where() or None, "source_box": " ".join(f"{edge:g}" for edge in source.box) or None}


def located(row: Row, source: SourceRef | None) -> Row:
    """A row with the columns of its place."""
    return row | place(source)


def first(sources: Mapping[str, Sequence[SourceRef]], key: str) -> SourceRef | None:
    """The first place of a value; ``None`` where none is known."""
    return next(iter(sources.get(key, ())), None)


def places(reading: Reading) -> Iterator[Row]:
    """Rows of ``places``: of the document, of its projects and their indicators, of its tables and lists of self-evaluations."""
    yield from _of(reading, reading.document.sources)
    for project_no, _, project in reading.projects():
        yield from _of(reading, project.sources, project_no=project_no)
        for indicator_no, item in enumerate(project.indicators, start=1):
            yield from _of(reading, item.sources, project_no=project_no, indicator_no=indicator_no)
    for table_no, table in enumerate(reading.document.tables, start=1):
        yield from _of(reading, {key: found for key, found in table.sources.items() if key != _IN_OTHER_TABLES}, table_no=table_no)
    for summary in reading.document.summaries:
        yield from _of(reading, {"rows": [summary.source]}, table_no=summary.table_no)
        for name, row in summary.named_rows():
            yield from _of(reading, {f"{name}.{key}": found for key, found in row.sources.items()}, table_no=summary.table_no)


def _of(reading: Reading, sources: Mapping[str, Sequence[SourceRef]], **owner: int) -> Iterator[Row]:
    keys: Row = {"document_id": reading.id} | {key: owner.get(key) for key in ("project_no", "indicator_no", "table_no")}
    for field, found in sources.items():
        for place_no, source in enumerate(found, start=1):
            yield located(keys | {"field": field, "place_no": place_no}, source)
