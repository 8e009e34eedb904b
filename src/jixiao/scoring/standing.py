"""What became of an item (计分结果): a score with its derivation, a declared one carried over, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from jixiao.attainment import Derivation, Step, Unanswered, half_up, printed
from jixiao.scoring.noticing import Notice
from jixiao.scoring.quantitative import Outcome


class Standing(StrEnum):
    """What became of an item (计分状态)."""

    SCORED = "scored"
    """By formula or by a judgement that was handed in (已计分)."""
    CARRIED = "carried"
    """As declared: it rests on a judgement that nobody can recompute (按填报得分)."""
    NOT_APPLICABLE = "not_applicable"
    """Declares nothing, or there was no money at all (不适用)."""
    NOT_SCORABLE = "not_scorable"
    """There is no number, and the reason says why (无法计分)."""


@dataclass(frozen=True, slots=True)
class NotScorable(Unanswered):
    """Why something has no score (无法计分的原因); never a number."""


def not_scorable(reason: Unanswered) -> NotScorable:
    """A reason as what keeps an item from being scored."""
    return NotScorable(reason.key, reason.values, reason.rule)


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one item, or why there is none (得分).

    Attributes:
        standing: what became of it.
        weight: points available (分值); ``None`` where the form prints none and none was proposed.
        points: points, rounded half up to 0.01; ``None`` where it is not scorable or not applicable.
        case: id of the case in ``formulas.toml``; empty where no formula was applied.
        derivation: how it came about; its last step has the points as result. Of an item without points, what was read.
        reason: why there are no points.
        notices: what somebody must look at.
    """

    standing: Standing
    weight: Decimal | None
    points: Decimal | None
    derivation: Derivation
    case: str = ""
    reason: NotScorable | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def expected_coefficient_pct(self) -> Decimal | None:
        """Share of the weight that was scored, in percent to 0.01 (得分系数)."""
        return half_up(Fraction(self.points) * 100 / Fraction(self.weight)) if self.points is not None and self.weight else None

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """Everything, with texts in ``lang``; numbers are decimal strings."""
        return {
            "standing": self.standing.value,
            "weight": None if self.weight is None else str(self.weight),
            "points": None if self.points is None else str(self.points),
            "case": self.case,
            "derivation": self.derivation.as_json(lang),
            "reason": self.reason.as_json(lang) if self.reason else None,
            "notices": [notice.as_json(lang) for notice in self.notices],
        }


def scored(outcome: Outcome, weight: Decimal, read: tuple[Step, ...], notices: tuple[Notice, ...] = ()) -> Score:
    """Points rounded, kept within 0 and the weight, with the derivation that ends in them."""
    points = half_up(min(max(outcome.points, Fraction(0)), Fraction(weight)))
    steps = (*read, weight_step(weight), *outcome.steps, rounded_step(points))
    return Score(Standing.SCORED, weight, points, Derivation(steps), outcome.case, notices=notices)


def unscored(reason: Unanswered, weight: Decimal | None, read: tuple[Step, ...] = (), notices: tuple[Notice, ...] = ()) -> Score:
    """No points, and why."""
    return Score(Standing.NOT_SCORABLE, weight, None, Derivation(read), reason=not_scorable(reason), notices=notices)


def inapplicable(key: str, weight: Decimal | None, notices: tuple[Notice, ...] = ()) -> Score:
    """Nothing to score: a placeholder, or no money at all."""
    return Score(Standing.NOT_APPLICABLE, weight, None, Derivation((Step(key),)), notices=notices)


def carried(declared: Decimal, weight: Decimal | None, key: str, notices: tuple[Notice, ...] = ()) -> Score:
    """The declared points, to 0.01, marked as such."""
    points = half_up(Fraction(declared))
    step = Step(key, {"declared": printed(declared)}, result=f"{points}")
    steps = (step,) if weight is None else (weight_step(weight), step)
    return Score(Standing.CARRIED, weight, points, Derivation(steps), notices=notices)


def weight_step(weight: Decimal) -> Step:
    """The line that names the weight."""
    return Step("score_step.weight", {"weight": printed(weight)})


def rounded_step(points: Decimal) -> Step:
    """The last line of a score: rounded half up to 0.01."""
    return Step("score_step.rounded", result=f"{points}")
