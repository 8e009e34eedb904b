"""The workbook of ``jixiao monitor`` (监控汇总表): projects at a glance, then every indicator with what is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath

from jixiao.attainment.figure import Answer, Figure
from jixiao.exports.book import BookColumn, BookSheet, ColumnKind, Value, book_of
from jixiao.messages import text
from jixiao.monitoring.forecast import Forecast
from jixiao.monitoring.from_reading import ProjectRound
from jixiao.monitoring.telling import MonitorLine, MonitorSummary, lines_of, summary_of

_WAN = Decimal(10_000)
_TEXT, _NUMBER = ColumnKind.TEXT, ColumnKind.MONEY
_PROJECTS = (
    ("tone", _TEXT),
    ("project", _TEXT),
    ("unit", _TEXT),
    ("day", _TEXT),
    ("budget_wan", _NUMBER),
    ("executed_wan", _NUMBER),
    ("rate_pct", _NUMBER),
    ("planned_pct", _NUMBER),
    ("gap_points", _NUMBER),
    ("money_light", _TEXT),
    ("attainment_pct", _NUMBER),
    ("dual_gap_points", _NUMBER),
    ("result_light", _TEXT),
    ("own_forecast_wan", _NUMBER),
    ("carryover_wan", _NUMBER),
    ("forecast_range", _TEXT),
    ("what", _TEXT),
    ("next", _TEXT),
    ("rules", _TEXT),
    ("file", _TEXT),
)
_INDICATORS = (
    ("tone", _TEXT),
    ("project", _TEXT),
    ("indicator", _TEXT),
    ("target", _TEXT),
    ("actual", _TEXT),
    ("share_pct", _NUMBER),
    ("by_time_pct", _NUMBER),
    ("light", _TEXT),
    ("forecast", _TEXT),
    ("forecast_gap_pct", _NUMBER),
    ("possibility", _TEXT),
    ("causes", _TEXT),
    ("what", _TEXT),
    ("rules", _TEXT),
    ("derivation", _TEXT),
    ("place", _TEXT),
)
_SUMMED = ("budget_wan", "executed_wan", "own_forecast_wan", "carryover_wan")


def monitor_paper(rounds: Sequence[ProjectRound]) -> bytes:
    """The workbook as XLSX.

    Args:
        rounds: the latest round of each project, in their order.
    """
    told = [(item, lines, summary_of(item, lines)) for item in rounds for lines in [lines_of(item)]]
    projects = [_project(item, summary) for item, _, summary in told]
    indicators = [row for item, lines, summary in told for row in _indicators(item, lines, summary)]
    return book_of(
        [
            BookSheet(text("monitor.sheet_projects"), _columns(_PROJECTS), projects, text("monitor.total")),
            BookSheet(text("monitor.sheet_indicators"), _columns(_INDICATORS), indicators),
        ],
        title=text("monitor.title"),
    )


def _columns(wanted: Sequence[tuple[str, ColumnKind]]) -> list[BookColumn]:
    return [BookColumn(text(f"monitor.{key}"), kind, is_summed=key in _SUMMED) for key, kind in wanted]


def _project(item: ProjectRound, summary: MonitorSummary) -> list[Value]:
    found, reported = item.found, item.found.round
    forecast = found.forecast
    return [
        text(f"monitor_tone.{summary.tone}"),
        summary.name,
        item.reported.project.unit or item.reported.document.publisher or "",
        summary.day,
        _wan(reported.budget_yuan),
        _wan(reported.executed_yuan),
        _percent(found.schedule.rate),
        _percent(found.schedule.planned),
        _percent(found.schedule.gap),
        _light(summary.light),
        _percent(found.attainment),
        _percent(found.gap),
        _light(summary.result_light),
        _wan(item.forecast_yuan),
        _wan(item.carryover_yuan),
        f"{forecast.low}%—{forecast.high}%" if isinstance(forecast, Forecast) else "",
        "\n".join(summary.money),
        "\n".join(summary.next_steps) or text("monitor.nothing_next"),
        "\n".join(summary.rules),
        PurePath(item.reported.document.source.file).name,
    ]


def _indicators(item: ProjectRound, lines: Sequence[MonitorLine], summary: MonitorSummary) -> Iterator[list[Value]]:
    for line, progress, expected in zip(lines, item.found.progress, item.expected, strict=True):
        yield [
            text(f"monitor_tone.{line.tone}"),
            summary.name,
            line.name,
            line.target,
            line.actual,
            _percent(progress.share),
            _percent(progress.by_time),
            _light(line.light),
            line.forecast,
            _percent(expected.deviation),
            line.possibility,
            line.causes,
            "\n".join(line.said),
            "\n".join(line.rules),
            "\n".join(line.derivation),
            line.place.where(),
        ]


def _light(light: str) -> str:
    return text(f"monitor_light.{light}") if light else ""


def _wan(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else yuan / _WAN


def _percent(found: Answer | None) -> Decimal | None:
    return found.percent if isinstance(found, Figure) else None
