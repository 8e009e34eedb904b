"""Where the head of a table stands on its page, so that a marked cell far below is shown together with the names of its columns (表头)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.model import Document, Table
from jixiao.reports.crops import Box

_MOST = 150.0
_GUESS = 48.0
"""Points above the first row where the place of the title is not known."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head of a table, and where its rows stand.

    Attributes:
        title: of the table.
        page: that the head stands on.
        top, bottom: of the head, in points.
        rows: where rows begin and end, by page.
    """

    title: str
    page: int
    top: float
    bottom: float
    rows: dict[int, tuple[float, float]]


def table_heads(document: Document) -> Iterator[TableHead]:
    """Heads of the tables of a document whose places are pages with boxes."""
    for table in document.tables:
        if (head := _head(table)) is not None:
            yield head


def head_of(heads: Sequence[TableHead], page: int, box: Box) -> TableHead | None:
    """The head of the table in which a box stands."""
    middle = (box[1] + box[3]) / 2
    for head in heads:
        top, bottom = head.rows.get(page, (0.0, 0.0))
        if top <= middle <= bottom:
            return head
    return None


def _head(table: Table) -> TableHead | None:
    rows: dict[int, tuple[float, float]] = {}
    for source in [*table.sources.get("rows", ()), *table.sources.get("cells", ())]:
        if source.page and source.box:
            top, bottom = rows.get(source.page, (source.box[1], source.box[3]))
            rows[source.page] = min(top, source.box[1]), max(bottom, source.box[3])
    starts = [source for source in table.sources.get("rows", ()) if source.page and source.box]
    if not starts or not table.columns:
        return None
    page, bottom = starts[0].page, starts[0].box[1]
    place = table.source
    if place.page and place.page < page and place.box:  # the page breaks between head and rows
        return TableHead(table.title or "", place.page, place.box[1], place.box[1] + _GUESS * 2, rows)
    top = place.box[1] if place.page == page and place.box and place.box[1] < bottom else bottom - _GUESS
    return TableHead(table.title or "", page, max(top, bottom - _MOST, 0.0), bottom, rows)
