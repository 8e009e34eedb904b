"""A row of a list of self-evaluations (自评结果汇总表) in the shape of a form, so that what holds for forms holds for it."""

from __future__ import annotations

from jixiao.model.evaluation import EvaluatedProject, SelfEvaluation
from jixiao.model.project import FundingLine, Project

_OF_MONEY = ("rate_pct", "executed_amount", "adjusted_budget")
_AS_FORM = {"total_score": "evaluation.total_score", "grade": "evaluation.grade"}
"""Places of a row of a list, by the keys of a form."""


def listed_project(row: EvaluatedProject) -> Project:
    """A row of a list of self-evaluations in the shape of a form: its money is the total row, its claims are those of a form."""
    sources = {_AS_FORM.get(key, key): places for key, places in row.sources.items()}
    money = FundingLine(
        key="annual",
        initial_budget=row.initial_budget,
        adjusted_budget=row.adjusted_budget if row.adjusted_budget is not None else row.initial_budget,
        executed_amount=row.executed_amount,
        rate_pct=row.rate_pct,
        score=row.execution_score,
        source=next((places[0] for key in _OF_MONEY if (places := row.sources.get(key))), row.source),
    )
    return Project(
        name=row.name,
        code=row.code,
        department=row.department,
        unit=row.unit,
        funding=[money],
        evaluation=SelfEvaluation(total_score=row.total_score, grade=row.grade),
        source=row.source,
        sources=sources,
    )
