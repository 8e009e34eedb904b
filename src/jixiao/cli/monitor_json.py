"""The JSON of ``jixiao monitor``: its keys are stable, and described in docs/reference/monitor.md (监控结果的 JSON)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from jixiao import __version__
from jixiao.attainment import Derivation, Unanswered
from jixiao.attainment.figure import Figure
from jixiao.attainment.progress import Progress
from jixiao.messages import language
from jixiao.model import Document
from jixiao.monitoring.forecast import Forecast
from jixiao.monitoring.from_reading import Expected, ProjectRound
from jixiao.monitoring.lights import Lit
from jixiao.monitoring.telling import MonitorLine, left_out, lines_of, summary_of

SCHEMA = "jixiao-monitor/1"
"""Changes when a key is taken away or means something else."""


def as_json(documents: Sequence[Document], rounds: Sequence[ProjectRound], lights: str) -> str:
    """One object: what was read, and every project with its money and its indicators.

    Args:
        documents: that were read, in their order.
        rounds: the latest round of each project.
        lights: the set of lights.
    """
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "lang": language(),
        "lights": lights,
        "documents": [
            {
                "file": document.source.file,
                "sha256": document.source.sha256,
                "kind": document.kind.value,
                "fiscal_year": document.fiscal_year,
                "publisher": document.publisher,
                "problems": len(document.problems),
            }
            for document in documents
        ],
        "projects": [_project(one) for one in rounds],
        "left_out": list(left_out(documents, rounds)),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _project(item: ProjectRound) -> dict[str, Any]:
    found, reported = item.found, item.found.round
    lines = lines_of(item)
    summary = summary_of(item, lines)
    return {
        "file": item.reported.document.source.file,
        "project": item.reported.name,
        "unit": item.reported.project.unit,
        "is_whole_department": item.reported.is_whole_department,
        "day": reported.moment.day.isoformat(),
        "earlier_days": [one.moment.day.isoformat() for one in item.earlier if one.moment],
        "tone": summary.tone,
        "money": {
            "budget_yuan": _number(reported.budget_yuan),
            "executed_yuan": _number(reported.executed_yuan),
            "rate": _answer(found.schedule.rate),
            "planned": _answer(found.schedule.planned),
            "has_plan": found.schedule.has_plan,
            "gap": _answer(found.schedule.gap),
            "light": _light(found.money_light),
            "forecast": found.forecast.as_json(),
            "forecast_yuan": _amounts(found.forecast, reported.budget_yuan),
            "own_forecast_yuan": _number(item.forecast_yuan),
            "carryover_yuan": _number(item.carryover_yuan),
        },
        "attainment": _answer(found.attainment),
        "dual_gap": _answer(found.gap),
        "light": _light(found.project_light),
        "warnings": [one.as_json() for one in found.warnings],
        "suggestions": [{"action": one.action.code, "derivation": _steps(one.derivation)} for one in found.suggestions],
        "next": list(summary.next_steps),
        "rules": list(summary.rules),
        "indicators": [
            _indicator(line, progress, light, expected)
            for line, progress, light, expected in zip(lines, found.progress, found.lights, item.expected, strict=True)
        ],
        "source": item.reported.project.source.as_json(),
    }


def _indicator(line: MonitorLine, progress: Progress, light: Lit | Unanswered, expected: Expected) -> dict[str, Any]:
    return {
        "name": line.name,
        "target": line.target,
        "actual": line.actual or None,
        "share": _answer(progress.share or progress.reason),
        "by_time": _answer(progress.by_time),
        "light": _light(light),
        "forecast": line.forecast or None,
        "forecast_deviation": _answer(expected.deviation),
        "misses_target": expected.is_worse,
        "attainability": int(expected.attainability) if expected.attainability else None,
        "causes": line.causes or None,
        "tone": line.tone,
        "said": list(line.said),
        "rules": list(line.rules),
        "source": line.place.as_json(),
    }


def _answer(found: Figure | Unanswered | None) -> dict[str, Any] | None:
    return found.as_json() if found is not None else None


def _light(found: Lit | Unanswered) -> str | None:
    return None if isinstance(found, Unanswered) else found.light.value


def _steps(derivation: Derivation) -> list[str]:
    return list(derivation.lines())


def _amounts(found: Forecast | Unanswered, budget: Decimal | None) -> list[str] | None:
    """Low, middle and high end of the forecast in yuan."""
    if isinstance(found, Unanswered) or budget is None:
        return None
    return [str(amount) for amount in found.amount(budget)]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
