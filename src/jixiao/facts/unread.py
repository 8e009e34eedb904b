"""Amounts that are printed and could not be read, by the form that they stand in (未读懂的金额)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from jixiao.facts.reading import FactReading
from jixiao.provenance import SourceRef

_OF_AMOUNTS = ("READ-014", "READ-015", "READ-016")
_ROW = re.compile(r"\d+$")


def unread_amounts(reading: FactReading) -> Counter[str]:
    """Number of such amounts by ``project_id``: each belongs to the form that begins last before it.

    A rule that adds amounts up says nothing of a form that has one: what is missing there is our reading, not the document's figure.
    """
    starts: list[tuple[tuple[str, float, float], str]] = []
    for _, project_id, _, item in reading.projects():
        starts += [(_rank(place), project_id) for place in (item.source, *item.copies)]
    starts.sort()
    found: Counter[str] = Counter()
    for problem in reading.document.problems:
        if problem.id in _OF_AMOUNTS:
            at = bisect_right(starts, (_rank(problem.source), "\U0010ffff")) - 1
            if at >= 0 and starts[at][0][0] == problem.source.sheet:
                found[starts[at][1]] += 1
    return found


def _rank(source: SourceRef) -> tuple[str, float, float]:
    """Where a place stands among those of its file: sheet, page or table, line or row."""
    row = _ROW.search(source.address)
    top = source.box[1] if source.box else 0.0
    return source.sheet, float(source.page or source.table), float(source.line or source.row or (int(row[0]) if row else 0) or top)
