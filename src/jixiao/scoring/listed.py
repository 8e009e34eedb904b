"""Rows of a list of self-evaluations (自评结果汇总表), as the scorer takes them: money, total and grade, and no indicators."""

from __future__ import annotations

from decimal import Decimal

from jixiao.model import EvaluatedProject, listed_project
from jixiao.scoring.evaluation import Evaluation
from jixiao.scoring.scheme import Grade, Scheme
from jixiao.values.normal import squash

_GRADES = {
    "优": Grade.EXCELLENT,
    "优秀": Grade.EXCELLENT,
    "良": Grade.GOOD,
    "良好": Grade.GOOD,
    "中": Grade.MEDIUM,
    "中等": Grade.MEDIUM,
    "合格": Grade.MEDIUM,
    "一般": Grade.MEDIUM,
    "差": Grade.POOR,
    "较差": Grade.POOR,
    "不合格": Grade.POOR,
}
_USUAL = Decimal(10)
"""Points of execution of the national form, where a scheme has none of its own."""


def listed_evaluation(row: EvaluatedProject, scheme: Scheme) -> Evaluation:
    """A row of a list of self-evaluations as the scorer takes it.

    Points of execution above those of the scheme belong to another one, and are not held against it.
    """
    money = listed_project(row).funding[0]
    is_other = money.score is not None and money.score > scheme.execution
    return Evaluation(
        (),
        (money.model_copy(update={"score": None}) if is_other else money,),
        execution_weight=scheme.execution or _USUAL,
        declared_total=row.total_score,
        declared_grade=grade_named(row.grade),
        is_total_only=True,
    )


def grade_named(text: str | None) -> Grade | None:
    """The grade that a form prints; ``None`` for other words.

    >>> grade_named("优秀"), grade_named("A")
    (<Grade.EXCELLENT: 'excellent'>, None)
    """
    return _GRADES.get(squash(text or ""))
