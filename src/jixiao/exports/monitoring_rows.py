"""Rows of the table that tells of projects in progress: what each indicator of a monitoring table has reached and expects."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.exports.places import first, located
from jixiao.exports.project_rows import target_columns
from jixiao.exports.reading import Reading, Row

_CAUSES = ("funds", "rules", "staff", "hardware", "other")


def indicator_rounds(reading: Reading) -> Iterator[Row]:
    """A row for each indicator of a monitoring table."""
    for project_no, _, project in reading.projects():
        for number, item in enumerate(project.indicators, start=1):
            record = item.monitoring
            if record is None:
                continue
            yield located(
                {
                    **reading.named(),
                    "project_no": project_no,
                    "indicator_no": number,
                    "project_name": project.name,
                    "month": project.monitoring.month if project.monitoring else None,
                    "name": item.name,
                    "target": item.target.text,
                    **{f"cause_{code}": reading.shown(record.causes.get(code)) for code in _CAUSES},
                    "reason": reading.shown(record.reason),
                    "measure": reading.shown(record.measure),
                    "asks_measures": project.monitoring.asks_measures if project.monitoring else None,
                    "attainability": record.attainability,
                }
                | target_columns("actual_", record.actual)
                | target_columns("actual_of_month_", record.actual_of_month)
                | target_columns("forecast_", record.forecast),
                first(item.sources, "monitoring.actual") or item.source,
            )
