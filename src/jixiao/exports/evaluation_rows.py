"""Rows of the tables that tell of self-evaluations: forms with their totals, and what became of each indicator."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.exports.places import first, located
from jixiao.exports.project_rows import target_columns
from jixiao.exports.reading import Reading, Row

_KINDS = {"rows": "project", "subtotals": "subtotal", "total": "total"}
_TEXTS = ("grade", "conclusion", "problems", "measures")


def self_evaluations(reading: Reading) -> Iterator[Row]:
    """A row for each form that claims points."""
    for number, scope, item in reading.projects():
        said = item.evaluation
        if said is None:
            continue
        yield located(
            {
                **reading.named(),
                "project_no": number,
                "scope": scope,
                "project_name": item.name,
                "total_weight": said.total_weight,
                "total_score": said.total_score,
                **{name: reading.shown(getattr(said, name)) for name in _TEXTS},
                "asks_reasons": said.asks_reasons,
            },
            first(item.sources, "evaluation.total_score") or item.source,
        )


def listed_evaluations(reading: Reading) -> Iterator[Row]:
    """A row for each row of a list of self-evaluations."""
    for summary in reading.document.summaries:
        for number, (called, row) in enumerate(summary.named_rows(), start=1):
            yield located(
                {
                    **reading.named(),
                    "table_no": summary.table_no,
                    "row_no": number,
                    "table_title": summary.title,
                    "row_kind": _KINDS[called.partition(".")[0]],
                    "table_row": row.table_row,
                    "project_name": row.name,
                    **{name: getattr(row, name) for name in ("code", "department", "unit", "grade", "remark")},
                    **{f"{name}_yuan": getattr(row, name) for name in ("initial_budget", "adjusted_budget", "executed_amount")},
                    **{name: getattr(row, name) for name in ("rate_pct", "execution_score", "total_score")},
                    "others": "\n".join(f"{header}：{words}" for header, words in row.extra.items()),
                    "steps": ";".join(f"{name}={step}" for name, step in row.steps.items()),
                },
                row.source,
            )


def indicator_results(reading: Reading) -> Iterator[Row]:
    """A row for each indicator whose form says what became of it."""
    for project_no, _, project in reading.projects():
        for number, item in enumerate(project.indicators, start=1):
            result = item.result
            if result is None:
                continue
            yield located(
                {
                    **reading.named(),
                    "project_no": project_no,
                    "indicator_no": number,
                    "project_name": project.name,
                    "name": item.name,
                    "target": item.target.text,
                    "weight": item.weight,
                    "score": result.score,
                    "coefficient_pct": result.coefficient_pct,
                    "reason": reading.shown(result.reason),
                    "measure": reading.shown(result.measure),
                }
                | target_columns("adjusted_target_", result.adjusted_target)
                | target_columns("actual_", result.actual),
                first(item.sources, "result.actual") or item.source,
            )
