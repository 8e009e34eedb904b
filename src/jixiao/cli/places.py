"""Places beside the values that ``jixiao show`` prints: in full with ``--where``, otherwise as short as finds the row again."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.messages import text
from jixiao.model import Indicator
from jixiao.provenance import SourceRef


def in_full(places: Sequence[SourceRef]) -> str:
    """The first of some places in words, and how many there are; empty where there is none."""
    if not places:
        return ""
    first = places[0].where()
    return first if len(places) == 1 else text("place.more", place=first, count=len(places))


def in_short(place: SourceRef) -> str:
    """A place as the last column of a table names it: the page, the cell of a sheet, the row of a table, the line."""
    if place.page:
        return text("place.short_page", page=place.page)
    if place.sheet:
        return text("place.short_sheet", sheet=place.sheet, address=place.address)
    if place.table:
        return text("place.short_table", table=place.table, row=place.row)
    if place.paragraph:
        return text("place.short_paragraph", paragraph=place.paragraph)
    return text("place.short_line", line=place.line)


def of_indicator(item: Indicator, *, full: bool) -> str:
    """Where an indicator stands: in full the cell of its target, the first where two halves print it; in short its row."""
    return (item.sources.get("target") or [item.source])[0].where() if full else in_short(item.source)


def column_of(items: Sequence[Indicator], *, full: bool) -> str:
    """Head of the last column: 行 where all places are lines of a text, otherwise 出处."""
    is_lines = not full and all(not (p.page or p.sheet or p.table or p.paragraph) for p in (item.source for item in items))
    return text("column.line" if is_lines else "column.place")
