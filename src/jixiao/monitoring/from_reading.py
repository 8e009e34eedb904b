"""Monitoring tables as they were read, ready to be watched (读取结果的监控): which rounds are of one project, and their days."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jixiao.attainment import Unanswered, compare, compare_dates, read_actual
from jixiao.attainment.figure import Answer
from jixiao.attainment.timing import Moment, at_month_end
from jixiao.facts.attained import budget_of, money_of, watched
from jixiao.model import Document, FundingLine, Indicator, Project
from jixiao.monitoring.actions import Attainability, missing_of
from jixiao.monitoring.forecast import forecast_deviation
from jixiao.monitoring.lights import DEFAULT
from jixiao.monitoring.listed import listed_projects
from jixiao.monitoring.money import carryover
from jixiao.monitoring.watching import Monitored, Round, watch
from jixiao.values import Kind, Target
from jixiao.values.normal import squash

_NOTHING = (Kind.PLACEHOLDER, Kind.EMPTY)
_DATES = (Kind.DEADLINE, Kind.PERIOD)


@dataclass(frozen=True, slots=True)
class Reported:
    """A monitoring table, and the day until which it reports (监控表与监控时点).

    Attributes:
        document: that holds it.
        project: as it was read.
        is_whole_department: it is that of a department or unit as a whole.
        moment: the day; ``None`` where neither the form nor the caller tells it.
    """

    document: Document
    project: Project
    is_whole_department: bool
    moment: Moment | None

    @property
    def name(self) -> str | None:
        """Name of the project, or of the department."""
        return self.project.name or self.project.department or self.project.unit or self.document.publisher

    @property
    def agency(self) -> str | None:
        """Whose project it is: two agencies may have projects of one name."""
        return self.project.unit or self.document.publisher or self.project.department

    @property
    def money(self) -> FundingLine | None:
        """The row of the year as a whole (年度资金总额)."""
        return money_of(self.project)


@dataclass(frozen=True, slots=True)
class Expected:
    """What an indicator says of the end of the year (全年预计), and what it lacks for that.

    Attributes:
        deviation: of the expected value from the target, above 0 better; ``None`` where nothing is expected.
        is_worse: the expected value misses the target; ``None`` where that is unknown.
        attainability: as chosen.
        missing: what the record lacks, or where it contradicts itself.
    """

    deviation: Answer | None
    is_worse: bool | None
    attainability: Attainability | None
    missing: tuple[Unanswered, ...]


@dataclass(frozen=True, slots=True)
class ProjectRound:
    """The latest round of a project, computed (项目监控结果).

    Attributes:
        reported: its table.
        earlier: its earlier tables, oldest first.
        found: everything that is computed of it.
        expected: of each indicator, in their order.
        forecast_yuan: what the unit expects to have paid by the end of the year (全年预计执行数).
        has_plan_elsewhere: the payment plan comes from the form of its targets, which was read together with the table.
    """

    reported: Reported
    earlier: tuple[Reported, ...]
    found: Monitored
    expected: tuple[Expected, ...]
    forecast_yuan: Decimal | None
    has_plan_elsewhere: bool

    @property
    def carryover_yuan(self) -> Decimal | None:
        """What would be left over then (预计结转)."""
        budget = self.found.round.budget_yuan
        return None if budget is None or self.forecast_yuan is None else carryover(budget, self.forecast_yuan)


def rounds_in(documents: Sequence[Document], day: date | None = None) -> Iterator[Reported]:
    """The monitoring tables of documents, in their order.

    Args:
        documents: readings.
        day: on which a table reports whose headers name no month (1—N月), and where the year of a document is unknown.
    """
    for document in documents:
        for is_whole, projects in ((False, document.projects), (True, document.whole_department)):
            for project in projects:
                if project.monitoring is not None:
                    yield Reported(document, project, is_whole, _moment(document, project, day))
        for table in document.tables:
            for project in listed_projects(table):
                yield Reported(document, project, False, _moment(document, project, day))


def watch_documents(documents: Sequence[Document], day: date | None = None, *, lights: str = DEFAULT) -> list[ProjectRound]:
    """Watch every project of some documents in its latest round; tables without a day are left out.

    Earlier tables of a project tell how fast it went, and a form of its targets that is read with them brings its payment plan.

    Args:
        documents: readings of monitoring tables, of several rounds, and of target forms.
        day: as in :func:`rounds_in`.
        lights: the set of lights.
    """
    groups: dict[tuple[str, str, int, bool], list[Reported]] = {}
    for reported in rounds_in(documents, day):
        if reported.moment is not None:
            name = squash(reported.name or "") or str(id(reported))
            key = (name, squash(reported.agency or ""), reported.moment.day.year, reported.is_whole_department)
            groups.setdefault(key, []).append(reported)
    plans = _plans(documents)
    found = []
    for group in groups.values():
        days: dict[date, list[Reported]] = {}
        for one in group:
            if one.moment is not None:
                days.setdefault(one.moment.day, []).append(one)
        *earlier, last = (_joined(days[day]) for day in sorted(days))
        found.append(_watch(last, tuple(earlier), plans, lights))
    return found


def _joined(tables: Sequence[Reported]) -> Reported:
    """One round out of the tables of a project on one day: its indicators, and its money from a list where its own form has none."""
    base = max(tables, key=lambda one: len(one.project.indicators))
    donor = next((one for one in tables if one.money is not None and one.money.executed_amount is not None), None)
    if donor is None or (base.money is not None and base.money.executed_amount is not None):
        return base
    return replace(base, project=base.project.model_copy(update={"funding": donor.project.funding}))


def _moment(document: Document, project: Project, day: date | None) -> Moment | None:
    month = project.monitoring.month if project.monitoring else None
    year = document.fiscal_year or (day.year if day else None)
    if month is None or year is None:
        return Moment(day) if day else None
    last = calendar.monthrange(year, month)[1]
    is_within = day is not None and (day.year, day.month) == (year, month) and day.day < last
    return Moment(day) if is_within and day else at_month_end(year, month)


def _plans(documents: Sequence[Document]) -> dict[tuple[str, str], Project]:
    """Forms of targets that print a payment plan, by name of the project and agency."""
    return {
        (squash(project.name), squash(project.unit or document.publisher or project.department or "")): project
        for document in documents
        for project in document.projects
        if project.monitoring is None and project.payment_plan and project.name
    }


def _watch(last: Reported, earlier: tuple[Reported, ...], plans: dict[tuple[str, str], Project], lights: str) -> ProjectRound:
    project, year = last.project, last.document.fiscal_year
    is_asked = any(item.monitoring and item.monitoring.attainability for item in project.indicators)
    expected = tuple(_expected(item, year, is_asked=is_asked) for item in project.indicators)
    money = last.money
    form = plans.get((squash(project.name or ""), squash(last.agency or "")))
    causes = {code: said for item in project.indicators if item.monitoring for code, said in item.monitoring.causes.items()}
    chosen = [one.attainability for one in expected if one.attainability is not None]
    reported = Round(
        last.moment or Moment(date.max),
        budget_of(project),
        money.executed_amount if money else None,
        project.payment_plan or (form.payment_plan if form else None),
        tuple(watched(item, year) for item in project.indicators if not item.placeholder),
        tuple(
            (one.moment, one.money.executed_amount) for one in earlier if one.moment and one.money and one.money.executed_amount is not None
        ),
        (),
        causes,
        max(chosen, default=None),
    )
    forecast = money.forecast_amount if money else None
    kept = tuple(one for one, item in zip(expected, project.indicators, strict=True) if not item.placeholder)
    return ProjectRound(last, earlier, watch(reported, lights=lights), kept, forecast, form is not None and not project.payment_plan)


def _expected(item: Indicator, year: int | None, *, is_asked: bool) -> Expected:
    """What an indicator says of the end of the year; the possibility is missing only in a form that asks for it (完成目标可能性)."""
    record = item.monitoring
    chosen = Attainability(record.attainability) if record and record.attainability else None
    forecast = record.forecast if record and record.forecast and record.forecast.kind not in _NOTHING else None
    deviation: Answer | None = None
    is_worse: bool | None = None
    if forecast is not None:
        deviation, is_worse = _deviation(item, forecast, year)
    has_reason = bool(record and (record.causes or record.reason))
    if is_asked:
        missing = missing_of(chosen, has_forecast=forecast is not None, has_reason=has_reason, is_worse=is_worse)
    else:
        missing = (Unanswered("unmonitored.short_without_reason", {}, "MON-006"),) if is_worse and not has_reason else ()
    return Expected(deviation, is_worse, chosen, missing)


def _deviation(item: Indicator, forecast: Target, year: int | None) -> tuple[Answer, bool | None]:
    """How far an expected value lies from its target, and whether it misses it."""
    read = read_actual(forecast.text, item.target, name=item.name, level2_code=item.level2_code, fiscal_year=year)
    if item.target.kind in _DATES:
        dated = compare_dates(item.target, read, year)
        late = None if isinstance(dated, Unanswered) or dated.first is None else dated.days_late != (0, 0)
        return Unanswered("unmonitored.dates", {}), late
    compared = compare(item.target, read)
    if isinstance(compared, Unanswered):
        return compared, None
    return forecast_deviation(compared), not compared.is_met
