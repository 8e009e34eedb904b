"""Rows of monitoring tables (绩效运行监控表): what was paid and reached until a month, what is expected, and what the record lacks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.attainment import Unanswered, compare, half_up, read_actual
from jixiao.attainment.figure import Answer
from jixiao.attainment.spending import dual_gap, execution_rate
from jixiao.facts import measures
from jixiao.facts.attained import attainment_of, budget_of, money_of
from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.matching.keys import key_of
from jixiao.model import Indicator
from jixiao.values import Kind, Target

_NOTHING = (Kind.PLACEHOLDER, Kind.EMPTY)


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``monitoring_rounds``, ``monitoring_measures`` and ``monitoring_indicators``."""
    for _, project_id, _, project in reading.projects():
        if project.monitoring is None:
            continue
        keys: Row = {"document_id": reading.id, "project_id": project_id}
        money = money_of(project)
        attained, count = attainment_of(project, reading.document.fiscal_year)
        gap = dual_gap(attained, execution_rate(money.executed_amount if money else None, budget_of(project)))
        yield (
            "monitoring_rounds",
            {
                **keys,
                "month": project.monitoring.month,
                "round_budget_yuan": budget_of(project) if money else None,
                "executed_yuan": money.executed_amount if money else None,
                "forecast_yuan": money.forecast_amount if money else None,
                "rate_pct": money.rate_pct if money else None,
                "attainment_pct": _percent(attained),
                "measured_count": count,
                "dual_gap_pct": _percent(gap),
                "asks_measures": project.monitoring.asks_measures,
                "source": place(money.source if money else project.source),
            },
        )
        for row in measures.rows(project, project_id):
            yield "monitoring_measures", {"document_id": reading.id, **row}
        for number, item in enumerate(project.indicators, start=1):
            if item.monitoring is not None and not item.placeholder:
                yield "monitoring_indicators", {**keys, "indicator_id": f"{project_id}/i{number}", **_indicator(item, reading)}


def _percent(answer: Answer) -> Decimal | None:
    """To six decimals, so that a gap that lies at a threshold lies there for the rules too."""
    return None if isinstance(answer, Unanswered) else half_up(answer.value * 100, 6)


def _indicator(item: Indicator, reading: FactReading) -> Row:
    record = item.monitoring
    actual = record.actual if record and record.actual and record.actual.kind not in _NOTHING else None
    forecast = record.forecast if record and record.forecast and record.forecast.kind not in _NOTHING else None
    gap, is_short = _gap(item, forecast, reading.document.fiscal_year)
    return {
        "name": item.name,
        "target_text": item.target.text,
        "actual_text": actual.text if actual else None,
        "actual_source": first_place(item.sources, "monitoring.actual"),
        "is_actual_target": actual is not None and key_of(actual.text) == key_of(item.target.text),
        "forecast_text": forecast.text if forecast else None,
        "forecast_source": first_place(item.sources, "monitoring.forecast"),
        "forecast_gap_pct": gap,
        "is_forecast_short": is_short,
        "attainability": record.attainability if record else None,
        "has_cause": bool(record and (record.causes or (record.reason and key_of(record.reason)))),
        "source": place(item.source),
    }


def _gap(item: Indicator, forecast: Target | None, year: int | None) -> tuple[Decimal | None, bool | None]:
    """How far an expected value lies from its target, above 0 better, and whether it misses it; ``None`` where they do not compare."""
    if forecast is None:
        return None, None
    read = read_actual(forecast.text, item.target, name=item.name, level2_code=item.level2_code, fiscal_year=year)
    compared = compare(item.target, read)
    if isinstance(compared, Unanswered) or compared.bound:
        return None, None
    if compared.high is not None or compared.a <= 0:
        return None, not compared.is_met
    ratio = compared.b / compared.a
    return half_up((1 - ratio if compared.case.value == "negative" else ratio - 1) * 100), not compared.is_met
