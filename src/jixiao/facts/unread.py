"""Amounts that are printed and could not be read, by the form that they stand in (未读懂的金额)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from jixiao.facts.reading import FactReading
from jixiao.model import Project
from jixiao.provenance import Problem, SourceRef
from jixiao.values import MoneyUnit, parse_amount

_OF_AMOUNTS = ("READ-014", "READ-015", "READ-016")
_OF_ANY_CELL = "READ-010"
_ROW = re.compile(r"[A-Z]{1,4}(\d{1,8})")


def unread_amounts(reading: FactReading) -> Counter[str]:
    """Number of such amounts by ``project_id``: each belongs to the form that begins last before it. Those under unknown labels count too.

    A rule that adds amounts up says nothing of a form that has one: what is missing there is our reading, not the document's figure.
    """
    starts: list[tuple[tuple[str, float, float], str]] = []
    unknown: Counter[str] = Counter()
    for _, project_id, _, item in reading.projects():
        starts += [(order_of(place), project_id) for place in (item.source, *item.copies)]
        unknown[project_id] += _under_unknown_labels(item)
    starts.sort()
    for problem in reading.document.problems:
        if _is_of_amount(problem):
            at = bisect_right(starts, (order_of(problem.source), "\U0010ffff")) - 1
            if at >= 0 and starts[at][0][0] == problem.source.sheet:
                unknown[starts[at][1]] += 1
    return unknown


def _is_of_amount(problem: Problem) -> bool:
    return problem.id in _OF_AMOUNTS or (problem.id == _OF_ANY_CELL and _is_amount(problem.values.get("text")))


def _under_unknown_labels(item: Project) -> int:
    """Amounts that stand under a label of the form that names no source of money."""
    return sum(1 for text in item.narratives.values() if _is_amount(text))


def _is_amount(text: str | None) -> bool:
    return bool(text) and parse_amount(text or "", MoneyUnit.YUAN) is not None


def order_of(source: SourceRef) -> tuple[str, float, float]:
    """Where a place stands among those of its file: sheet, page or table, line or row."""
    row = _ROW.fullmatch(source.address)
    top = source.box[1] if source.box else 0.0
    return source.sheet, float(source.page or source.table), float(source.line or source.row or (int(row[1]) if row else 0) or top)
