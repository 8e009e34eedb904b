"""Scoring again under another scheme or day (按其他办法或日期重新计分)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from jixiao.attainment import Unanswered, half_up
from jixiao.scoring.evaluation import Evaluation, ScoredEvaluation, score_evaluation
from jixiao.scoring.items import Item
from jixiao.scoring.loading import load_scheme
from jixiao.scoring.scheme import Scheme
from jixiao.scoring.standing import Standing
from jixiao.scoring.weights import distribute, group_points, members_of

_CENT = Fraction(1, 100)


def rescore(found: ScoredEvaluation, scheme: Scheme | str | Path, day: date | None = None) -> ScoredEvaluation | Unanswered:
    """Score a self-evaluation again under another scheme, or the scheme of another day (重新计分).

    Args:
        found: as it was scored.
        scheme: the other scheme, its id or its file.
        day: on which the scheme is taken, where it is named by id or file.

    Returns:
        The new scores. Under the same scheme nothing changes. Under another one the weights of the indicators of each first level are
        scaled to its points, in proportion, and to 0.01; what was carried over as declared keeps its share of the weight. A reason where
        the scheme has no points for one of the first levels.

    Raises:
        SchemeError: there is no such scheme, or it does not hold on that day.
    """
    wanted = scheme if isinstance(scheme, Scheme) else load_scheme(scheme, day)
    if wanted == found.scheme:
        return score_evaluation(found.evaluation, wanted)
    if wanted.is_open or (wanted.groups, wanted.execution) == (found.scheme.groups, found.scheme.execution):
        return score_evaluation(found.evaluation, wanted)
    weights = _scaled(found.evaluation, wanted)
    if isinstance(weights, Unanswered):
        return weights
    items = tuple(_reweighed(one.item, weight, one.score.standing) for one, weight in zip(found.items, weights, strict=True))
    evaluation = Evaluation(items, found.evaluation.funding, wanted.execution, found.evaluation.execution_reason)
    return score_evaluation(evaluation, wanted)


def _scaled(evaluation: Evaluation, scheme: Scheme) -> list[Decimal] | Unanswered:
    """Weights in proportion to those of the form, so that every group has the points of the scheme."""
    members = members_of(evaluation.items, scheme)
    if isinstance(members, Unanswered):
        return members
    points, _ = group_points(scheme, [code for code, inside in members.items() if inside])
    weights = [Decimal(0)] * len(evaluation.items)
    for code, inside in members.items():
        held = [Fraction(evaluation.items[index].weight or 0) for index in inside]
        total = sum(held, Fraction(0))
        shares = [points[code] * one / total if total else points[code] / len(inside) for one in held]
        places = [evaluation.items[index].level2_code or "" for index in inside]
        for index, weight in zip(inside, distribute(points[code], shares, places, _CENT), strict=True):
            weights[index] = half_up(weight)
    return weights


def _reweighed(item: Item, weight: Decimal, standing: Standing) -> Item:
    """The same indicator with another weight; claimed points are those of the old scheme and are kept only where they are the judgement."""
    declared = None
    if standing is Standing.CARRIED and item.declared is not None and item.weight:
        declared = half_up(Fraction(item.declared) * Fraction(weight) / Fraction(item.weight))
    return replace(item, weight=weight, declared=declared, coefficient_pct=None)
