"""A whole self-evaluation (绩效自评): execution and indicators scored, the printed items summed, the grade given. Handbook 04 §5."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jixiao.attainment import Derivation, Step, band_of, half_up, printed
from jixiao.attainment.derivation import Keyed
from jixiao.model import FundingLine
from jixiao.scoring.differences import Difference, execution_difference, execution_reason_notices, item_difference, reason_notices
from jixiao.scoring.execution import Execution, score_execution
from jixiao.scoring.items import Item, ItemScore, score_item
from jixiao.scoring.noticing import Notice
from jixiao.scoring.scheme import Grade, Scheme
from jixiao.scoring.standing import NotScorable, Score, Standing
from jixiao.scoring.weights import Proposal, weight_notices

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a self-evaluation form says (自评表).

    Attributes:
        items: the indicators in the order of the form.
        funding: rows of the funding table; empty where the form has none.
        execution_weight: weight of execution as printed; ``None`` for that of the total row, or of the scheme.
        execution_reason: why the money was spent as it was (执行偏差原因), as written.
        declared_total: total claimed (总分).
        declared_grade: grade claimed (评价等级).
        is_total_only: a row of a list that has the total and no indicators (自评结果汇总表): what became of them is not known here.
    """

    items: tuple[Item, ...]
    funding: tuple[FundingLine, ...] = ()
    execution_weight: Decimal | None = None
    execution_reason: str = ""
    declared_total: Decimal | None = None
    declared_grade: Grade | None = None
    is_total_only: bool = False


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """A line of the printed column of points (得分栏); these lines sum to the printed total."""

    label: Keyed | str
    weight: Decimal | None
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class ScoredEvaluation:
    """A self-evaluation with all its scores (计分结果).

    Attributes:
        evaluation: what was scored.
        scheme: by which scheme.
        execution: score of execution; ``None`` where the scheme has no points for it.
        items: scores of the indicators, in their order.
        adjustment: what scaling for items that are not applicable adds; 0 where the scheme does not scale.
        total: sum of the printed items; ``None`` where one of them is not scorable.
        grade: grade of the total; ``None`` where there is none.
        derivation: how the total came about.
        notices: what concerns the form as a whole.
    """

    evaluation: Evaluation
    scheme: Scheme
    execution: Execution | None
    items: tuple[ItemScore, ...]
    adjustment: Decimal
    total: Decimal | None
    grade: Grade | None
    derivation: Derivation
    notices: tuple[Notice, ...]

    @property
    def printed_items(self) -> tuple[PrintedItem, ...]:
        """Execution, every indicator, and the adjustment where there is one."""
        found = (
            [PrintedItem(Keyed("score_line.execution"), self.execution.score.weight, self.execution.score.points)] if self.execution else []
        )
        found += [PrintedItem(one.item.name, one.score.weight, one.score.points) for one in self.items]
        if self.adjustment:
            found.append(PrintedItem(Keyed("score_line.adjustment"), None, self.adjustment))
        return tuple(found)

    @property
    def not_scorable(self) -> tuple[tuple[str, NotScorable], ...]:
        """What has no score although it weighs something, by name, with the reason."""
        return tuple((name, score.reason) for name, score in self._scores() if score.reason is not None)

    def differences(self) -> list[tuple[str, Difference]]:
        """Claimed beside computed, for execution and every indicator that has both."""
        found: list[tuple[str, Difference]] = []
        if self.execution and (one := execution_difference(self.execution, self.evaluation.funding, self.scheme)):
            found.append((Keyed("score_line.execution").text(), one))
        return found + [(one.item.name, gap) for one in self.items if (gap := item_difference(one, self.scheme))]

    def all_notices(self) -> list[tuple[str, Notice]]:
        """Everything that was noticed, with the name of the item, or an empty one for the form as a whole."""
        found = [("", notice) for notice in self.notices]
        found += [(name, notice) for name, score in self._scores() for notice in score.notices]
        found += [(name, notice) for name, difference in self.differences() for notice in difference.notices]
        if self.execution is not None:
            form, name = self.evaluation, Keyed("score_line.execution").text()
            reasons = execution_reason_notices(self.execution, form.funding, form.execution_reason, self.scheme)
            found += [(name, notice) for notice in reasons]
        return found + [(one.item.name, notice) for one in self.items for notice in reason_notices(one, self.scheme)]

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """The whole result; numbers are decimal strings."""
        return {
            "scheme": self.scheme.id,
            "total": None if self.total is None else str(self.total),
            "grade": self.grade.value if self.grade else None,
            "adjustment": str(self.adjustment),
            "execution": self.execution.score.as_json(lang) if self.execution else None,
            "execution_rate_pct": str(self.execution.rate_pct) if self.execution and self.execution.rate_pct is not None else None,
            "items": [{"name": one.item.name} | one.score.as_json(lang) for one in self.items],
            "differences": [{"name": name} | difference.as_json(lang) for name, difference in self.differences()],
            "derivation": self.derivation.as_json(lang),
            "notices": [{"name": name} | notice.as_json(lang) for name, notice in self.all_notices()],
        }

    def _scores(self) -> list[tuple[str, Score]]:
        first = [(Keyed("score_line.execution").text(), self.execution.score)] if self.execution else []
        return first + [(one.item.name, one.score) for one in self.items]


def weighed(evaluation: Evaluation, proposal: Proposal) -> Evaluation:
    """The form with proposed weights, for a person to confirm."""
    items = tuple(replace(item, weight=weight) for item, weight in zip(evaluation.items, proposal.weights, strict=True))
    return replace(evaluation, items=items, execution_weight=proposal.execution)


