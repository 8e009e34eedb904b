"""Rows of the table that tells of projects in progress: what each indicator of a monitoring table has reached and expects."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.exports.places import first, located
from jixiao.exports.reading import Reading, Row
from jixiao.values import Target

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
                    "actual": _text(record.actual),
                    "actual_value": record.actual.value if record.actual else None,
                    "actual_unit": record.actual.unit if record.actual else None,
                    "actual_of_month": _text(record.actual_of_month),
                    "forecast": _text(record.forecast),
                    "forecast_value": record.forecast.value if record.forecast else None,
                    "forecast_unit": record.forecast.unit if record.forecast else None,
                    **{f"cause_{code}": reading.shown(record.causes.get(code)) for code in _CAUSES},
                    "reason": reading.shown(record.reason),
                    "attainability": record.attainability,
                },
                first(item.sources, "monitoring.actual") or item.source,
            )


def _text(value: Target | None) -> str | None:
    return value.text if value else None
