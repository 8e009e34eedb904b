"""A round of monitoring in words (监控结果的说明): what a page, a sheet and a terminal all print, line by line.

Nothing is computed here. A tone says how grave a line is: ``act`` where somebody must answer, ``ask`` where the record lacks something,
``ahead``, ``fine``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from jixiao.attainment import Unanswered, causes
from jixiao.attainment.figure import Answer, Figure
from jixiao.attainment.progress import Progress
from jixiao.attainment.spending import shown_money
from jixiao.messages import text
from jixiao.model import Document, Indicator
from jixiao.monitoring.actions import Attainability
from jixiao.monitoring.forecast import Forecast
from jixiao.monitoring.from_reading import Expected, ProjectRound
from jixiao.monitoring.lights import Light, Lit
from jixiao.monitoring.listed import listed_projects
from jixiao.monitoring.warning import Warned
from jixiao.provenance import SourceRef

TONES = ("act", "ask", "ahead", "fine")
"""From the gravest to the calmest."""
_OF_LIGHT = {Light.RED: "act", Light.YELLOW: "act", Light.BLUE: "ahead", Light.GREEN: "fine"}
_QUIET = ("unmonitored.not_due", "unmonitored.not_yet", "unmonitored.placeholder")


@dataclass(frozen=True, slots=True)
class MonitorLine:
    """An indicator in words (指标监控行).

    Attributes:
        name, target, actual, forecast: as printed; empty where nothing is.
        share, by_time, forecast_gap: in percent; empty where there is none.
        light: name of its light, empty where it has none.
        possibility: whether the target can be reached, in words.
        causes: kinds of causes and reasons, as the unit gives them.
        tone: how grave it is.
        said: what is to be said and done.
        rules: audit rules that ask the same.
        derivation: how the share came about.
        place: where its name stands.
    """

    name: str
    target: str
    actual: str
    forecast: str
    share: str
    by_time: str
    forecast_gap: str
    light: str
    possibility: str
    causes: str
    tone: str
    said: tuple[str, ...]
    rules: tuple[str, ...]
    derivation: tuple[str, ...]
    place: SourceRef


@dataclass(frozen=True, slots=True)
class MonitorSummary:
    """A project in words (项目监控摘要).

    Attributes:
        name: of the project.
        day: until which it reports.
        budget, executed, forecast, carryover: money as people write it; empty where none is known.
        rate, planned, gap, attainment, dual_gap: in percent or percentage points; empty where there is none.
        has_plan: planned is by the project's own payment plan.
        light: of the money.
        result_light: of the results as a whole.
        money: sentences on the money, warnings and forecast.
        next_steps: what to do now, the gravest first.
        rules: audit rules that ask the same.
        tone: of the whole.
    """

    name: str
    day: str
    budget: str
    executed: str
    forecast: str
    carryover: str
    rate: str
    planned: str
    gap: str
    attainment: str
    dual_gap: str
    has_plan: bool
    light: str
    result_light: str
    money: tuple[str, ...]
    next_steps: tuple[str, ...]
    rules: tuple[str, ...]
    tone: str


def lines_of(item: ProjectRound) -> list[MonitorLine]:
    """The indicators of a project, in their order."""
    indicators = [one for one in item.reported.project.indicators if not one.placeholder]
    found = item.found
    return [
        _line(indicator, progress, light, expected)
        for indicator, progress, light, expected in zip(indicators, found.progress, found.lights, item.expected, strict=True)
    ]


def summary_of(item: ProjectRound, lines: Sequence[MonitorLine]) -> MonitorSummary:
    """A project as a whole."""
    found, reported = item.found, item.found.round
    money_light = _light(found.money_light)
    tones = [*(line.tone for line in lines), _OF_LIGHT[Light(money_light)] if money_light else "fine", "act" if found.warnings else "fine"]
    if isinstance(found.schedule.rate, Unanswered):
        tones.append("ask")
    over = ["MON-002"] if _is_over(item) else []
    if over:
        tones.append("act")
    return MonitorSummary(
        item.reported.name or text("cli.unnamed"),
        reported.moment.day.isoformat(),
        _money(reported.budget_yuan),
        _money(reported.executed_yuan),
        _money(item.forecast_yuan),
        _money(item.carryover_yuan),
        _percent(found.schedule.rate),
        _percent(found.schedule.planned),
        _points(found.schedule.gap),
        _percent(found.attainment),
        _points(found.gap),
        found.schedule.has_plan,
        money_light,
        _light(found.project_light),
        tuple(_money_sentences(item)),
        tuple(_next_steps(item, lines, is_calm="act" not in tones)),
        tuple(dict.fromkeys([*over, *(one.rule for one in found.warnings), *(rule for line in lines for rule in line.rules)])),
        min(tones, key=TONES.index),
    )


def _line(indicator: Indicator, progress: Progress, light: Lit | Unanswered, expected: Expected) -> MonitorLine:
    record = indicator.monitoring
    shown = _light(light)
    said, rules = _said(progress, expected)
    tones = [_OF_LIGHT[Light(shown)] if shown else "fine", "ask" if said else "fine", "act" if expected.is_worse else "fine"]
    share = progress.share
    return MonitorLine(
        indicator.name,
        indicator.target.text,
        progress.watched.actual.text if progress.watched.actual else "",
        record.forecast.text if record and record.forecast else "",
        _percent(share),
        _percent(progress.by_time),
        _signed(expected.deviation),
        shown,
        text(f"monitor_possibility.{expected.attainability.name.lower()}") if expected.attainability else "",
        _causes(indicator),
        min(tones, key=TONES.index),
        tuple(said),
        tuple(rules),
        tuple(share.derivation.lines()) if share else (),
        indicator.source,
    )


def _said(progress: Progress, expected: Expected) -> tuple[list[str], list[str]]:
    """What an indicator lacks or contradicts, with what to do, and the rules that ask the same."""
    reasons = [*expected.missing]
    reason = progress.reason
    if reason is not None and reason.key not in _QUIET and not (reason.key == "unmonitored.judgement" and progress.watched.actual):
        reasons.insert(0, reason)
    said = [_with_remedy(one) for one in reasons]
    if expected.is_worse and expected.attainability is not Attainability.CERTAIN:
        said.append(text("monitor.expected_short"))
    return said, [one.rule for one in reasons if one.rule]


def _causes(indicator: Indicator) -> str:
    record = indicator.monitoring
    if record is None:
        return ""
    marks = [
        causes()[code].title.text() if len(said.strip()) < 2 else text("monitor.cause", cause=causes()[code].title.text(), said=said)
        for code, said in record.causes.items()
    ]
    return text("monitor.and").join([*marks, *([record.reason] if record.reason else [])])


def _money_sentences(item: ProjectRound) -> Iterator[str]:
    found = item.found
    if found.plan_fault is not None:
        yield _with_remedy(found.plan_fault)
    if item.has_plan_elsewhere:
        yield text("monitor.plan_elsewhere")
    if isinstance(found.schedule.rate, Unanswered):
        yield _with_remedy(found.schedule.rate)
    if _is_over(item):
        values = {"executed": _money(found.round.executed_yuan), "budget": _money(found.round.budget_yuan)}
        yield text("monitor.over_budget", **values)
    if not isinstance(found.cell, Unanswered):
        yield _as_sentence(found.cell.advice())
    for warned in found.warnings:
        yield _with_remedy(warned)
    if found.upcoming is not None and not isinstance(found.upcoming[1], Unanswered) and found.upcoming[1].is_warning:
        month, ahead = found.upcoming
        yield text("monitor.upcoming", month=month, limit=ahead.values["limit"])
    if isinstance(found.forecast, Forecast):
        yield _as_sentence(found.forecast.describe())
    else:
        yield _with_remedy(found.forecast)
    if item.forecast_yuan is not None and item.carryover_yuan is not None:
        yield text("monitor.own_forecast", forecast=_money(item.forecast_yuan), carryover=_money(item.carryover_yuan))


def _is_over(item: ProjectRound) -> bool:
    """More is paid than the budget of the year."""
    rate = item.found.schedule.rate
    return isinstance(rate, Figure) and rate.value > 1


def _next_steps(item: ProjectRound, lines: Sequence[MonitorLine], *, is_calm: bool) -> Iterator[str]:
    """What to do now: actions that fit, then what the record lacks; nothing is corrected where time explains a light deviation."""
    for suggestion in item.found.suggestions:
        action = suggestion.action
        if is_calm and action.code == "correct":
            continue
        yield text(
            "monitor.suggested",
            action=_as_sentence(action.title.text()),
            situation=action.situation.text(),
            authority=action.authority.text(),
        )
    short = [line.name for line, expected in zip(lines, item.expected, strict=True) if expected.is_worse]
    if short and not any(one.action.code == "correct" for one in item.found.suggestions):
        yield text("monitor.fall_short", names=text("monitor.and").join(short))
    asked = [line.name for line in lines if any(rule in ("MON-005", "MON-006") for rule in line.rules)]
    if asked:
        yield text("monitor.complete", names=text("monitor.and").join(asked))
    blank = [line.name for line in lines if not line.actual and line.tone == "ask"]
    if blank:
        yield text("monitor.fill_in", names=text("monitor.and").join(blank))
    unclear = [line.name for line in lines if line.actual and line.tone == "ask" and line.name not in asked]
    if unclear:
        yield text("monitor.make_clear", names=text("monitor.and").join(unclear))


def _with_remedy(found: Unanswered | Warned) -> str:
    """What is wrong and what to do; a question keeps its mark."""
    what = _as_sentence(found.message())
    key = "monitor.asked_with_remedy" if what.endswith(("？", "?")) else "monitor.with_remedy"
    return text(key, what=what, remedy=found.remedy())


def _as_sentence(words: str) -> str:
    """Words of the catalogue as they begin a sentence."""
    return words[:1].upper() + words[1:]


def _light(found: Lit | Unanswered) -> str:
    return "" if isinstance(found, Unanswered) else found.light.value


def _money(yuan: Decimal | None) -> str:
    return "" if yuan is None else shown_money(yuan)


def _percent(found: Answer | None) -> str:
    return f"{found.percent}%" if isinstance(found, Figure) else ""


def _points(found: Answer | None) -> str:
    """A gap with its sign, in percentage points."""
    return _sign(found.percent) if isinstance(found, Figure) else ""


def _signed(found: Answer | None) -> str:
    return f"{_sign(found.percent)}%" if isinstance(found, Figure) else ""


def _sign(value: Decimal) -> str:
    return f"+{value}" if value > 0 else f"−{abs(value)}" if value < 0 else "0.00"


def left_out(documents: Sequence[Document], rounds: Sequence[ProjectRound]) -> Iterator[str]:
    """What could not be watched: files that are neither monitoring tables nor bring a payment plan, and tables without a day."""
    plans = any(one.has_plan_elsewhere for one in rounds)
    watched = {id(reported.document) for one in rounds for reported in (one.reported, *one.earlier)}
    for document in documents:
        is_watched = id(document) in watched
        tables = [project for project in (*document.projects, *document.whole_department) if project.monitoring is not None]
        tables += [project for table in document.tables for project in listed_projects(table)]
        brings_plan = plans and any(project.payment_plan for project in document.projects)
        if not tables and not brings_plan:
            yield text("monitor.no_rounds", file=PurePath(document.source.file).name, kind=text(f"kind.{document.kind.value}"))
        for project in tables:
            is_dated = project.monitoring is not None and project.monitoring.month is not None
            if not is_dated and not is_watched:
                yield text("monitor.no_day", name=project.name or document.publisher or text("cli.unnamed"))
