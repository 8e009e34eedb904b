"""Totals and subtotals of lists of self-evaluations (自评结果汇总表的合计、小计), beside the rows that they add up.

A subtotal stands below its rows, or above them; which of the two, the first and the last of a table tell. Where they do not, or where a
row is part of another (其中), nothing is added up: a wrong sum accuses, a missing one does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.model import EvaluatedProject, EvaluationSummary
from jixiao.values.normal import squash

_MEASURES = {"initial": "initial_budget", "adjusted": "adjusted_budget", "executed": "executed_amount"}
_Sum = tuple[EvaluatedProject, Sequence[EvaluatedProject]]


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``listed_sums``."""
    number = 0
    for summary in reading.document.summaries:
        for row, parts in sums_of(summary):
            for measure, field in _MEASURES.items():
                added = _added(row, parts, field)
                if added is not None:
                    number += 1
                    named: Row = {"table_title": summary.title, "name": row.name, "measure": measure}
                    source = first_place(row.sources, field) or place(row.source)
                    own: Row = {"document_id": reading.id, "sum_no": number, "source": source, "confidence": 1.0}
                    yield "listed_sums", own | named | added


def sums_of(summary: EvaluationSummary) -> Iterator[_Sum]:
    """Each row that adds up others, with those: a subtotal with its projects, the total with the subtotals if they hold every project."""
    if any(squash(row.name or "").startswith("其中") for row in summary.rows):
        return
    groups = list(_groups(summary))
    yield from groups
    if summary.total is not None:
        held = sum(len(parts) for _, parts in groups)
        is_in_steps = held == len(summary.rows) and len(groups) == len(summary.subtotals)
        yield summary.total, [row for row, _ in groups] if is_in_steps else summary.rows


def _groups(summary: EvaluationSummary) -> Iterator[_Sum]:
    rows, subtotals = summary.rows, summary.subtotals
    if not rows or not subtotals:
        return
    stands_above = subtotals[0].table_row < rows[0].table_row
    stands_below = subtotals[-1].table_row > rows[-1].table_row
    if stands_above == stands_below:
        return
    at = [row.table_row for row in rows]
    places = [row.table_row for row in subtotals]
    for number, row in enumerate(subtotals):
        if stands_above:
            end = places[number + 1] if number + 1 < len(places) else at[-1] + 1
            parts = rows[bisect_right(at, row.table_row) : bisect_left(at, end)]
        else:
            start = places[number - 1] if number else 0
            parts = rows[bisect_right(at, start) : bisect_left(at, row.table_row)]
        if parts:  # a row of departments above those of their units adds up no project of its own
            yield row, parts


def _added(row: EvaluatedProject, parts: Sequence[EvaluatedProject], field: str) -> Row | None:
    """The amount of a sum beside its parts; ``None`` where it has none, no part has one, or one could not be read."""
    printed = getattr(row, field)
    amounts = [getattr(part, field) for part in parts]
    known = [amount for amount in amounts if amount is not None]
    is_unread = any(amount is None and field in part.sources for amount, part in zip(amounts, parts, strict=True))
    if printed is None or not known or is_unread:
        return None
    steps = [each.steps.get(field, Decimal(0)) for each in (row, *parts)]
    return {"printed_yuan": printed, "parts_yuan": sum(known, Decimal(0)), "parts": len(parts), "slack_yuan": sum(steps, Decimal(0)) / 2}
