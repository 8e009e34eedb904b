"""Self-evaluations as they were read, ready to be scored (读取结果的计分): which scheme fits, what stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from jixiao.attainment import Unanswered, is_absence, is_without_value, read_actual
from jixiao.model import Document, Indicator, Project, listed_project
from jixiao.provenance import SourceRef
from jixiao.scoring.evaluation import Evaluation, ScoredEvaluation, score_evaluation, weighed
from jixiao.scoring.execution import TOTAL, score_execution
from jixiao.scoring.items import Item
from jixiao.scoring.listed import grade_named, listed_evaluation
from jixiao.scoring.loading import SchemeError, load_scheme
from jixiao.scoring.scheme import Scheme
from jixiao.scoring.weights import propose_weights
from jixiao.values import Target
from jixiao.values.normal import squash

NATIONAL, CUSTOM = "NATIONAL_2020", "CUSTOM"
_NATIONAL = (NATIONAL, "NATIONAL_2020_NOSAT", "CORE_2021_NOCOST", "CORE_2021_COST")
_HUNDRED = Decimal(100)
_WITHOUT_EXECUTION = (Decimal(80), Decimal(90))
"""What the indicators of a form make that leaves the rest of 100 points to execution without printing it."""
_LAST_YEAR = re.compile(r"上年(?:度)?(?:实际)?(?:值|完成值|完成情况)$")


class Choice(StrEnum):
    """How a scheme was found (计分办法的由来)."""

    GIVEN = "given"
    """Somebody named it (指定)."""
    FITTING = "fitting"
    """Its weights are those that the form prints (与表上分值相符)."""
    PRINTED = "printed"
    """No scheme has the weights of the form; those of the form hold (以表上分值为准)."""
    PROPOSED = "proposed"
    """The form prints no weights; those of the scheme are proposed, for a person to confirm (建议分值)."""
    MISSING = "missing"
    """Its indicators claim points and print no weights: none are proposed, and single points are held against nothing (缺分值)."""
    TOTAL_ONLY = "total_only"
    """A list has totals and no indicators: rate, grade and points of execution are held against the scheme (只核对汇总数)."""


@dataclass(frozen=True, slots=True)
class FormScore:
    """A self-evaluation form with its scores (一张自评表的计分结果).

    Attributes:
        document: that holds the form.
        project: the form as it was read.
        is_whole_department: it evaluates a department or unit as a whole.
        scored: all scores.
        choice: how the scheme was found.
        unweighed: why no weights could be proposed for a form that prints none.
    """

    document: Document
    project: Project
    is_whole_department: bool
    scored: ScoredEvaluation
    choice: Choice
    unweighed: Unanswered | None = None

    @property
    def is_row(self) -> bool:
        """It is a row of a list of self-evaluations (自评结果汇总表), not a form."""
        return self.choice is Choice.TOTAL_ONLY

    @property
    def name(self) -> str | None:
        """Name of the project, or of the department."""
        return self.project.name or self.project.department or self.project.unit or self.document.publisher

    def place_of(self, number: int | None) -> SourceRef:
        """Where an indicator stands, by its number from 0; ``None`` for the execution of the budget."""
        if number is None:
            total = next((line for line in self.project.funding if line.key == TOTAL), None)
            return total.source if total else self.project.source
        return self.project.indicators[number].source


def forms_in(document: Document) -> Iterator[tuple[Project, bool]]:
    """The self-evaluations of a document in their order, and whether each is that of a whole department."""
    for is_whole, projects in ((False, document.projects), (True, document.whole_department)):
        yield from ((project, is_whole) for project in projects if project.evaluation is not None)


def has_results(document: Document) -> bool:
    """Whether forms of a document say what was achieved, though they may claim no points for it."""
    forms = [*document.projects, *document.whole_department]
    return any(indicator.result is not None and indicator.result.actual is not None for form in forms for indicator in form.indicators)


def score_document(document: Document, scheme: str | Path | None = None, day: date | None = None) -> Iterator[FormScore]:
    """Score every self-evaluation of a document.

    Args:
        document: a reading.
        scheme: by which; ``None`` for the one whose weights the form prints.
        day: of the evaluation; by default the day after the budget year, which is when self-evaluations of that year are due.

    Raises:
        SchemeError: there is no such scheme, or none on that day.
    """
    for project, is_whole in forms_in(document):
        year = document.fiscal_year
        yield _score(document, project, scheme, day or _due(year), is_whole=is_whole)
    if document.summaries:
        due = day or _due(document.fiscal_year)
        chosen = load_scheme(scheme, due) if scheme else _of_its_time(NATIONAL, due)
        for row in (row for summary in document.summaries for row in summary.rows):
            form = listed_evaluation(row, chosen)
            yield FormScore(document, listed_project(row), False, score_evaluation(form, chosen), Choice.TOTAL_ONLY)


def _due(year: int | None) -> date | None:
    """The first day on which a year is over."""
    return date(year + 1, 1, 1) if year else None


def _score(document: Document, project: Project, scheme: str | Path | None, day: date | None, *, is_whole: bool) -> FormScore:
    form = evaluation_of(project, document.fiscal_year)
    is_weighed = any(item.weight is not None for item in form.items)
    if scheme is not None:
        chosen, choice = load_scheme(scheme, day), Choice.GIVEN
    elif is_weighed or not form.items:
        chosen, choice = fitting_scheme(form, day)
    else:
        chosen, choice = _of_its_time(CUSTOM if is_whole else NATIONAL, day), Choice.PROPOSED
    unweighed: Unanswered | None = None
    if not is_weighed and any(item.declared is not None for item in form.items):
        choice = Choice.MISSING
        form = replace(form, items=tuple(replace(item, is_unweighed=True) for item in form.items))
    elif not is_weighed and form.items:
        proposal = propose_weights(form.items, chosen)
        if isinstance(proposal, Unanswered):
            unweighed = proposal
        else:
            form, choice = weighed(form, proposal), Choice.PROPOSED
    return FormScore(document, project, is_whole, score_evaluation(form, chosen), choice, unweighed)


def fitting_scheme(form: Evaluation, day: date | None) -> tuple[Scheme, Choice]:
    """The national scheme whose points are those of the form, first level by first level; otherwise the weights of the form.

    A scheme of one place is never guessed: that other places happen to weigh alike says nothing about where the form comes from.
    """
    custom = _of_its_time(CUSTOM, day)
    execution = score_execution(form.funding, custom, weight=form.execution_weight).score.weight or Decimal(0)
    for name in _NATIONAL:
        scheme = _on(name, day)
        if scheme is None or scheme.is_open or scheme.execution != execution:
            continue
        if all(item.level1_code and scheme.group_of(item.level1_code) for item in form.items if item.weight) and _same_points(form, scheme):
            return scheme, Choice.FITTING
    return custom, Choice.PRINTED


def _of_its_time(name: str, day: date | None) -> Scheme:
    """A shipped scheme as it holds on a day, and before its first day as it holds now: a form of an older year is scored all the same."""
    return _on(name, day) or load_scheme(name)


def _on(name: str, day: date | None) -> Scheme | None:
    """A shipped scheme as it holds on a day; ``None`` where it did not yet."""
    try:
        return load_scheme(name, day)
    except SchemeError:
        return None


def _same_points(form: Evaluation, scheme: Scheme) -> bool:
    def points(takes: Sequence[Item]) -> Decimal:
        return sum((item.weight or Decimal(0) for item in takes), Decimal(0))

    return all(points([item for item in form.items if group.takes(item.level1_code)]) == group.points for group in scheme.groups)


def evaluation_of(project: Project, year: int | None) -> Evaluation:
    """A form as the scorer takes it.

    Args:
        project: a form of a self-evaluation.
        year: budget year, for dates that do not name theirs.
    """
    said = project.evaluation
    total = next((line for line in project.funding if line.key == TOTAL), None)
    asks = said is None or said.asks_reasons
    items = tuple(replace(_item(indicator, year), asks_reason=asks) for indicator in project.indicators)
    weights = sum((item.weight or Decimal(0) for item in items), Decimal(0))
    has_own = total is not None and total.weight is not None
    is_rest = not has_own and total is not None and total.score is None and weights in _WITHOUT_EXECUTION
    return Evaluation(
        items,
        tuple(project.funding),
        execution_weight=_HUNDRED - weights if is_rest else Decimal(0) if not has_own and weights >= _HUNDRED else None,
        execution_reason=(total.reason if total else None) or "",
        declared_total=said.total_score if said else None,
        declared_grade=grade_named(said.grade) if said else None,
    )


def _item(indicator: Indicator, year: int | None) -> Item:
    found = indicator.result
    target = _target(indicator)
    item = Item(
        indicator.name,
        target,
        weight=indicator.weight,
        level1_code=indicator.level1_code,
        level2_code=indicator.level2_code,
        is_placeholder=indicator.placeholder,
        fiscal_year=year,
    )
    if found is None:
        return item
    actual = None
    if found.actual is not None and target is not None:
        last = next((text for label, text in indicator.extra.items() if _LAST_YEAR.search(label)), None)
        actual = read_actual(
            found.actual.text, target, name=indicator.name, level2_code=indicator.level2_code, fiscal_year=year, baseline_text=last
        )
    return replace(
        item,
        actual=actual,
        declared=found.score,
        coefficient_pct=found.coefficient_pct,
        reason=found.reason or "",
        measure=found.measure or "",
    )


def _target(indicator: Indicator) -> Target | None:
    """The adjusted target where there is one; ``None`` where the form has no figures, so that the declared points are carried over."""
    adjusted = indicator.result.adjusted_target if indicator.result else None
    target = adjusted or indicator.target
    actual = indicator.result.actual if indicator.result is not None else None
    is_judged = actual is not None and is_absence(indicator.name, target.text)
    return target if squash(target.text) and not is_judged and not is_without_value(target, actual) else None
