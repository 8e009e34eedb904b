"""Declared beside computed (填报得分与计算得分的差异): how far apart, and why, in words that a clerk understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from jixiao.attainment import ReasonFault, half_up, judge_reason, printed
from jixiao.attainment.derivation import Keyed
from jixiao.model import FundingLine
from jixiao.scoring.execution import TOTAL, Execution
from jixiao.scoring.items import ItemScore
from jixiao.scoring.noticing import Notice
from jixiao.scoring.scheme import Scheme
from jixiao.scoring.standing import Standing


@dataclass(frozen=True, slots=True)
class Difference:
    """What was claimed and what comes out (差异).

    Attributes:
        declared: points claimed.
        expected: points by formula.
        is_within: no further apart than the tolerance of the scheme.
        why: what explains it, as far as that can be told.
        notices: under which audit rule somebody must look at it.
    """

    declared: Decimal
    expected: Decimal
    is_within: bool
    why: tuple[Keyed, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def gap(self) -> Decimal:
        """Claimed minus computed."""
        return self.declared - self.expected

    def lines(self, lang: str | None = None) -> list[str]:
        """The difference in words, a line for each reason; the first has the two figures."""
        key = "same" if not self.gap else "within" if self.is_within else "above" if self.gap > 0 else "below"
        values = {"declared": printed(self.declared), "expected": f"{self.expected}", "gap": printed(abs(self.gap))}
        return [Keyed(f"score_difference.{key}", values).text(lang), *(reason.text(lang) for reason in self.why)]

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """Both figures, the gap and the words."""
        return {
            "declared": str(self.declared),
            "expected": str(self.expected),
            "gap": str(self.gap),
            "is_within": self.is_within,
            "lines": self.lines(lang),
            "notices": [notice.as_json(lang) for notice in self.notices],
        }


def item_difference(found: ItemScore, scheme: Scheme) -> Difference | None:
    """Claimed and computed points of an indicator; ``None`` where one of them is missing or was carried over."""
    declared, expected, weight = found.item.declared, found.score.points, found.score.weight
    if declared is None or expected is None or weight is None or found.score.standing is not Standing.SCORED:
        return None
    is_within = abs(declared - expected) <= scheme.settings.tolerance
    why: list[Keyed] = []
    notices: list[Notice] = []
    if not 0 <= declared <= weight:
        notices.append(Notice("outside_weight", "EVA-002", {"declared": printed(declared), "weight": printed(weight)}))
    if not is_within:
        key, rule = _kind(found, declared, weight)
        why.append(Keyed(f"score_why.{key}"))
        notices.append(Notice(key, rule, {"declared": printed(declared), "expected": f"{expected}"}))
        why += _roundings(declared, expected)
    return Difference(declared, expected, is_within, tuple(why), tuple(notices))


def _kind(found: ItemScore, declared: Decimal, weight: Decimal) -> tuple[str, str]:
    if found.is_met is False and declared == weight:
        return "full_though_short", "EVA-007"
    if found.is_met and declared < weight:
        return "less_though_met", "EVA-008"
    return "off_formula", "EVA-009"


def execution_difference(found: Execution, lines: Sequence[FundingLine], scheme: Scheme) -> Difference | None:
    """Claimed and computed points of execution; ``None`` where one of them is missing."""
    declared, expected, weight = found.declared, found.score.points, found.score.weight
    if declared is None or expected is None or not weight or found.rate is None:
        return None
    is_within = abs(declared - expected) <= scheme.settings.tolerance
    why, notices = list[Keyed](), list[Notice]()
    if declared != expected:
        why = [*_rate_rounded(found.rate, weight, declared), *_roundings(declared, expected)]
    if not is_within:
        notices.append(Notice("execution_off", "EVA-005", {"declared": printed(declared), "expected": f"{expected}"}))
        if _from_initial(lines, weight) == declared:
            why.insert(0, Keyed("score_why.initial_budget"))
            notices.append(Notice("initial_budget", "EVA-011"))
    return Difference(declared, expected, is_within, tuple(why), tuple(notices))


def _from_initial(lines: Sequence[FundingLine], weight: Decimal) -> Decimal | None:
    total = next((line for line in lines if line.key == TOTAL), None)
    if total is None or not total.initial_budget or total.executed_amount is None:
        return None
    return half_up(min(Fraction(total.executed_amount) / Fraction(total.initial_budget), Fraction(1)) * Fraction(weight))


def _rate_rounded(rate: Fraction, weight: Decimal, declared: Decimal) -> list[Keyed]:
    """Whether the rate was rounded to whole percent, or to one or two decimals, before it was multiplied."""
    for places in (2, 1, 0):
        percent = half_up(rate * 100, places)
        if half_up(Fraction(percent) / 100 * Fraction(weight)) == declared:
            return [Keyed("score_why.rate_rounded", {"percent": f"{percent}"})]
    return []


def _roundings(declared: Decimal, expected: Decimal) -> list[Keyed]:
    """Whether the points were rounded or cut to whole or half points."""
    for unit, name in ((Decimal(1), "whole"), (Decimal("0.5"), "half")):
        for way, verb in ((ROUND_HALF_UP, "rounded"), (ROUND_FLOOR, "cut"), (ROUND_CEILING, "raised")):
            if (expected / unit).to_integral_value(way) * unit == declared and declared != expected:
                return [Keyed(f"score_why.{verb}_{name}")]
    return []


def execution_reason_notices(found: Execution, lines: Sequence[FundingLine], reason: str, scheme: Scheme) -> list[Notice]:
    """Whether a reason is missing (执行偏差说明): for a low rate, for a budget that was changed. Handbook 04 §§3 and 6."""
    below, notices = scheme.settings.execution_reason_below, list[Notice]()
    fault = judge_reason(reason, shortest=scheme.settings.shortest_reason)
    if fault is None or found.rate is None:
        return []
    if found.rate * 100 < below:
        values = {"rate": f"{found.rate_pct}", "below": printed(below), "fault": _fault_words(fault, scheme)}
        notices.append(Notice("execution_reason", "EVA-016", values))
    total = next((line for line in lines if line.key == TOTAL), None)
    if total is not None and total.initial_budget is not None and total.adjusted_budget and total.initial_budget != total.adjusted_budget:
        notices.append(Notice("budget_changed"))
    return notices


def _fault_words(fault: ReasonFault, scheme: Scheme) -> Keyed:
    return Keyed(f"reason_fault.{fault.value}", {"shortest": scheme.settings.shortest_reason})


def reason_notices(found: ItemScore, scheme: Scheme) -> list[Notice]:
    """Whether the reason is missing (偏差原因分析) that less than the weight asks for. Handbook 04 §6."""
    item, points, weight = found.item, found.score.points, found.score.weight
    short = points is not None and weight is not None and points < weight
    if (not short and not _differs_in_unit(found)) or not (item.asks_reason or item.reason):
        return []
    texts = tuple(text for text in (item.target.text if item.target else "", item.actual.text if item.actual else "") if text)
    fault = judge_reason(
        item.reason, repeats=texts, cause=item.cause, has_evidence=item.has_evidence, shortest=scheme.settings.shortest_reason
    )
    if fault is None:
        return []
    return [Notice("reason_missing", "EVA-016", {"fault": _fault_words(fault, scheme)})] if short else [Notice("unit_changed")]


def _differs_in_unit(found: ItemScore) -> bool:
    """Whether the actual value is in another unit than the target, though it converts."""
    target, actual = found.item.target, found.item.actual
    if target is None or actual is None or None in (target.unit, actual.value.unit):
        return False
    return target.unit != actual.value.unit and target.kind is actual.value.kind