def grade_of(total: Decimal, scheme: Scheme) -> Grade | None:
    """The grade of a total (评价等级); ``None`` outside 0 to 100.

    >>> from jixiao.scoring import load_scheme
    >>> [grade_of(Decimal(text), load_scheme("NATIONAL_2020")).value for text in ("90", "89.99", "80", "60", "59.99")]
    ['excellent', 'good', 'good', 'medium', 'poor']
    """
    band = band_of(total, scheme.settings.grades)
    return Grade(band.name) if band else None


def score_evaluation(evaluation: Evaluation, scheme: Scheme) -> ScoredEvaluation:
    """Score a self-evaluation (绩效自评计分).

    Args:
        evaluation: the form, with weights.
        scheme: by which it is scored; weights are those of the form.

    Returns:
        All scores. The total is the sum of the rounded items; it is missing where an item that weighs something is not scorable.

    Source:
        Handbook 04 §5.
    """
    items = tuple(score_item(item, scheme) for item in evaluation.items)
    execution = _execution(evaluation, scheme)
    scores = ([execution.score] if execution else []) + [one.score for one in items]
    subtotal = sum((score.points for score in scores if score.points is not None), Decimal(0))
    steps = [Step("score_total.sum", {"count": len(scores)}, result=f"{subtotal}")]
    has_unscored = any(score.standing is Standing.NOT_SCORABLE and score.weight != 0 for score in scores)
    is_complete = not has_unscored and not evaluation.is_total_only
    adjustment = _adjustment(subtotal, scores, scheme, steps) if is_complete else Decimal(0)
    total = subtotal + adjustment if is_complete else None
    grade = grade_of(total, scheme) if total is not None else None
    steps.append(Step("score_total.total_only") if evaluation.is_total_only else _last(total, grade, scheme))
    weight = execution.score.weight if execution else None
    is_unweighed = bool(evaluation.items) and all(item.weight is None for item in evaluation.items)
    of_weights = [] if is_unweighed or evaluation.is_total_only else weight_notices(evaluation.items, weight, scheme)
    notices = [*of_weights, *_declared_notices(evaluation, execution, scheme)]
    return ScoredEvaluation(evaluation, scheme, execution, items, adjustment, total, grade, Derivation(tuple(steps)), tuple(notices))


def _execution(evaluation: Evaluation, scheme: Scheme) -> Execution | None:
    """Execution, where the form or the scheme has points for it."""
    found = score_execution(evaluation.funding, scheme, weight=evaluation.execution_weight)
    return found if found.score.weight else None


def _adjustment(subtotal: Decimal, scores: list[Score], scheme: Scheme, steps: list[Step]) -> Decimal:
    """What scaling for what is not applicable adds, where the scheme scales."""
    missing = sum((score.weight or Decimal(0) for score in scores if score.standing is Standing.NOT_APPLICABLE), Decimal(0))
    if not missing:
        return Decimal(0)
    if scheme.settings.not_applicable == "off" or missing >= _HUNDRED:
        steps.append(Step("score_total.not_applicable", {"weight": printed(missing)}, origin=scheme.origin_of("not_applicable")))
        return Decimal(0)
    scaled = half_up(Fraction(subtotal) * 100 / (100 - Fraction(missing)))
    put_in = f"{printed(subtotal)} × 100 ÷ (100 − {printed(missing)})"
    steps.append(Step("score_total.scaled", {}, "Σ × 100 ÷ (100 − Σ wₙ)", put_in, f"{scaled}", scheme.origin_of("not_applicable")))
    return scaled - subtotal


def _last(total: Decimal | None, grade: Grade | None, scheme: Scheme) -> Step:
    if total is None:
        return Step("score_total.incomplete")
    if grade is None:
        return Step("score_total.outside", result=f"{total}")
    band = next(band for band in scheme.settings.grades if band.name == grade)
    values = {"grade": Keyed(f"score_grade.{grade.value}"), "band": band.shown("s")}
    return Step("score_total.grade", values, result=f"{total}", origin=scheme.origin_of("grades"))


def _declared_notices(evaluation: Evaluation, execution: Execution | None, scheme: Scheme) -> list[Notice]:
    """Whether the claimed total is the sum of the claimed items, and the claimed grade that of the claimed total."""
    total, found = evaluation.declared_total, list[Notice]()
    claimed = [item.declared for item in evaluation.items if not (item.is_empty and item.declared is None)]
    if execution is not None:
        claimed.append(execution.declared)
    if total is not None and claimed and None not in claimed and not evaluation.is_total_only:
        added = sum((points for points in claimed if points is not None), Decimal(0))
        if abs(total - added) > scheme.settings.tolerance:
            found.append(Notice("total_differs", "EVA-003", {"declared": printed(total), "sum": printed(added)}))
    if evaluation.is_total_only and execution is not None and total is not None:
        found += _total_above_possible(total, execution, scheme)
    if total is not None and evaluation.declared_grade is not None:
        expected = grade_of(total, scheme)
        if expected is not evaluation.declared_grade:
            values = {"declared": Keyed(f"score_grade.{evaluation.declared_grade.value}"), "total": printed(total)}
            right = Keyed(f"score_grade.{expected.value}") if expected else "—"
            found.append(Notice("grade_differs", "EVA-019", values | {"expected": right}))
    return found


def _total_above_possible(total: Decimal, execution: Execution, scheme: Scheme) -> list[Notice]:
    """A total that no indicators can make: all their points and those of execution are fewer."""
    weight, points = execution.score.weight, execution.score.points
    if weight is None or points is None or total <= (most := _HUNDRED - weight + points) + scheme.settings.tolerance:
        return []
    values = {"declared": printed(total), "most": printed(most), "points": printed(points), "weight": printed(weight)}
    return [Notice("total_above_possible", "EVA-025", values)]
