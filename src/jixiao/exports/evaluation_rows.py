"""Rows of the tables that tell of self-evaluations: forms with their totals, and what became of each indicator."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.exports.places import first, located
from jixiao.exports.project_rows import target_columns
from jixiao.exports.reading import Reading, Row

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
            },
            first(item.sources, "evaluation.total_score") or item.source,
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
